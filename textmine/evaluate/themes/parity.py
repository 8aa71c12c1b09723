"""Parity: is an answer in one language left to a person more often than in another?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from textmine.evaluate.themes.figures import Figure, share, widest_difference
from textmine.evaluate.themes.fitted import Fitted

PARITY = "parity"
NEEDS, DIFFERENCE = "needs a person", "largest difference"
ENOUGH = 20
"""Languages with fewer answers are counted, but not compared: one answer would decide."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One system's themes for answers, and the languages the detector found in them."""

    languages: tuple[str, ...]
    fitted: Fitted


def parity_figures(name: str, system: str, asked: Sequence[Asked], seed: int) -> list[Figure]:
    """Return the share of answers without a theme per language, and the largest difference between two languages."""
    total: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for item in asked:
        total.update(item.languages)
        left.update(tag for tag, none in zip(item.languages, item.fitted.not_themed, strict=True) if none)
    figures = []
    for tag, n in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        own = share(left[tag], n)
        figures.append(Figure(PARITY, name, system, NEEDS, own.value, own.low, own.high, n, tag))
    compared = [(left[tag], n) for tag, n in total.items() if n >= ENOUGH]
    if len(compared) > 1:
        gap = widest_difference(compared, seed)
        n = sum(n for _, n in compared)
        figures.append(Figure(PARITY, name, system, DIFFERENCE, gap.value, gap.low, gap.high, n))
    return figures
