"""Drafts for every theme: a figure, key points, quotes and the minority's view, each with its evidence."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pandas as pd

from textmine.draft.points.material import Material, basis_of
from textmine.draft.points.theme import ThemeView
from textmine.draft.sentences import Row, figure_row, said_rows
from textmine.draft.wording import minimum_of
from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.text import words
from textmine.themes.counts import bases, people_in_themes

KEPT = 1_000
"""Themes whose sentences a `Drafter` keeps, those used last: a few megabytes, and days of undoing."""


@dataclass(frozen=True, eq=False)
class _Said:
    """What a theme's people say: they, in table order, and the sentences but the figure."""

    people: list[str]
    rows: list[Row]


class Drafter:
    """`draft_themes` for somebody who asks again and again while officers decide: the same drafts, made only once.

    The clauses of a question's answers are kept while the answers and their languages stay as they are, and a
    theme's sentences by all they follow from, so that what a decision leaves alone, or an undo brings back, costs
    nothing. It keeps the clauses of every question once and the sentences of `kept` themes. Threads wait for each
    other.

    Args:
        kept: How many themes' sentences are kept.

    Example:
        >>> Drafter(kept=10)
        Drafter(kept=10)
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = Lock()
        self._materials: dict[str, tuple[str, Material]] = {}
        self._said: OrderedDict[str, _Said] = OrderedDict()

    def __repr__(self) -> str:
        """Return the call that makes it."""
        return f"Drafter(kept={self._kept})"

    def __call__(self, tables: Tables, *, only: Collection[str] | None = None) -> pd.DataFrame:
        """Return what `draft_themes` returns.

        Args:
            tables: The analysis; its `drafts` are not read.
            only: Theme ids to draft for; None means all.
        """
        with self._lock:
            return frame_of(list(self._rows(tables, only)), "drafts")

    def _rows(self, tables: Tables, only: Collection[str] | None) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of the drafts, theme after theme."""
        minimum, base, themes = minimum_of(tables.manifest), bases(tables.responses), _Themes(tables)
        used: dict[str, str] = {}
        for question, theme in zip(tables.themes["question_id"], tables.themes["theme_id"], strict=True):
            if not themes.people.get(theme) or (only is not None and theme not in only):
                continue
            if question not in used:
                used[question] = basis_of(tables, question)
            said = self._said_in(tables, themes, question, used[question], theme, minimum)
            for ordinal, row in enumerate([figure_row(said.people, base.get(question, 0), minimum), *said.rows]):
                yield {"question_id": question, "theme_id": theme, "ordinal": ordinal, **row}

    def _said_in(self, tables: Tables, themes: _Themes, question: str, basis: str, theme: str, minimum: int) -> _Said:
        """Return what a theme's people say: as it was kept, or made now."""
        key = themes.key(theme, basis, minimum)
        if key not in self._said:
            material = self._material(tables, question, basis)
            view = ThemeView(material, themes.people[theme], themes.assignments(theme), themes.names(theme))
            self._said[key] = _Said(view.people, list(said_rows(view, minimum)))
        self._said.move_to_end(key)
        while len(self._said) > max(self._kept, 1):
            self._said.popitem(last=False)
        return self._said[key]

    def _material(self, tables: Tables, question: str, basis: str) -> Material:
        """Return a question's material; where a few answers changed, the clauses of all others are kept."""
        before = self._materials.get(question)
        if before is None or before[0] != basis:
            now = Material(tables, question)
            if before is not None:
                now.take_over(before[1])
            self._materials[question] = (basis, now)
        return self._materials[question][1]


class _Themes:
    """The themes of some tables: their people, what is in them and below them, and their words."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._below = _below(tables.themes)
        self.people = people_in_themes(tables.themes, tables.assignments)
        own = tables.assignments
        columns = (own["theme_id"], own["response_id"], own["start"], own["end"], own["position"].fillna("unknown"))
        self._points: dict[str, set[tuple[str, int, int, str]]] = {}
        for theme, *point in zip(*(column.tolist() for column in columns), strict=True):
            self._points.setdefault(theme, set()).add((point[0], point[1], point[2], point[3]))

    def assignments(self, theme: str) -> pd.DataFrame:
        """Return the assignments of a theme and those below it."""
        own = self._tables.assignments
        return own[own["theme_id"].isin(self._below[theme])]

    def names(self, theme: str) -> set[str]:
        """Return the words in the titles and keywords of a theme and those below it."""
        own = self._tables.themes[self._tables.themes["theme_id"].isin(self._below[theme])]
        titles = [word for title in own["title"].dropna() for word in words(title)]
        return {*titles, *(word for keywords in own["keywords"] for keyword in keywords for word in words(keyword))}

    def key(self, theme: str, basis: str, minimum: int) -> str:
        """Identify all that a theme's sentences follow from, but for the figure."""
        points = set[tuple[str, int, int, str]]().union(*(self._points.get(name, set()) for name in self._below[theme]))
        content = [basis, minimum, sorted(points), sorted(self.names(theme))]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


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


def draft_themes(tables: Tables, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """Return the draft sentences of every theme that has people.

    Per theme, in this order: one `figure`, up to five `key_point`, the most widely made first, up to three
    `quote`, at most one `minority`. The evidence of a key point is the people who make it, first the one whose
    words it is in. Nothing is random: the same tables give the same drafts. Whoever asks again and again, with a
    few changes between, has a `Drafter`.

    Args:
        tables: The analysis; its `drafts` are not read. Its manifest may say which small numbers are not written out.
        only: Theme ids to draft for; None means all.

    Returns:
        A `drafts` frame (`textmine.schema`), themes in the order of `tables.themes`.
    """
    return Drafter()(tables, only=only)
