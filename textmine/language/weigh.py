"""How the evidence for a text in Latin letters is weighed: one probability per language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from textmine.resources import resource

Floats = npt.NDArray[np.float64]

OTHER, ROMANISED = "other", "romanised"
"""Classes of the n-gram model: any other language in Latin letters; a romanised one that has no tag here."""
EDGES = (2, 3, 4, 6, 11)
"""Texts of 1, 2, 3, 4 to 5, 6 to 10, and more words are weighed differently."""
UNEXPECTED = 2.0
"""How many nats more evidence a language needs that is not expected."""


def bucket(counts: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Return the bucket of each number of words."""
    return np.digitize(counts, EDGES)


@dataclass(frozen=True)
class Weighing:
    """The fitted weights of the evidence, per class of languages and bucket of lengths."""

    classes: tuple[str, ...]
    ngrams: Floats
    """(classes,) weight of the n-gram model's log-probability."""
    voice: Floats
    """(buckets,) weight of the first voice's score."""
    prior: Floats
    """(buckets, classes) log-odds before a word is read, were every class as common as the others."""
    english: Floats
    """(buckets,) by how much English is likelier than that in an English consultation."""

    def class_of(self, tags: Sequence[str]) -> npt.NDArray[np.intp]:
        """Return the index of the n-gram class of each language."""
        other = self.classes.index(OTHER)
        return np.array([self.classes.index(tag) if tag in self.classes else other for tag in tags], dtype=np.intp)

    def weigh(self, voice: Floats, ngrams: Floats, counts: npt.NDArray[np.intp], tags: Sequence[str]) -> Floats:
        """Return the weighed log-score of each language for each text, the prior of English left out.

        Args:
            voice: (texts, tags) scores of the first voice.
            ngrams: (texts, classes) log-probabilities of the n-gram model.
            counts: (texts,) numbers of words.
            tags: The languages, one a column of `voice`.
        """
        at = bucket(counts)
        kind = self.class_of(tags)
        return np.asarray(
            voice * self.voice[at][:, None] + (ngrams * self.ngrams[None, :])[:, kind] + self.prior[at][:, kind],
            dtype=np.float64,
        )

    def english_prior(self, counts: npt.NDArray[np.intp], tags: Sequence[str]) -> Floats:
        """Return what is added to the scores of English, nought for the others: (texts, tags)."""
        is_english = np.array([tag == "en" for tag in tags], dtype=np.float64)
        return np.asarray(self.english[bucket(counts)][:, None] * is_english[None, :], dtype=np.float64)


@cache
def weighing() -> Weighing:
    """Load the weights of `models/language`."""
    about = json.loads(resource("models", "language", "latin.json").read_text(encoding="utf-8"))
    fitted = about["weighing"]
    return Weighing(
        tuple(about["classes"]), *(np.array(fitted[name]) for name in ("ngrams", "voice", "prior", "english"))
    )
