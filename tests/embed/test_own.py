from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from textmine import InputError
from textmine.embed import embed_texts
from textmine.embed.own import OwnEmbedder

TEXTS = ["more bins", "পার্কে আলো দরকার", "nalal badan", "ami alo chai", "مزيد من الضوء", "👍"]


class Own:
    """An embedder made of one function."""

    def __init__(self, encode: Callable[[list[str]], Any]) -> None:
        self.encode = encode


class Claims(Own):
    """An embedder that says which space it is in."""

    identity = "mine/1"
    space = "multilingual-e5-small"


def lengths(texts: list[str]) -> Any:  # noqa: ANN401 - an array
    """Return vectors of three numbers that are not of unit length."""
    return np.array([[len(text), 1.0, 2.0] for text in texts])


@given(arrays(np.float64, (6, 4), elements=st.floats(0.1, 1e6)))
def test_whatever_it_gives_comes_out_at_unit_length_in_the_same_direction(given: Any) -> None:  # noqa: ANN401 - an array
    vectors = OwnEmbedder(Own(lambda texts: given)).encode(TEXTS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(vectors, given / np.linalg.norm(given, axis=1, keepdims=True), atol=1e-6)


@pytest.mark.parametrize("kind", [list, tuple, np.float16, np.float64])
def test_vectors_may_be_lists_or_any_numbers(kind: Any) -> None:  # noqa: ANN401 - a type
    if kind in (list, tuple):
        own = Own(lambda texts: kind(kind(row) for row in lengths(texts)))
    else:
        own = Own(lambda texts: lengths(texts).astype(kind))
    np.testing.assert_allclose(OwnEmbedder(own).encode(TEXTS), OwnEmbedder(Own(lengths)).encode(TEXTS), atol=1e-3)


def test_every_text_goes_to_it_once_and_in_chunks_it_comes_back_in_order() -> None:
    seen: list[str] = []

    def encode(texts: list[str]) -> Any:  # noqa: ANN401 - an array
        seen.extend(texts)
        return lengths(texts)

    texts = [*(f"text {i}" * (i % 7 + 1) for i in range(200)), *TEXTS, *TEXTS]
    vectors = embed_texts(texts, ["und"] * len(texts), OwnEmbedder(Own(encode)))
    assert sorted(seen) == sorted(set(texts))
    np.testing.assert_allclose(vectors, OwnEmbedder(Own(lengths)).encode(texts), atol=1e-6)


def test_a_vector_is_aligned_only_where_the_object_says_what_space_it_is_in() -> None:
    def encode(texts: list[str]) -> Any:  # noqa: ANN401 - an array
        return np.eye(384)[[TEXTS.index(text) for text in texts]]

    languages = ["en", "bn", "so", "bn-Latn", "ar", "und"]
    plain = embed_texts(TEXTS, languages, OwnEmbedder(Own(encode)))
    claimed = embed_texts(TEXTS, languages, OwnEmbedder(Claims(encode)))
    np.testing.assert_array_equal(plain, np.eye(384, dtype=np.float32)[:6])
    assert not np.allclose(plain[1], claimed[1])


def test_it_is_told_apart_by_what_it_calls_itself_or_by_its_class() -> None:
    assert OwnEmbedder(Claims(lengths)).identity == "mine/1"
    assert OwnEmbedder(Own(lengths)).identity == "own/Own"


@pytest.mark.parametrize(
    ("encode", "message"),
    [
        (lambda texts: lengths(texts)[:-1], r"shape \(5, 3\) for 6 texts"),
        (lambda texts: lengths(texts)[:, 0], r"shape \(6,\) for 6 texts"),
        (lambda texts: lengths(texts)[None], r"shape \(1, 6, 3\)"),
        (lambda texts: np.empty((6, 0)), r"shape \(6, 0\)"),
        (lambda texts: np.where([[True, True, False]], lengths(texts), np.nan), "6 of 6 vectors with numbers that are"),
        (lambda texts: lengths(texts) * np.inf, "6 of 6 vectors with numbers that are"),
        (lambda texts: lengths(texts) * 0, "zeros alone for all of 6 texts"),
        (lambda texts: None, "shape|failed"),
        (lambda texts: [["a"], ["b"]], "failed.*ValueError"),
        (lambda texts: [[1.0], [1.0, 2.0]], "failed.*ValueError"),
        (lambda texts: 1 / 0, r"failed \(ZeroDivisionError: division by zero\)"),
        (lambda: None, "failed.*TypeError"),
    ],
    ids=["few", "flat", "deep", "empty", "nan", "infinite", "zeros", "none", "words", "ragged", "raises", "signature"],
)
def test_a_bad_embedder_is_one_plain_error(encode: Any, message: str) -> None:  # noqa: ANN401 - bad functions
    with pytest.raises(InputError, match=message) as caught:
        OwnEmbedder(Own(encode)).encode(TEXTS)
    assert len(caught.value.problems) == 1
    assert "embedder" in str(caught.value)


def test_vectors_of_changing_length_are_refused() -> None:
    embedder = OwnEmbedder(Own(lambda texts: np.ones((len(texts), len(texts)))))
    embedder.encode(TEXTS)
    with pytest.raises(InputError, match="vectors of 2 numbers where 6"):
        embedder.encode(TEXTS[:2])
    with pytest.raises(InputError, match="vectors of 3 numbers where 384"):
        OwnEmbedder(Claims(lengths)).encode(TEXTS)


@pytest.mark.parametrize("own", [None, 3, "model", Own, len], ids=["none", "number", "name", "class", "function"])
def test_what_is_no_embedder_is_a_plain_error(own: Any) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(InputError, match="`embedder` cannot be"):
        OwnEmbedder(own)


def test_a_sparse_matrix_is_taken_as_vectors() -> None:
    from scipy.sparse import csr_matrix

    class Sparse:
        def encode(self, texts: list[str]) -> csr_matrix:
            return csr_matrix(np.eye(len(texts)))

    assert np.allclose(OwnEmbedder(Sparse()).encode(["bins", "আলো"]), np.eye(2))  # type: ignore[arg-type]


def test_texts_of_which_it_knows_no_word_get_one_direction_whatever_is_beside_them() -> None:
    embedder = OwnEmbedder(Own(lambda texts: np.array([["bins" in text, "আলো" in text] for text in texts])))
    vectors = embedder.encode(["nal", "more bins", "আলো দরকার", "👍"])
    np.testing.assert_allclose(vectors, [[0.5**0.5] * 2, [1, 0], [0, 1], [0.5**0.5] * 2], atol=1e-6)
    np.testing.assert_array_equal(embedder.encode(["مزيد"]), vectors[:1])
