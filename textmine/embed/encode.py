"""Texts to aligned vectors, through the cache."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from textmine.embed.align import load_alignment
from textmine.embed.cache import VectorCache
from textmine.progress import Advance
from textmine.protocols import Embedder

CHUNK = 64
"""Texts per call of the backend: one step of the progress bar, one commit of the cache."""


def embed_texts(
    texts: Sequence[str],
    languages: Sequence[str],
    embedder: Embedder,
    *,
    cache: VectorCache | None = None,
    advance: Advance = lambda count: None,
) -> npt.NDArray[np.float32]:
    """Return aligned vectors.

    Args:
        texts: n texts.
        languages: n BCP-47 tags, one per text; they choose the alignment.
        embedder: The backend.
        cache: Where known vectors are looked up and new ones kept.
        advance: Called with the number of texts finished.

    Returns:
        (n, d) float32, unit length; (0, 0) where there is no text.
    """
    if not texts:
        return np.zeros((0, 0), dtype=np.float32)
    keys = [VectorCache.key(embedder.identity, text) for text in texts]
    known = cache.get(list(dict.fromkeys(keys))) if cache else {}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    # Neighbours of like length waste least in backends that pad a batch.
    todo = sorted(missing.items(), key=lambda item: len(item[1]))
    advance(sum(key in known for key in keys))
    for start in range(0, len(todo), CHUNK):
        part = todo[start : start + CHUNK]
        vectors = embedder.encode([text for _, text in part])
        fresh = [(key, vector) for (key, _), vector in zip(part, vectors, strict=True)]
        known.update(fresh)
        if cache:
            cache.put(fresh)
        advance(len(part))
    raw = np.stack([known[key] for key in keys])
    return load_alignment(embedder.space).apply(raw, languages)
