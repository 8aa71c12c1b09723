"""Few points that stand for many: each next one adds the most people who are not spoken for yet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]


def most_made(
    probability: Table,
    fitness: Table,
    most: int,
    fits: Callable[[int, list[int]], bool] = lambda index, taken: True,
    spoken_for: Table | None = None,
) -> list[int]:
    """Return the rows that together say what most people say, in the order in which they were chosen.

    The expected number of people who make one of the chosen points is made as large as can be, greedily, which is
    never worse than 63 % of the best choice. A row's gain is weighted by its fitness.

    Args:
        probability: (candidates, people): how probable it is that a person says what a candidate says.
        fitness: (candidates,) How good each is to show, above 0.
        most: How many to return.
        fits: A last and costly test of a row, given those taken.
        spoken_for: (people,) How well each is spoken for already.

    Source:
        Nemhauser, Wolsey and Fisher (1978), "An analysis of approximations for maximizing submodular set functions";
        Bar-Haim et al. (2020), "From arguments to key points".

    Example:
        >>> most_made(np.array([[0.9, 0.9, 0.1], [0.9, 0.8, 0.1], [0.1, 0.1, 0.9]]), np.ones(3), 2)
        [0, 2]
    """
    covered = np.zeros(probability.shape[1]) if spoken_for is None else spoken_for
    left = np.ones(len(probability), dtype=bool)
    taken: list[int] = []
    while len(taken) < most and left.any():
        gain = np.maximum(probability - covered, 0.0).sum(axis=1) * fitness
        # The first of equals, so that it falls the same way every time.
        best = int(np.argmax(np.where(left, gain.round(6), -1.0)))
        left[best] = False
        if not fits(best, taken):
            continue
        taken.append(best)
        covered = np.maximum(covered, probability[best])
    return taken
