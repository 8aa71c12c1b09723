"""What of a consultation goes into the archive: plain, frozen, and nothing that was not asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from textmine.model import Outcome

Vectors = npt.NDArray[np.float32]
Kind = Literal["question", "theme", "centre", "sentence", "translation", "outcome", "quote", "answer"]
"""What is searched: wordings of questions; titles with descriptions; the middle of a theme's points, which has no text;
sentences of the draft; their translations; what the council did; quotes; points of answers."""
VERBATIM: tuple[Kind, ...] = ("quote", "answer")
"""Kinds that are people's own words: only on request, and with a day until which they are kept."""


@dataclass(frozen=True, slots=True)
class About:
    """The consultation as a whole.

    Attributes:
        asked_on: When it was asked, as far as is known: `2026`, `2026-04` or `2026-04-26`; empty: not known.
        inputs: SHA-256 of each file that it was read from.
        is_approved: Whether all in it was approved.
        languages: BCP-47 tag → people who wrote in it, as the consultation publishes it.
        minimum: Counts below it are not published.
    """

    title: str
    organisation: str
    asked: str
    asked_on: str
    inputs: tuple[str, ...]
    approved_by: tuple[str, ...]
    is_approved: bool
    responses: int
    languages: dict[str, str]
    minimum: int


@dataclass(frozen=True, slots=True)
class Question:
    """An open question."""

    question_id: str
    wording: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What the council decided about a theme, who recorded it, and when."""

    outcome: Outcome
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme with its counts.

    Attributes:
        shown: `people`, `base`, `for` and `against` as the consultation publishes them, as far as it does.
        approved_by: Who approved it; empty: nobody.
    """

    theme_id: str
    question_id: str
    parent_id: str | None
    title: str
    description: str
    n_people: int
    base: int
    share: float
    positions: dict[str, int]
    shown: dict[str, str]
    approved_by: tuple[str, ...]
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One text that can be found.

    Attributes:
        text: Without personal data; empty for the centre of a theme.
        language: BCP-47.
        source: For a translation: the text that it is of.
        translator: For a translation: whose it is.
    """

    kind: Kind
    question_id: str
    theme_id: str | None
    text: str
    language: str
    source: str = ""
    translator: str = ""


@dataclass(frozen=True, eq=False)
class Entry:
    """A consultation, ready to be added.

    Attributes:
        items: What can be found.
        vectors: (n, d) float32, one per item.
        model: The identity of the model that made the vectors.
        space: The vector space: vectors of one space can be compared.
        keep_until: Until when the words of people are kept, ISO 8601; None: none are in it.
        left_out: What was not taken, and why, in sentences for the officer.
    """

    about: About
    questions: tuple[Question, ...]
    themes: tuple[Theme, ...]
    items: tuple[Item, ...]
    vectors: Vectors
    model: str
    space: str
    keep_until: str | None = None
    left_out: tuple[str, ...] = field(default=())

    @property
    def digest(self) -> str:
        """Name all that is in the entry: two of the same name say the same."""
        parts = [
            [asdict(self.about)],
            [asdict(question) for question in self.questions],
            [asdict(theme) for theme in self.themes],
            [asdict(item) for item in self.items],
        ]
        text = json.dumps([parts, self.keep_until, self.space], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
