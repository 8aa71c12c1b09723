"""What a system of themes is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from textmine.evaluate.themes.vectors import Material

Labels = npt.NDArray[np.int64]
NONE = -1
"""The label of a text that a system gives no theme."""


@dataclass(frozen=True, eq=False)
class Fitted:
    """Themes found in n texts.

    Attributes:
        labels: (n,) the main theme of each text; -1: none.
        themes: The themes of each text; none where it is left to a person, or is an outlier.
        predict: Texts that were not fitted on → their main themes.
    """

    labels: Labels
    themes: tuple[frozenset[int], ...]
    predict: Callable[[Material], Labels]

    @property
    def n_themes(self) -> int:
        """How many themes there are."""
        return len(set(self.labels.tolist()) - {NONE})

    @property
    def not_themed(self) -> npt.NDArray[np.bool_]:
        """(n,) whether a text got no theme."""
        return np.array([not own for own in self.themes], dtype=bool)


class System(Protocol):
    """Finds themes."""

    @property
    def name(self) -> str:
        """What it is called on the command line and in the tables."""
        ...

    @property
    def what(self) -> str:
        """What it is, in a few words."""
        ...

    @property
    def told(self) -> bool:
        """Whether it is told how many themes there are."""
        ...

    @property
    def plain(self) -> bool:
        """Whether it works on the vectors of the model as published, not on textmine's."""
        ...

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Find themes. Only a system that is told the number makes use of `n_themes`."""
        ...


def single(labels: Labels, predict: Callable[[Material], Labels]) -> Fitted:
    """Return what a system found that gives each text one theme at most."""
    themes = tuple(frozenset() if label == NONE else frozenset({int(label)}) for label in labels)
    return Fitted(labels, themes, predict)
