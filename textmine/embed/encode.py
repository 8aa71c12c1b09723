"""Texts to aligned vectors, through the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from textmine.config import EmbedSettings
from textmine.embed.align import Alignment, load_alignment
from textmine.embed.backends import make_embedder
from textmine.embed.cache import VectorCache
from textmine.progress import Advance
from textmine.protocols import Embedder

Vectors = npt.NDArray[np.float32]
EncodeAll = Callable[[Sequence[Sequence[str]]], Iterable[Vectors]]
"""Gives the vectors of each of several chunks of texts, in order, wherever they are computed."""

CHUNK, LARGE_CHUNK = 64, 1_024
"""Texts per call of the backend: one step of the progress bar, one commit of the cache. The large one is for `MANY`."""
MANY = 50_000
"""Texts from which on a chunk is large."""
BLOCK = 50_000
"""Texts whose known vectors are looked up, or whose vectors are aligned, at a time."""


def encode_chunk(settings: EmbedSettings, texts: Sequence[str]) -> Vectors:
    """Return the vectors of one chunk, not aligned; what an engine calls, on whatever machine."""
    return make_embedder(settings).encode(texts)


def embed_texts(
    texts: Sequence[str],
    languages: Sequence[str],
    embedder: Embedder,
    *,
    cache: VectorCache | None = None,
    advance: Advance = lambda count: None,
    encode_all: EncodeAll | None = None,
) -> Vectors:
    """Return aligned vectors.

    Which texts are computed together does not depend on where: the vectors are the same on every engine.

    Args:
        texts: n texts.
        languages: n BCP-47 tags, one per text; they choose the alignment.
        embedder: The backend.
        cache: Where known vectors are looked up and new ones kept.
        advance: Called with the number of texts finished.
        encode_all: Computes chunks elsewhere; None: the embedder, here.

    Returns:
        (n, d) float32, unit length; (0, 0) where there is no text.
    """
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    rows: dict[str, int] = {}
    first = np.array([rows.setdefault(text, row) for row, text in enumerate(texts)], dtype=np.int64)
    times = np.bincount(first, minlength=len(texts))
    table = _Table(len(texts))
    missing = list(rows)
    if cache:
        missing = _look_up(rows, embedder, cache, table)
        advance(int(times[table.filled].sum()))
    # Neighbours of like length waste least in backends that pad a batch.
    missing.sort(key=len)
    size = CHUNK if len(missing) < MANY else LARGE_CHUNK
    chunks = [missing[start : start + size] for start in range(0, len(missing), size)]
    computed = encode_all(chunks) if encode_all else map(embedder.encode, chunks)
    for chunk, vectors in zip(chunks, computed, strict=True):
        own = [rows[text] for text in chunk]
        table.put(own, vectors)
        if cache:
            cache.put(zip((cache.key(embedder.identity, text) for text in chunk), vectors, strict=True))
        advance(int(times[own].sum()))
    again = np.flatnonzero(first != np.arange(len(first)))
    table.put(again, table.vectors[first[again]])
    return _aligned(table.vectors, languages, load_alignment(embedder.space))


class _Table:
    """The vectors, filled in any order and held once: there may be millions."""

    def __init__(self, length: int) -> None:
        self.vectors: Vectors = np.zeros((length, 0), dtype=np.float32)
        self.filled = np.zeros(length, dtype=bool)

    def put(self, rows: Sequence[int] | npt.NDArray[np.int64], vectors: Vectors) -> None:
        """Set the vectors of some rows."""
        if not len(rows):
            return
        if not self.vectors.shape[1]:
            self.vectors = np.empty((len(self.filled), vectors.shape[1]), dtype=np.float32)
        self.vectors[rows] = vectors
        self.filled[rows] = True


def _look_up(rows: Mapping[str, int], embedder: Embedder, cache: VectorCache, table: _Table) -> list[str]:
    """Put what the cache holds into the table; return the texts it does not hold."""
    texts = list(rows)
    for start in range(0, len(texts), BLOCK):
        part = {cache.key(embedder.identity, text): rows[text] for text in texts[start : start + BLOCK]}
        known = cache.get(list(part))
        if known:
            table.put([part[key] for key in known], np.stack(list(known.values())))
    return [text for text in texts if not table.filled[rows[text]]]


def _aligned(vectors: Vectors, languages: Sequence[str], alignment: Alignment) -> Vectors:
    """Align vectors where they are, a block at a time."""
    for start in range(0, len(vectors), BLOCK):
        part = slice(start, start + BLOCK)
        vectors[part] = alignment.apply(vectors[part], languages[part])
    return vectors
