"""From the working state back to tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from textmine.review.state import State
from textmine.schema import frame_of
from textmine.tables import Tables, replace
from textmine.themes.counts import with_counts


def reviewed_tables(state: State) -> Tables:
    """Return the tables after the decisions, counts computed anew; drafts are still the machine's."""
    responses = _responses(state)
    assignments = _assignments(state)
    themes = with_counts(_themes(state), assignments, responses)
    return replace(state.tables, responses=responses, assignments=assignments, themes=themes)


def _responses(state: State) -> pd.DataFrame:
    """Return `responses` with the answers that decisions changed."""
    frame = state.tables.responses
    if not state.changed_answers:
        return frame
    changed = [state.answers[answer] for answer in state.changed_answers]
    columns: dict[str, list[Any]] = {
        name: frame[name].tolist()
        for name in ("status", "status_reason", "language", "languages", "language_confidence")
    }
    for entry in changed:
        values = (entry.status, entry.status_reason, entry.language, entry.languages, entry.confidence)
        for column, value in zip(columns.values(), values, strict=True):
            column[entry.origin] = value
    return frame.assign(**{name: _column(values) for name, values in columns.items()})


def _assignments(state: State) -> pd.DataFrame:
    """Return `assignments`: the machine's rows in their order, then those that officers added."""
    rows = [(answer, row) for answer, entry in state.answers.items() for row in entry.rows]
    kept = {row.origin: row for _, row in rows if row.origin is not None}
    order = sorted(kept)
    old = state.tables.assignments.iloc[order].reset_index(drop=True)
    old = old.assign(
        theme_id=[kept[origin].theme for origin in order],
        score=[kept[origin].score for origin in order],
        position=[kept[origin].position for origin in order],
        assigned_by=[kept[origin].by for origin in order],
        primary=[kept[origin].primary for origin in order],
    )
    new: list[dict[str, Any]] = [
        {
            "response_id": answer[0],
            "question_id": answer[1],
            "theme_id": row.theme,
            "score": row.score,
            "start": row.start,
            "end": row.end,
            "position": row.position,
            "assigned_by": row.by,
            "primary": row.primary,
        }
        for answer, row in rows
        if row.origin is None
    ]
    return _joined(old, new, "assignments")


def _themes(state: State) -> pd.DataFrame:
    """Return `themes` without the merged ones, then those that officers made, with their words."""
    kept = [(card.origin, card) for card in state.cards.values() if card.origin is not None]
    frame = state.tables.themes.iloc[[origin for origin, _ in kept]].reset_index(drop=True)
    frame = frame.assign(
        parent_id=_column([card.parent for _, card in kept]),
        title=_column([card.title for _, card in kept]),
        description=_column([card.description for _, card in kept]),
    )
    new: list[dict[str, Any]] = [
        {
            "question_id": card.question,
            "theme_id": theme,
            "parent_id": card.parent,
            "title": card.title,
            "description": card.description,
            "keywords": [],
            "n_people": 0,
            "share": 0.0,
            "position_counts": "{}",
            "stability": float("nan"),
            "evidence": None,
        }
        for theme, card in state.cards.items()
        if card.origin is None
    ]
    return _joined(frame, new, "themes")


def _column(values: Sequence[Any]) -> pd.Series[Any]:
    """Return a column that keeps lists and missing values as they are."""
    return pd.Series(list(values), dtype="object")


def _joined(old: pd.DataFrame, new: list[dict[str, Any]], table: str) -> pd.DataFrame:
    """Put new rows below old ones."""
    if not new:
        return old
    if old.empty:
        return frame_of(list(new), table)
    return pd.concat([old, frame_of(list(new), table)], ignore_index=True)
