"""Twins: does a sentence land in the theme of its English translation?"""

from __future__ import annotations

from collections.abc import Mapping

from textmine.evaluate.themes.discovery import THEMES
from textmine.evaluate.themes.figures import Figure, share
from textmine.evaluate.themes.fitted import NONE, Fitted, Labels
from textmine.evaluate.themes.vectors import Material

TWINS = "twins"
TOGETHER, CHANCE = "same theme", "by chance"


def twin_figures(
    name: str, fitted: Mapping[str, Fitted], english: Material, others: dict[str, Material]
) -> list[Figure]:
    """Return the share of sentences whose theme is their English twin's, per system and language.

    A sentence without a theme is in nobody's theme. Few large themes make it easy: the share that would agree if the
    themes were dealt out anew stands beside it.

    Args:
        name: What the set is called.
        fitted: What each system found in other sentences.
        english: n sentences.
        others: Language → the n translations, in the same order.
    """
    figures = []
    for system, found in fitted.items():
        own = found.predict(english)
        for tag, material in others.items():
            theirs = found.predict(material)
            n = len(own)
            same = share(int(((own == theirs) & (own != NONE)).sum()), n)
            figures.append(Figure(TWINS, name, system, TOGETHER, same.value, same.low, same.high, n, tag))
            figures.append(Figure(TWINS, name, system, CHANCE, by_chance(own, theirs), n=n, setting=tag))
        figures.append(Figure(TWINS, name, system, THEMES, found.n_themes, n=len(own)))
    return figures


def by_chance(one: Labels, other: Labels) -> float:
    """Return how often two groups of texts would share a theme if it did not matter which text has which.

    Example:
        >>> import numpy as np
        >>> by_chance(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]))
        0.5
    """
    there = sorted(set(one.tolist()) - {NONE})
    return float(sum((one == theme).mean() * (other == theme).mean() for theme in there))
