"""The published scale of quantity words: which words stand for which share of people."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from textmine.draft.lexicon import settings


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the scale: its words and the whole percentages they stand for, both ends included."""

    name: str
    words: str
    least: int
    most: int

    @property
    def range(self) -> str:
        """The percentages as the page prints them."""
        if self.least == 100:
            return "100%"
        if not self.least:
            return f"under {self.most + 1}%"
        return f"{self.least}% to {self.most}%"


@cache
def scale() -> tuple[Step, ...]:
    """Return the published scale, the largest share first, for the report and the page to print.

    "All" is for everybody without exception, so that the step below it reaches up to "more than 99%".

    Example:
        >>> [(step.words, step.range) for step in scale()][:3]
        [('All', '100%'), ('Nearly all', '90% to 99%'), ('Most', '70% to 89%')]
    """
    steps = settings("quantities")["scale"]
    ends = [100, *(step["least"] - 1 for step in steps[:-1])]
    return tuple(Step(step["name"], step["words"], step["least"], end) for step, end in zip(steps, ends, strict=True))


def whole_percent(n: int, base: int) -> int:
    """Return n of base as a whole percentage, half rounded up, 99 for not quite everybody; 0 for no base.

    Example:
        >>> whole_percent(1, 8), whole_percent(1999, 2000), whole_percent(0, 0)
        (13, 99, 0)
    """
    if not base:
        return 0
    # Python's round would turn 12.5 into 12.
    rounded = math.floor(100 * n / base + 0.5)
    return min(rounded, 99) if n < base else rounded


def step_of(n: int, base: int) -> Step:
    """Return the step of the scale for n of base people.

    Raises:
        ValueError: `n` is not between 1 and `base`: nobody has no words on the scale.

    Example:
        >>> step_of(34, 180).words
        'About a fifth'
    """
    if not 0 < n <= base:
        raise ValueError(f"{n} of {base} people has no place on the scale")
    share = whole_percent(n, base)
    return next(step for step in scale() if share >= step.least)
