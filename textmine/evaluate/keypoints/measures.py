"""What is counted of one choice, and the figures that the counts of many choices add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.evaluate.intervals import LEVEL
from textmine.evaluate.keypoints.sets import Side
from textmine.evaluate.keypoints.systems import Chosen

COVERAGE, WEIGHTED, PRECISION, REDUNDANCY = "coverage", "weighted", "precision", "redundancy"
POINTS, F1, MATCH_P, MATCH_R = "points", "match F1", "match P", "match R"
PEARSON, SPEARMAN, ERROR = "Pearson", "Spearman", "error"
RESAMPLES = 1_000


@dataclass(frozen=True)
class Count:
    """One choice of one system on one draw of one side.

    Attributes:
        shares: Coverage, weighted coverage, precision, redundancy and number of points.
        right: Pairs of an argument and a key point that both the system and people make, ...
        said: ... that the system makes, ...
        there: ... and that people make; all nought where the system does not say who makes what.
        prevalence: (points, 2) for points that hit a key point: the share the system counts, the share of the experts'.
    """

    shares: tuple[float, float, float, float, float]
    right: int
    said: int
    there: int
    prevalence: npt.NDArray[np.float64]


def count(side: Side, drawn: npt.NDArray[np.int64], chosen: Chosen) -> Count:
    """Compare a choice with the labels of the drawn arguments."""
    labels = [side.labels[int(number)] for number in drawn]
    frequency = {point: sum(point in own for own in labels) for point in side.points}
    there = {point: number for point, number in frequency.items() if number}
    hits = [labels[point] for point in chosen.points]
    seen: set[str] = set()
    again = 0
    for hit in hits:
        again += bool(hit) and hit <= seen
        seen |= hit
    n = max(len(hits), 1)
    shares = (
        len(seen) / max(len(there), 1),
        sum(there[point] for point in seen) / max(sum(there.values()), 1),
        sum(bool(hit) for hit in hits) / n,
        again / n,
        float(len(hits)),
    )
    return Count(shares, *_matches(labels, hits, chosen), _prevalence(frequency, hits, chosen, len(labels)))


def _matches(labels: Sequence[frozenset[str]], hits: Sequence[frozenset[str]], chosen: Chosen) -> tuple[int, int, int]:
    """Count pairs of an argument and a key point; arguments that stand for a point are left out."""
    if chosen.makers is None:
        return 0, 0, 0
    right = said = there = 0
    for at, own in enumerate(labels):
        if at in chosen.points:
            continue
        given: set[str] = set()
        for row, hit in enumerate(hits):
            if chosen.makers[row, at]:
                # A point without a key point matches nothing that people found.
                given |= hit or {f"point {row}"}
        right, said, there = right + len(given & own), said + len(given), there + len(own)
    return right, said, there


def _prevalence(
    frequency: Mapping[str, int], hits: Sequence[frozenset[str]], chosen: Chosen, n: int
) -> npt.NDArray[np.float64]:
    """Return, for each point that hits a key point, the share counted and the share of its most made key point."""
    if chosen.makers is None:
        return np.zeros((0, 2))
    rows = [
        (float(chosen.makers[row].mean()), max(frequency[point] for point in hit) / n)
        for row, hit in enumerate(hits)
        if hit
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _mean(at: int) -> Callable[[Sequence[Sequence[Count]]], float]:
    """Return the mean over sides of the mean over draws of one share."""

    def statistic(sides: Sequence[Sequence[Count]]) -> float:
        return float(np.mean([np.mean([one.shares[at] for one in side]) for side in sides]))

    return statistic


def _matching(sides: Sequence[Sequence[Count]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of all pairs."""
    right, said, there = (
        sum(getattr(one, name) for side in sides for one in side) for name in ("right", "said", "there")
    )
    return right / max(said, 1), right / max(there, 1), 2 * right / max(said + there, 1)


def _pairs(sides: Sequence[Sequence[Count]]) -> npt.NDArray[np.float64]:
    return np.concatenate([one.prevalence for side in sides for one in side])


def _correlation(sides: Sequence[Sequence[Count]], ranks: bool) -> float:
    """Return how far the counted shares follow those of the experts."""
    from scipy.stats import rankdata

    ours, theirs = _pairs(sides).T
    if ranks:
        ours, theirs = rankdata(ours), rankdata(theirs)
    if len(ours) < 3 or not ours.std() or not theirs.std():
        return 0.0
    return float(np.corrcoef(ours, theirs)[0, 1])


STATISTICS: Mapping[str, Callable[[Sequence[Sequence[Count]]], float]] = {
    COVERAGE: _mean(0),
    WEIGHTED: _mean(1),
    PRECISION: _mean(2),
    REDUNDANCY: _mean(3),
    POINTS: _mean(4),
    MATCH_P: lambda sides: _matching(sides)[0],
    MATCH_R: lambda sides: _matching(sides)[1],
    F1: lambda sides: _matching(sides)[2],
    PEARSON: lambda sides: _correlation(sides, False),
    SPEARMAN: lambda sides: _correlation(sides, True),
    ERROR: lambda sides: float(np.abs(np.subtract(*_pairs(sides).T)).mean()),
}
"""Each figure from the counts of every draw of every side."""
MATCHING = (MATCH_P, MATCH_R, F1, PEARSON, SPEARMAN, ERROR)
"""Those of systems that say who makes each point."""


def says_who(sides: Sequence[Sequence[Count]]) -> bool:
    """Tell whether a system says who makes each of its points."""
    return any(one.said for side in sides for one in side)


def interval(
    sides: Sequence[Sequence[Count]], statistic: Callable[[Sequence[Sequence[Count]]], float], seed: int
) -> tuple[float, float]:
    """Return the 95 % interval of a figure by drawing the sides again with replacement.

    Source:
        Efron and Tibshirani 1993, "An introduction to the bootstrap": the percentile interval.
    """
    random = np.random.default_rng(seed)
    drawn = random.integers(0, len(sides), size=(RESAMPLES, len(sides)))
    values = [statistic([sides[int(at)] for at in row]) for row in drawn]
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
