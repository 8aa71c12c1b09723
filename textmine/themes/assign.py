"""Points to themes: similarity, how sure that is, and a second theme where it is close."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Rules:
    """When a point belongs to a theme (cosine of centred vectors with the theme's centroid)."""

    floor: float = 0.25
    """Below this similarity to every theme, a point fits nowhere."""
    second: float = 0.9
    """A second theme is given when its similarity is at least this share of the first."""
    second_floor: float = 0.45
    """... and at least this."""
    slope: float = 20.0
    """Steepness of the curve from similarity to confidence; confidence is one half at the floor."""


RULES = Rules()
UNFIT = 0.08
"""At most this share of the points a model was fitted on fits nowhere: in small sets every theme is loose."""


def fitted_rules(similarity: npt.NDArray[np.float32], rules: Rules = RULES) -> Rules:
    """Return the rules with the floor lowered as far as `UNFIT` asks.

    Args:
        similarity: (n, k) cosine of the fitted points with each theme.
        rules: Where to start from.
    """
    return replace(rules, floor=min(rules.floor, float(np.quantile(similarity.max(axis=1), UNFIT))))


def confidence(similarity: npt.NDArray[np.float32], rules: Rules = RULES) -> npt.NDArray[np.float64]:
    """Return confidence 0–1 that a theme holds, from the similarity to it."""
    curve: npt.NDArray[np.float64] = 1 / (1 + np.exp(-rules.slope * (np.asarray(similarity, float) - rules.floor)))
    return curve


def point_assignments(similarity: npt.NDArray[np.float32], rules: Rules = RULES) -> pd.DataFrame:
    """Return rows `point, theme, score` for every point that fits, best theme first.

    Args:
        similarity: (n, k) cosine of each point with each theme.
        rules: When a point belongs to a theme.
    """
    rows: list[tuple[int, int, float]] = []
    for point in range(len(similarity)):
        first = int(np.argmax(similarity[point]))
        own = float(similarity[point, first])
        if own < rules.floor:
            continue
        rows.append((point, first, own))
        others = similarity[point].copy()
        others[first] = -1
        second = int(np.argmax(others))
        if others[second] >= max(rules.second * own, rules.second_floor):
            rows.append((point, second, float(others[second])))
    frame = pd.DataFrame(rows, columns=["point", "theme", "score"])
    frame["score"] = frame["score"].clip(0, 1).round(6)
    return frame.astype({"point": "int64", "theme": "int64", "score": "float64"})


def mark_primary(frame: pd.DataFrame, answer: str = "answer") -> pd.Series:
    """Return True on exactly one row per answer: the best row of the theme most of the answer is about.

    Args:
        frame: Rows with `theme`, `score` and the column `answer`.
        answer: The column that identifies the answer.
    """
    if frame.empty:
        return pd.Series([], dtype=bool)
    weight = frame.groupby([answer, "theme"])["score"].transform("sum")
    order = pd.DataFrame(
        {
            "answer": frame[answer],
            "weight": -weight.round(6),
            "theme": frame["theme"],
            "score": -frame["score"],
        }
    ).sort_values(["answer", "weight", "theme", "score"], kind="stable")
    first = order.index[~order["answer"].duplicated()]
    primary = pd.Series(False, index=frame.index)
    primary.loc[first] = True
    return primary
