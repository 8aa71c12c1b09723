"""The file of the decision log: made whole, opened with care, and every fault of it in plain words."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from textmine.errors import Problem, ReviewError

_APPLICATION = 0x746D646C  # "tmdl": tells our file from any other SQLite file
_VERSION = 2
_PAGE = 512  # no whole file of SQLite is smaller
_PATIENCE = 30.0  # seconds to wait for somebody else's transaction
_COLUMNS = ("number", "at", "by", "do", "payload", "members", "before", "after", "reason", "checksum")
# An explicit, rising number is asked for because INSERT OR REPLACE would remove a row without
# firing the DELETE trigger.
_CREATE = (
    "PRAGMA journal_mode = WAL",
    """CREATE TABLE decisions (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, "by" TEXT NOT NULL, "do" TEXT NOT NULL,
        payload TEXT NOT NULL, members TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL,
        reason TEXT NOT NULL, checksum TEXT)""",
    """CREATE TRIGGER decisions_only_grow BEFORE INSERT ON decisions
        WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decisions)
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    """CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    """CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END""",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_VERSION}",
)
_OLDER = (
    # Logs of the first version have no checksums; what was recorded in them stays without.
    "ALTER TABLE decisions ADD COLUMN checksum TEXT",
    f"PRAGMA user_version = {_VERSION}",
)

DAMAGED = "is damaged and cannot be read. Put back a copy from a backup; nothing was changed."
_EMPTY = (
    "is empty: what was decided is not in it any more. Put back a copy from a backup, or move the file away to begin a "
    "new one; nothing was changed."
)
_UNFINISHED = (
    "was not closed when it was last written, and cannot be put right in a folder that can only be read. Make the "
    "folder writable and try again; nothing was changed."
)
_OTHER = "is not a decision log of textmine. Move this file away, or give another folder."
_NEWER = "was written by a newer textmine. Update textmine and try again."
_BUSY = "is being written by somebody else. Try again in a moment; nothing was recorded."
_FULL = "cannot be written: the disk is full. Make room and try again; nothing was recorded, and nothing is lost."
_UNWRITABLE = "cannot be written. Check the folder, its permissions and the disk; nothing was recorded."
_SAID = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), _BUSY),
    (("SQLITE_FULL",), _FULL),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR"), _UNWRITABLE),
)


def refused(path: Path, message: str) -> ReviewError:
    """Return the error that says what is wrong with the file."""
    return ReviewError(Problem(message, file=str(path)))


def make(path: Path) -> None:
    """Put an empty log in place, whole: a process killed meanwhile leaves no half of one.

    Raises:
        ReviewError: The folder is missing or cannot be written.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            for statement in _CREATE:
                connection.execute(statement)
        with suppress(FileExistsError):  # somebody else was faster
            _put(draft, path)
    except (sqlite3.Error, OSError) as error:
        raise refused(path, _plain(error)) from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a log for the length of the block; errors of SQLite and the system become plain ones.

    Raises:
        ReviewError: The file is missing, empty, damaged or something else, or cannot be read or written.
    """
    try:
        with closing(_ready(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise refused(path, _plain(error)) from None


def is_read_only(path: Path) -> bool:
    """Tell whether a log can only be read; SQLite's side files need a writable folder."""
    return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _ready(path: Path) -> sqlite3.Connection:
    """Open a file that is a log, ready to be read and written.

    Raises:
        ReviewError: It is missing, empty or something else.
        sqlite3.Error: It is damaged, or cannot be read.
    """
    try:
        connection = _connect(path)
    except OSError as error:
        raise refused(path, _plain(error)) from None
    try:
        _prepare(path, connection)
    except BaseException as error:
        connection.close()
        if isinstance(error, UnicodeDecodeError):
            # SQLite's own message repeats damaged bytes that are no text.
            raise refused(path, DAMAGED) from None
        raise
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file, which has to be there: SQLite would make one, and throw away what waits to be written to it."""
    if (size := path.stat().st_size) < _PAGE:
        raise refused(path, DAMAGED if size else _EMPTY)
    address = f"file:{quote(str(path.absolute()))}"
    if not is_read_only(path):
        return sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None)
    waiting = path.with_name(f"{path.name}-wal")
    if waiting.is_file() and waiting.stat().st_size:
        raise refused(path, _UNFINISHED)
    return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a file that is something else; bring one of an earlier version up to date."""
    connection.execute("PRAGMA synchronous = FULL")
    version = _version(path, connection)
    if version > _VERSION:
        raise refused(path, _NEWER)
    if is_read_only(path):
        return
    if version < _VERSION:
        connection.execute("BEGIN IMMEDIATE")
        # Somebody else may have been faster while this process waited for its turn.
        for statement in _OLDER if _version(path, connection) < _VERSION else ():
            connection.execute(statement)
        connection.execute("COMMIT")
    # So that reading never waits for a writer.
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _version(path: Path, connection: sqlite3.Connection) -> int:
    """Return which version of the log the file is.

    Raises:
        ReviewError: It is no log.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    columns = tuple(row[1] for row in connection.execute("PRAGMA table_info(decisions)"))
    wanted = _COLUMNS if version >= _VERSION else _COLUMNS[:-1]
    if application != _APPLICATION or version < 1 or columns[: len(wanted)] != wanted:
        raise refused(path, _OTHER)
    return version


def _plain(error: Exception) -> str:
    """Say in plain words what SQLite or the system met, and what to do."""
    if isinstance(error, OSError):
        return _FULL if error.errno == errno.ENOSPC else _UNWRITABLE
    code = getattr(error, "sqlite_errorname", "") or ""
    return next((message for codes, message in _SAID if code.startswith(codes)), DAMAGED)


def _put(draft: Path, path: Path) -> None:
    """Give a file its name, and never replace another.

    Raises:
        FileExistsError: There is one of that name.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here, as on a memory stick.
        if path.exists():
            raise FileExistsError from None
        draft.rename(path)
