"""Names on a map that do not cover each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

_TURNS = 16
_RINGS = 8
"""A name that would have to go farther than these is better left out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, by its middle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles have a place in common."""
        across = abs(self.x - other.x) * 2 < self.width + other.width
        return across and abs(self.y - other.y) * 2 < self.height + other.height

    def inside(self, other: Box) -> bool:
        """Tell whether this lies wholly within another."""
        across = abs(self.x - other.x) * 2 <= other.width - self.width
        return across and abs(self.y - other.y) * 2 <= other.height - self.height


def place(wanted: Sequence[Box], within: Box) -> list[Box | None]:
    """Move boxes away from each other, as little as possible, the first before the others.

    Args:
        wanted: Where each would be best.
        within: What none may leave.

    Returns:
        Where each is put; None for one without room.
    """
    placed: list[Box | None] = []
    for box in wanted:
        taken = [other for other in placed if other is not None]
        free = (near for near in _around(box) if near.inside(within) and not any(near.meets(other) for other in taken))
        placed.append(next(free, None))
    return placed


def _around(box: Box) -> Iterator[Box]:
    """Yield the same box at its own place, then in wider and wider rings."""
    yield box
    for ring in range(1, _RINGS + 1):
        for angle in np.linspace(0, 2 * np.pi, _TURNS, endpoint=False):
            away = ring * box.height * 0.75
            yield Box(
                box.x + 1.6 * away * float(np.cos(angle)), box.y + away * float(np.sin(angle)), box.width, box.height
            )
