"""How much the share of people who raised a theme changed, and whether that can be told at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from textmine.insight.intervals import proportion

Direction = Literal["grew", "faded", "unclear", "few", "apart"]
"""`unclear`: the interval holds no change; `few`: too few people answered; `apart`: the themes differ somewhat."""
ENOUGH = 30
"""Fewer people than this answering, on either side, are no ground for a word."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many people raised something, of how many who answered."""

    n: int
    base: int

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.n / self.base if self.base else 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a share, newer less older, with its 95 % interval."""

    value: float
    low: float
    high: float
    direction: Direction


def change_of(old: Count, new: Count, *, alike: bool = True) -> Change | None:
    """Return how a share changed; None where nobody answered on one side.

    Args:
        old: Who raised a theme in the older consultation.
        new: Who did in the newer one.
        alike: Whether the themes hold the same so surely that a change is one of people, not of where a theme ends.

    Source:
        Newcombe 1998, "Interval estimation for the difference between independent proportions: comparison of eleven
        methods", Statistics in Medicine 17: method 10, the hybrid of two Wilson intervals.

    Example:
        >>> change = change_of(Count(48, 80), Count(56, 70))
        >>> round(change.value, 3), round(change.low, 4), round(change.high, 4), change.direction
        (0.2, 0.0524, 0.3339, 'grew')
    """
    was, now = (proportion(side.n, side.base) for side in (old, new))
    if was is None or now is None:
        return None
    value = new.share - old.share
    low = value - sqrt((new.share - now.low) ** 2 + (was.high - old.share) ** 2)
    high = value + sqrt((now.high - new.share) ** 2 + (old.share - was.low) ** 2)
    return Change(value, low, high, _direction(old, new, low, high, alike=alike))


def _direction(old: Count, new: Count, low: float, high: float, *, alike: bool) -> Direction:
    if min(old.base, new.base) < ENOUGH:
        return "few"
    if low <= 0 <= high:
        return "unclear"
    if not alike:
        return "apart"
    return "grew" if low > 0 else "faded"
