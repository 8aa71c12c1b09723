"""People per theme: numbers, shares and positions, from the assignments. A theme counts a person once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

import pandas as pd

from textmine.model import Position

POSITIONS: tuple[str, ...] = get_args(Position)


def people_in_themes(themes: pd.DataFrame, assignments: pd.DataFrame) -> dict[str, set[str]]:
    """Return the response ids of each theme; a parent has the people of all themes below it."""
    people: dict[str, set[str]] = {theme: set() for theme in themes["theme_id"]}
    for theme, ids in assignments.groupby("theme_id")["response_id"]:
        people.setdefault(str(theme), set()).update(ids)
    parents = {
        theme: parent
        for theme, parent in zip(themes["theme_id"], themes["parent_id"], strict=True)
        if not pd.isna(parent)
    }
    for leaf in list(people):
        above = parents.get(leaf)
        while above is not None:
            people.setdefault(above, set()).update(people[leaf])
            above = parents.get(above)
    return people


def bases(responses: pd.DataFrame) -> dict[str, int]:
    """Return, per question, how many people gave an answer with content (`themed` or `needs_person`)."""
    answered = responses[responses["status"].isin(["themed", "needs_person"])]
    counts = answered.groupby("question_id")["response_id"].nunique()
    return {str(question): int(n) for question, n in counts.items()}


def _position_of(positions: set[str]) -> str:
    """One person's position on a theme from the positions of their points."""
    stated = positions - {"unknown"}
    if not stated:
        return "unknown"
    return stated.pop() if len(stated) == 1 else "mixed"


def positions_of(assignments: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return theme → person → position, of everybody in a theme of `assignments`."""
    taken: dict[str, dict[str, set[str]]] = {}
    columns = (assignments[name].tolist() for name in ("theme_id", "response_id", "position"))
    for theme, person, position in zip(*columns, strict=True):
        taken.setdefault(theme, {}).setdefault(person, set()).add(position)
    return {theme: {person: _position_of(held) for person, held in own.items()} for theme, own in taken.items()}


def position_counts(points: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how many different people hold each position (zeros left out), from who takes which, point by point."""
    taken: dict[str, set[str]] = {}
    for person, position in points:
        taken.setdefault(person, set()).add(position)
    counts = Counter(map(_position_of, taken.values()))
    return {position: counts[position] for position in POSITIONS if counts[position]}


def with_counts(themes: pd.DataFrame, assignments: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """Return `themes` with `n_people`, `share` and `position_counts` computed from the assignments.

    Needs only `question_id, theme_id, parent_id` to be right in `themes`.
    """
    base = bases(responses)
    people = people_in_themes(themes, assignments)
    points: dict[str, list[tuple[str, str]]] = {}
    whose = (assignments[name].tolist() for name in ("theme_id", "response_id", "position"))
    for theme, *point in zip(*whose, strict=True):
        points.setdefault(theme, []).append((point[0], point[1]))
    below: dict[str, list[str]] = {}
    for theme, parent in zip(themes["theme_id"].tolist(), themes["parent_id"].tolist(), strict=True):
        below.setdefault(parent, []).append(theme)

    def under(theme: str) -> Iterator[tuple[str, str]]:
        yield from points.get(theme, ())
        for child in below.get(theme, ()):
            yield from under(child)

    rows = []
    for question, theme in zip(themes["question_id"], themes["theme_id"], strict=True):
        n_people = len(people.get(theme, set()))
        share = n_people / base[question] if base.get(question) else 0.0
        rows.append((n_people, share, json.dumps(position_counts(under(theme)))))
    result = themes.copy()
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    for name, values in zip(("n_people", "share", "position_counts"), columns, strict=True):
        result[name] = list(values)
    return result
