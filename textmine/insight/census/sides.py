"""The two sides of a comparison with the population, and what the shown numbers allow the hidden ones to be."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from textmine.insight.breakdown import OTHER
from textmine.insight.census.characteristics import is_not_stated
from textmine.insight.census.matching import Match, Matching


@dataclass(frozen=True)
class Sides:
    """Who is compared with whom, for one question.

    Attributes:
        matches: The rows.
        shown: Group → people; None where that is hidden.
        base: The people that shares are of.
        smallest_base: How few they can be, where some of those who are to be left out are hidden.
        stated: Whether the base has none but those who are compared: the number of all others is shown.
        living: How many live here, in the bands that are compared.
        covers: Whether the census has a band for everybody, as far as one can see.
        room: How many people at most are in all hidden groups together.
    """

    matches: tuple[Match, ...]
    shown: dict[str, int | None]
    base: int
    smallest_base: int
    stated: bool
    living: int
    covers: bool
    room: int

    def has(self, match: Match) -> bool:
        """Whether a row is compared."""
        return bool(match.bands) and (bool(match.groups) or self.covers)

    def least(self, match: Match) -> int:
        """Return how few people of a row the shown numbers allow."""
        return sum(self.shown[group] or 0 for group in match.groups)

    def number(self, match: Match) -> int | None:
        """Return the people of a row; None where that is not shown."""
        hidden = not match.groups or any(self.shown[group] is None for group in match.groups)
        return None if hidden else self.least(match)

    def most(self, match: Match) -> int:
        """Return how many people of a row the shown numbers allow; other answers may be of any band without a group."""
        if self.number(match) is not None:
            return min(self.least(match), self.base)
        others = 0 if match.groups else self.shown.get(OTHER) or 0
        return min(self.least(match) + others + self.room, self.base)


def sides_of(own: pd.DataFrame, matching: Matching, by_age: bool, several: bool, rounding: int = 1) -> Sides:
    """Return who is compared with whom.

    Args:
        own: The rows of `Heard.groups` of one question.
        matching: Which groups are which bands.
        by_age: Whether the bands are ages: those that nobody could choose are left out.
        several: Whether somebody can be in several groups.
        rounding: To what numbers are rounded.
    """
    numbers = zip(own["group"], own["n"], strict=True)
    shown = {str(group): None if pd.isna(n) else int(n) for group, n in numbers}
    answered = int(own["base"].iloc[0])
    whole = by_age or _covers(shown, matching)
    among = not whole or by_age
    matches = tuple(match for match in matching.matches if match.groups or not by_age)
    compared = {group for match in matches if match.bands for group in match.groups}
    compared |= set() if among else {group for group in shown if not is_not_stated(group)}
    outside = [group for group in shown if group not in compared]
    base = max(answered - sum(shown[group] or 0 for group in outside), 0)
    stated = all(shown[group] is not None for group in outside)
    slack = (rounding // 2) * (len(shown) + 1)
    told = sum(n or 0 for n in shown.values())
    return Sides(
        matches,
        shown,
        base,
        smallest_base=base if stated else _least(shown, compared, several),
        stated=stated,
        living=sum(band.people for match in matches for band in match.bands if match.groups or not among),
        covers=whole,
        room=answered if several else max(answered - told, 0) + slack,
    )


def _covers(shown: dict[str, int | None], matching: Matching) -> bool:
    """Whether everybody is in a band: no group is without one, and other answers can be in those without a group."""
    alone = any(not match.bands for match in matching.matches)
    return not alone and (OTHER not in shown or any(not match.groups for match in matching.matches))


def _least(shown: dict[str, int | None], compared: set[str], several: bool) -> int:
    """Return how few people can be in groups that are compared."""
    known = [shown[group] or 0 for group in compared]
    return max(known, default=0) if several else sum(known)
