"""Distil the static vectors: ridge regressions from counts of pieces to the trained model's vectors of the texts."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.embed.quantised import Pieces, QuantisedModel
from textmine.embed.static import cut_words
from textmine.embed.static_table import StaticTable, common
from textmine.embed.tokenizer import E5Tokenizer

Floats = npt.NDArray[np.float32]
Sparse = Any
"""A scipy.sparse.csr_array, which has no types."""
_MARKS = '.,;:!?"()'
_STEPS = 15
_GUESS_RIDGE = 1e-3
_LEAST, _MOST = 0.3, 1.5
"""How far a target's length may go from one."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Which parts of sentences to cut out.

    Attributes:
        number: How many, about.
        shares: Kind of text → its share of them.
        lengths: Words of a part: each of these as often.
        seed: Of the choice.
    """

    number: int
    shares: Mapping[str, float]
    lengths: Sequence[int]
    seed: int


def parts_of(sentences: Mapping[str, Sequence[str]], draw: Draw) -> list[str]:
    """Return parts of sentences, each once.

    Args:
        sentences: Kind of text → sentences.
        draw: Which.
    """
    rng = random.Random(draw.seed)  # noqa: S311 - training texts, not secrets
    words = {kind: [sentence.split() for sentence in sentences[kind]] for kind in draw.shares}
    found = []
    for kind, share in draw.shares.items():
        for _ in range(int(draw.number * share)):
            own, length = rng.choice(words[kind]), rng.choice(draw.lengths)
            start = rng.randrange(max(1, len(own) - length + 1))
            found.append(" ".join(own[start : start + length]).strip(_MARKS))
    return [part for part in dict.fromkeys(found) if part.strip()]


def counts_of(texts: Sequence[str], pieces: Pieces) -> Sparse:
    """Return how often each piece is in each text: sparse (n, pieces), cut as `StaticEmbedder` does."""
    from scipy.sparse import csr_array

    cut_texts = [text.split() for text in texts]
    distinct = list(dict.fromkeys(chain.from_iterable(cut_texts)))
    known = dict(zip(distinct, cut_words(distinct, E5Tokenizer(pieces)), strict=True))
    found = [list(chain.from_iterable(known[word] for word in words)) for words in cut_texts]
    ends = np.cumsum([0, *map(len, found)])
    places = np.fromiter(chain.from_iterable(found), dtype=np.int32, count=ends[-1])
    return csr_array((np.ones(len(places), np.float32), places, ends), shape=(len(texts), len(pieces.pieces)))


def fit_table(
    counts: Sparse, targets: Floats, model: QuantisedModel, ridge: float, rounds: int, kept: int
) -> StaticTable:
    """Fit the rows, so that the sum over a text's pieces points where its target does.

    First a linear map from the model's own word table is fitted, which serves every piece; then each piece's
    difference from it, which shrinks to nothing where a piece was hardly met. A sum is divided by the root of its
    length meanwhile. The length of the targets is free: each round, they get that of what was found.

    Args:
        counts: Sparse (n, pieces).
        targets: (n, d) of unit length.
        model: Whose word table it is.
        ridge: Pull of the differences towards nothing.
        rounds: How often.
        kept: How many pieces have rows of their own: those whose difference matters most.
    """
    from scipy.sparse import diags_array

    weights = common(model.pieces)
    words = model.matrix("emb.word", model.hidden)[: counts.shape[1]]
    lengths = np.maximum(counts.sum(axis=1), 1)
    shrink = diags_array((1 / np.sqrt(lengths)).astype(np.float32))
    met = np.unique(counts.indices)
    design = (shrink @ counts[:, met]).tocsr()
    with_start = np.hstack([counts @ (words * weights[:, None]), np.ones((counts.shape[0], 1), np.float32)])
    guessing = (shrink @ with_start).astype(np.float32)
    gram = guessing.T @ guessing
    gram += _GUESS_RIDGE * np.trace(gram) / len(gram) * np.eye(len(gram), dtype=np.float32)
    wanted, own = targets, np.zeros((len(met), targets.shape[1]), dtype=np.float32)
    for _ in range(rounds):
        guess = np.linalg.solve(gram, guessing.T @ (wanted - design @ own)).astype(np.float32)
        own = ridge_rows(design, wanted - guessing @ guess, ridge)
        found = guessing @ guess + design @ own
        wanted = targets * np.einsum("ij,ij->i", found, targets).clip(_LEAST, _MOST)[:, None]
    matters = np.asarray(design.multiply(design).sum(axis=0)) * np.square(own).sum(axis=1)
    chosen = np.sort(np.argsort(-matters, kind="stable")[:kept])
    rows = own[chosen] + (words[met[chosen]] * weights[met[chosen], None]) @ guess[:-1]
    return StaticTable("", met[chosen].astype(np.int64), rows, guess[-1], guess[:-1])


def ridge_rows(design: Sparse, targets: Floats, ridge: float) -> Floats:
    """Return the rows (columns of the design, d) of a ridge regression, by conjugate gradients for all d at once.

    Source:
        Saad 2003, "Iterative Methods for Sparse Linear Systems", algorithm 9.1, with the diagonal before it.
    """
    turned = design.T.tocsr()
    diagonal = (np.asarray(design.multiply(design).sum(axis=0)) + ridge).astype(np.float32)[:, None]
    rows = np.zeros((design.shape[1], targets.shape[1]), dtype=np.float32)
    left = turned @ targets
    ready = left / diagonal
    direction, size = ready.copy(), (left * ready).sum(axis=0)
    for _ in range(_STEPS):
        through = turned @ (design @ direction) + ridge * direction
        step = size / np.maximum((direction * through).sum(axis=0), np.finfo(np.float32).tiny)
        rows += step * direction
        left -= step * through
        ready = left / diagonal
        before, size = size, (left * ready).sum(axis=0)
        direction = ready + size / np.maximum(before, np.finfo(np.float32).tiny) * direction
    return rows
