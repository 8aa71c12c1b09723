"""People per theme: numbers, shares and positions, from the assignments. A theme counts a person once."""

from __future__ import annotations

import json
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


def position_counts(assignments: pd.DataFrame) -> dict[str, int]:
    """Return how many different people hold each position in one theme's assignments (zeros left out)."""
    people = assignments.groupby("response_id")["position"].agg(lambda points: _position_of(set(points)))
    counts = people.value_counts()
    return {position: int(counts[position]) for position in POSITIONS if position in counts.index}


def with_counts(themes: pd.DataFrame, assignments: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """Return `themes` with `n_people`, `share` and `position_counts` computed from the assignments.

    Needs only `question_id, theme_id, parent_id` to be right in `themes`.
    """
    base = bases(responses)
    people = people_in_themes(themes, assignments)
    parents = dict(zip(themes["theme_id"], themes["parent_id"], strict=True))

    def under(theme: str) -> set[str]:
        below = {child for child, parent in parents.items() if parent == theme}
        return {theme}.union(*(under(child) for child in below))

    rows = []
    for question, theme in zip(themes["question_id"], themes["theme_id"], strict=True):
        n_people = len(people.get(theme, set()))
        own = assignments[assignments["theme_id"].isin(under(theme))]
        share = n_people / base[question] if base.get(question) else 0.0
        rows.append((n_people, share, json.dumps(position_counts(own))))
    result = themes.copy()
    columns = list(zip(*rows, strict=True)) if rows else [(), (), ()]
    for name, values in zip(("n_people", "share", "position_counts"), columns, strict=True):
        result[name] = list(values)
    return result
