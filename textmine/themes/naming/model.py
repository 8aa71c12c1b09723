"""What the naming of themes works on and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Texts to (n, d) unit vectors in the space of the centroids."""

Kind = Literal["clause", "part", "phrase", "cut", "pair"]
ENGLISH = "en"


@dataclass(frozen=True, eq=False)
class Document:
    """One point as the naming sees it.

    Attributes:
        text: As written.
        language: BCP-47 tag.
        owner: Whose it is; people are counted, not texts.
        closeness: Cosine with its theme's centroid.
        vector: (d,) in the centroids' space, where it is at hand.
    """

    text: str
    language: str
    owner: int
    closeness: float
    vector: Vectors | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may become a title.

    Attributes:
        text: In headline form.
        kind: A whole clause, the beginning of one, a phrase several people use, a clause cut short,
            or the two subjects that most people speak of.
        states: 0–1, how far it says something rather than names something.
        terse: The same in fewer words.
        source: Index of the most central document it comes from.
        rough: 0–1, worth before it is embedded: what decides who is shortlisted.
        carried: 0–1, how many people share its words.
        shared: 0–1, how many people use at least half of its words together.
        asked: 0–1, how much of it is the question's own words.
    """

    text: str
    kind: Kind
    states: float
    source: int
    terse: str = ""
    carried: float = 0.0
    shared: float = 0.0
    asked: float = 0.0
    rough: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score for one theme and the parts that make it up."""

    candidate: Candidate
    score: float
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """The name of one theme.

    Attributes:
        title: At most eight words.
        description: One or two sentences.
        keywords: Key phrases, best first.
        language: Of the title, a BCP-47 tag.
        evidence: Plain data: candidates, scores, winner, reason, central and atypical documents.
    """

    title: str
    description: str
    keywords: list[str]
    language: str
    evidence: dict[str, Any]
