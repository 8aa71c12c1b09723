"""One score for every candidate: near its theme and not the others, carried by many, saying something, well built."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from textmine.text import words
from textmine.themes.naming.candidates import LENGTHS, WHOLE
from textmine.themes.naming.model import Candidate, Scored

WEIGHTS = {
    "close": 0.28,
    "distinct": 0.1,
    "carried": 0.22,
    "shared": 0.13,
    "states": 0.14,
    "length": 0.07,
    "whole": 0.06,
    "asked": -0.15,
}
COMMA = 0.4
"""What a title with a comma keeps of its worth for length: it is a list or a remark."""
NEAR = 0.75
"""Cosine with the centroid that counts as saying just what the theme says."""
NEARER_ELSEWHERE = 2.0
"""How much more a title loses that is nearer to another theme."""
APART = 0.35
"""Lead over the next-nearest theme that counts as said of this theme alone."""


def scored(own: Sequence[Candidate], theme: int, near: npt.NDArray[np.float32]) -> list[Scored]:
    """Return a theme's candidates with scores, best first.

    Args:
        own: n candidates.
        theme: Index of the theme.
        near: (n, k) cosine of each with each theme's centroid.
    """
    found = []
    for candidate, row in zip(own, near, strict=True):
        others = np.delete(row, theme)
        lead = float(row[theme] - others.max()) if len(others) else APART
        parts = {
            "close": float(np.clip(row[theme] / NEAR, 0, 1)),
            "distinct": float(np.clip((1 if lead > 0 else NEARER_ELSEWHERE) * lead / APART, -2, 1)),
            "carried": candidate.carried,
            "shared": candidate.shared,
            "states": candidate.states,
            "length": LENGTHS.get(len(words(candidate.text)), 0.0) * (COMMA if "," in candidate.text else 1),
            "whole": WHOLE[candidate.kind],
            "asked": candidate.asked,
        }
        score = sum(WEIGHTS[name] * value for name, value in parts.items())
        found.append(Scored(candidate, round(score, 4), {name: round(value, 3) for name, value in parts.items()}))
    return sorted(found, key=lambda item: (-item.score, item.candidate.text))
