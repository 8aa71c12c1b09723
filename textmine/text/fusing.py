"""Several ranked lists as one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Found = TypeVar("Found", bound=Hashable)

LATE = 60
"""A place in a list counts 1 / (60 + place): to be in both lists counts more than to be first in one."""


def fused(lists: Iterable[Sequence[Found]]) -> list[Found]:
    """Return what several lists hold as one list, by the places in each.

    Source:
        Cormack, Clarke & Büttcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning
        Methods", SIGIR; with its constant, 60.

    Example:
        >>> fused([["r1", "r2"], ["r2", "r3"]])
        ['r2', 'r1', 'r3']
    """
    score: dict[Found, float] = {}
    for found in lists:
        for place, item in enumerate(found, start=1):
            score[item] = score.get(item, 0.0) + 1 / (LATE + place)
    return sorted(score, key=lambda item: -score[item])
