"""Points to themes: similarity, how sure that is, and a second theme where it is close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

Similarity = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]


FIT = 0.35
"""At this similarity a point belongs to its theme in every language, however much closer the others are."""
UNFIT = 0.05
"""At most about this share of a language's points fits nowhere."""
TRUSTED = 40
"""Points a language needs before half of its own distribution is believed."""


@dataclass(frozen=True)
class Scale:
    """How similar the points of one language are to their nearest themes.

    A language that the model knows less well is less similar to everything: what is far has to be told by its own
    points.
    """

    middle: float
    low: float
    """`UNFIT` of the points are below it."""

    def standard(self, similarity: Values) -> Values:
        """Return the similarity on a scale where the middle is 0 and `low` is -1."""
        return np.asarray((similarity - self.middle) / max(self.middle - self.low, 0.05), dtype=np.float64)


@dataclass(frozen=True)
class Rules:
    """When a point belongs to a theme, and how sure that is.

    Attributes:
        common: Of all languages together; for those that were not fitted.
        scales: Of each language.
        second: A second theme is given when its similarity is at least this share of the first.
        second_floor: ... and at least this.
        fit: See `FIT`.
    """

    common: Scale = Scale(0.45, 0.25)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    second: float = 0.75
    second_floor: float = 0.25
    fit: float = FIT

    def standard(self, best: Values, languages: Sequence[str]) -> Values:
        """Return (n,) each point's similarity to its nearest theme on its language's scale; -1 fits nowhere."""
        result = np.empty(len(best))
        tags = np.asarray(languages, dtype=object)
        for tag in set(languages):
            own = tags == tag
            result[own] = self.scales.get(tag, self.common).standard(best[own])
        # What is near in itself fits, and what is not above the edge does not become surer by being near.
        return np.where(best >= self.fit, np.maximum(result, EDGE + 0.01), result)


RULES = Rules()
EDGE = -1.0
"""On a language's scale, the place below which a point fits nowhere."""
CURVE = (0.47, 0.73)
"""Confidence from a language's scale: see `confidence`."""


def fitted_rules(
    similarity: Similarity, languages: Sequence[str], weights: Values | None = None, rules: Rules = RULES
) -> Rules:
    """Return the rules with the scales of the fitted points.

    Args:
        similarity: (n, k) cosine of the fitted points with each theme.
        languages: n tags.
        weights: (n,) how much each point counts.
        rules: Where to start from.
    """
    best = similarity.max(axis=1).astype(np.float64)
    counted = np.ones(len(best)) if weights is None else weights
    tags = np.asarray(languages, dtype=object)
    common = _scale(best, counted)
    scales = {}
    for tag in sorted(set(languages)):
        own = best[tags == tag]
        trust = len(own) / (len(own) + TRUSTED)
        measured = _scale(own, counted[tags == tag])
        scales[tag] = Scale(
            common.middle + trust * (measured.middle - common.middle), common.low + trust * (measured.low - common.low)
        )
    return replace(rules, common=common, scales=scales)


def _scale(best: Values, weights: Values) -> Scale:
    middle, low = np.quantile(best, [0.5, UNFIT], weights=weights, method="inverted_cdf")
    return Scale(float(middle), float(low))


def confidence(best: Values, languages: Sequence[str], rules: Rules = RULES) -> Values:
    """Return (n,) the confidence 0–1 that a point is in the right theme, from its similarity to the nearest one.

    It is a logistic curve over the language's own scale, fitted on answers whose themes people know
    (`scripts/bench_confidence`).
    """
    offset, slope = CURVE
    return np.asarray(1 / (1 + np.exp(-(offset + slope * rules.standard(best, languages)))), dtype=np.float64)


def point_assignments(similarity: Similarity, languages: Sequence[str], rules: Rules = RULES) -> pd.DataFrame:
    """Return rows `point, theme, score` for every point that fits, best theme first.

    Args:
        similarity: (n, k) cosine of each point with each theme.
        languages: n tags.
        rules: When a point belongs to a theme.
    """
    n, k = similarity.shape
    if not n or not k:
        return pd.DataFrame(
            {"point": pd.Series(dtype="int64"), "theme": pd.Series(dtype="int64"), "score": pd.Series(dtype="float64")}
        )
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :2]
    best = np.take_along_axis(similarity, order, axis=1).astype(np.float64)
    fits = rules.standard(best[:, 0], languages) > EDGE
    close = np.zeros(n, dtype=bool)
    if k > 1:
        close = fits & (best[:, 1] >= np.maximum(rules.second * best[:, 0], rules.second_floor))
    chosen = [(np.flatnonzero(fits), 0), (np.flatnonzero(close), 1)]
    frame = pd.DataFrame(
        {
            "point": np.concatenate([points for points, _ in chosen]),
            "theme": np.concatenate([order[points, place] for points, place in chosen if k > place]),
            "score": np.concatenate([best[points, place] for points, place in chosen if k > place]),
        }
    )
    frame["score"] = frame["score"].clip(0, 1).round(6)
    return frame.sort_values(["point", "score"], ascending=[True, False], kind="stable").reset_index(drop=True)


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
