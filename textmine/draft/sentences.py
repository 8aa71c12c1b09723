"""The draft sentences of one theme: a figure, and what its people say."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from textmine.draft.clauses.candidates import LONGEST
from textmine.draft.points.choice import key_points
from textmine.draft.points.quotes import quotes
from textmine.draft.points.select import Candidate
from textmine.draft.points.sides import OPPOSITE, example_of
from textmine.draft.points.theme import ThemeView
from textmine.draft.wording import figure_sentence, figures, minority_sentence
from textmine.text import words
from textmine.themes.campaigns import stated_same

Row = dict[str, Any]
KNOWN = 1 / 3
"""Of this share of a theme's people it has to be known that they are for or against, to speak of a smaller side."""


def figure_row(people: Sequence[str], base: int, minimum: int, texts: Collection[int] = ()) -> Row:
    """Return the sentence that says how many people a theme has.

    Args:
        people: Who they are, in table order.
        base: How many gave the question an answer with content.
        minimum: Numbers of people below this are not written out.
        texts: How many of the people used each text that several people sent.
    """
    n = len(people)
    # An answer the officer assigned by hand may not be counted among those with content.
    base = max(base, n)
    same = stated_same(n, texts, minimum)
    return _row("figure", figure_sentence(n, base, minimum, texts), list(people), figures(n, base, same))


def said_rows(view: ThemeView, minimum: int) -> Iterator[Row]:
    """Yield the sentences that say what a theme's people say, in order; they do not depend on who else answered."""
    points = key_points(view)
    for point in points:
        supporters = view.supporters(point)
        numbers = {"n": len(supporters), **_positions(view, supporters)}
        yield _row("key_point", str(point.clause.sentence), supporters, numbers)
    quoted = quotes(view, points)
    for quote in quoted:
        yield _row("quote", quote.text, [quote.response_id])
    yield from _minority(view, points, [quote.candidate for quote in quoted], minimum)


def _row(kind: str, text: str, evidence: list[str], numbers: dict[str, Any] | None = None) -> Row:
    figures_json = json.dumps(numbers or {})
    return {"kind": kind, "text": text, "evidence": evidence, "figures": figures_json, "source": "extractive"}


def _minority(view: ThemeView, points: list[Candidate], quoted: list[Candidate], minimum: int) -> Iterator[Row]:
    """Yield a sentence on the side fewer people of the theme are on, if there is one; with a point if that is short."""
    sides = view.sides
    larger = max(sides, key=lambda side: len(sides[side]))
    people = sides[OPPOSITE[larger]]
    known = sum(map(len, sides.values()))
    if not people or len(people) == len(sides[larger]) or known < KNOWN * len(view.people):
        return
    example = example_of(view, OPPOSITE[larger], points, quoted)
    n, raised = len(people), len(view.people)
    texts = [
        minority_sentence(n, OPPOSITE[larger], clause, minimum, raised=raised)
        for clause in ([example.clause.sentence] if example else []) + [None]
    ]
    short = [text for text in texts if len(words(text)) <= LONGEST]
    yield _row("minority", (short or texts[-1:])[0], people, {"n": n})


def _positions(view: ThemeView, people: Collection[str]) -> dict[str, int]:
    """Return how many of these people are for and against, as far as it is known."""
    held = {side: len(set(own) & set(people)) for side, own in view.sides.items()}
    return {side: number for side, number in held.items() if number}
