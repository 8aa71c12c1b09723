"""Figures with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2_000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share (0 to 1), its 95 % interval, and the counts it rests on."""

    value: float
    low: float
    high: float
    right: int
    n: int


def proportion(right: int, n: int) -> Estimate | None:
    """Return a share with its interval, or None where nothing was counted.

    Source:
        Wilson 1927, "Probable inference, the law of succession, and statistical inference".

    Example:
        >>> estimate = proportion(9, 10)
        >>> round(estimate.low, 3), round(estimate.high, 3)
        (0.596, 0.982)
    """
    from scipy.stats import binomtest

    if n == 0:
        return None
    interval = binomtest(right, n).proportion_ci(LEVEL, method="wilson")
    return Estimate(right / n, float(interval.low), float(interval.high), right, n)


def macro(counts: Sequence[tuple[int, int]], seed: int = 0) -> Estimate | None:
    """Return the mean of several shares, each counting the same whatever number of texts it rests on.

    The interval is a bootstrap over the texts of each group. A text is right or wrong, so that drawing n texts
    again with replacement is drawing the number of right ones from a binomial distribution.

    Args:
        counts: (right, n) per group; groups without texts are left out.
        seed: Of the resampling.

    Source:
        Efron and Tibshirani 1993, "An introduction to the bootstrap": the percentile interval.

    Example:
        >>> macro([(1, 1), (0, 99)]).value
        0.5
    """
    groups = [(right, n) for right, n in counts if n]
    if not groups:
        return None
    right, n = np.array(groups, dtype=np.int64).T
    drawn = np.random.default_rng(seed).binomial(n, right / n, size=(RESAMPLES, len(groups))) / n
    low, high = np.quantile(drawn.mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float((right / n).mean()), float(low), float(high), int(right.sum()), int(n.sum()))
