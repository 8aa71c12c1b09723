"""What the `languages` benchmark found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from textmine.display import Printed
from textmine.evaluate.languages.accuracy import Figure
from textmine.evaluate.languages.mistakes import Mistake
from textmine.evaluate.languages.population import Population
from textmine.evaluate.languages.romanised import CalledSomali, TakenFor
from textmine.evaluate.languages.several import Score
from textmine.evaluate.languages.speed import Speed
from textmine.evaluate.languages.tally import Tally
from textmine.evaluate.languages.unexpected import Unexpected


@dataclass(frozen=True, slots=True)
class SetSize:
    """How many texts a set holds; at most `sample` of them are measured per length."""

    name: str
    language: str
    held_out: bool
    texts: int


@dataclass(frozen=True)
class LanguagesResult(Printed):
    """Every figure with the counts it comes from."""

    seed: int
    sample: int
    systems: tuple[str, ...]
    not_installed: tuple[str, ...]
    absent: tuple[str, ...]
    """Files of texts that are not there."""
    sets: tuple[SetSize, ...]
    known: dict[str, tuple[str, ...]]
    """For each system: the configured languages of the Declaration that it can name."""
    shared: tuple[str, ...]
    """Those of them that every system can name."""
    figures: tuple[Figure, ...]
    population: tuple[Population, ...]
    population_lacks: tuple[str, ...]
    """Texts that the counts per ten thousand answers need and that are not there."""
    called_somali: tuple[CalledSomali, ...]
    romanised: tuple[TakenFor, ...]
    unexpected: tuple[Unexpected, ...]
    scores: tuple[Score, ...]
    """Pitfalls, texts in several languages, and plain ones called mixed."""
    speeds: tuple[Speed, ...]
    mistakes: tuple[Mistake, ...]
    tallies: tuple[Tally, ...]
    """Every answer, counted per system, set and length: what all rates are computed from."""

    def as_json(self) -> dict[str, Any]:
        """Return dictionaries, lists, text, numbers and None only."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        for speed, entry in zip(self.speeds, found["speeds"], strict=True):
            entry["per_second"] = speed.per_second
        return found

    def to_text(self) -> str:
        """Return the tables, at most 110 columns wide."""
        from textmine.evaluate.languages.text import render

        return render(self)
