"""Drafts for every theme: a figure, key points, quotes and the minority's view, each with its evidence."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from textmine.draft.clauses.candidates import LONGEST
from textmine.draft.points.choice import key_points
from textmine.draft.points.material import Material
from textmine.draft.points.quotes import quotes
from textmine.draft.points.select import Candidate
from textmine.draft.points.sides import OPPOSITE, example_of
from textmine.draft.points.theme import ThemeView
from textmine.draft.wording import figure_sentence, figures, minimum_of, minority_sentence
from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.text import words
from textmine.themes.counts import bases, people_in_themes

Row = dict[str, Any]
KNOWN = 1 / 3
"""Of this share of a theme's people it has to be known that they are for or against, to speak of a smaller side."""


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


def _theme_rows(view: ThemeView, base: int, minimum: int) -> Iterator[Row]:
    """Yield the draft sentences of one theme that has people, in order."""
    n = len(view.people)
    # An answer the officer assigned by hand may not be counted among those with content.
    base = max(base, n)
    yield _row("figure", figure_sentence(n, base, minimum), view.people, figures(n, base))
    points = key_points(view)
    for point in points:
        supporters = view.supporters(point)
        numbers = {"n": len(supporters), **_positions(view, supporters)}
        yield _row("key_point", str(point.clause.sentence), supporters, numbers)
    quoted = quotes(view, points)
    for quote in quoted:
        yield _row("quote", quote.text, [quote.response_id])
    yield from _minority(view, points, [quote.candidate for quote in quoted], minimum)


def _below(themes: pd.DataFrame) -> dict[str, set[str]]:
    """Return each theme with all themes below it, itself included."""
    parents = {
        str(theme): None if pd.isna(parent) else str(parent)
        for theme, parent in zip(themes["theme_id"], themes["parent_id"], strict=True)
    }
    below: dict[str, set[str]] = {theme: set() for theme in parents}
    for theme in parents:
        above: str | None = theme
        seen: set[str] = set()
        while above is not None and above not in seen:
            seen.add(above)
            below.setdefault(above, set()).add(theme)
            above = parents.get(above)
    return below


def _names(themes: pd.DataFrame, wanted: set[str]) -> set[str]:
    """Return the words in the titles and keywords of themes."""
    own = themes[themes["theme_id"].isin(wanted)]
    titles = [word for title in own["title"].dropna() for word in words(title)]
    return {*titles, *(word for keywords in own["keywords"] for keyword in keywords for word in words(keyword))}


def draft_themes(tables: Tables, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """Return the draft sentences of every theme that has people.

    Per theme, in this order: one `figure`, up to five `key_point`, the most widely made first, up to three
    `quote`, at most one `minority`. The evidence of a key point is the people who make it, first the one whose
    words it is in. Nothing is random: the same tables give the same drafts.

    Args:
        tables: The analysis; its `drafts` are not read. Its manifest may say which small numbers are not written out.
        only: Theme ids to draft for; None means all.

    Returns:
        A `drafts` frame (`textmine.schema`), themes in the order of `tables.themes`.
    """
    themes, assignments = tables.themes, tables.assignments
    minimum = minimum_of(tables.manifest)
    people, base, below = people_in_themes(themes, assignments), bases(tables.responses), _below(themes)
    materials: dict[str, Material] = {}
    rows: list[Mapping[str, Any]] = []
    for question, theme in zip(themes["question_id"], themes["theme_id"], strict=True):
        if not people.get(theme) or (only is not None and theme not in only):
            continue
        if question not in materials:
            materials[question] = Material(tables, question)
        own = assignments[assignments["theme_id"].isin(below[theme])]
        view = ThemeView(materials[question], people[theme], own, _names(themes, below[theme]))
        for ordinal, row in enumerate(_theme_rows(view, base.get(question, 0), minimum)):
            rows.append({"question_id": question, "theme_id": theme, "ordinal": ordinal, **row})
    return frame_of(rows, "drafts")
