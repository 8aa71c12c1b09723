"""The tables `themes` and `assignments` of one question."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.model import Question
from textmine.schema import ANSWER, conform, frame_of
from textmine.themes.assign import mark_primary, point_assignments
from textmine.themes.discover import Discovery, Options, Points
from textmine.themes.naming import Encode, Named
from textmine.themes.organise import groups_of, name_groups
from textmine.themes.sampling import Closely, blocks, discover_in_sample, some
from textmine.themes.trust import stability

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

AGAIN = 4
"""Runs of the community detection when themes are found again: fewer than for the themes themselves, to save time."""


@dataclass(frozen=True, eq=False)
class Found:
    """The themes of one question.

    Attributes:
        themes: Rows of the table `themes`, without counts.
        assignments: Rows of the table `assignments`.
        sampled: How the sample was drawn in which they were found; None where they were found in all points.
    """

    themes: pd.DataFrame
    assignments: pd.DataFrame
    sampled: dict[str, Any] | None = None


def theme_tables(
    question: Question,
    points: pd.DataFrame,
    vectors: Vectors,
    positions: Mapping[tuple[str, str], str],
    encode: Encode,
    options: Options,
    closely: Closely | None = None,
) -> Found:
    """Discover one question's themes and assign its points.

    Args:
        question: The open question.
        points: Its n points: `response_id, question_id, start, end, text, language`.
        vectors: (n, d) float32, aligned.
        positions: The position of each answer.
        encode: Embeds title candidates.
        options: How themes are to be found.
        closely: Gives better vectors than these to the points in which themes are found.
    """
    if points.empty:
        return Found(frame_of([], "themes"), frame_of([], "assignments"))
    points = points.reset_index(drop=True)
    owners = pd.factorize(points["response_id"])[0].astype(np.int64)
    every = Points(list(points["text"]), list(points["language"]), vectors, owners)
    sample = discover_in_sample(every, encode, options, question.wording, closely)
    rows = pd.concat(
        [
            own.assign(point=own["point"] + start)
            for start, similarity, tags in blocks(every, sample.seen)
            for own in [point_assignments(similarity, tags, sample.seen.rules)]
        ],
        ignore_index=True,
    )
    assignments = _assignment_rows(rows, points, positions)
    sizes = assignments.groupby("theme")["response_id"].nunique()
    names = sample.found.names
    order = sorted(sizes.index, key=lambda theme: (-sizes[theme], names[theme].title))
    ids = {theme: f"{question.question_id}.{number:02d}" for number, theme in enumerate(order, start=1)}
    assignments["theme_id"] = assignments["theme"].map(ids)
    themes = _theme_rows(
        question, some(every, sample.chosen), points.iloc[sample.chosen], sample.found, ids, encode, options
    )
    return Found(
        frame_of(themes, "themes"),
        conform(assignments.drop(columns=["theme", "point"]), "assignments"),
        None if sample.covered is None else sample.facts(),
    )


def _theme_rows(
    question: Question,
    own: Points,
    points: pd.DataFrame,
    found: Discovery,
    ids: Mapping[int, str],
    encode: Encode,
    options: Options,
) -> list[dict[str, Any]]:
    """Return the rows of the themes that have answers, in the order of `ids`, and of their groups.

    Args:
        question: The open question.
        own: The points the themes were found in.
        points: Their rows.
        found: The themes.
        ids: Theme → its id.
        encode: Embeds title candidates.
        options: How themes were found.
    """
    steady = stability(found.labels, own.owners, found_again(found.vectors, own.owners, options), options.seed)
    groups = groups_of(found)
    members = documents_as_answers(points, found.labels)
    rows = [
        _theme_row(question, theme_id, found.names[theme], members[theme], float(steady[theme]))
        | {"parent_id": _group_id(question, groups[theme])}
        for theme, theme_id in ids.items()
    ]
    listed = {int(groups[theme]) for theme in ids}
    names = name_groups(found, groups, own, encode, question.wording)
    below = documents_as_answers(points, groups[found.labels])
    taken = {str(row["title"]).casefold() for row in rows}
    for group, name in enumerate(names):
        if group not in listed:  # no answer ended up in any of its themes
            continue
        title = f"{name.title} (group)" if name.title.casefold() in taken else name.title
        row = _theme_row(question, str(_group_id(question, group)), name, below[group], float("nan"))
        rows.append(row | {"title": title})
    return rows


def found_again(vectors: Vectors, owners: Labels, options: Options) -> Callable[[Labels, int], Labels]:
    """Return what finds the themes of some of the points with another seed, for `stability`."""
    return lambda kept, seed: options.clusterer(owners[kept], seed, runs=AGAIN).fit(vectors[kept]).labels_


def documents_as_answers(points: pd.DataFrame, labels: Labels) -> dict[int, list[str]]:
    """Return the response id of each document of each cluster, in the order of the points."""
    names = points["response_id"].to_numpy()
    return {int(label): list(names[labels == label]) for label in np.unique(labels)}


def _group_id(question: Question, group: int) -> str | None:
    return None if group < 0 else f"{question.question_id}.g{group + 1}"


def _theme_row(
    question: Question, theme_id: str, name: Named, responses: Sequence[str], stable: float
) -> dict[str, Any]:
    return {
        "question_id": question.question_id,
        "theme_id": theme_id,
        "parent_id": None,
        "title": name.title,
        "description": name.description,
        "keywords": name.keywords,
        "n_people": 0,
        "share": 0.0,
        "position_counts": "{}",
        "stability": stable,
        "evidence": json.dumps(_with_answers(name.evidence, responses), ensure_ascii=False),
    }


def _with_answers(sheet: Mapping[str, Any], responses: Sequence[str]) -> dict[str, Any]:
    """Return an evidence sheet that names answers where it counted the theme's documents.

    Args:
        sheet: From `textmine.themes.naming`.
        responses: The response id of each document.
    """

    def answered(item: Mapping[str, Any]) -> dict[str, Any]:
        kept = {what: value for what, value in item.items() if what != "document"}
        return kept | {"response_id": responses[item["document"]]}

    return dict(sheet) | {
        "candidates": [answered(item) for item in sheet["candidates"]],
        "winner": None if sheet["winner"] is None else answered(sheet["winner"]),
        "central": [responses[i] for i in sheet["central"]],
        "atypical": [responses[i] for i in sheet["atypical"]],
    }


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
