"""Languages that nobody has told textmine to expect: named, left open, or taken for another?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.evaluate.languages.tally import Tally, mean_outcome, outcome


@dataclass(frozen=True, slots=True)
class Unexpected:
    """Mean shares over languages outside the expected ones, each counting the same."""

    system: str
    languages: int
    texts: int
    right: float
    unnamed: float
    wrong: float


def unexpected(tallies: Sequence[Tally]) -> list[Unexpected]:
    """Return what each system makes of languages that are not expected."""
    found = []
    for system in dict.fromkeys(tally.system for tally in tallies):
        mine = [tally for tally in tallies if tally.system == system and tally.unexpected]
        mean = mean_outcome(outcome([tally]) for tally in mine)
        if mean is not None:
            found.append(Unexpected(system, len(mine), sum(tally.n for tally in mine), *mean))
    return found
