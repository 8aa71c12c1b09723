"""Choosing few clauses out of many: central ones first, no two alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from textmine.draft.candidates import Clause
from textmine.draft.material import Answer, Key

SAME = 0.46
"""Centred cosine above which two points of a theme say the same, as paraphrases in the sample do."""
SUPPORTS = 0.42
"""Centred cosine from which a person of the theme is evidence for a point; the theme is shared already."""
OVERLAP = 0.5
"""Share of the weight of the shorter clause's words above which two clauses say the same."""
DIVERSITY = 0.4
"""How much likeness to what is chosen already costs."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A clause of somebody's point, with the point's vector and how well the clause stands for the theme."""

    answer: Answer
    key: Key
    clause: Clause
    vector: npt.NDArray[np.float32]
    score: float
    weights: dict[str, float] = field(repr=False)
    """What each of its words tells on the question."""
    clear: bool = True
    """It is certain to be about the theme: its point has no other sentence, or it has the theme's words."""


def likeness(one: Candidate, other: Candidate) -> float:
    """Return how alike two points are: the cosine of their centred vectors."""
    return float(one.vector @ other.vector)


def overlap(one: Candidate, other: Candidate) -> float:
    """Return the share of the lighter clause's words (by weight) that the other clause has too."""
    common = sum(weight for word, weight in one.weights.items() if word in other.weights)
    lighter = min(sum(one.weights.values()), sum(other.weights.values()))
    return common / lighter if lighter > 0 else float(one.clause.tokens == other.clause.tokens)


def repeats(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Say whether a clause says again what one of the chosen says."""
    return any(one.key == other.key or likeness(one, other) > SAME or overlap(one, other) > OVERLAP for other in chosen)


def diverse(
    candidates: Sequence[Candidate],
    most: int,
    fits: Callable[[Candidate], bool] = lambda candidate: True,
    chosen: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Return up to `most` candidates by maximal marginal relevance, none repeating another or `chosen`.

    Args:
        candidates: Best first, so that ties fall the same way every time.
        most: How many to return.
        fits: A last and costly test, made only on those about to be chosen.
        chosen: What stands already.

    Source:
        Carbonell and Goldstein (1998), "The use of MMR".
    """
    taken: list[Candidate] = []
    rest = list(candidates)
    while rest and len(taken) < most:
        standing = [*chosen, *taken]
        rest = [item for item in rest if not repeats(item, standing)]
        rest.sort(
            key=lambda item: item.score - DIVERSITY * max((likeness(item, one) for one in standing), default=0.0),
            reverse=True,
        )
        best = next((index for index, item in enumerate(rest) if fits(item)), None)
        if best is None:
            break
        taken.append(rest[best])
        rest = rest[best + 1 :]
    return taken
