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
        floor: The quantile of how near a theme's own points are to the others of it; nearer points are at home.
        common: A theme's own floor counts as much as its points, the floor common to all as much as this many points.
        centres: The weight of the cosine of two themes' centres.
        homes: The weight of the mean share of both that is at home in the other.
        base: What both weigh against.
        same: Two themes are the same from this likeness on.
        look: From this likeness on they may be.
        word: A change is put into words from this likeness on.
        part: A theme is a part of another from this share of it at home there on.
        titles: Two themes are the same from this likeness of titles and descriptions on.
    """

    floor: float
    common: float
    centres: float
    homes: float
    base: float
    same: float
    look: float
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
    """How much of each theme is at home in each theme of the other consultation, and how alike they are.

    Attributes:
        forward: The share of the points of each older theme that are at home in each newer one.
        back: The share of the points of each newer theme that are at home in each older one; (older, newer) too.
        likeness: How likely it is that the two are about the same.
    """

    forward: Likeness
    back: Likeness
    likeness: Likeness


def shared_points(old: Sequence[SaidTheme], new: Sequence[SaidTheme]) -> Shared:
    """Return how much the themes of two consultations share, by what people said.

    A point is at home in the theme of the other consultation that it is nearest to, if it is as near as points of
    themes are to their own. So a topic that only one of them has is at home nowhere, and the two need not have been
    divided alike. What was said many times in the same words counts once, and how near is near is for the most part
    common to all themes: else a campaign, or short answers, would make a theme so tight that nothing is at home in it.
    For the same reason the centres count beside the shares. Both consultations are centred on the middle between their
    means: what all answers to such a question have in common is no likeness, and neither is moved onto the other, which
    would hide that one of them is about something else.

    Args:
        old: Themes of the older consultation, with vectors.
        new: Those of the newer one, in the same space.
    """
    ours, theirs = ([np.unique(theme.points, axis=0) for theme in themes] for themes in (old, new))
    middle: Vectors = np.asarray((_mean(ours) + _mean(theirs)) / 2, dtype=np.float32)
    alone = min(len(old), len(new)) < 2
    if alone:
        # The middle of a single theme is the theme itself, and nothing would be left of it.
        middle = np.zeros_like(middle)
    ours, theirs = ([unit(points - middle) for points in side] for side in (ours, theirs))
    floors = _floors([*ours, *theirs])
    centres = [_centres(side) for side in (ours, theirs)]
    forward = _at_home(ours, centres[1], floors[len(ours) :])
    back = _at_home(theirs, centres[0], floors[: len(ours)]).T
    near = (forward + back) / 2 if alone else (centres[0] @ centres[1].T).astype(np.float64)
    return Shared(forward, back, _likely(near, (forward + back) / 2))


def _mean(points: Sequence[Vectors]) -> Vectors:
    return np.asarray(np.concatenate(points).mean(axis=0))


def _centres(themes: Sequence[Vectors]) -> Vectors:
    return np.stack([unit(np.asarray(points.sum(axis=0), np.float32)) for points in themes])


def _likely(centres: Likeness, homes: Likeness) -> Likeness:
    """Return how likely themes are the same, by the cosine of their centres and the share that is at home."""
    fitted = rule()
    return np.asarray(1 / (1 + np.exp(fitted.base - fitted.centres * centres - fitted.homes * homes)))


def _at_home(points: Sequence[Vectors], centres: Vectors, floors: Likeness) -> Likeness:
    """Return (k, m) the share of each of k sets of points that is at home in each of m themes."""
    found = np.zeros((len(points), len(centres)))
    for row, own in enumerate(points):
        near = own @ centres.T
        nearest = near.argmax(axis=1)
        settled = nearest[near.max(axis=1) >= floors[nearest]]
        found[row] = np.bincount(settled, minlength=len(centres)) / len(own)
    return found


def _floors(themes: Sequence[Vectors]) -> Likeness:
    """Return for each theme how near a point has to be to be at home: each of its own is measured against the others.

    A theme with few different points tells little of how far it reaches, and takes over the floor of all.
    """
    fitted = rule()
    own = [_to_others(points) for points in themes]
    known = np.concatenate(own)
    # Where every theme has a single point, only what is as good as the same is at home.
    common = float(np.quantile(known, fitted.floor)) if len(known) else 1.0
    return np.array(
        [
            (len(near) * np.quantile(near, fitted.floor) + fitted.common * common) / (len(near) + fitted.common)
            if len(near)
            else common
            for near in own
        ]
    )


def _to_others(points: Vectors) -> Vectors:
    """Return how near each point of a theme is to the middle of its others; nothing for a single one."""
    if len(points) < 2:
        return np.zeros(0, np.float32)
    return np.asarray((unit(points.sum(axis=0) - points) * points).sum(axis=1))


def shared_titles(titles: tuple[Vectors, Vectors]) -> Shared:
    """Return how much themes share by their titles and descriptions alone: there is no telling part from whole.

    Args:
        titles: Unit vectors of the older and the newer ones.
    """
    near = np.clip((titles[0] @ titles[1].T).astype(np.float64), 0, 1)
    return Shared(near, near, near)
