"""One decision on its way into the state: its keys with today's theme ids, and what it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from textmine.review.state import Answer, Entry, RefusedError, State

Change = tuple[dict[str, Any], dict[str, Any]]
"""Before and after, as the log keeps them."""


@dataclass(slots=True)
class Step:
    """A decision to apply.

    Attributes:
        payload: As the officer gave it, with theme ids of the tables at hand.
        strict: A new decision must fit wholly; one replayed over another run may fit in part.
        before: For a decision replayed: what it recorded. Sentences and approvals need it.
        after: The same.
        notes: What did not fit, where the rest was applied.
    """

    number: int
    by: str
    payload: dict[str, Any]
    strict: bool
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


Verb = Callable[[State, Step], Change]


def titled(state: State, theme: str) -> str:
    """Name a theme in a message."""
    return f"“{state.cards[theme].title}”"


def the_answer(state: State, given: list[str]) -> tuple[Answer, Entry]:
    """Return the answer a decision names.

    Raises:
        RefusedError: There is no such answer, or it is blank.
    """
    answer = (given[0], given[1])
    if answer not in state.answers:
        raise RefusedError(f"there is no answer of response `{given[0]}` to question `{given[1]}`.")
    entry = state.answers[answer]
    if entry.status == "blank" or not entry.text:
        raise RefusedError(f"response `{given[0]}` left question `{given[1]}` blank: there is nothing to decide.")
    return answer, entry


def the_leaf(state: State, theme: str) -> str:
    """Return a theme that answers can be in.

    Raises:
        RefusedError: It is a group of themes.
    """
    if below := state.children(theme):
        raise RefusedError(
            f"{titled(state, theme)} is a group of themes: name one of those below it "
            f"({', '.join(f'`{name}`' for name in below)})."
        )
    return theme


def in_theme(state: State, given: list[str], theme: str) -> tuple[Answer, Entry]:
    """Return an answer that must be in a theme.

    Raises:
        RefusedError: There is no such answer, or it is not in the theme.
    """
    answer, entry = the_answer(state, given)
    if answer not in state.holders[the_leaf(state, theme)]:
        raise RefusedError(
            f"the answer of response `{given[0]}` to question `{given[1]}` is not in the theme {titled(state, theme)}."
        )
    return answer, entry
