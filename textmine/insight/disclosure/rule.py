"""Thresholds and rounding: the rule by which numbers are published."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.insight.disclosure.figures import Interval


def round_to(count: int, base: int) -> int:
    """Round a count to the nearest multiple of `base`, halves upwards; 0 or 1 leaves it as it is.

    Example:
        >>> round_to(12, 5), round_to(13, 5), round_to(13, 0)
        (10, 15, 13)
    """
    return (2 * count + base) // (2 * base) * base if base > 1 else count


@dataclass(frozen=True, slots=True)
class Rule:
    """When a count of people may be shown, and how.

    Attributes:
        minimum: Counts below this are hidden, zero too; 0 hides nothing.
        rounding: Shown counts are rounded to the nearest multiple; 0 or 1: they are exact. Rounded
            counts may not add up, and percentages have to be computed from them.

    Source:
        Thresholds: Government Statistical Service and Office for National Statistics, "Disclosure
        control guidance for tables produced from surveys" (2014). Rounding to 5 and hiding below 10:
        Department of Health and Social Care, published consultation responses.
    """

    minimum: int = 5
    rounding: int = 0

    def shown(self, count: int) -> int:
        """Return the count as it is printed, if it may be."""
        return round_to(count, self.rounding)

    def told(self, count: int) -> Interval:
        """Return what a reader learns from the printed count: the counts that would be printed the same."""
        if self.rounding < 2:
            return count, count
        middle, reach = self.shown(count), self.rounding // 2
        first = middle - reach
        last = middle + (self.rounding - 1) // 2
        return max(first, 0, min(self.minimum, count)), last


DHSC = Rule(minimum=10, rounding=5)
"""The rule of the Department of Health and Social Care: to the nearest 5, hidden below 10."""
