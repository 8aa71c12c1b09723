"""The files of an analysis folder: which hold people's words, which stay, and how a file is removed for good."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from textmine.ledger import LEDGER
from textmine.occupied import LOCK
from textmine.retention import RECORD, STAGED
from textmine.tables import DECISIONS, FRAMES, MANIFEST, VIEWS, WORK

DETAILS = "purged.json"
KEPT = ("themes.parquet", "drafts.parquet", "questions.parquet", DECISIONS, LEDGER, RECORD, DETAILS, MANIFEST)
"""What a purged folder holds. The manifest stands last: with it the purge is done."""
WORDS = tuple(name for name in ("vectors.npy", *(f"{frame}.parquet" for frame in FRAMES), *VIEWS) if name not in KEPT)
"""Files that hold people's words, or numbers about single people."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in an analysis folder.

    Attributes:
        words: Files to remove, in the folder itself and in the folder of the run's work.
        left: Names of what is not textmine's; it stays.
        links: Names of links, with what they lead to: only the link is removed or replaced.
    """

    words: tuple[Path, ...]
    left: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def contents(folder: Path) -> Contents:
    """Look through a folder; no link is followed."""
    words: list[Path] = []
    left: list[str] = []
    links: list[tuple[str, str]] = []
    for path in sorted(folder.iterdir()):
        ours = path.name == WORK or _holds_words(path.name) or path.name in KEPT
        if path.is_symlink() and ours:
            links.append((path.name, os.readlink(path)))
        if path.name == WORK or path.name.startswith(f"{STAGED}-"):
            words += _below(path)
        elif _holds_words(path.name) and not _is_folder(path):
            words.append(path)
        elif path.name not in (*KEPT, STAGED):
            left.append(path.name)
    return Contents(tuple(words), tuple(left), tuple(links))


def _holds_words(name: str) -> bool:
    """Tell whether a name is that of a file with people's words, or of one that was being written."""
    return name in WORDS or any(pattern.fullmatch(name) for pattern in _unfinished())


def _unfinished() -> Iterator[re.Pattern[str]]:
    """Yield the names that files have while they are written, and the side files of SQLite."""
    for name in (*WORDS, *KEPT):
        stem, suffix = os.path.splitext(name)
        yield re.compile(rf"\.{re.escape(stem)}-\w+{re.escape(suffix)}")
    yield re.compile(rf"{re.escape(DECISIONS)}(\.[0-9a-f]+\.new)?(-wal|-shm|-journal)")
    yield re.compile(rf"{re.escape(DECISIONS)}\.[0-9a-f]+\.new")


def _below(path: Path) -> Iterator[Path]:
    """Yield a file or link; of a folder everything in it, its folders last. The lock stays, and its folder."""
    if not _is_folder(path):
        yield path
        return
    for item in sorted(path.iterdir()):
        if (path.name, item.name) != (WORK, LOCK):
            yield from _below(item)
    if path.name != WORK:
        yield path


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def remove(path: Path) -> None:
    """Remove a file, its content overwritten first; of a link, only the link. What is not there is no fault.

    A file with a second name elsewhere is not overwritten: that name would lose its content, too.

    Raises:
        OSError: It cannot be removed.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(found.st_mode):
        path.rmdir()
        return
    if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
        # What cannot be written to can still be removed.
        with suppress(OSError):
            _overwrite(path, found.st_size)
    path.unlink(missing_ok=True)


def _overwrite(path: Path, size: int) -> None:
    """Write zeros over the content of a file, and see that they reach the disk."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
    with open(handle, "wb", closefd=True) as file:
        for start in range(0, size, _PIECE):
            file.write(bytes(min(_PIECE, size - start)))
        file.flush()
        os.fsync(file.fileno())
