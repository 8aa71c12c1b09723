"""The fitted part of the space: centring on the data at hand, per language as far as the data allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Weights = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]
Real = TypeVar("Real", np.float32, np.float64)

SHRINK = 200
"""Points a language needs before half of its own mean is trusted.

The trained model needs no correction for the languages it was trained on (HornMT and NTREX: agreement of theme and
language .005 to .009 with and without); a language it knows less well gets some.
"""


POINTS = 5
"""Of one answer that count whole."""


BLOCK = 20_000
"""Vectors that are worked on at a time, where a copy of all of them would take too much memory."""


SAME = 4
"""Decimals in which two vectors agree that are taken for the same text."""


def unit(vectors: Vectors) -> Vectors:
    """Return vectors scaled to length 1; a zero vector stays zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def summed(groups: Labels, vectors: npt.NDArray[Real], n: int) -> npt.NDArray[Real]:
    """Return (n, d) the sums of the vectors of groups 0..n-1, added up in their order."""
    from scipy.sparse import csr_array

    ones = np.ones(len(groups), dtype=vectors.dtype)
    return np.asarray(csr_array((ones, (groups, np.arange(len(groups)))), shape=(n, len(groups))) @ vectors)


def centroids_of(vectors: Vectors, labels: npt.NDArray[np.int64], weights: Weights | None = None) -> Vectors:
    """Return (k, d) unit centroids of clusters 0..k-1; `weights` say how much each vector counts."""
    sums = np.zeros((int(labels.max()) + 1, vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, labels, vectors if weights is None else vectors * weights[:, None])
    return unit(sums.astype(np.float32))


def weights_of(owners: npt.NDArray[np.int64]) -> Weights:
    """Return (n,) how much each point counts: an answer of 5,000 words has no more say than one of `POINTS` points."""
    _, owner, points = np.unique(owners, return_inverse=True, return_counts=True)
    return np.asarray(np.minimum(1.0, POINTS / points[owner]), dtype=np.float64)


def different(vectors: Vectors) -> tuple[Labels, Labels]:
    """Return the index of the first of each group of equal vectors (m,), and the group of each vector (n,).

    The same words count once: a hundred copies of a letter are no group of their own beside those who say the same.
    """
    _, first, copies = np.unique(vectors.round(SAME), axis=0, return_index=True, return_inverse=True)
    return first.astype(np.int64), copies.astype(np.int64)


def said_once(vectors: Vectors, weights: Weights) -> Weights:
    """Return the weights with those of copies shared out: what a campaign repeats counts as said once.

    Two hundred copies of a letter would be the middle of everything. What the letter says would be taken out of
    those who say it in their own words, and they would be anywhere but with it.

    Args:
        vectors: (n, d).
        weights: (n,).
    """
    copies = different(vectors)[1]
    return np.asarray(weights / np.bincount(copies)[copies], dtype=np.float64)


@dataclass(frozen=True, eq=False)
class Centring:
    """Fitted centres: of all the data, and per language.

    A language's centre is its own mean, shrunk towards the mean of all: n / (n + s). Its own mean alone
    would be harmful where languages talk about different topics.
    """

    mean: Vectors
    centres: dict[str, Vectors]

    @classmethod
    def fit(cls, vectors: Vectors, languages: Sequence[str], weights: Weights | None = None) -> Centring:
        """Fit on (n, d) aligned vectors, their n language tags and how much each counts."""
        tags = np.asarray(languages, dtype=object)
        mean = np.average(vectors, axis=0, weights=weights)
        centres = {}
        for tag in sorted(set(languages)):
            own = tags == tag
            trust = own.sum() / (own.sum() + SHRINK)
            middle = np.average(vectors[own], axis=0, weights=None if weights is None else weights[own])
            centres[tag] = mean + trust * (middle - mean)
        return cls(mean, centres)

    def apply(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Return (n, d) centred vectors of unit length; an unseen language gets the common centre."""
        result = np.empty(vectors.shape, dtype=np.float32)
        for start in range(0, len(vectors), BLOCK):
            own = slice(start, start + BLOCK)
            result[own] = unit(vectors[own] - np.stack([self.centres.get(tag, self.mean) for tag in languages[own]]))
        return result
