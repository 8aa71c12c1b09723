"""What is in each theme of an analysis and in those below it, and names for it, by which what follows is kept."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

import pandas as pd

from textmine.tables import Tables
from textmine.text import words
from textmine.themes.counts import people_in_themes

Point = tuple[str, int, int, str]
"""Response id, start, end and position."""


def digest(content: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return a short name for some content: the same for the same, another for any other."""
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def digest_of_texts(tables: Tables, question_id: str, *columns: str) -> str:
    """Return a short name for the answers to a question and some columns of theirs."""
    own = tables.responses[tables.responses["question_id"] == question_id]
    return digest([own[name].tolist() for name in ("response_id", "text", *columns)])


class Contents:
    """The themes of some tables, each with what is in those below it.

    Attributes:
        people: The response ids of each theme.
        below: Each theme with all themes below it, itself included.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.people = people_in_themes(tables.themes, tables.assignments)
        self.below = themes_below(tables.themes)
        own = tables.assignments
        columns = (own["theme_id"], own["response_id"], own["start"], own["end"], own["position"].fillna("unknown"))
        self._points: dict[str, list[tuple[int, Point]]] = {}
        for place, (theme, *point) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            self._points.setdefault(theme, []).append((place, (point[0], point[1], point[2], point[3])))

    def points(self, theme: str) -> list[Point]:
        """Return the points of a theme, in the order of the table."""
        below = self.below.get(theme, ())
        return [point for _, point in sorted(pair for name in below for pair in self._points.get(name, ()))]

    def assignments(self, theme: str) -> pd.DataFrame:
        """Return the assignments of a theme."""
        own = self._tables.assignments
        return own[own["theme_id"].isin(self.below[theme])]

    def names(self, theme: str) -> set[str]:
        """Return the words in the titles and keywords of a theme and those below it."""
        return set[str]().union(*(self._words[name] for name in self.below[theme]))

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        """The words in the title and the keywords of each theme."""
        themes = self._tables.themes
        return {
            theme: {word for text in (title, *keywords) if isinstance(text, str) for word in words(text)}
            for theme, title, keywords in zip(themes["theme_id"], themes["title"], themes["keywords"], strict=True)
        }


def themes_below(themes: pd.DataFrame) -> dict[str, set[str]]:
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
