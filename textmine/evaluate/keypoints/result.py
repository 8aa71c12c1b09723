"""What the `keypoints` benchmark found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from textmine.display import Printed


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number of one system, with its 95 % interval over topics and sides."""

    system: str
    measure: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class KeyPointsResult(Printed):
    """Every figure, and what it was measured on."""

    seed: int
    embedder: str
    systems: tuple[str, ...]
    absent: tuple[str, ...]
    """Files that are not there."""
    sides: dict[str, int]
    """How many arguments each side of each topic has."""
    draws: int
    figures: tuple[Figure, ...]

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return found

    def to_text(self) -> str:
        """Return lines of at most 110 columns."""
        from textmine.evaluate.keypoints.text import render

        return render(self)
