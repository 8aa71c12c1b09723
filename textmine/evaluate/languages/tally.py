"""What a system said about the texts of one set and length, counted; every rate is computed from these counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textmine.evaluate.languages.systems import System
from textmine.evaluate.languages.tags import NO_LANGUAGE, NOT_FOREIGN
from textmine.evaluate.languages.texts import Asked


class Outcome(NamedTuple):
    """Shares of texts whose language was named right, was not named, was named wrong; they add up to 1."""

    right: float
    unnamed: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a system gave each answer."""

    system: str
    set: str
    language: str
    """What the texts are in."""
    held_out: bool
    declaration: bool
    unexpected: bool
    length: str
    answers: dict[str, int]
    """Times each tag was answered, the most frequent first."""

    @property
    def n(self) -> int:
        """How many texts there were."""
        return sum(self.answers.values())

    @property
    def right(self) -> int:
        """How many were named right."""
        return self.answers.get(self.language, 0)

    @property
    def not_foreign(self) -> int:
        """How many were not taken for a language other than English."""
        return sum(count for tag, count in self.answers.items() if tag in NOT_FOREIGN)

    @property
    def unnamed(self) -> int:
        """How many were given no language."""
        return sum(count for tag, count in self.answers.items() if tag in NO_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Answered:
    """Texts and what a system said about each."""

    asked: Asked
    answers: tuple[str, ...]


def answer(system: System, asked: Iterable[Asked]) -> list[Answered]:
    """Ask a system about every text."""
    return [Answered(item, tuple(system.identify(item.texts))) for item in asked]


def count(system: str, answered: Iterable[Answered]) -> list[Tally]:
    """Count the answers of a system per set and length."""
    return [
        Tally(
            system,
            item.asked.source.name,
            item.asked.source.language,
            item.asked.source.held_out,
            item.asked.source.declaration,
            item.asked.source.unexpected,
            item.asked.length,
            dict(sorted(Counter(item.answers).items(), key=lambda pair: (-pair[1], pair[0]))),
        )
        for item in answered
    ]


def outcome(tallies: Sequence[Tally]) -> Outcome | None:
    """Return the shares of right, unnamed and wrong over the texts of several sets; None without texts."""
    n = sum(tally.n for tally in tallies)
    if n == 0:
        return None
    right, unnamed = sum(tally.right for tally in tallies), sum(tally.unnamed for tally in tallies)
    return Outcome(right / n, unnamed / n, (n - right - unnamed) / n)


def mean_outcome(outcomes: Iterable[Outcome | None]) -> Outcome | None:
    """Return the mean of those outcomes that there are; None if there is none."""
    there = [item for item in outcomes if item is not None]
    if not there:
        return None
    return Outcome(*(sum(part) / len(there) for part in zip(*there, strict=True)))
