"""Following up: recording what became of a promise."""

from __future__ import annotations

import sqlite3
from datetime import date

from textmine.archive.promises import STATUSES, Status
from textmine.archive.read import Kept, stored, themes_at
from textmine.archive.write import note_in_log, now
from textmine.errors import InputError, Problem

_OPEN = ("we_will", "still_deciding")


def find_theme(connection: sqlite3.Connection, reference: str) -> Kept:
    """Return the theme that a reference such as `3:c10.01` names.

    Raises:
        InputError: There is none.
    """
    number, _, theme_id = reference.partition(":")
    if not (number.isascii() and number.isdigit() and theme_id):
        message = (
            f"`{reference}` names no theme. Give the consultation and the theme, as the tracker shows them: 3:c10.01."
        )
        raise InputError(Problem(message))
    one = stored(connection, int(number))
    found = themes_at(connection, {(one.number, theme_id)})
    if not found:
        raise InputError(Problem(f"there is no theme `{theme_id}` in consultation {number}, “{one.title}”."))
    return found[one.number, theme_id]


def day_kept(theme: Kept, today: date) -> str:
    """Return the day on which a promise was kept, where nobody says: the one recorded last, if it still holds."""
    last = theme.updates[-1] if theme.updates else None
    return last.date if last and last.status == "kept" and last.date else today.isoformat()


def record(connection: sqlite3.Connection, theme: Kept, by: str, status: Status, day: str, note: str) -> None:
    """Record what became of a promise; nothing that was recorded before is changed.

    Raises:
        InputError: Nothing was promised, or what is recorded does not fit it.
    """
    if status not in STATUSES:
        raise InputError(f"`{status}` cannot be recorded. Allowed: {', '.join(STATUSES)}.")
    if theme.outcome is None or theme.outcome.outcome not in _OPEN:
        raise InputError(
            Problem(f"nothing was promised about “{theme.title}” ({theme.reference}); nothing was recorded.")
        )
    if status == "dropped" and not note.strip():
        raise InputError(Problem("a promise that is dropped needs the reason why, for those who were told: --note."))
    if status == "kept" and day > date.today().isoformat()[: len(day)]:
        raise InputError(Problem(f"{day} is still to come: what is to be done by then is moved, with --moved-to."))
    if not by.strip():
        raise InputError(Problem("who records it has to be said: --by."))
    connection.execute(
        'INSERT INTO updates (at, "by", consultation, theme_id, title, status, date, note) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (now(), by.strip(), theme.number, theme.theme_id, theme.title, status, day, note.strip()),
    )
    note_in_log(connection, by.strip(), status, theme.number, theme.title)
