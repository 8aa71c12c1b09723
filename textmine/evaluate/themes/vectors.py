"""Every text is embedded once by each model: all systems, and every repeat, get the same vectors."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmine.config import EmbedSettings
from textmine.embed import VectorCache, load_alignment, make_embedder
from textmine.embed.backends import choose_backend
from textmine.embed.onnx_e5 import OnnxE5
from textmine.language import detect
from textmine.progress import Progress
from textmine.protocols import Embedder

Vectors = npt.NDArray[np.float32]
CHUNK = 64
PLAIN_SPACE = "multilingual-e5-small"
"""The vector space of the model as published."""


@dataclass(frozen=True, eq=False)
class Material:
    """Texts with what every system may use.

    Attributes:
        texts: n texts.
        tags: Their languages as detected.
        vectors: (n, d) as textmine's themes get them.
        plain: (n, d) of `multilingual-e5-small` as published; (n, 0) where no system uses them.
    """

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    vectors: Vectors
    plain: Vectors

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, order: Sequence[int]) -> Material:
        """Return some of the texts, in the order given."""
        at = list(order)
        texts = tuple(self.texts[i] for i in at)
        return Material(texts, tuple(self.tags[i] for i in at), self.vectors[at], self.plain[at])


@dataclass(frozen=True, eq=False)
class Models:
    """The models, each remembering what it was asked."""

    ours: Embedder
    """The one that the whole process uses."""
    plain: Embedder | None = None
    """`multilingual-e5-small` as published; None: no system uses it."""


class _Memory:
    """An embedder that asks for no text twice."""

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self.identity = embedder.identity
        self.space = embedder.space
        self._encode = embedder.encode
        self._cache = cache
        self._known: dict[bytes, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (n, d) vectors, known ones from memory or disk."""
        keys = [VectorCache.key(self.identity, text) for text in texts]
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        self._known.update(self._cache.get(list(wanted)))
        # Neighbours of like length waste least in backends that pad a batch.
        new = sorted(((key, text) for key, text in wanted.items() if key not in self._known), key=lambda it: len(it[1]))
        for start in range(0, len(new), CHUNK):
            part = new[start : start + CHUNK]
            vectors = self._encode([text for _, text in part])
            fresh = [(key, vector) for (key, _), vector in zip(part, vectors, strict=True)]
            self._known.update(fresh)
            self._cache.put(fresh)
        return np.stack([self._known[key] for key in keys])


@contextmanager
def remembered(folder: Path | None = None, *, plain: bool = False) -> Iterator[Models]:
    """Give the models, remembering every vector while the block runs.

    Args:
        folder: Where vectors are kept for the next time; None: below `TEXTMINE_CACHE` where that is set, or else
            only while the block runs.
        plain: Whether the model as published is wanted as well.
    """
    if folder is None and os.environ.get("TEXTMINE_CACHE"):
        folder = Path(os.environ["TEXTMINE_CACHE"]) / "evaluate"
    with tempfile.TemporaryDirectory() as temporary:
        embedder = make_embedder(EmbedSettings())
        cache = VectorCache((folder or Path(temporary)) / "vectors.sqlite")
        memory = _Memory(embedder, cache)
        as_published = _Memory(_plain_embedder(embedder), cache) if plain else None
        # `ThemeModel` and `map_to_themes` get this very embedder; its own `encode` comes back afterwards.
        vars(embedder)["encode"] = memory.encode
        try:
            yield Models(embedder, as_published)
        finally:
            del vars(embedder)["encode"]


def _plain_embedder(ours: Embedder) -> Embedder:
    """Return the model as published; every backend but onnxruntime's gives that already."""
    return OnnxE5() if choose_backend(EmbedSettings()) == "onnx" else ours


def embed(texts: Sequence[str], name: str, models: Models, progress: Progress) -> Material:
    """Detect the languages of texts and embed them.

    Args:
        texts: At least one.
        name: What the progress line calls them.
        models: Remembering ones.
        progress: Who is told.
    """
    tags = tuple(detect(texts)["language"])
    vectors = _encoded(texts, name, models.ours, progress)
    plain = np.empty((len(texts), 0), dtype=np.float32)
    if models.plain is not None:
        plain = _encoded(texts, f"{name}, model as published", models.plain, progress)
    return Material(tuple(texts), tags, load_alignment(models.ours.space).apply(vectors, tags), plain)


def _encoded(texts: Sequence[str], name: str, embedder: Embedder, progress: Progress) -> Vectors:
    """Return (n, d) vectors as the model gives them."""
    parts = []
    with progress.stage(f"themes: vectors of {len(texts)} texts of {name}", len(texts)) as advance:
        for start in range(0, len(texts), CHUNK):
            parts.append(embedder.encode(texts[start : start + CHUNK]))
            advance(len(parts[-1]))
    return np.concatenate(parts)
