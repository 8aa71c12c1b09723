"""Answers listed on a page of a theme, each with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException

from textmine.desk.answers import Card, Spans, card
from textmine.desk.pages.theme.shortening import in_short
from textmine.desk.snapshot import Snapshot
from textmine.report.themes import WHOLE
from textmine.review.state import Answer

KEYS = (
    ("c", "confirm: it belongs here"),
    ("x", "remove it from this theme"),
    ("m", "move it: choose a theme, then Enter"),
    ("a", "add a theme: choose it, then Enter"),
    ("w", "why it is here"),
)
"""The keys of a list of answers, beside those that every such list has."""


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a list.

    Attributes:
        place: Its place on the page, from 1.
        theme: The theme without themes below it that the answer is in: what is done is about that one. Empty where
            the answer is in none.
        title: Of that theme.
        confirmed: Whether a person confirmed it there.
        short: Of a long answer, what is marked in it, with a few words around; None of others.
    """

    card: Card
    place: int
    theme: str
    title: str
    confirmed: bool
    short: Card | None


def item(now: Snapshot, answer: Answer, theme: str, place: int = 1, spans: Spans | None = None) -> Item:
    """Return an answer of a theme, or group, as listed.

    Args:
        now: The analysis.
        answer: It must exist.
        theme: The theme at hand.
        place: Its place on the page, from 1.
        spans: What to mark, if not the points of the theme.
    """
    under = now.under(theme)
    own = next((name for name in now.themes_of(answer) if name in under), "")
    title = now.themes[own].title if own else ""
    shown = card(now, answer, theme, spans)
    is_long = sum(len(piece.text) for piece in shown.pieces) > WHOLE
    short = replace(shown, pieces=in_short(shown.pieces)) if is_long else None
    return Item(shown, place, own, title, (*answer, own) in now.reviewed.confirmed, short)


def items(now: Snapshot, answers: Sequence[Answer], theme: str) -> list[Item]:
    """Return answers of a theme as listed, numbered from 1."""
    return [item(now, answer, theme, place) for place, answer in enumerate(answers, start=1)]


def theme_of(now: Snapshot, theme: str) -> Any:  # noqa: ANN401 - a named tuple of `themes`
    """Return the row of a theme that an address names.

    Raises:
        HTTPException: There is no such theme.
    """
    if theme not in now.themes:
        raise HTTPException(404, "There is no such theme any more. It may have been merged: the history says.")
    return now.themes[theme]


def destinations(now: Snapshot, question_id: str, but: str = "") -> list[tuple[str, str]]:
    """Return where answers to a question can go, (id, title) by title.

    Args:
        now: The analysis.
        question_id: The question.
        but: A theme that they are in.
    """
    aside = now.reviewed.set_aside
    titles = [
        (row.theme_id, f"{row.title} (set aside)" if row.theme_id in aside else row.title)
        for row in now.leaves(question_id)
        if row.theme_id != but
    ]
    return sorted(titles, key=lambda pair: pair[1].casefold())
