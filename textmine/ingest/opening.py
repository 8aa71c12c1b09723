"""Reading the bytes of a file: links are followed; what is no regular file is never opened."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from textmine.config import Limits
from textmine.errors import InputError, Problem
from textmine.ingest import bounds

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def content(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a regular file, or of the one that a link leads to.

    Raises:
        InputError: There is none, it cannot be opened, is larger than the limit, or is empty.
    """
    file = str(path)
    try:
        _check_regular(path.stat(), file)
        # It is looked at again once it is open: what the name means may have changed in between.
        with os.fdopen(os.open(path, _FLAGS), "rb") as opened:
            found = os.fstat(opened.fileno())
            _check_regular(found, file)
            bounds.check("file_megabytes", bounds.megabytes(found.st_size), limits, file)
            data = opened.read(limits.file_megabytes * bounds.MEGABYTE + 1)
    except (OSError, ValueError) as error:
        raise InputError(Problem(_why_not(path, error), file)) from None
    bounds.check("file_megabytes", bounds.megabytes(len(data)), limits, file)
    if not data or data.isspace():
        raise InputError(Problem("is empty. Export the answers again as CSV or Excel (.xlsx).", file))
    return data


def _check_regular(found: os.stat_result, file: str) -> None:
    """Refuse folders, pipes, sockets and devices: reading those may never end."""
    if stat.S_ISREG(found.st_mode):
        return
    if stat.S_ISDIR(found.st_mode):
        raise InputError(Problem("is a folder, not a file. Name the CSV or Excel file inside it.", file))
    what = next((name for test, name in _SPECIAL if test(found.st_mode)), "something else")
    raise InputError(Problem(f"is {what}, not a file. Save the answers as a file and name that.", file))


def _why_not(path: Path, error: OSError | ValueError) -> str:
    """Say in plain words why a file was not opened."""
    number = getattr(error, "errno", None)
    if number == errno.ELOOP:
        return "is a link that leads back to itself. Name the file itself."
    if number in (errno.ENOENT, errno.ENOTDIR):
        if path.is_symlink():
            return "is a link to a file that is not there. Name the file itself."
        return "does not exist. Check the name and the folder you are in."
    reason = getattr(error, "strerror", None) or "the name is not valid"
    return f"cannot be opened: {reason}. Close it elsewhere or check its permissions."
