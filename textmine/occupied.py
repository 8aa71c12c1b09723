"""Who works on an analysis folder: many may at once, and whoever removes its content is alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError, Problem
from textmine.tables import WORK, is_analysis

if TYPE_CHECKING:
    from filelock import ReadWriteLock

LOCK = "in-use.lock"
"""In the folder of a run's work. It holds nothing and stays; the system lets go of it when a process ends."""


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Work on a folder, others may too; nobody can purge it meanwhile.

    Raises:
        InputError: It is being purged.
    """
    lock: ReadWriteLock | None = None
    # Nothing is put into a folder that is no analysis. One where no lock can be made is not purged either.
    if is_analysis(folder):
        with suppress(OSError, sqlite3.Error):
            lock = _locked(folder, "is being purged.", shared=True)
    try:
        yield
    finally:
        if lock is not None:
            lock.close()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have an analysis folder for oneself.

    Raises:
        InputError: Somebody works on it, or that cannot be known.
    """
    busy = "is in use: a review desk, a run or another command is open on it. Close it, and try again."
    try:
        lock = _locked(folder, busy, shared=False)
    except (OSError, sqlite3.Error) as error:
        message = f"cannot be locked ({type(error).__name__}). Check your rights, and that its disk is in this machine."
        raise InputError(Problem(message, str(folder))) from None
    try:
        yield
    finally:
        lock.close()


def _locked(folder: Path, busy: str, *, shared: bool) -> ReadWriteLock:
    """Return the lock of a folder, taken.

    Raises:
        InputError: Somebody else has it, and shares it not.
        OSError: It cannot be made, or taken.
        sqlite3.Error: The same.
    """
    from filelock import ReadWriteLock, Timeout

    path = folder / WORK / LOCK
    path.parent.mkdir(exist_ok=True)
    # Made here, so that whoever may write in the folder may take the lock.
    path.touch()
    lock = ReadWriteLock(path, blocking=False, is_singleton=False)
    try:
        (lock.acquire_read if shared else lock.acquire_write)()
    except Timeout:
        lock.close()
        raise InputError(Problem(busy, str(folder))) from None
    return lock
