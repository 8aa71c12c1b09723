"""What a sample for double coding is: its answers, the codebook, and what each answer stands for in the whole."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CodebookTheme:
    """A theme that can be chosen. `number` is its place by title, which says nothing about how many raised it."""

    number: int
    theme_id: str
    question_id: str
    title: str
    description: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of all answers: how many there are, and how many were drawn.

    Attributes:
        sureness: `needs_person`, `less_sure` or `surer`; `any` where a question and language were not divided.
    """

    question_id: str
    language: str
    sureness: str
    answers: int
    drawn: int

    @property
    def weight(self) -> float:
        """How many answers one that was drawn stands for: the inverse of its chance to be drawn."""
        return self.answers / self.drawn


@dataclass(frozen=True, slots=True)
class Item:
    """An answer that was drawn, and what the machine found in it.

    Attributes:
        item_id: What coders see, such as `A-017`; given in random order.
        stratum: Its place in `Sample.strata`.
        machine: The themes that the machine gave it; none where it left the answer to a person.
        position: The machine's: for, against, mixed, neutral or unknown.
    """

    item_id: str
    response_id: str
    question_id: str
    language: str
    stratum: int
    machine: frozenset[str]
    position: str


@dataclass(frozen=True)
class Sample:
    """A sample for double coding.

    Attributes:
        sample_id: Made from all that is in it: it ties workbooks and key together.
        run: The run of the analysis it was drawn from.
        questions: Open question → its wording.
    """

    sample_id: str
    run: str
    consultation: str
    seed: int
    coders: tuple[str, ...]
    questions: Mapping[str, str]
    themes: tuple[CodebookTheme, ...]
    strata: tuple[Stratum, ...]
    items: tuple[Item, ...]

    @property
    def population(self) -> int:
        """How many answers it was drawn from."""
        return sum(stratum.answers for stratum in self.strata)

    @cached_property
    def weights(self) -> Floats:
        """(n,) how many answers each one stands for; they sum to the population."""
        return np.array([self.strata[item.stratum].weight for item in self.items], dtype=np.float64)

    @cached_property
    def by_id(self) -> dict[str, CodebookTheme]:
        """Theme id → theme."""
        return {theme.theme_id: theme for theme in self.themes}

    def themes_of(self, question_id: str) -> list[CodebookTheme]:
        """Return the themes of a question, by title."""
        return [theme for theme in self.themes if theme.question_id == question_id]

    @property
    def drawn(self) -> pd.DataFrame:
        """One row per stratum: `question_id, language, sureness, answers, drawn, weight`."""
        rows = [(s.question_id, s.language, s.sureness, s.answers, s.drawn, s.weight) for s in self.strata]
        return pd.DataFrame(rows, columns=["question_id", "language", "sureness", "answers", "drawn", "weight"])

    def _repr_html_(self) -> str:
        """Show in a notebook what was drawn from what, without anybody's words."""
        head = f"{len(self.items)} of {self.population} answers, for {', '.join(self.coders)}"
        table = self.drawn.to_html(index=False, escape=True, float_format="{:.2f}".format)
        return f"<p><strong>Sample</strong>: {html.escape(head)}</p>{table}"
