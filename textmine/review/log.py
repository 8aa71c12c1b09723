"""The decision log: SQLite, append-only. Nothing that was decided is ever changed or removed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textmine.model import Decision
from textmine.review.logfile import DAMAGED, is_read_only, make, opened, refused

LOG = "decisions.sqlite"
_SELECT = (
    'SELECT number, at, "by", "do", payload, members, "before", "after", reason, checksum '
    "FROM decisions WHERE number >= ? ORDER BY number"
)
_INSERT = (
    'INSERT INTO decisions (number, at, "by", "do", payload, members, "before", "after", reason, checksum) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
        if not self.path.exists():
            make(self.path)
        if not is_read_only(self.path):
            with opened(self.path):
                pass

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
            known: The first decisions of this log, where they were read before: only the last is looked at again.

        Returns:
            The decisions with the numbers they were given.

        Raises:
            ReviewError: The file cannot be read or written; nothing was recorded.
        """
        with opened(self.path) as connection:
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
            known: The first decisions of this log, where they were read before: only the last is looked at again.

        Raises:
            ReviewError: The file is damaged or cannot be read.
        """
        with opened(self.path) as connection:
            return self._rows(connection, known)

    def _rows(self, connection: sqlite3.Connection, known: Sequence[Decision]) -> list[Decision]:
        """Read what follows the decisions known, and check that all is there as it was written.

        Where the last of those known is not in the file as it was, all of it is read.
        """
        try:
            last = known[-1].number if known else 0
            read: dict[str, Any] = {}
            found = [_decision(row, read) for row in connection.execute(_SELECT, (last,))]
            if known and found[:1] == [known[-1]]:
                found = [*known, *found[1:]]
            elif known:
                # Another log has been put in the place of the one that was read.
                return self._rows(connection, ())
            whole = [item.number for item in found] == list(range(1, len(found) + 1))
        except (ValueError, TypeError, RecursionError):
            whole = False
        if not whole:
            raise refused(self.path, DAMAGED)
        return found


def _row(decision: Decision) -> tuple[int | str, ...]:
    """Turn a decision into a row of the table."""
    parts = (decision.payload, decision.members, decision.before, decision.after)
    texts = [json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts]
    row: list[int | str] = [decision.number, decision.at, decision.by, decision.do, *texts, decision.reason]
    return (*row, _checksum(row))


def _checksum(row: Sequence[int | str]) -> str:
    """Identify a row as it was written: SQLite itself does not notice a changed letter."""
    return hashlib.sha256(json.dumps(row).encode()).hexdigest()[:16]


def _decision(row: tuple[Any, ...], read: dict[str, Any]) -> Decision:
    """Turn a row of the table into a decision.

    Args:
        row: As it stands in the table.
        read: What was read before. Hundreds of answers are confirmed in a theme that stays the same meanwhile: its
            members are kept once.

    Raises:
        ValueError: It is not as it was written.
    """
    number, at, by, do, payload, members, before, after, reason, checksum = row
    if members not in read:
        read[members] = json.loads(members)
    content, was, became = json.loads(payload), json.loads(before), json.loads(after)
    sound = all(isinstance(part, dict) for part in (content, read[members], was, became))
    if not sound or checksum not in (None, _checksum(row[:-1])):
        raise ValueError
    return Decision(number, at, by, do, content, read[members], was, became, reason)
