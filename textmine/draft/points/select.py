"""Clauses that stand for a theme, and when two of them say the same in nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from textmine.draft.clauses.candidates import Clause
from textmine.draft.points.material import Answer
from textmine.draft.points.sample import Key

OVERLAP = 0.5
"""Share of the weight of the shorter clause's words above which two clauses say the same."""
TOPICAL, NEAR = 0.2, 0.75
"""A clause is certain to be about the theme if it has so much of the theme's words, 0 to 1, and if this and the share
of the theme's candidates that are farther from its middle come to so much."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A clause of somebody's point, and how well it stands for the theme.

    Attributes:
        row: Which of the theme's points it is from.
        part: Share of its point's words that are in the clause; the point's vector speaks for all of them.
        topical: How much its words are those of the theme, 0 to 1.
        central: How near its point is to the middle of the theme.
        inner: Share of the theme's candidates in its language that are no nearer to the middle.
        weights: What each of its words tells on the question.
    """

    answer: Answer
    key: Key
    clause: Clause
    vector: npt.NDArray[np.float32]
    score: float
    weights: dict[str, float] = field(repr=False)
    row: int = 0
    part: float = 1.0
    topical: float = 1.0
    central: float = 1.0
    inner: float = 1.0

    @property
    def clear(self) -> bool:
        """It is certain to be about the theme: it has the theme's words, or has some and is near its middle."""
        return self.topical >= TOPICAL and self.topical + self.inner >= NEAR

    @property
    def sentence(self) -> str:
        """The finished key point, empty where its person could not be shifted for certain."""
        return self.clause.sentence or ""


def overlap(one: Candidate, other: Candidate) -> float:
    """Return the share of the lighter clause's words (by weight) that the other clause has too."""
    common = sum(weight for word, weight in one.weights.items() if word in other.weights)
    lighter = min(sum(one.weights.values()), sum(other.weights.values()))
    return common / lighter if lighter > 0 else float(one.clause.tokens == other.clause.tokens)


def repeats(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Say whether a clause says again what one of the chosen says, in its words or from the same point."""
    return any(one.key == other.key or overlap(one, other) > OVERLAP for other in chosen)
