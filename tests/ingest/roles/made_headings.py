"""The made list of headings, each with its right role; half of it is held out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.ingest.roles.made_values import made
from textmine.ingest.roles import Asked, guess_roles


@dataclass(frozen=True)
class Case:
    """A heading with its values and what it is."""

    language: str
    role: str
    kind: str
    heading: str

    @property
    def held_out(self) -> bool:
        """Whether the rules were never fitted to this heading."""
        return hashlib.sha256(f"{self.heading}{self.kind}".encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Outcome:
    """What a heading was taken for."""

    case: Case
    role: str
    confidence: float
    reason: str

    @property
    def right(self) -> bool:
        """Whether that is what it is."""
        return self.role == self.case.role


def cases() -> list[Case]:
    """Return the whole list."""
    lines = Path(__file__).with_name("headings.tsv").read_text(encoding="utf-8").splitlines()
    return [Case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def guessed(chosen: Sequence[Case]) -> list[Outcome]:
    """Guess each heading beside an id and an open question, as it would stand in an export."""
    found = []
    for seed, case in enumerate(chosen):
        columns = [
            Asked(case.heading, made(case.kind, seed)),
            Asked("Response number", made("ids", seed)) if case.role != "id" else Asked("Views on the plan", []),
            Asked("What do you think of the plan?", made("free", seed + 1)),
        ]
        guess = guess_roles(columns)[0]
        found.append(Outcome(case, guess.role, guess.confidence, guess.reason))
    return found
