"""The tables `themes` and `assignments` of one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.model import Question
from textmine.schema import ANSWER, frame_of
from textmine.themes.assign import mark_primary, point_assignments
from textmine.themes.discover import Points, discover
from textmine.themes.titles import Encode

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Options:
    """How themes are to be found."""

    n_themes: int | None = None
    min_people: int = 3
    seed: int = 0


def theme_tables(
    question: Question,
    points: pd.DataFrame,
    vectors: Vectors,
    positions: Mapping[tuple[str, str], str],
    encode: Encode,
    options: Options,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Discover one question's themes and assign its points.

    Args:
        question: The open question.
        points: Its n points: `response_id, question_id, start, end, text, language`.
        vectors: (n, d) float32, aligned.
        positions: The position of each answer.
        encode: Embeds title candidates.
        options: How themes are to be found.

    Returns:
        (themes without counts, assignments): rows of the tables of `textmine.schema`.
    """
    if points.empty:
        return frame_of([], "themes"), frame_of([], "assignments")
    owners = pd.factorize(points["response_id"])[0].astype(np.int64)
    languages = list(points["language"])
    found = discover(
        Points(list(points["text"]), languages, vectors, owners),
        encode,
        n_themes=options.n_themes,
        min_people=options.min_people,
        seed=options.seed,
        wording=question.wording,
    )
    rows = point_assignments(found.similarity(vectors, languages), found.rules)
    assignments = _assignment_rows(rows, points.reset_index(drop=True), positions)
    sizes = assignments.groupby("theme")["response_id"].nunique()
    order = sorted(sizes.index, key=lambda theme: (-sizes[theme], found.titles[theme]))
    names = {theme: f"{question.question_id}.{number:02d}" for number, theme in enumerate(order, start=1)}
    assignments["theme_id"] = assignments["theme"].map(names)
    themes: list[Mapping[str, Any]] = [
        {
            "question_id": question.question_id,
            "theme_id": names[theme],
            "parent_id": None,
            "title": found.titles[theme],
            "description": found.descriptions[theme],
            "keywords": found.keywords[theme],
            "n_people": 0,
            "share": 0.0,
            "position_counts": "{}",
        }
        for theme in order
    ]
    table = frame_of(assignments.drop(columns=["theme", "point"]).to_dict("records"), "assignments")
    return frame_of(themes, "themes"), table


def _assignment_rows(
    rows: pd.DataFrame, points: pd.DataFrame, positions: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """Join points to their themes; one row per (answer, theme, point), one of each answer primary."""
    joined = rows.join(points[[*ANSWER, "start", "end"]], on="point")
    joined["position"] = [
        positions.get((response, question), "unknown")
        for response, question in zip(joined["response_id"], joined["question_id"], strict=True)
    ]
    joined["assigned_by"] = "machine"
    joined["primary"] = mark_primary(joined, "response_id")
    return joined


def set_statuses(responses: pd.DataFrame, assignments: pd.DataFrame, reason: str) -> pd.DataFrame:
    """Return `responses` with `themed` or `needs_person` on every answer that has content."""
    themed = set(map(tuple, assignments[ANSWER].to_numpy()))
    result = responses.copy()
    content = ~result["status"].isin(["no_content", "blank"])
    has_theme = pd.Series([key in themed for key in map(tuple, result[ANSWER].to_numpy())], index=result.index)
    result.loc[content, "status"] = np.where(has_theme[content], "themed", "needs_person")
    result.loc[content, "status_reason"] = None
    result.loc[content & ~has_theme, "status_reason"] = reason
    return result
