"""Whether two coders give the same themes: Cohen's κ and plain shares, from tables of yes and no."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
BOTH, ONE, OTHER, NEITHER = range(4)
"""The cells of a table: what both say, the first alone, the second alone, neither."""


def cells(one: Flags, other: Flags, asked: Flags) -> Floats:
    """Return (n, themes, 4): the cell that each theme is in for each answer; in none if it was not asked about.

    Args:
        one: (n, themes) whether a coder gave an answer a theme.
        other: The same of another coder.
        asked: (n, themes) whether the theme is one of the answer's question.
    """
    parts = (one & other, one & ~other, ~one & other, ~one & ~other)
    return np.stack([part & asked for part in parts], axis=2).astype(np.float64)


def kappa(table: Floats) -> float:
    """Return Cohen's κ of one table of four cells; not a number where both always say the same.

    Source:
        Cohen 1960, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20.

    Example:
        >>> round(kappa(np.array([20.0, 5.0, 10.0, 15.0])), 3)
        0.4
    """
    from sklearn.metrics import cohen_kappa_score

    if not _varies(table):
        return float("nan")
    return float(cohen_kappa_score([1, 1, 0, 0], [1, 0, 1, 0], sample_weight=table))


def _varies(table: Floats) -> bool:
    """Tell whether chance agreement is not complete."""
    return bool(table.sum() > 0 and table[BOTH] < table.sum() and table[NEITHER] < table.sum())


def kappas(tables: Floats) -> Floats:
    """Return Cohen's κ of each row of four cells: `kappa` for thousands of resampled tables at once."""
    n = tables.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (tables[:, BOTH] + tables[:, ONE]) / n, (tables[:, BOTH] + tables[:, OTHER]) / n
        chance = first * second + (1 - first) * (1 - second)
        room = np.where(1 - chance > np.finfo(np.float64).eps, 1 - chance, np.nan)
        return np.asarray((same(tables) - chance) / room)


def same(tables: Floats) -> Floats:
    """Return the share of decisions that are the same, row by row."""
    with np.errstate(invalid="ignore"):
        return np.asarray((tables[:, BOTH] + tables[:, NEITHER]) / tables.sum(axis=1))


def both_of_either(tables: Floats) -> Floats:
    """Return positive agreement, row by row: what both gave, of what they gave on average.

    Source:
        Cicchetti and Feinstein 1990, "High agreement but low kappa: II. Resolving the paradoxes", Journal of
        Clinical Epidemiology 43.
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(2 * tables[:, BOTH] / (2 * tables[:, BOTH] + tables[:, ONE] + tables[:, OTHER]))
