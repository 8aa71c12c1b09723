"""The archive's tables as objects: consultations, and their themes with what was decided and what became of it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from textmine.archive.entry import About
from textmine.archive.promises import STATUSES, Update
from textmine.errors import InputError
from textmine.model import Outcome, OutcomeKind

_JSON = frozenset({"inputs", "approved_by", "languages", "positions", "shown"})
_NUMBERS = frozenset(
    {"id", "consultation", "place", "is_approved", "responses", "minimum", "n_people", "base", "share"}
)


@dataclass(frozen=True, slots=True)
class Stored(About):
    """A consultation in the archive.

    Attributes:
        number: Its number.
    """

    number: int
    model: str
    space: str
    keep_until: str | None
    added_at: str
    added_by: str
    digest: str

    @property
    def day(self) -> str:
        """When it was asked; where that is not known, when it was added."""
        return self.asked_on or self.added_at[:10]


@dataclass(frozen=True, slots=True)
class Kept:
    """A theme in the archive; see `entry.Theme`.

    Attributes:
        number: Its consultation.
        question: The wording of its question.
        parent: The title of the group it is in; empty: none.
        outcome: What the council decided; None: nothing yet.
        updates: What became of it, oldest first.
    """

    number: int
    theme_id: str
    question_id: str
    question: str
    parent_id: str | None
    parent: str
    title: str
    description: str
    approved_by: tuple[str, ...]
    n_people: int
    base: int
    share: float
    positions: dict[str, int]
    shown: dict[str, str]
    outcome: Outcome | None
    decided_by: str
    decided_at: str
    updates: tuple[Update, ...]

    @property
    def reference(self) -> str:
        """What it is called on the command line: `3:c10.01`."""
        return f"{self.number}:{self.theme_id}"


def is_past(keep_until: str | None, today: date) -> bool:
    """Tell whether the day until which people's own words are kept has passed."""
    return keep_until is not None and date.fromisoformat(keep_until) < today


_THEMES = """
SELECT t.*, q.wording, p.title AS parent, o.kind, o.text, o.reason, o.because, o.instead, o.owner, o.date,
  o.decided_by, o.decided_at
FROM themes t
LEFT JOIN questions q ON q.consultation = t.consultation AND q.question_id = t.question_id
LEFT JOIN themes p ON p.consultation = t.consultation AND p.theme_id = t.parent_id
LEFT JOIN outcomes o ON o.consultation = t.consultation AND o.theme_id = t.theme_id
"""


def all_stored(connection: sqlite3.Connection) -> list[Stored]:
    """Return every consultation, in the order in which they were added."""
    return [_stored(row) for row in connection.execute("SELECT * FROM consultations ORDER BY id")]


def stored(connection: sqlite3.Connection, number: int) -> Stored:
    """Return one consultation.

    Raises:
        InputError: There is none of that number.
    """
    row = connection.execute("SELECT * FROM consultations WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise InputError(f"There is no consultation {number} in the archive. `textmine archive list` shows them.")
    return _stored(row)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a consultation is in the archive: its themes, and texts in people's own words."""

    themes: int
    verbatim: int


def sizes(connection: sqlite3.Connection) -> dict[int, Size]:
    """Return how much of each consultation is in the archive."""
    themes = dict(tuple(row) for row in connection.execute("SELECT consultation, count(*) FROM themes GROUP BY 1"))
    own = connection.execute("SELECT consultation, count(*) FROM items WHERE kind IN ('quote', 'answer') GROUP BY 1")
    words = dict(tuple(row) for row in own)
    return {number: Size(n, words.get(number, 0)) for number, n in themes.items()}


def _values(row: sqlite3.Row) -> dict[str, Any]:
    """Return a row as it was written: SQLite itself does not notice a damaged value.

    Raises:
        sqlite3.DatabaseError: It is not.
    """
    values = dict(zip(row.keys(), row, strict=True))
    try:
        for name in _JSON & values.keys():
            values[name] = json.loads(values[name])
        for name in _NUMBERS & values.keys():
            values[name] = float(values[name]) if name == "share" else int(values[name])
        if values.get("keep_until"):
            date.fromisoformat(values["keep_until"])
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError(str(error)) from None
    texts = values.keys() - _JSON - _NUMBERS
    known = values.get("kind") in (None, *get_args(OutcomeKind)) and values.get("status") in (None, *STATUSES)
    if not known or not all(isinstance(values[name], str | None) for name in texts):
        raise sqlite3.DatabaseError("damaged")
    return values


def _stored(row: sqlite3.Row) -> Stored:
    given = _values(row)
    given |= {"inputs": tuple(given["inputs"]), "approved_by": tuple(given["approved_by"])}
    given["is_approved"] = bool(given["is_approved"])
    return Stored(number=given.pop("id"), **given)


def stored_themes(connection: sqlite3.Connection, number: int | None = None) -> list[Kept]:
    """Return the themes of one consultation, or of all."""
    where = " WHERE t.consultation = ?" if number is not None else ""
    rows = connection.execute(
        f"{_THEMES}{where} ORDER BY t.consultation, t.place", () if number is None else (number,)
    ).fetchall()
    return _with_updates(connection, rows)


def themes_at(connection: sqlite3.Connection, wanted: set[tuple[int, str]]) -> dict[tuple[int, str], Kept]:
    """Return some themes by consultation and id: only these are read."""
    rows = [
        row
        for place in sorted(wanted)
        for row in connection.execute(f"{_THEMES} WHERE t.consultation = ? AND t.theme_id = ?", place)
    ]
    return {(kept.number, kept.theme_id): kept for kept in _with_updates(connection, rows)}


def _with_updates(connection: sqlite3.Connection, rows: list[sqlite3.Row]) -> list[Kept]:
    """Return themes with what was recorded about them."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute("SELECT * FROM updates ORDER BY id"):
        found.setdefault(row["consultation"], []).append(_values(row))
    titles: dict[int, dict[str, str]] = {}
    for number in {row["consultation"] for row in rows} & found.keys():
        own = connection.execute("SELECT title, theme_id FROM themes WHERE consultation = ?", (number,))
        titles[number] = {title: theme for title, theme in own}
    return [_kept(row, _own(row, found.get(row["consultation"], []), titles)) for row in rows]


def _own(row: sqlite3.Row, updates: list[dict[str, Any]], titles: dict[int, dict[str, str]]) -> tuple[Update, ...]:
    """Return what was recorded about a theme: by its title, since another run may give another id, else by its id."""
    number = row["consultation"]
    return tuple(
        Update(item["at"], item["by"], item["status"], item["date"], item["note"])
        for item in updates
        if titles[number].get(item["title"], item["theme_id"]) == row["theme_id"]
    )


def _kept(row: sqlite3.Row, updates: tuple[Update, ...]) -> Kept:
    given, outcome = _values(row), None
    if given["kind"] is not None:
        parts = ("text", "reason", "owner", "date", "because", "instead")
        outcome = Outcome(given["kind"], **{name: given[name] or "" for name in parts})
    same = ("theme_id", "question_id", "parent_id", "title", "description", "n_people", "base", "share", "positions",
            "shown")  # fmt: skip
    return Kept(
        number=given["consultation"],
        question=given["wording"] or given["question_id"],
        parent=given["parent"] or "",
        approved_by=tuple(given["approved_by"]),
        outcome=outcome,
        decided_by=given["decided_by"] or "",
        decided_at=given["decided_at"] or "",
        updates=updates,
        **{name: given[name] for name in same},
    )
