from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from textmine.embed import Alignment, VectorCache, embed_texts
from textmine.embed.align import fit_offsets


class CountingEmbedder:
    """A deterministic embedder that remembers what it was asked for."""

    def __init__(self, fail_after: int | None = None) -> None:
        self.seen: list[str] = []
        self.fail_after = fail_after

    @property
    def identity(self) -> str:
        return "counting"

    @property
    def space(self) -> str:
        return "counting"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        if self.fail_after is not None and len(self.seen) >= self.fail_after:
            raise KeyboardInterrupt
        self.seen.extend(texts)
        raw = np.array([[len(text) + 1.0, sum(map(ord, text)) % 97 + 1.0] for text in texts], dtype=np.float32)
        return raw / np.linalg.norm(raw, axis=1, keepdims=True)


TEXTS = [f"{word} {i}" for i in range(50) for word in ("bins", "পার্ক", "qashin", "ondhokar")]


def test_an_interrupted_run_embeds_nothing_twice(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    first = CountingEmbedder(fail_after=100)
    with pytest.raises(KeyboardInterrupt):
        embed_texts(TEXTS, ["en"] * len(TEXTS), first, cache=cache)
    second = CountingEmbedder()
    vectors = embed_texts(TEXTS, ["en"] * len(TEXTS), second, cache=cache)
    assert sorted(first.seen + second.seen) == sorted(TEXTS)
    assert np.allclose(vectors, embed_texts(TEXTS, ["en"] * len(TEXTS), CountingEmbedder()))


def test_equal_texts_are_embedded_once() -> None:
    embedder = CountingEmbedder()
    vectors = embed_texts(["same", "same", "other"], ["en"] * 3, embedder)
    assert sorted(embedder.seen) == ["other", "same"]
    assert (vectors[0] == vectors[1]).all()


def test_the_last_text_may_repeat_an_earlier_one(tmp_path: Path) -> None:
    texts, counts = ["parks", "পার্ক", "parks"], list[int]()
    cache = VectorCache(tmp_path / "vectors.sqlite")
    for _ in range(2):
        embed_texts(texts, ["en", "bn", "en"], CountingEmbedder(), cache=cache, advance=counts.append)
    assert sum(counts) == 2 * len(texts)


def test_progress_counts_every_text_once(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    embed_texts(TEXTS[:30], ["en"] * 30, CountingEmbedder(), cache=cache)
    counts: list[int] = []
    embed_texts(TEXTS, ["en"] * len(TEXTS), CountingEmbedder(), cache=cache, advance=counts.append)
    assert sum(counts) == len(TEXTS)


def test_the_cache_holds_no_text(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    embed_texts(["a very private answer"], ["en"], CountingEmbedder(), cache=cache)
    assert b"private" not in (tmp_path / "vectors.sqlite").read_bytes()


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    VectorCache(path)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM vectors").fetchone() == (0,)


def test_offsets_bring_translations_together() -> None:
    rng = np.random.default_rng(0)
    english = rng.normal(size=(200, 16)).astype(np.float32)
    bengali = english + rng.normal(size=16).astype(np.float32)
    alignment = Alignment("test", fit_offsets({"bn": (bengali, english)}))
    aligned = alignment.apply(bengali, ["bn"] * 200)
    unit = english / np.linalg.norm(english, axis=1, keepdims=True)
    assert (aligned * unit).sum(axis=1).min() > 0.99


def test_a_language_without_an_offset_is_left_as_it_is() -> None:
    vectors = np.eye(3, dtype=np.float32)
    alignment = Alignment("test", {"bn": np.ones(3, np.float32)})
    assert (alignment.apply(vectors, ["en", "pl", "und"]) == vectors).all()
