"""A share with its 95 % interval."""

from __future__ import annotations

from dataclasses import dataclass

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
