"""Figures with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from textmine.insight.intervals import LEVEL, Estimate, proportion

__all__ = ["LEVEL", "RESAMPLES", "Estimate", "macro", "proportion", "replicates"]

RESAMPLES = 2_000


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


def replicates(strata: Sequence[int], weights: Sequence[float], seed: int = 0) -> npt.NDArray[np.float64]:
    """Return (RESAMPLES, n): how much each text of a stratified sample counts when the sample is drawn again.

    From a stratum of m texts m - 1 are drawn with replacement, and count m / (m - 1) times as much. Strata of a single
    text, which tell nothing about their spread, are taken together as one.

    Args:
        strata: (n,) the stratum of each text.
        weights: (n,) how many texts each one stands for.
        seed: Of the resampling.

    Source:
        Rao and Wu 1988, "Resampling inference with complex survey data", Journal of the American Statistical
        Association 83; Rao, Wu and Yue 1992, Survey Methodology 18.

    Example:
        >>> replicates([0, 0, 0, 1, 2], [2.0, 2.0, 2.0, 1.0, 1.0]).shape
        (2000, 5)
    """
    own = np.asarray(strata, dtype=np.int64)
    sizes = np.bincount(own, minlength=own.max(initial=-1) + 1)
    own = np.where(sizes[own] == 1, -1, own)
    rng = np.random.default_rng(seed)
    found = np.tile(np.asarray(weights, dtype=np.float64), (RESAMPLES, 1))
    for stratum in np.unique(own):
        members = np.flatnonzero(own == stratum)
        m = len(members)
        if m > 1:
            found[:, members] *= rng.multinomial(m - 1, np.full(m, 1 / m), size=RESAMPLES) * (m / (m - 1))
    return found
