"""What of an analysis is compared: its themes after review, who raised them, and the vectors of what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from textmine.schema import rows
from textmine.themes.counts import bases

if TYPE_CHECKING:
    from textmine.review import Reviewed
    from textmine.tables import Tables

Vectors = npt.NDArray[np.float32]
_Rows = dict[tuple[str, str], list[tuple[int, int, int]]]
"""Answer → its points: start, end and row of the vectors."""


@dataclass(frozen=True, eq=False)
class SaidTheme:
    """One theme of a consultation; groups of themes are not compared.

    Attributes:
        theme_id: Its id in its analysis.
        question_id: The open question it belongs to.
        title: As officers approved or left it.
        description: The same; may be empty.
        n_people: How many people raised it.
        base: How many people answered the question.
        people: Who raised it; empty where the answers were removed.
        points: (n, d) one vector for each point; (0, 0) where the answers were removed.
    """

    theme_id: str
    question_id: str
    title: str
    description: str
    n_people: int
    base: int
    people: frozenset[str] = field(default=frozenset(), repr=False)
    points: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32), repr=False)


def said_themes(reviewed: Reviewed) -> list[SaidTheme]:
    """Return the themes of an analysis, without groups and without those that officers set aside."""
    tables = reviewed.tables
    known = bases(tables.responses)
    groups = set(tables.themes["parent_id"].dropna())
    people, points = _members(tables)
    return [
        SaidTheme(
            row.theme_id,
            row.question_id,
            _text(row.title),
            _text(row.description),
            int(row.n_people),
            known.get(row.question_id) or _base(int(row.n_people), float(row.share)),
            frozenset(people.get(row.theme_id, ())),
            tables.vector_array[points.get(row.theme_id, [])],
        )
        for row in rows(tables.themes)
        if row.theme_id not in groups and row.theme_id not in reviewed.set_aside
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _base(n_people: int, share: float) -> int:
    """Return how many answered, where the answers were removed: the share still tells."""
    return round(n_people / share) if share else 0


def _members(tables: Tables) -> tuple[dict[str, set[str]], dict[str, list[int]]]:
    """Return who raised each theme, and the rows of the vectors of what they said."""
    where = _places(tables)
    people: dict[str, set[str]] = {}
    points: dict[str, list[int]] = {}
    columns = ("theme_id", "response_id", "question_id", "start", "end")
    for theme, person, question, start, end in zip(*(tables.assignments[c].tolist() for c in columns), strict=True):
        people.setdefault(theme, set()).add(person)
        points.setdefault(theme, []).extend(_within(where, (person, question), start, end))
    return people, {theme: list(dict.fromkeys(own)) for theme, own in points.items()}


def _places(tables: Tables) -> _Rows:
    """Return where the vectors of each answer are."""
    found: _Rows = {}
    columns = ("response_id", "question_id", "start", "end")
    for row, (person, question, start, end) in enumerate(
        zip(*(tables.vectors[c].tolist() for c in columns), strict=True)
    ):
        found.setdefault((person, question), []).append((start, end, row))
    return found


def _within(where: Mapping[tuple[str, str], Any], answer: tuple[str, str], start: int, end: int) -> Iterator[int]:
    """Yield the vectors of a part of an answer; an officer's assignment holds the whole of it."""
    for first, last, row in where.get(answer, ()):
        if first < end and start < last:
            yield row
