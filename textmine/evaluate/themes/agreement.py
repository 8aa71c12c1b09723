"""How far two ways of grouping the same texts agree: V-measure and the adjusted Rand index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from textmine.evaluate.intervals import RESAMPLES
from textmine.evaluate.themes.figures import Interval, around

Counts = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


class Agreement:
    """Two groupings of n texts.

    Args:
        one, other: n labels each. What has no label is a group like any other.
        seed: Of the resampling.
    """

    def __init__(self, one: Sequence[object], other: Sequence[object], seed: int = 0) -> None:
        pairs = [(str(a), str(b)) for a, b in zip(one, other, strict=True)]
        cells = sorted(set(pairs))
        place = {cell: at for at, cell in enumerate(cells)}
        counts = np.bincount([place[pair] for pair in pairs], minlength=len(cells)).astype(np.int64)
        self._one = _indicator([a for a, _ in cells])
        self._other = _indicator([b for _, b in cells])
        self._counts = counts[None, :]
        # Drawing texts again with replacement is drawing the cells of their table from a multinomial distribution.
        self._draws = np.random.default_rng(seed).multinomial(len(pairs), counts / len(pairs), size=RESAMPLES)

    def v_measure(self) -> Interval:
        """Return the harmonic mean of homogeneity and completeness, 0–1.

        It is the normalised mutual information (arithmetic mean) as well.

        Source:
            Rosenberg and Hirschberg 2007, "V-Measure: a conditional entropy-based external cluster evaluation
            measure", EMNLP-CoNLL.
        """
        return around(float(self._v(self._counts)[0]), self._v(self._draws))

    def rand(self) -> Interval:
        """Return the adjusted Rand index: 0 for chance, 1 for the same groups.

        Source:
            Hubert and Arabie 1985, "Comparing partitions", Journal of Classification 2.
        """
        return around(float(self._rand(self._counts)[0]), self._rand(self._draws), least=-0.5)

    def _v(self, tables: Counts) -> Values:
        """Return V-measure of each row of cell counts."""
        one, other, both = (_entropy(table) for table in (tables @ self._one, tables @ self._other, tables))
        total = one + other
        shared = np.clip(2 * (total - both), 0, None)
        return np.where(total > 0, shared / np.where(total > 0, total, 1), 1.0)

    def _rand(self, tables: Counts) -> Values:
        """Return the adjusted Rand index of each row of cell counts."""
        one, other, both = (_pairs(table) for table in (tables @ self._one, tables @ self._other, tables))
        n = tables.sum(axis=1)
        chance = one * other / np.maximum(n * (n - 1) / 2, 1)
        room = (one + other) / 2 - chance
        return np.where(room > 0, (both - chance) / np.where(room > 0, room, 1), 1.0)


def _indicator(labels: Sequence[str]) -> Counts:
    """Return (cells, groups) with 1 where a cell belongs to a group."""
    groups = np.unique(labels, return_inverse=True)[1]
    return np.eye(int(groups.max()) + 1, dtype=np.int64)[groups]


def _entropy(tables: Counts) -> Values:
    """Return the entropy of each row of counts, in nats."""
    n = tables.sum(axis=1, keepdims=True)
    parts = tables / n
    logs: Values = np.log(np.where(parts > 0, parts, 1))
    return np.asarray(-(parts * logs).sum(axis=1))


def _pairs(tables: Counts) -> Values:
    """Return how many pairs of texts each row of counts puts together."""
    return np.asarray((tables * (tables - 1) / 2).sum(axis=1), dtype=np.float64)
