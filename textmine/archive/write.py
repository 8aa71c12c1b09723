"""Adding to the archive, replacing, removing: each in the caller's one transaction, each with its line in the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from textmine.archive.changes import changes
from textmine.archive.entry import VERBATIM, Decided, Entry
from textmine.archive.read import Stored, stored, stored_themes

_TABLES = ("questions", "themes", "outcomes", "items", "vectors")


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did.

    Attributes:
        number: The consultation's number in the archive.
        title: What it is called.
        themes: How many themes were added.
        outcomes: How many of them have an outcome.
        answers: How many points of answers and quotes were added.
        replaced: Whether it was in the archive before.
        changes: What differs from what was in the archive.
        left_out: What was not taken, and why.
        namesakes: Other consultations of the same title and organisation.
    """

    number: int
    title: str
    themes: int
    outcomes: int
    answers: int
    replaced: bool
    changes: tuple[str, ...]
    left_out: tuple[str, ...]
    namesakes: tuple[int, ...]


def now() -> str:
    """Return this moment, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add_entry(connection: sqlite3.Connection, entry: Entry, by: str, replaces: int | None = None) -> Added:
    """Add a consultation, or put it in the place of what was added of it before."""
    old = _same(connection, entry, replaces)
    told = changes(old, stored_themes(connection, old.number), entry) if old else ()
    if old is None or old.digest != entry.digest:
        number = _put(connection, entry, by, old.number if old else None)
        note_in_log(connection, by, "replace" if old else "add", number, entry.about.title, list(told))
    else:
        number = old.number
    return Added(
        number=number,
        title=entry.about.title,
        themes=len(entry.themes),
        outcomes=sum(theme.decided is not None for theme in entry.themes),
        answers=sum(item.kind in VERBATIM for item in entry.items),
        replaced=old is not None,
        changes=told,
        left_out=entry.left_out,
        namesakes=tuple(_namesakes(connection, entry, number)),
    )


def remove_entry(connection: sqlite3.Connection, old: Stored, by: str) -> None:
    """Remove a consultation. What became of its promises, and that it was there, stays in the record."""
    _empty(connection, old.number)
    connection.execute("DELETE FROM consultations WHERE id = ?", (old.number,))
    note_in_log(connection, by, "remove", old.number, old.title)


def purge_entry(connection: sqlite3.Connection, old: Stored, by: str) -> int:
    """Remove people's own words of a consultation, and return how many texts that were."""
    marks = ", ".join("?" * len(VERBATIM))
    places = [
        row[0]
        for row in connection.execute(
            f"SELECT place FROM items WHERE consultation = ? AND kind IN ({marks}) ORDER BY place",  # noqa: S608 - marks
            (old.number, *VERBATIM),
        )
    ]
    block = connection.execute("SELECT n, d, data FROM vectors WHERE consultation = ?", (old.number,)).fetchone()
    keep = np.delete(np.frombuffer(block["data"], np.float16).reshape(block["n"], block["d"]), places, axis=0)
    connection.executemany(
        "DELETE FROM items WHERE consultation = ? AND place = ?", [(old.number, place) for place in places]
    )
    left = connection.execute("SELECT id FROM items WHERE consultation = ? ORDER BY place", (old.number,)).fetchall()
    connection.executemany("UPDATE items SET place = ? WHERE id = ?", [(at, row[0]) for at, row in enumerate(left)])
    connection.execute(
        "UPDATE vectors SET n = ?, data = ? WHERE consultation = ?", (len(keep), keep.tobytes(), old.number)
    )
    # The digest is of what it was with the words: adding them again is a change.
    connection.execute("UPDATE consultations SET keep_until = NULL, digest = '' WHERE id = ?", (old.number,))
    note_in_log(connection, by, "purge", old.number, old.title, [f"{len(places)} texts"])
    return len(places)


def note_in_log(
    connection: sqlite3.Connection, by: str, what: str, number: int, title: str, detail: Sequence[str] = ()
) -> None:
    """Write a line of the log; no words of people are in it."""
    connection.execute(
        'INSERT INTO log (at, "by", what, consultation, title, detail) VALUES (?, ?, ?, ?, ?, ?)',
        (now(), by, what, number, title, json.dumps(list(detail), ensure_ascii=False)),
    )


