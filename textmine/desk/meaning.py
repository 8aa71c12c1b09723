"""The answers by what they mean: which points come near a text, in whatever language either is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmine.config import EmbedSettings
from textmine.desk.fixed import Fixed
from textmine.desk.snapshot import Snapshot
from textmine.embed import embed_texts, make_embedder
from textmine.errors import MissingExtraError
from textmine.language import detect
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.protocols import Embedder
from textmine.review.state import Answer
from textmine.themes.space import Centring

Vectors = npt.NDArray[np.float32]

ABOUT = 0.42
"""How near the nearest point must come, as the model has it, for there to be anything on the subject at all.

On the sample: 22 of 22 titles of its codebook find something, and of 653 points in English, Bengali and Somali 96 %
find one of another person; of 200 key points of debates on other subjects 19 % do, of 100 strings of random Latin
letters 20 %. Random letters of other scripts come nearer: 67 % in Bengali, 80 % in Arabic.
"""
NEAR = 0.25
"""How near a point must come, language by language centred, to be listed.

On the sample the points above it are of the title's theme in 44 of 100 cases (7 of 100 of all are), and 48 % of a
theme's English answers are listed, 44 % of its Bengali and 34 % of its Somali ones; uncentred and as many listed,
it would be 40 of 100, 48 %, 38 % and 14 %.
"""
MOST = 200
"""Answers listed at most."""


class Near(NamedTuple):
    """An answer, how near its nearest point comes (at most 1), and where that point is in it."""

    answer: Answer
    closeness: float
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Meaning:
    """The points of all answers in one space.

    Attributes:
        embedder: Made the points' vectors, and makes those of what is searched for.
        fixed: The points, and their vectors as the model has them.
        centring: Takes out what is common to all, and to each language.
        centred: (n, d) the points' vectors without it.
    """

    embedder: Embedder
    fixed: Fixed
    centring: Centring
    centred: Vectors

    def near(self, text: str, language: str, among: Collection[Answer]) -> list[Near]:
        """Return the answers whose points come near a text, the nearest first.

        Args:
            text: What is searched for.
            language: Its BCP-47 tag: it chooses the alignment and the centre.
            among: The answers that may be found.

        Returns:
            At most `MOST`; none where nothing in the whole analysis is about it.
        """
        own = embed_texts([text], [language], self.embedder)
        if float((self.fixed.vectors @ own[0]).max(initial=-1.0)) < ABOUT:
            return []
        closeness = self.centred @ self.centring.apply(own, [language])[0]
        found = [self._best(answer, closeness) for answer in among if answer in self.fixed.points]
        near = [item for item in found if item.closeness >= NEAR]
        return sorted(near, key=lambda item: -item.closeness)[:MOST]

    def _best(self, answer: Answer, closeness: Vectors) -> Near:
        rows = self.fixed.points[answer]
        row = max(rows, key=lambda place: closeness[place])
        start, end = self.fixed.point_spans[row]
        return Near(answer, float(closeness[row]), start, end)


def language_of(text: str) -> str:
    """Return the language of what is searched for; `zxx` where it has no words, `und` where it cannot be told."""
    return str(detect([text])["language"].iloc[0])


def has_meaning(language: str) -> bool:
    """Tell whether a text of a language can be searched by meaning: emoji and figures alone cannot."""
    return language != NO_WORDS


def meaning_of(now: Snapshot) -> Meaning:
    """Return the answers by meaning; the first time takes as long as the model takes to load.

    Raises:
        MissingExtraError: The model that made the vectors is not here.
    """
    embedder = make_embedder(now.config.embed)
    made_by = now.tables.manifest.get("embedding_model")
    if made_by != embedder.identity:
        raise MissingExtraError(
            f"This analysis was made with another sentence model ({made_by or 'not named'}) than is installed here "
            f"({embedder.identity})."
        )
    return _prepared(now.config.embed, now.fixed)


@lru_cache(maxsize=1)
def _prepared(settings: EmbedSettings, fixed: Fixed) -> Meaning:
    own = fixed.machine.responses
    spoken = dict(zip(zip(own["response_id"], own["question_id"], strict=True), own["language"], strict=True))
    points = fixed.machine.vectors
    answers = zip(points["response_id"], points["question_id"], strict=True)
    tags = [spoken[answer] if isinstance(spoken[answer], str) else UNKNOWN for answer in answers]
    centring = Centring.fit(fixed.vectors, tags)
    return Meaning(make_embedder(settings), fixed, centring, centring.apply(fixed.vectors, tags))
