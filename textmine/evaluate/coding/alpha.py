"""Krippendorff's α: agreement beyond chance of any number of coders, with answers missing, on labels or on sets."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Distance = Callable[[Hashable, Hashable], float]
_FEWEST = 2
"""Values of an answer that can be compared."""


def nominal(one: Hashable, other: Hashable) -> float:
    """Return 0 for the same label and 1 for another."""
    return float(one != other)


def masi(one: Hashable, other: Hashable) -> float:
    """Return the distance of two sets of labels: 0 for the same, 1 for sets with nothing in common.

    It is 1 less Jaccard's similarity times 1 for equal sets, 2/3 where one set holds the other, 1/3 where they
    overlap, and 0 otherwise. Two empty sets are equal.

    Source:
        Passonneau 2006, "Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation", LREC.

    Example:
        >>> round(masi(frozenset("ab"), frozenset("a")), 3), round(masi(frozenset("ab"), frozenset("bc")), 3)
        (0.667, 0.889)
    """
    if not isinstance(one, frozenset) or not isinstance(other, frozenset):
        raise TypeError("MASI compares frozensets.")
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    kind = 2 / 3 if one < other or other < one else 1 / 3
    return 1 - kind * shared / len(one | other)


class Alpha:
    """Krippendorff's α of some answers, at any weights of them.

    Args:
        units: Per answer, the values of those who gave one; fewer than two cannot be compared and are left out.
        distance: Of two values, 0 to 1; `nominal` or `masi`.

    Source:
        Krippendorff 2011, "Computing Krippendorff's alpha-reliability".
    """

    def __init__(self, units: Sequence[Sequence[Hashable]], distance: Distance = nominal) -> None:
        values = list(dict.fromkeys(value for unit in units for value in unit))
        place = {value: at for at, value in enumerate(values)}
        self._apart = np.zeros((len(values), len(values)))
        for at, one in enumerate(values):
            self._apart[at] = [distance(one, other) for other in values]
        self._counts = np.zeros((len(units), len(values)))
        for at, unit in enumerate(units):
            for value in unit if len(unit) >= _FEWEST else ():
                self._counts[at, place[value]] += 1
        self._sizes = self._counts.sum(axis=1)
        pairs = ((self._counts @ self._apart) * self._counts).sum(axis=1)
        self._observed = pairs / np.maximum(self._sizes - 1, 1)
        self.n = int((self._sizes > 0).sum())

    def value(self, weights: Floats | None = None) -> float:
        """Return α; not a number where nothing can be compared, or everybody always gave the same value.

        Args:
            weights: (n,) one per answer; None: each counts once.

        Example:
            >>> round(Alpha([("a", "a"), ("b", "b"), ("a", "b")]).value(), 3)
            0.444
        """
        own = np.ones((1, len(self._sizes))) if weights is None else weights[None, :]
        return float(self.draws(own)[0])

    def draws(self, weights: Floats) -> Floats:
        """Return α at each row of weights, (draws, n): they say how much each answer counts, not how many there are."""
        parts = np.column_stack([self._sizes > 0, self._sizes, self._observed, self._counts])
        can, n, observed, often = np.split(weights @ parts, [1, 2, 3], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            # The correction for small samples is about the answers that there are.
            scale = self.n / can
            n, often = scale * n, scale * often
            expected = ((often @ self._apart) * often).sum(axis=1, keepdims=True) / (n * (n - 1))
            # Rounding leaves a trace of disagreement where there is none.
            expected = np.where(expected > np.finfo(np.float64).eps, expected, np.nan)
            return np.asarray((1 - scale * observed / n / expected)[:, 0])
