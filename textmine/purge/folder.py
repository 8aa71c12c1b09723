"""The purge: what stays is written first, complete and apart; then words are removed; both can be gone on with."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.ledger import LEDGER, write_ledger
from textmine.occupied import alone
from textmine.purge.files import DETAILS, KEPT, Contents, contents, remove
from textmine.purge.kept import OUTCOMES, Kept, what_stays
from textmine.retention import (
    RECORD,
    STAGED,
    in_words,
    kept_until,
    purge_is_unfinished,
    purge_of,
)
from textmine.review import DecisionLog, Reviewed, replay
from textmine.safe import csv_text, write_text
from textmine.tables import DECISIONS, MANIFEST, WORK, Tables, is_analysis, read_tables, write_frame


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge removed, what it kept, and what lies outside.

    Attributes:
        at: When; ISO 8601.
        by: Who.
        removed: Files that were removed, as the folder names them.
        kept: Files that hold counts, outcomes and the ledger.
        left: Names in the folder that are not textmine's, and were left alone.
        links: Links that were removed, and what they led to, which is left alone.
        exports: The files that the answers were read from, which are left alone.
        earlier: Whether the words had been removed before.
    """

    at: str
    by: str
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    left: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    exports: tuple[str, ...] = field(default=())
    earlier: bool = False


def look(folder: Path, by: str = "") -> Purge:
    """Say what a purge would remove; nothing is changed.

    Raises:
        InputError: The folder is no finished analysis.
        ReviewError: The decision log is damaged.
    """
    _check(folder)
    if not purge_is_unfinished(folder) and purge_of(folder) is None:
        _read(folder)
    return _told(folder, contents(folder), _now(), by or login())


def purge(folder: Path | str, by: str = "", *, early: bool = False) -> Purge:
    """Remove people's words from an analysis folder; counts, outcomes, who decided, and the ledger stay.

    What stays is written first. A purge that was stopped half-way is finished by the next.

    Args:
        folder: The analysis folder.
        by: Who purges it; empty: the name of the login.
        early: Whether the day until which words are to be kept may still be to come.

    Raises:
        InputError: The folder is no finished analysis, is in use, or is to be kept for longer.
        ReviewError: The decision log is damaged.
    """
    folder = Path(folder)
    _check(folder)
    with alone(folder):
        if purge_is_unfinished(folder):
            return _finish(folder)
        if purge_of(folder) is not None:
            return replace(_finish(folder), earlier=True)
        tables, reviewed = _read(folder)
        if not early and (until := to_be_kept_until(folder)):
            message = f"is to be kept until {in_words(until)}. To purge it before, add `--yes`."
            raise InputError(Problem(message, str(folder)))
        _stage(what_stays(tables, reviewed, _now(), by or login()), reviewed, folder)
        return _finish(folder)


def to_be_kept_until(folder: Path) -> date | None:
    """Return until when words are to be kept, where that day is still to come or is today."""
    until = kept_until(_manifest(folder))
    return until if until and date.today() <= until else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def login() -> str:
    """Return who is logged in, as far as the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _check(folder: Path) -> None:
    """Refuse what is no analysis folder, or cannot be changed.

    Raises:
        InputError: It is.
    """
    if folder.is_symlink():
        message = f"is a link to {os.readlink(folder)}. Name the folder itself; nothing was changed."
    elif (folder / WORK).is_symlink():
        away = os.readlink(folder / WORK)
        message = f"holds a link {WORK} to {away}. Remove the link, and delete what it leads to; nothing was changed."
    elif not is_analysis(folder):
        message = "is not an analysis folder; nothing was changed."
    elif not os.access(folder, os.W_OK):
        message = "can only be read. Make it writable and try again; nothing was changed."
    else:
        return
    raise InputError(Problem(message, str(folder)))


def _read(folder: Path) -> tuple[Tables, Reviewed]:
    """Read the analysis that is to be purged.

    Raises:
        InputError: It is not complete; nothing can be kept of it.
        ReviewError: The decision log is damaged.
    """
    try:
        tables = read_tables(folder)
    except InputError as error:
        hint = "Nothing could be kept of it. To remove everything, delete the folder itself."
        raise InputError([*error.problems, Problem(hint, str(folder))]) from None
    path = folder / DECISIONS
    return tables, replay(tables, DecisionLog(path).all() if path.exists() else [])


def _stage(kept: Kept, reviewed: Reviewed, folder: Path) -> None:
    """Write all that stays beside what there is, and give it its name when it is complete: then the purge is decided.

    Raises:
        OSError: It cannot be written; nothing was changed.
    """
    made = Path(tempfile.mkdtemp(dir=folder, prefix=f"{STAGED}-"))
    try:
        for name in ("themes", "drafts", "questions"):
            write_frame(getattr(kept, name), made / f"{name}.parquet", name)
        DecisionLog(made / DECISIONS).append(kept.decisions)
        write_ledger(reviewed.tables, made / LEDGER, named=False)
        write_text(made / RECORD, csv_text(OUTCOMES, kept.outcomes))
        for name, content in ((DETAILS, kept.record), (MANIFEST, kept.manifest)):
            write_text(made / name, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
        for path in made.iterdir():
            _reach_disk(path)
        made.rename(folder / STAGED)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _reach_disk(path: Path) -> None:
    """See that a file is on the disk before what it stands for is removed."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _finish(folder: Path) -> Purge:
    """Remove the words, and put what stays in place; what was done before is not done again.

    Raises:
        OSError: A file cannot be removed; the next purge goes on there.
    """
    found = contents(folder)
    for path in found.words:
        remove(path)
    staged = folder / STAGED
    if staged.is_dir():
        for name in KEPT:
            if (staged / name).exists():
                remove(folder / name)
                (staged / name).replace(folder / name)
        shutil.rmtree(staged)
    done = purge_of(folder) or {}
    return _told(folder, found, done.get("at", ""), done.get("by", ""))


def _told(folder: Path, found: Contents, at: str, by: str) -> Purge:
    """Say what was found and done."""
    names = tuple(path.relative_to(folder).as_posix() for path in found.words)
    return Purge(at, by, names, KEPT, found.left, found.links, _exports(folder))


def _exports(folder: Path) -> tuple[str, ...]:
    """Return the names of the files that the answers were read from."""
    return tuple(item["file"] for item in _manifest(folder).get("inputs", []))


def _manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder, of the one that is to stay where that is not in place yet; empty without any."""
    for place in (folder, folder / STAGED):
        with suppress(OSError, ValueError):
            found = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
    return {}
