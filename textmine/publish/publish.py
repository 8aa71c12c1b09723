"""Publishing: through the gate, then every file or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.config import parse_config
from textmine.errors import InputError, Problem, PublishBlockedError
from textmine.publish.formats import ALWAYS, FORMATS, OPEN_DATA, check_settings, format_of, wanted_formats
from textmine.publish.gate.keeper import blockers
from textmine.publish.opendata.gate import open_data_blockers
from textmine.publish.publication import Publication, make_publication, page_languages

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.review import Reviewed


def _earlier(out: Path) -> list[str]:
    """Return the formats that an earlier publication left in `out`.

    Raises:
        InputError: `out` is a file, or holds anything else.
    """
    if not out.exists():
        return []
    if not out.is_dir():
        raise InputError(Problem("is a file. Choose another folder to publish to.", str(out)))
    found = {path.name: format_of(path) for path in sorted(out.iterdir())}
    if others := [name for name, form in found.items() if form is None]:
        shown = ", ".join(f"`{name}`" for name in others[:3]) + (" and others" if len(others) > 3 else "")
        raise InputError(
            Problem(
                f"holds files that textmine did not write here ({shown}). Choose another folder to publish to; "
                "nothing was changed.",
                str(out),
            )
        )
    return [form for form in dict.fromkeys(found.values()) if form in FORMATS]


def _swap(built: Path, out: Path) -> None:
    """Put the folder `built` in the place of `out`; if that fails, `out` stays as it was."""
    if not out.exists():
        built.rename(out)
        return
    old = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-old-"))
    out.rename(old / "out")
    try:
        built.rename(out)
    except OSError:
        (old / "out").rename(out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write(publication: Publication, out: Path, formats: Sequence[str]) -> list[str]:
    """Write every format into a folder beside `out`, move it into place, and return the names of the files."""
    out.parent.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-new-"))
    try:
        names: dict[str, None] = {}
        for form in (*(FORMATS[name] for name in formats), *ALWAYS.values()):
            form.write(publication, built)
            names |= dict.fromkeys(sorted({_name(path, built) for path in _files(built)} - names.keys()))
        built.chmod(out.stat().st_mode & 0o7777 if out.exists() else 0o777 & ~_umask())
        for path in built.rglob("*"):
            path.chmod((0o777 if path.is_dir() else 0o666) & ~_umask())
        _swap(built, out)
        return list(names)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    """Return the files in a folder and those below it."""
    return [path for path in folder.rglob("*") if path.is_file()]


def _name(path: Path, folder: Path) -> str:
    """Return the name of a file in a folder, with the folder below it that it is in."""
    return path.relative_to(folder).as_posix()


def _umask() -> int:
    """Return the umask; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def publish(
    reviewed: Reviewed, out: Path, formats: Sequence[str] = ("html",), *, config: Config | None = None
) -> list[Path]:
    """Write the reviewed consultation for the public, if nothing is in the way.

    Args:
        reviewed: The analysis with the officers' decisions.
        out: The folder to publish to. It may hold an earlier publication, which is replaced as a whole:
            formats found there are written anew too, so that no outdated file stays.
        formats: `html` (index.html, fragment.html, and index.bn.html for Bengali as for every further language of
            the settings), `docx` (feedback.docx), `md` (feedback.md), `newsletter` (newsletter.md), `social`
            (social.csv), `letters` (letters.csv), `digest` (digest.html), `report` (consultation-report.docx),
            `equality` (equality.docx, equality.xlsx),
            `open-data` (a folder of tables with a data card; a named person has to decide it).
            outcomes.csv and transparency.md are written with each of them.
        config: Settings; None: those of the run, from its manifest.

    Returns:
        The files written, all in `out`.

    Raises:
        PublishBlockedError: Every reason why it may not be published; nothing was written.
        ConfigError: A format or the language of a page is not known, the council's Word template cannot be used,
            or the settings of the run are wrong.
        InputError: `out` holds something else, or cannot be written; nothing was changed.
    """
    wanted = wanted_formats(formats)
    out = Path(out).resolve()
    settings = config or parse_config(reviewed.tables.manifest.get("config", {}), "manifest.json")
    page_languages(settings)
    wanted += [name for name in _earlier(out) if name not in wanted]
    problems = blockers(reviewed, settings)
    problems += open_data_blockers(reviewed) if OPEN_DATA in wanted else []
    if problems:
        raise PublishBlockedError(problems)
    check_settings(settings, wanted)
    try:
        names = _write(make_publication(reviewed, settings), out, wanted)
    except OSError as error:
        message = f"cannot be written ({error.strerror}). Close its files, or choose another folder."
        raise InputError(Problem(message, str(out))) from None
    return [out / name for name in names]
