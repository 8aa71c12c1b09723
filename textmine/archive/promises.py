"""What became of what the council decided: kept, moved, dropped, overdue."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from textmine.model import Outcome

Status = Literal["kept", "moved", "dropped", "reopened"]
"""What can be recorded about a promise."""
STATUSES: tuple[Status, ...] = get_args(Status)
State = Literal["overdue", "due", "deciding", "could_not", "done", "undecided"]
"""How something stands: a promise past its day, one to come, a decision to come, refused, done, nothing decided yet."""
STATES: tuple[State, ...] = get_args(State)
"""In the order in which the tracker lists them."""


@dataclass(frozen=True, slots=True)
class Update:
    """One record of what became of a promise.

    Attributes:
        at: When it was recorded, UTC, ISO 8601.
        by: Who recorded it.
        status: What happened.
        date: When it was kept, or until when it was moved; ISO 8601.
        note: What the officer says about it.
    """

    at: str
    by: str
    status: Status
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a theme stands today.

    Attributes:
        state: See `State`.
        due: The day, month or year that was promised last, as it was written; empty: none, or it is no matter any more.
        done_on: When it was done, as far as is known.
        last: What was recorded last.
    """

    state: State
    due: str = ""
    done_on: str = ""
    last: Update | None = None


def last_day(given: str) -> date | None:
    """Return the last day of a day, month or year; None for any other text.

    Example:
        >>> last_day("2026-02"), last_day("2027"), last_day("next spring")
        (datetime.date(2026, 2, 28), datetime.date(2027, 12, 31), None)
    """
    parts = given.strip()[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(parts[0]) != 4 or len(numbers) > 3:
            return None
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
        return date(year, month, numbers[2] if len(numbers) > 2 else monthrange(year, month)[1])
    except ValueError:
        return None


def standing_of(outcome: Outcome | None, updates: Sequence[Update], today: date) -> Standing:
    """Return how a theme stands.

    Args:
        outcome: What was decided; None: nothing yet.
        updates: What was recorded since, oldest first.
        today: The day to judge by.
    """
    last = updates[-1] if updates else None
    if outcome is None:
        return Standing("undecided", last=last)
    if last and last.status == "kept":
        return Standing("done", done_on=last.date, last=last)
    if outcome.outcome == "we_did":
        return Standing("done", done_on=outcome.date, last=last)
    if outcome.outcome == "could_not" or (last and last.status == "dropped"):
        return Standing("could_not", last=last)
    due = next((item.date for item in reversed(updates) if item.status == "moved"), outcome.date)
    until = last_day(due)
    if until is not None and until < today:
        return Standing("overdue", due, last=last)
    return Standing("due" if outcome.outcome == "we_will" else "deciding", due, last=last)
