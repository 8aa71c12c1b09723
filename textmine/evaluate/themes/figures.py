"""Figures with seeded bootstrap intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.evaluate.intervals import LEVEL, RESAMPLES, Estimate, proportion

Draws = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, and the system, set and setting it belongs to."""

    part: str
    set: str
    system: str
    measure: str
    value: float
    low: float | None = None
    high: float | None = None
    n: int = 0
    """The texts (or repeats) it rests on."""
    setting: str = ""
    """What was varied: how many answers were confirmed, a language, a change of the input."""


def around(value: float, draws: Draws, least: float = 0.0) -> Interval:
    """Return a value with the spread of its bootstrap draws around it.

    Agreement measured on texts drawn twice is too high, because a text always agrees with its double. The draws are
    moved so that their mean is the value.

    Args:
        value: Measured on the texts as they are.
        draws: Measured on texts drawn again with replacement.
        least: The smallest value the measure can take; the largest is 1.

    Source:
        Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 10: bias.

    Example:
        >>> around(0.5, np.array([0.7, 0.8, 0.9]))
        Interval(value=0.5, low=0.405, high=0.595)
    """
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) + value - draws.mean()
    bounds = np.clip([low, high], least, 1.0).round(6)
    return Interval(float(value), min(float(bounds[0]), float(value)), max(float(bounds[1]), float(value)))


def mean_of(values: Draws, seed: int) -> Interval:
    """Return the mean of several repeats, with a bootstrap over the repeats.

    Example:
        >>> mean_of(np.array([0.5, 0.5]), 0)
        Interval(value=0.5, low=0.5, high=0.5)
    """
    chosen = np.random.default_rng(seed).integers(0, len(values), size=(RESAMPLES, len(values)))
    low, high = np.quantile(values[chosen].mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(values.mean()), float(low), float(high))


def share(right: int, n: int) -> Interval:
    """Return a share with Wilson's interval, which is right for shares near 0 and 1 too.

    Raises:
        ValueError: Nothing was counted.
    """
    estimate: Estimate | None = proportion(right, n)
    if estimate is None:
        raise ValueError("A share of nothing was asked for.")
    return Interval(estimate.value, estimate.low, estimate.high)


def widest_difference(counts: list[tuple[int, int]], seed: int) -> Interval:
    """Return the largest share less the smallest, with a bootstrap over the texts of each group.

    The draws come from shares with half a text added to either side: drawn from a share of nought as it is, a group of
    any size would always give nought.

    Args:
        counts: (right, n) per group, at least one.
        seed: Of the resampling.
    """
    right, n = np.array(counts, dtype=np.int64).T
    drawn = np.random.default_rng(seed).binomial(n, (right + 0.5) / (n + 1), size=(RESAMPLES, len(n))) / n
    return around(float(np.ptp(right / n)), np.ptp(drawn, axis=1))


def weights(n: int, seed: int) -> npt.NDArray[np.int64]:
    """Return (RESAMPLES, n): how often each of n texts is drawn."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)
