"""What stands between the analysis and publication, as the report shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIRST_THEMES = 12
"""Themes that the report names for one kind of reason; the command names all."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why something may not be published yet.

    Attributes:
        check: The check of the publication gate.
        about: What the check asks for, in a sentence.
        theme_id: The theme it is about; empty for the whole consultation.
        reason: What is wrong, without anybody's words.
    """

    check: str
    about: str
    theme_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ObstacleView:
    """All obstacles of one check."""

    about: str
    number: int
    themes: tuple[str, ...]
    more: int
    reasons: tuple[str, ...]
    """For checks of the whole consultation."""


def obstacle_views(obstacles: Iterable[Obstacle]) -> tuple[ObstacleView, ...]:
    """Return the obstacles by check, in the order in which the checks first appear."""
    by_check: dict[str, list[Obstacle]] = {}
    for obstacle in obstacles:
        by_check.setdefault(obstacle.check, []).append(obstacle)
    return tuple(map(_view, by_check.values()))


def _view(found: Sequence[Obstacle]) -> ObstacleView:
    themes = tuple(dict.fromkeys(item.theme_id for item in found if item.theme_id))
    reasons = tuple(item.reason for item in found if not item.theme_id)
    return ObstacleView(found[0].about, len(found), themes[:FIRST_THEMES], max(0, len(themes) - FIRST_THEMES), reasons)
