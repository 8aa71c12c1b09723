"""The files of a folder and of the folders in it: links are not followed, and only plain files are opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

from textmine.config import Limits
from textmine.errors import InputError, Problem
from textmine.ingest import bounds
from textmine.ingest.letters.known import is_system_file, is_system_folder
from textmine.ingest.letters.letter import UnreadableError
from textmine.safe import replace_surrogates
from textmine.tables import MANIFEST, WORK

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LINK = "is a link to another place, and links are not followed: copy the file itself into the folder"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a folder of letters.

    Attributes:
        path: Where it is.
        name: Its path below the folder, with `/` between the parts, fit to be shown.
        reason: Why it is not opened; empty where it is.
    """

    path: Path
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder of letters holds.

    Attributes:
        found: Files, and what is none, in the order of their names.
        system: How many files a system made for itself; they are left out.
        left_out: Folders inside that hold nothing of people's: a system's, or an analysis.
    """

    found: tuple[Found, ...]
    system: int
    left_out: tuple[str, ...]


def look_into(folder: Path, limits: Limits) -> Folder:
    """Return what a folder holds, in the folders inside it too.

    Raises:
        InputError: It cannot be opened, is an analysis of textmine, or holds more files than the limit.
    """
    if is_analysis(folder):
        message = "is an analysis folder that textmine made. Name the exports, or the folder with the letters."
        raise InputError(Problem(message, str(folder)))
    found: list[Found] = []
    left_out: list[str] = []
    system = 0
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        for entry in _entries(here, folder, found):
            name = shown_name(Path(entry.path), folder)
            if entry.is_dir(follow_symlinks=False):
                if is_system_folder(entry.name) or is_analysis(Path(entry.path)):
                    left_out.append(name)
                else:
                    waiting.append(Path(entry.path))
            elif is_system_file(entry.name):
                system += 1
            else:
                found.append(Found(Path(entry.path), name, _why_not(entry)))
    bounds.check("letters", len(found), limits, str(folder))
    return Folder(tuple(sorted(found, key=lambda item: item.name)), system, tuple(sorted(left_out)))


def _entries(here: Path, root: Path, found: list[Found]) -> Iterator[os.DirEntry[str]]:
    """Yield what one folder holds; note a folder that cannot be opened.

    Raises:
        InputError: It is the folder that was named.
    """
    try:
        with os.scandir(here) as entries:
            yield from entries
    except OSError as error:
        why = error.strerror or type(error).__name__
        if here == root:
            message = f"is a folder that cannot be opened: {why}. Check its permissions."
            raise InputError(Problem(message, str(root))) from None
        found.append(Found(here, shown_name(here, root), f"is a folder that cannot be opened: {why}"))


def _why_not(entry: os.DirEntry[str]) -> str:
    """Say why something is not opened; nothing of a plain file."""
    if entry.is_symlink():
        return _LINK
    return "" if entry.is_file(follow_symlinks=False) else "is no plain file"


def is_analysis(folder: Path) -> bool:
    """Say whether a folder is an analysis that textmine made."""
    return (folder / WORK).is_dir() or ((folder / MANIFEST).is_file() and (folder / "responses.parquet").is_file())


def shown_name(path: Path, root: Path) -> str:
    """Return the path below a folder as it is shown: what cannot be shown becomes U+FFFD."""
    return _CONTROL.sub("\ufffd", replace_surrogates(path.relative_to(root).as_posix()))


def content(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a plain file.

    Raises:
        UnreadableError: It is a link or no plain file, cannot be opened, is empty, or larger than the limit.
    """
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as opened:
            found = os.fstat(opened.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableError("is no plain file")
            bounds.check("letter_megabytes", bounds.megabytes(found.st_size), limits, "")
            data = opened.read(limits.letter_megabytes * bounds.MEGABYTE)
    except InputError as error:
        raise UnreadableError(error.problems[0].message.removesuffix(".")) from None
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {error.strerror or type(error).__name__}") from None
    if not data.strip():
        raise UnreadableError("is empty")
    return data
