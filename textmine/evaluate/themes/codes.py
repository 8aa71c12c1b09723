"""How far the themes given to answers are the themes people gave them: several themes per answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from textmine.evaluate.themes.figures import Interval, around, weights

Hits = npt.NDArray[np.int64]
"""(n, 3) per answer: themes given rightly, given wrongly, missed."""


def hits(given: Sequence[Collection[object]], gold: Sequence[Collection[object]]) -> Hits:
    """Return what was right, wrong and missed in each answer.

    Example:
        >>> hits([{"a", "b"}, set()], [{"a"}, {"c"}]).tolist()
        [[1, 1, 0], [0, 0, 1]]
    """
    rows = [
        (len(set(own) & set(true)), len(set(own) - set(true)), len(set(true) - set(own)))
        for own, true in zip(given, gold, strict=True)
    ]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 3)


def micro_f1(found: Hits, seed: int = 0) -> Interval:
    """Return F1 over all pairs of answer and theme, with a bootstrap over answers.

    Example:
        >>> micro_f1(np.array([[1, 1, 0], [0, 0, 1]])).value
        0.5
    """
    return around(float(_f1(found.sum(axis=0))), _f1(weights(len(found), seed) @ found))


def samples_f1(found: Hits, seed: int = 0) -> Interval:
    """Return the mean over answers of each answer's F1, with a bootstrap over answers.

    Example:
        >>> round(samples_f1(np.array([[1, 1, 0], [0, 0, 1]])).value, 3)
        0.333
    """
    each = _f1(found)
    return around(float(each.mean()), weights(len(found), seed) @ each / len(found))


def _f1(found: Hits) -> npt.NDArray[np.float64]:
    """Return F1 of rows of right, wrong and missed; 1 where there was nothing to give and nothing was given."""
    right, wrong, missed = np.moveaxis(found, -1, 0)
    size = 2 * right + wrong + missed
    return np.asarray(np.where(size > 0, 2 * right / np.maximum(size, 1), 1.0), dtype=np.float64)


def one_to_one(given: Sequence[Collection[int]], gold: Sequence[Collection[str]]) -> Mapping[int, str]:
    """Return the code that each discovered theme stands for, each code once at most.

    The matching gives the most right pairs, and so the best micro F1; themes left over stand for nothing, and every
    answer in them is wrong.

    Source:
        Kuhn 1955, "The Hungarian method for the assignment problem".

    Example:
        >>> one_to_one([{0}, {0}, {1}], [{"bins"}, {"bins"}, {"bins", "dark"}])
        {0: 'bins', 1: 'dark'}
    """
    from scipy.optimize import linear_sum_assignment

    themes = sorted({theme for own in given for theme in own})
    codes = sorted({code for own in gold for code in own})
    shared = np.zeros((len(themes), len(codes)), dtype=np.int64)
    for own, true in zip(given, gold, strict=True):
        for theme in own:
            for code in true:
                shared[themes.index(theme), codes.index(code)] += 1
    rows, columns = linear_sum_assignment(shared, maximize=True)
    return {themes[row]: codes[column] for row, column in zip(rows, columns, strict=True) if shared[row, column]}


def as_codes(given: Sequence[Collection[int]], matched: Mapping[int, str]) -> list[set[str]]:
    """Return each answer's themes by the code they stand for; a theme that stands for nothing has its own name."""
    return [{matched.get(theme, f"unmatched {theme}") for theme in own} for own in given]
