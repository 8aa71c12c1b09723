"""Divide answers into strata, and say how many are drawn from each."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import pandas as pd

from textmine.errors import InputError
from textmine.evaluate.coding.words import problem

UNDIVIDED = "any"
_FINE = ["question_id", "language", "sureness"]
_LEAST = 2
"""Answers of a stratum without which it says nothing about its spread."""


def with_strata(answers: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return `answers` with `sureness` and `stratum`: by question, language and how sure the machine is.

    Where that would be too many strata for the sample, they are by question and language alone.

    Args:
        answers: `question_id, language, status, score` (of the primary theme; missing where there is none).
        size: How many are to be drawn.

    Raises:
        InputError: Not even one of every language of each question would fit.
    """
    divided = answers.assign(sureness=_sureness(answers))
    if _LEAST * divided[_FINE].drop_duplicates().shape[0] > size:
        divided["sureness"] = UNDIVIDED
    kinds = divided[_FINE].drop_duplicates().shape[0]
    if kinds > size:
        raise InputError(problem("too_small", size=size, least=kinds))
    return divided.assign(stratum=divided.groupby(_FINE, sort=True).ngroup())


def _sureness(answers: pd.DataFrame) -> pd.Series[str]:
    """Return whether the machine left an answer to a person, or is less or more sure than on most of the question."""
    middle = answers.groupby("question_id")["score"].transform("median")
    sure = pd.Series("surer", index=answers.index, dtype="str").mask(answers["score"] < middle, "less_sure")
    return sure.mask(answers["status"] == "needs_person", "needs_person")


def allocate(sizes: Sequence[int], n: int) -> list[int]:
    """Return how many to draw from each stratum: in proportion to the root of its size.

    Each gets one at least and, where the sample is large enough, two, so that its spread can be told. The whole is
    shared out by Webster's method (priorities of `root / (2 × given + 1)`).

    Args:
        sizes: How many answers each stratum has; one at least.
        n: How many to draw, at least one for each stratum.

    Source:
        Bankier 1988, "Power allocations: determining sample sizes for subnational areas", The American
        Statistician 42(3).

    Example:
        >>> allocate([900, 100, 1], 21)
        [15, 5, 1]
    """
    least = [min(_LEAST, size) for size in sizes]
    given = least if sum(least) <= n else [1] * len(sizes)
    waiting = [(-_claim(size, own), at) for at, (size, own) in enumerate(zip(sizes, given, strict=True)) if own < size]
    heapq.heapify(waiting)
    for _ in range(min(n, sum(sizes)) - sum(given)):
        _, at = heapq.heappop(waiting)
        given[at] += 1
        if given[at] < sizes[at]:
            heapq.heappush(waiting, (-_claim(sizes[at], given[at]), at))
    return given


def _claim(size: int, given: int) -> float:
    return float(size**0.5 / (2 * given + 1))
