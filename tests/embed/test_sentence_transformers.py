from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from textmine.config import EmbedSettings
from textmine.embed import make_embedder
from textmine.embed.own import OwnEmbedder
from textmine.errors import ConfigError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "query", ":", "park", "dark", "bins", "পার্ক"]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real sentence-transformers model with ten words and eight dimensions, saved to a folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt"), strip_accents=False).save_pretrained(folder / "bert")
    model = SentenceTransformer(
        modules=[(bert := Transformer(str(folder / "bert"))), Pooling(bert.get_embedding_dimension())]
    )
    model.save(str(folder / "model"))
    return folder / "model"


def test_a_local_folder_gives_unit_vectors(tiny_model: Path) -> None:
    embedder = make_embedder(EmbedSettings(backend="sentence-transformers", model=str(tiny_model)))
    vectors = embedder.encode(["park dark", "bins", "পার্ক"])
    assert vectors.shape == (3, 8)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = embedder.encode(["bins"])
    assert vectors[1] @ alone[0] >= 0.9999


def test_the_identity_tells_models_and_prefixes_apart(tiny_model: Path) -> None:
    plain = make_embedder(EmbedSettings(backend="sentence-transformers", model=str(tiny_model), prefix=""))
    prefixed = make_embedder(EmbedSettings(backend="sentence-transformers", model=str(tiny_model)))
    assert plain.identity != prefixed.identity


def test_a_model_that_is_not_there_is_a_plain_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ConfigError, match=r"cannot be loaded.*folder"):
        make_embedder(EmbedSettings(backend="sentence-transformers", model=str(tmp_path / "no-such-model")))


def test_a_loaded_model_may_be_given_as_it_is(tiny_model: Path) -> None:
    from sentence_transformers import SentenceTransformer

    ours = make_embedder(EmbedSettings(backend="sentence-transformers", model=str(tiny_model), prefix=""))
    own = OwnEmbedder(SentenceTransformer(str(tiny_model), device="cpu"))
    texts = ["park dark", "bins", "পার্ক"]
    np.testing.assert_allclose(own.encode(texts), ours.encode(texts), atol=1e-5)
