"""How alike the themes of two consultations are: how much of what was said in one is at home in the other."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.themes.space import unit

if TYPE_CHECKING:
    from textmine.compare.said import SaidTheme, Vectors

NEAR = 0.1
"""From this share on it is said where what is new or gone is at home for a part."""
Likeness = npt.NDArray[np.float64]
"""(themes of the older, themes of the newer), 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What was fitted: see the file it is read from.

    Attributes:
        floor: The quantile of a theme's own points; a point that is less like the theme than this is not at home.
        same: Two themes are the same from this likeness on.
        word: A change is put into words from this likeness on.
        part: A theme is a part of another from this share of it at home there on.
        titles: Two themes are the same from this likeness of titles and descriptions on.
    """

    floor: float
    same: float
    word: float
    part: float
    titles: float


@cache
def rule() -> Rule:
    """Return what was fitted."""
    text = files("textmine.compare").joinpath("data/matching.toml").read_text(encoding="utf-8")
    return Rule(**tomllib.loads(text))


@dataclass(frozen=True, eq=False)
class Shared:
    """How much of each theme is at home in each theme of the other consultation.

    Attributes:
        forward: The share of the points of each older theme that are at home in each newer one.
        back: The share of the points of each newer theme that are at home in each older one; (older, newer) too.
    """

    forward: Likeness
    back: Likeness

    @property
    def likeness(self) -> Likeness:
        """The harmonic mean of both: large only where the two hold the same, not where one swallows the other."""
        both = self.forward + self.back
        return np.where(both > 0, 2 * self.forward * self.back / np.where(both > 0, both, 1), 0.0)


def shared_points(old: Sequence[SaidTheme], new: Sequence[SaidTheme]) -> Shared:
    """Return how much the themes of two consultations share, by what people said.

    A point is at home in the theme of the other consultation that it is nearest to, if it is as near as the theme's
    own points are. So a topic that only one of them has is at home nowhere, and the two need not have been divided
    alike. Both are centred on the middle between their means: what all answers to such a question have in common is
    no likeness, and neither consultation is moved onto the other, which would hide that one of them is about
    something else.

    Args:
        old: Themes of the older consultation, with vectors.
        new: Those of the newer one, in the same space.
    """
    middle: Vectors = np.asarray((_mean(old) + _mean(new)) / 2, dtype=np.float32)
    if min(len(old), len(new)) < 2:
        # The middle of a single theme is the theme itself, and nothing would be left of it.
        middle = np.zeros_like(middle)
    ours, theirs = ([unit(theme.points - middle) for theme in themes] for themes in (old, new))
    return Shared(_at_home(ours, theirs), _at_home(theirs, ours).T)


def _mean(themes: Sequence[SaidTheme]) -> Vectors:
    return np.asarray(np.concatenate([theme.points for theme in themes]).mean(axis=0))


def _at_home(points: Sequence[Vectors], homes: Sequence[Vectors]) -> Likeness:
    """Return (k, m) the share of each of k sets of points that is at home in each of m others."""
    centres = np.stack([unit(np.asarray(home.sum(axis=0), np.float32)) for home in homes])
    floors = np.array([_floor(home) for home in homes])
    found = np.zeros((len(points), len(homes)))
    for row, own in enumerate(points):
        if not len(own):
            continue
        near = own @ centres.T
        nearest = near.argmax(axis=1)
        settled = nearest[near.max(axis=1) >= floors[nearest]]
        found[row] = np.bincount(settled, minlength=len(homes)) / len(own)
    return found


def _floor(points: Vectors) -> float:
    """Return how near a point has to be to be at home: each of its own is measured against the others."""
    if len(points) < 2:
        # Nothing tells how far such a theme reaches: only what is as good as the same is at home.
        return 1.0
    others = unit(points.sum(axis=0) - points)
    return float(np.quantile((others * points).sum(axis=1), rule().floor))


def shared_titles(titles: tuple[Vectors, Vectors]) -> Shared:
    """Return how much themes share by their titles and descriptions alone: there is no telling part from whole.

    Args:
        titles: Unit vectors of the older and the newer ones.
    """
    near = np.clip((titles[0] @ titles[1].T).astype(np.float64), 0, 1)
    return Shared(near, near)
