"""An answer as the desk shows it: its words with the point marked, its themes, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from textmine.desk.snapshot import Snapshot
from textmine.desk.web import answer_key
from textmine.report.answers import answer_view
from textmine.report.facts import POSITION_WORDS
from textmine.review.state import Answer

Spans = Sequence[tuple[int, int]]
"""Stretches of a text, in characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer.

    Attributes:
        marked: It makes the point at hand.
        own: It is the person's own, in an answer whose text others sent too.
    """

    text: str
    marked: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A theme that an answer is in."""

    theme_id: str
    title: str
    language: str
    """Of the title; empty where it is not known."""
    score: float
    confirmed: bool
    by_officer: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One answer as shown.

    Attributes:
        key: Stands for it in a form.
        pieces: The whole text, verbatim.
        note: Why it needs a person or has nothing to theme.
        position: For or against, in words; empty where it is not known.
        confidence: Of the theme at hand, or else of the primary one; 0–1.
        reviewed: Whether a person stands for its themes.
        campaign: The campaign it is of; empty where nobody else sent the same text.
        senders: How many people sent it.
    """

    key: str
    response_id: str
    question_id: str
    pieces: tuple[Piece, ...]
    language: str
    language_name: str
    direction: str
    status: str
    note: str
    themes: tuple[Placed, ...]
    position: str
    confidence: float
    reviewed: bool
    campaign: str
    senders: int

    @property
    def has_own_words(self) -> bool:
        """Whether it is told apart what the person wrote and what others sent too."""
        return any(piece.own for piece in self.pieces)


def card(now: Snapshot, answer: Answer, theme: str = "", spans: Spans | None = None) -> Card:
    """Show one answer.

    Args:
        now: The analysis.
        answer: `(response_id, question_id)`; it must exist.
        theme: The theme at hand: its points are marked.
        spans: What to mark instead.
    """
    row = now.answers[answer]
    view = answer_view(row)
    placed = now.places.get(answer, [])
    own = [place for place in placed if place.theme_id == theme] or placed[:1]
    marks = spans if spans is not None else spans_in(now, answer, theme)
    if spans is None and len(pieces(view.text, marks)) == 1:
        # In a list of a theme's answers, one whose only point fills it needs no mark.
        marks = ()
    campaigns = now.fixed.campaigns
    position = own[0].position if own else "unknown"
    return Card(
        key=answer_key(*answer),
        response_id=answer[0],
        question_id=answer[1],
        pieces=pieces(view.text, marks, campaigns.own_words(answer)),
        language=view.language,
        language_name=view.language_name,
        direction=view.direction,
        status=row.status,
        note=view.note,
        themes=tuple(_placed(now, answer)),
        position="" if position == "unknown" else POSITION_WORDS[position],
        confidence=max((place.score for place in own), default=0.0),
        reviewed=answer in now.reviewed.judged,
        campaign=campaigns.of.get(answer, ""),
        senders=campaigns.people(answer),
    )


def spans_in(now: Snapshot, answer: Answer, theme: str) -> list[tuple[int, int]]:
    """Return where in an answer the points of a theme, or of the themes below it, are."""
    if not theme:
        return []
    under = now.under(theme)
    return [(int(row.start), int(row.end)) for row in now.places.get(answer, ()) if row.theme_id in under]


def pieces(text: str, spans: Spans, own: Spans = ()) -> tuple[Piece, ...]:
    """Cut a text where marking begins and ends; the pieces together are the text.

    Args:
        text: Verbatim.
        spans: What makes the point at hand.
        own: The person's own words, where others sent the rest too.

    Example:
        >>> [(piece.text, piece.marked) for piece in pieces("Bins. Trees!", [(6, 12)])]
        [('Bins. ', False), ('Trees!', True)]
    """
    edges = sorted({0, len(text), *(min(edge, len(text)) for span in (*spans, *own) for edge in span)})
    cut = [(text[start:end], _covers(spans, start), _covers(own, start)) for start, end in pairwise(edges)]
    alike = groupby(cut, key=lambda piece: piece[1:])
    return tuple(Piece("".join(part for part, *_ in parts), *how) for how, parts in alike) or (Piece(text, False),)


def _covers(spans: Spans, place: int) -> bool:
    """Tell whether a character is in one of some stretches."""
    return any(start <= place < end for start, end in spans)


def _placed(now: Snapshot, answer: Answer) -> Iterable[Placed]:
    best: dict[str, Placed] = {}
    for row in now.places.get(answer, ()):
        known = best.get(row.theme_id)
        if known is None or row.score > known.score:
            best[row.theme_id] = Placed(
                row.theme_id,
                now.themes[row.theme_id].title,
                now.title_languages.get(row.theme_id, ""),
                float(row.score),
                (*answer, row.theme_id) in now.reviewed.confirmed,
                row.assigned_by == "officer",
            )
    return best.values()
