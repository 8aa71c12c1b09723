"""The decision log: SQLite, append-only. Nothing that was decided is ever changed or removed."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from textmine.errors import Problem, ReviewError
from textmine.model import Decision

LOG = "decisions.sqlite"
_APPLICATION = 0x746D646C  # "tmdl": tells our file from any other SQLite file
_VERSION = 1
_PATIENCE = 30.0  # seconds to wait for somebody else's transaction
_COLUMNS = ("number", "at", "by", "do", "payload", "members", "before", "after", "reason")
# An explicit, rising number is asked for because INSERT OR REPLACE would remove a row without
# firing the DELETE trigger.
_CREATE = (
    """CREATE TABLE decisions (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, "by" TEXT NOT NULL, "do" TEXT NOT NULL,
        payload TEXT NOT NULL, members TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL,
        reason TEXT NOT NULL)""",
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
_SELECT = 'SELECT number, at, "by", "do", payload, members, "before", "after", reason FROM decisions WHERE number > ? ORDER BY number'
_INSERT = (
    'INSERT INTO decisions (number, at, "by", "do", payload, members, "before", "after", reason) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

Plan = Callable[[list[Decision]], Sequence[Decision]]
"""From the log so far to what is to be appended."""


class DecisionLog:
    """The log of one analysis folder. Several processes may read and append at once.

    Each call opens the file, does its work in one transaction, and closes the file again, so that
    no side files of SQLite stay behind and a killed process leaves a whole log.

    Args:
        path: `decisions.sqlite` in the analysis folder. A missing file is made, empty.

    Raises:
        ReviewError: The file is damaged, is something else, or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        if not self._read_only():
            with self._connection() as connection:
                self._prepare(connection)

    def append(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Write `decisions` in one transaction: all of them or none.

        Args:
            decisions: What to record; their numbers are ignored.

        Returns:
            The decisions with the numbers they were given.

        Raises:
            ReviewError: The file cannot be written; nothing was recorded.
        """
        return self.extend(lambda past: decisions)

    def extend(self, plan: Plan, known: Sequence[Decision] = ()) -> list[Decision]:
        """Append what `plan` makes of the log so far, while nobody else can write.

        Args:
            plan: Called once, with every decision so far. If it raises, nothing is recorded.
            known: The first decisions of this log, where they were read before: they are not read again.

        Returns:
            The decisions with the numbers they were given.

        Raises:
            ReviewError: The file cannot be read or written; nothing was recorded.
        """
        with self._connection() as connection:
            self._prepare(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                past = self._rows(connection, known)
                first = past[-1].number + 1 if past else 1
                new = [replace(item, number=first + place) for place, item in enumerate(plan(past))]
                connection.executemany(_INSERT, map(_row, new))
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return new

    def all(self, known: Sequence[Decision] = ()) -> list[Decision]:
        """Return every decision, oldest first, the undone ones too.

        Args:
            known: The first decisions of this log, where they were read before: they are not read again.

        Raises:
            ReviewError: The file is damaged or cannot be read.
        """
        with self._connection() as connection:
            self._prepare(connection)
            return self._rows(connection, known)

    def _read_only(self) -> bool:
        """Tell whether an existing log can only be read; SQLite's side files need a writable folder."""
        return self.path.is_file() and not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Open the file for the length of the block; SQLite's errors become plain ones."""
        try:
            if self._read_only():
                address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(address, uri=True, isolation_level=None)
            else:
                connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            try:
                yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise ReviewError(Problem(_plain(error), file=str(self.path))) from None

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Make an empty file a log, and refuse a file that is something else."""
        connection.execute("PRAGMA synchronous = FULL")
        if self._is_empty(connection):
            connection.execute("BEGIN IMMEDIATE")
            # Somebody else may have been faster while this process waited for its turn.
            for statement in _CREATE if self._is_empty(connection) else ():
                connection.execute(statement)
            connection.execute("COMMIT")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        columns = tuple(row[1] for row in connection.execute("PRAGMA table_info(decisions)"))
        if application != _APPLICATION or version < _VERSION or columns[: len(_COLUMNS)] != _COLUMNS:
            raise ReviewError(
                Problem(
                    "is not a decision log of textmine. Move this file away, or give another folder.",
                    file=str(self.path),
                )
            )
        if version > _VERSION:
            raise ReviewError(
                Problem("was written by a newer textmine. Update textmine and try again.", file=str(self.path))
            )
        self._write_ahead(connection)

    @staticmethod
    def _is_empty(connection: sqlite3.Connection) -> bool:
        """Tell whether the file holds nothing at all yet."""
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return bool(tables == 0 and version == 0)

    def _write_ahead(self, connection: sqlite3.Connection) -> None:
        """Switch to write-ahead logging, so that reading never waits for a writer."""
        if self._read_only():
            return
        for attempt in range(50):
            try:
                if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                # SQLite does not wait by itself here when two processes make the file together.
                if attempt == 49:
                    raise
                time.sleep(0.05)

    def _rows(self, connection: sqlite3.Connection, known: Sequence[Decision]) -> list[Decision]:
        """Read what follows the decisions known, and check that no number is missing."""
        try:
            last = known[-1].number if known else 0
            found = [*known, *(_decision(row) for row in connection.execute(_SELECT, (last,)))]
            whole = [item.number for item in found] == list(range(1, len(found) + 1))
        except (ValueError, TypeError):
            whole = False
        if not whole:
            raise ReviewError(Problem(_DAMAGED, file=str(self.path)))
        return found


_DAMAGED = "is damaged and cannot be read. Put back a copy from a backup; nothing was changed."


def _plain(error: sqlite3.Error) -> str:
    """Say in plain words what SQLite met, and what to do."""
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "is being written by somebody else. Try again in a moment; nothing was recorded."
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_FULL", "SQLITE_IOERR")):
        return "cannot be written. Check the folder, its permissions and the disk; nothing was recorded."
    return _DAMAGED


def _row(decision: Decision) -> tuple[int | str, ...]:
    """Turn a decision into a row of the table."""
    parts = (decision.payload, decision.members, decision.before, decision.after)
    texts = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)
    return (decision.number, decision.at, decision.by, decision.do, *texts, decision.reason)


def _decision(row: tuple[int, str, str, str, str, str, str, str, str]) -> Decision:
    """Turn a row of the table into a decision."""
    number, at, by, do, payload, members, before, after, reason = row
    return Decision(
        number,
        at,
        by,
        do,
        json.loads(payload),
        json.loads(members),
        json.loads(before),
        json.loads(after),
        reason,
    )