def _same(connection: sqlite3.Connection, entry: Entry, replaces: int | None) -> Stored | None:
    """Return the consultation that an entry is of: one read from one of the same files that asked the same."""
    if replaces is not None:
        return stored(connection, replaces)
    asked, files = {question.wording for question in entry.questions}, set(entry.about.inputs)
    for row in connection.execute("SELECT id, inputs FROM consultations ORDER BY id"):
        wordings = connection.execute("SELECT wording FROM questions WHERE consultation = ?", (row["id"],))
        if files & set(json.loads(row["inputs"])) and asked & {wording for (wording,) in wordings}:
            return stored(connection, row["id"])
    return None


def _namesakes(connection: sqlite3.Connection, entry: Entry, number: int) -> list[int]:
    """Return other consultations of the same title and organisation."""
    about = entry.about
    found = connection.execute(
        "SELECT id FROM consultations WHERE title = ? AND organisation = ? AND id <> ? ORDER BY id",
        (about.title, about.organisation, number),
    )
    return [row[0] for row in found]


def _empty(connection: sqlite3.Connection, number: int) -> None:
    """Remove what hangs on a consultation."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE consultation = ?", (number,))  # noqa: S608 - our own names


def _put(connection: sqlite3.Connection, entry: Entry, by: str, number: int | None) -> int:
    """Write a consultation; one that was there keeps its number."""
    about = entry.about
    values = {
        "title": about.title,
        "organisation": about.organisation,
        "asked": about.asked,
        "asked_on": about.asked_on,
        "inputs": json.dumps(about.inputs),
        "approved_by": json.dumps(about.approved_by, ensure_ascii=False),
        "is_approved": int(about.is_approved),
        "responses": about.responses,
        "languages": json.dumps(about.languages),
        "minimum": about.minimum,
        "model": entry.model,
        "space": entry.space,
        "keep_until": entry.keep_until,
        "added_at": now(),
        "added_by": by,
        "digest": entry.digest,
    }
    if number is None:
        number = _insert(connection, "consultations", values)
    else:
        _empty(connection, number)
        settings = ", ".join(f"{name} = ?" for name in values)
        connection.execute(
            f"UPDATE consultations SET {settings} WHERE id = ?",  # noqa: S608 - our own names
            (*values.values(), number),
        )
    _put_parts(connection, entry, number)
    return number


def _put_parts(connection: sqlite3.Connection, entry: Entry, number: int) -> None:
    """Write what hangs on a consultation."""
    for place, question in enumerate(entry.questions):
        row = {"question_id": question.question_id, "place": place, "wording": question.wording}
        _insert(connection, "questions", {"consultation": number, **row})
    for place, theme in enumerate(entry.themes):
        row = {
            "consultation": number,
            "theme_id": theme.theme_id,
            "place": place,
            "question_id": theme.question_id,
            "parent_id": theme.parent_id,
            "title": theme.title,
            "description": theme.description,
            "approved_by": json.dumps(theme.approved_by, ensure_ascii=False),
            "n_people": theme.n_people,
            "base": theme.base,
            "share": theme.share,
            "positions": json.dumps(theme.positions),
            "shown": json.dumps(theme.shown),
        }
        _insert(connection, "themes", row)
        if theme.decided:
            _put_outcome(connection, number, theme.theme_id, theme.decided)
    connection.executemany(
        "INSERT INTO items (consultation, place, kind, question_id, theme_id, text, language, source, translator) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, place, i.kind, i.question_id, i.theme_id, i.text, i.language, i.source, i.translator)
            for place, i in enumerate(entry.items)
        ),
    )
    block = entry.vectors.astype(np.float16)
    values = {"consultation": number, "n": block.shape[0], "d": block.shape[1], "data": block.tobytes()}
    _insert(connection, "vectors", values)


def _put_outcome(connection: sqlite3.Connection, number: int, theme_id: str, decided: Decided) -> None:
    """Write what the council decided about a theme."""
    outcome = decided.outcome
    row = {
        "consultation": number,
        "theme_id": theme_id,
        "kind": outcome.outcome,
        "text": outcome.text,
        "reason": outcome.reason,
        "because": outcome.because,
        "instead": outcome.instead,
        "owner": outcome.owner,
        "date": outcome.date,
        "decided_by": decided.by,
        "decided_at": decided.at,
    }
    _insert(connection, "outcomes", row)


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> int:
    """Insert a row; the names are ours, the values are parameters."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    done = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
        tuple(values.values()),
    )
    return int(done.lastrowid or 0)
