"""One score for every candidate: near its theme and not the others, carried by many, saying something, well built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

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

FEW_SAY = 0.25
SPEAKS = 0.25
"""A clause whose words fewer people share, and that is less like the answers, speaks for few."""
LIKE = 0.85
"""How near to the answers a pair must be, against the best clause."""
BETTER = 1.5
"""So many times more people must speak of a pair's subjects."""


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


def preferred(ranked: Sequence[Scored], people: Callable[[str], float]) -> list[Scored]:
    """Return a theme's candidates, best first, with at most one pair of subjects: in front, or last.

    A pair says less than a clause, so it stands in front only where the best clause speaks for few, and the
    answers are no less like the pair.

    Args:
        ranked: Candidates, best first.
        people: Gives the share of the people who use at least half of a text's words.
    """
    rest = [item for item in ranked if item.candidate.kind != "pair"]
    both = [item for item in ranked if item.candidate.kind == "pair"]
    if not both:
        return rest
    covered = {item.candidate.text: people(item.candidate.text) for item in both}
    chosen = max(both, key=lambda item: (item.parts["spread"] * covered[item.candidate.text], item.score))
    if not rest:
        return [chosen]
    best, said = rest[0], people(rest[0].candidate.text)
    reach = best.parts["spread"]
    like = chosen.parts["spread"] >= LIKE * reach
    if said < FEW_SAY and reach < SPEAKS and like and covered[chosen.candidate.text] >= BETTER * said:
        return [replace(chosen, score=round(max(chosen.score, best.score) + 0.01, 4)), *rest]
    return [*rest, replace(chosen, score=round(min(chosen.score, rest[-1].score) - 0.01, 4))]
