"""Of very many points, those that are read closely: a sample that does not depend on chance or on order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

Key = tuple[str, int, int]
"""A point of one question: response id, start, end."""

READ = 1_000
"""Points of a theme that are read for key points and quotes; who makes a key point is asked of all."""
COUNTED = 10_000
"""Points of a question whose words are counted, to say which words tell something."""
LEAST = 40
"""Points of each group that are read, or all of them: a language few wrote in, a side few are on."""


def sampled(points: Sequence[Key], groups: Sequence[Hashable], most: int, least: int = LEAST) -> list[Key]:
    """Return up to about `most` of the points, in their order; all of them where there are no more than that.

    Every point has a number that follows from its response id and place alone, and those with the lowest numbers are
    taken. So what is taken of one theme, or after one more decision, is nearly what is taken of another or was taken
    before, and a small group has its share even where few are taken.

    Args:
        points: Different points.
        groups: The group of each, such as its language.
        most: How many are wanted.
        least: How many of each group, at least.

    Source:
        Cohen 2023, "Sampling big ideas in query optimization" (coordinated bottom-k samples), PODS.
    """
    if len(points) <= most:
        return list(points)
    size = Counter(groups)
    share = {group: max(least, round(most * n / len(points))) for group, n in size.items()}
    taken: Counter[Hashable] = Counter()
    kept = []
    for at in np.argsort(_numbers(points), kind="stable").tolist():
        if taken[groups[at]] < share[groups[at]]:
            taken[groups[at]] += 1
            kept.append(at)
    return [points[at] for at in sorted(kept)]


def _numbers(points: Sequence[Key]) -> np.typing.NDArray[np.uint64]:
    """Return a number for each point: the same in every run, and like one drawn by lot."""
    names = np.array([f"{name}\n{start}\n{end}" for name, start, end in points], dtype=object)
    return np.asarray(pd.util.hash_array(names, categorize=False), dtype=np.uint64)
