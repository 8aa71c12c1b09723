"""The file of the archive: opened with care, brought up to date, and every fault of it in plain words.

Readers never wait for a writer (write-ahead log), and see either all of what a command writes or nothing. A write-ahead
log needs all of them on one machine: on a network drive the file is to be kept in the older mode, `journal = "delete"`,
in which readers wait for the moment of writing.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from textmine.archive.versions import NEWEST, is_whole, migrate
from textmine.errors import InputError, Problem
from textmine.review.logfile import is_read_only
from textmine.safe import atomic_path

Journal = Literal["wal", "delete"]

APPLICATION = 0x746D6172  # "tmar": tells our file from any other SQLite file
PATIENCE = 30.0
"""Seconds to wait for somebody else's transaction."""

_MISSING = "is not there. `textmine archive add DIR` makes an archive."
_DAMAGED = "is damaged and cannot be read. Put back a copy from a backup; nothing was changed."
_OTHER = "is not an archive of textmine. Name another file; nothing was changed."
_NEWER = (
    "was written by a newer textmine (version {version} of the archive; this textmine knows {newest}). "
    "Update textmine; nothing was changed."
)
_LOCKED_AWAY = "can only be read: nothing can be added or changed. Check the permissions of the file and its folder."
_UNFINISHED = (
    "was not closed when it was last written, and cannot be put right in a folder that can only be read. Make the "
    "folder writable and try again; nothing was changed."
)
_BUSY = "is being written by somebody else. Try again in a moment; nothing was changed."
_FULL = "cannot be written: the disk is full. Make room and try again; nothing was changed."
_UNWRITABLE = "cannot be read or written. Check the folder, its permissions and the disk; nothing was changed."
_SAID = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), _BUSY),
    (("SQLITE_FULL",), _FULL),
    (("SQLITE_NOTADB",), _OTHER),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR"), _UNWRITABLE),
)


def refused(path: Path, message: str) -> InputError:
    """Return the error that says what is wrong with the file."""
    return InputError(Problem(message, str(path)))


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an archive to read it, as it is at this moment; one of an earlier version is read from a copy in memory.

    Raises:
        InputError: It is missing, damaged, something else, or of a newer textmine.
    """
    with _plain_errors(path), closing(_connect(path)) as connection:
        version = _version(path, connection)
        if version == NEWEST:
            connection.execute("BEGIN")
            _check(path, connection)
            yield connection
            return
        with closing(_opened(":memory:")) as copy:
            connection.backup(copy)
            migrate(copy, version)
            _check(path, copy)
            yield copy


@contextmanager
def writing(path: Path, *, make: bool = False, journal: Journal | None = None) -> Iterator[sqlite3.Connection]:
    """Open an archive to change it: all that the block does becomes visible at its end, or nothing if it raises.

    One of an earlier version is copied beside itself and then brought up to date, all in the same step.

    Args:
        path: The file.
        make: Whether a missing archive is made.
        journal: How it is written from now on; None: as it is, `wal` for a new one.

    Raises:
        InputError: As for `reading`, or it can only be read.
    """
    if make and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        journal = journal or "wal"
    elif path.exists() and is_read_only(path):
        raise refused(path, _LOCKED_AWAY)
    with _plain_errors(path), closing(_connect(path, make=make)) as connection:
        # What is removed is overwritten, and not merely forgotten.
        connection.execute("PRAGMA secure_delete = ON")
        version = _version(path, connection, make=make)
        if journal:
            # Where a file system has no shared memory, SQLite stays with the older mode.
            connection.execute(f"PRAGMA journal_mode = {journal}")
        if 0 < version < NEWEST:
            _keep_copy(path, connection, version)
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Somebody else may have been faster while this process waited for its turn.
            if (version := _version(path, connection, make=make)) < NEWEST:
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                migrate(connection, version)
            _check(path, connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def wipe(path: Path) -> None:
    """See that removed texts are gone from the file, its index and its write-ahead log.

    Raises:
        InputError: It cannot be written now; the next removal does it.
    """
    with writing(path) as connection:
        connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    with _plain_errors(path), closing(_connect(path)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copies(path: Path) -> list[Path]:
    """Return the copies of earlier versions that stand beside an archive."""
    return sorted(path.parent.glob(f"{path.name}.version-*.bak"))


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Say in plain words what SQLite or the system met."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "") or ""
        if code == "SQLITE_ERROR":
            # Nothing is wrong with the file: the fault is ours.
            raise
        raise refused(path, next((said for codes, said in _SAID if code.startswith(codes)), _DAMAGED)) from None
    except UnicodeDecodeError:
        # SQLite's own message repeats damaged bytes that are no text.
        raise refused(path, _DAMAGED) from None
    except OSError as error:
        if error.filename is not None and Path(error.filename) != path:
            raise
        raise refused(path, _FULL if error.errno == errno.ENOSPC else _UNWRITABLE) from None


def _opened(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _connect(path: Path, *, make: bool = False) -> sqlite3.Connection:
    """Open the file; SQLite alone would make a missing one."""
    if path.is_dir():
        raise refused(path, "is a folder. Name the file of the archive.")
    if not path.exists() and not make:
        raise refused(path, _MISSING)
    address = f"file:{quote(str(path.absolute()))}"
    if not path.exists() or not is_read_only(path):
        return _opened(f"{address}?mode={'rwc' if make else 'rw'}")
    waiting = path.with_name(f"{path.name}-wal")
    if waiting.is_file() and waiting.stat().st_size:
        raise refused(path, _UNFINISHED)
    return _opened(f"{address}?mode=ro&immutable=1")


def _version(path: Path, connection: sqlite3.Connection, *, make: bool = False) -> int:
    """Return which version of the archive a file is; 0: it is empty.

    Raises:
        InputError: It is no archive, or of a newer textmine.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        if make:
            return 0
        raise refused(path, "is empty. Put back a copy from a backup, or move the file away to begin a new archive.")
    if application != APPLICATION or version < 1:
        raise refused(path, _OTHER)
    if version > NEWEST:
        raise refused(path, _NEWER.format(version=version, newest=NEWEST))
    return version


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse an archive in which something is missing.

    Raises:
        InputError: It is.
    """
    if not is_whole(connection):
        raise refused(path, _DAMAGED)


def _keep_copy(path: Path, connection: sqlite3.Connection, version: int) -> None:
    """Put a copy of an archive of an earlier version beside it, whole or not at all."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    with (
        atomic_path(path.with_name(f"{path.name}.version-{version}-{moment}.bak")) as temporary,
        closing(sqlite3.connect(temporary)) as copy,
    ):
        connection.backup(copy)
