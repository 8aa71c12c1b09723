"""What the `themes` benchmark found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from textmine.display import Printed
from textmine.evaluate.themes.discovery import Run
from textmine.evaluate.themes.figures import Figure


@dataclass(frozen=True, slots=True)
class SetSize:
    """How many texts of a set were measured, and how many of them in each language."""

    name: str
    texts: int
    languages: dict[str, int]


@dataclass(frozen=True)
class ThemesResult(Printed):
    """Every figure, and the counts that those of discovery come from."""

    seed: int
    sample: int
    embedder: str
    """Which model textmine's vectors are from."""
    plain: str | None
    """The model as published, where a system works on its vectors."""
    systems: tuple[str, ...]
    absent: tuple[str, ...]
    """Files of texts that are not there."""
    sets: tuple[SetSize, ...]
    figures: tuple[Figure, ...]
    runs: tuple[Run, ...]

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return found

    def to_text(self) -> str:
        """Return lines of at most 110 columns."""
        from textmine.evaluate.themes.text import render

        return render(self)
