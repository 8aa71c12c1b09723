"""One score for every candidate: near its theme and not the others, carried by many, saying something, well built."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from textmine.text import words
from textmine.themes.naming.candidates import LENGTHS, WHOLE
from textmine.themes.naming.model import Candidate, Scored

Floats = npt.NDArray[np.float32]
WEIGHTS = {
    "close": 0.18,
    "spread": 0.25,
    "distinct": 0.1,
    "carried": 0.2,
    "shared": 0.12,
    "states": 0.14,
    "length": 0.07,
    "whole": 0.06,
    "asked": -0.15,
}
SAYS = 0.5
"""Cosine of a candidate with an answer that counts as saying what the answer says."""
COMMA = 0.4
"""What a title with a comma keeps of its worth for length: it is a list or a remark."""
NEAR = 0.75
"""Cosine with the centroid that counts as saying just what the theme says."""
NEARER_ELSEWHERE = 2.0
"""How much more a title loses that is nearer to another theme."""
APART = 0.35
"""Lead over the next-nearest theme that counts as said of this theme alone."""


def spread(candidates: Floats, members: Floats) -> Floats:
    """Return (n,) 0–1, for how many of a theme's members each candidate speaks.

    The cosine with the centroid alone is high for what is extreme in the direction all share; a broad theme is better
    spoken for by what is moderately like many of its answers.

    Args:
        candidates: (n, d) unit vectors.
        members: (m, d) unit vectors.
    """
    if not len(candidates) or not len(members):
        return np.zeros(len(candidates), dtype=np.float32)
    return np.asarray(np.clip(candidates @ members.T / SAYS, 0, 1).mean(axis=1), dtype=np.float32)


def scored(own: Sequence[Candidate], theme: int, near: Floats, spreads: Floats) -> list[Scored]:
    """Return a theme's candidates with scores, best first.

    Args:
        own: n candidates.
        theme: Index of the theme.
        near: (n, k) cosine of each with each theme's centroid.
        spreads: (n,) from `spread`.
    """
    found = []
    for candidate, row, reach in zip(own, near, spreads, strict=True):
        others = np.delete(row, theme)
        lead = float(row[theme] - others.max()) if len(others) else APART
        parts = {
            "close": float(np.clip(row[theme] / NEAR, 0, 1)),
            "spread": float(reach),
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
