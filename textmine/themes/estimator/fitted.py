"""The fitted attributes of `ThemeModel`: tables of the similarity of points with themes, and of what people said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.themes.assign import Rules, confidence, mark_primary, point_assignments
from textmine.themes.naming import Named
from textmine.themes.prepare import Prepared

Similarity = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Confirmed = Mapping[int, Sequence[int]]
"""Text → the themes that people confirmed; none where it is empty."""

COLUMNS = ["text_index", "theme_id", "score", "start", "end", "primary"]


def best_of_texts(prepared: Prepared, similarity: Similarity) -> Values:
    """Return (n_texts, k): each text's best similarity with each theme over its points, 0–1."""
    result = np.zeros((prepared.n_texts, similarity.shape[1]), dtype=np.float64)
    np.maximum.at(result, prepared.owner, np.clip(similarity, 0, 1))
    return result


def assignments_of(prepared: Prepared, similarity: Similarity, rules: Rules, confirmed: Confirmed) -> pd.DataFrame:
    """Return a row per (text, theme, point): `COLUMNS`."""
    rows = point_assignments(similarity, prepared.languages, rules)
    rows["text_index"] = prepared.owner[rows["point"]]
    rows = _with_confirmed(rows, prepared, similarity, confirmed)
    rows["start"] = prepared.starts[rows["point"]]
    rows["end"] = prepared.ends[rows["point"]]
    rows["primary"] = mark_primary(rows, "text_index")
    return rows.rename(columns={"theme": "theme_id"})[COLUMNS].reset_index(drop=True)


def _with_confirmed(
    rows: pd.DataFrame, prepared: Prepared, similarity: Similarity, confirmed: Confirmed
) -> pd.DataFrame:
    """Replace the machine's rows of confirmed texts: each theme at the point nearest to it."""
    kept = rows[~rows["text_index"].isin(list(confirmed))]
    added = []
    for text, themes in sorted(confirmed.items()):
        points = np.flatnonzero(prepared.owner == text)
        for theme in dict.fromkeys(themes):
            if len(points):
                point = int(points[np.argmax(similarity[points, theme])])
                added.append({"point": point, "theme": theme, "score": 1.0, "text_index": text})
    if not added:
        return kept.reset_index(drop=True)
    both = pd.concat([kept, pd.DataFrame(added)], ignore_index=True)
    return both.sort_values(["text_index", "point"], kind="stable").reset_index(drop=True)


def labels_of(prepared: Prepared, similarity: Similarity, assignments: pd.DataFrame) -> Labels:
    """Return (n_texts,) the primary theme of each text, or else the nearest; -1 where it has no content."""
    labels = nearest_theme(prepared, best_of_texts(prepared, similarity))
    primary = assignments[assignments["primary"]]
    labels[primary["text_index"]] = primary["theme_id"]
    return labels


def nearest_theme(prepared: Prepared, best: Values) -> Labels:
    """Return (n_texts,) the theme that each text is most similar to; -1 where it has no content or there is none."""
    if not best.shape[1]:
        return np.full(prepared.n_texts, -1, dtype=np.int64)
    return np.where(prepared.has_content, best.argmax(axis=1), -1).astype(np.int64)


def confidence_of(prepared: Prepared, similarity: Similarity, rules: Rules, confirmed: Confirmed) -> Values:
    """Return (n_texts,) the confidence that each text fits its theme; 0 where it has no content."""
    sure = np.zeros(prepared.n_texts)
    if similarity.size:
        points = confidence(similarity.max(axis=1).astype(np.float64), prepared.languages, rules)
        np.maximum.at(sure, prepared.owner, points)
    for text, themes in confirmed.items():
        sure[text] = 1.0 if themes else 0.0
    return sure


def themes_frame(names: Sequence[Named], assignments: pd.DataFrame) -> pd.DataFrame:
    """Return `theme_id` (0..k-1), `title`, `description`, `keywords`, `n_texts`."""
    texts = assignments.groupby("theme_id")["text_index"].nunique()
    return pd.DataFrame(
        {
            "theme_id": pd.Series(range(len(names)), dtype="int64"),
            "title": pd.Series([name.title for name in names], dtype="str"),
            "description": pd.Series([name.description for name in names], dtype="str"),
            "keywords": pd.Series([name.keywords for name in names], dtype="object"),
            "n_texts": pd.Series([int(texts.get(i, 0)) for i in range(len(names))], dtype="int64"),
        }
    )
