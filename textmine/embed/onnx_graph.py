"""The encoder of multilingual-e5-small as an ONNX graph in whole numbers, scaled token by token.

What makes it fast, and exact where it counts:

- Weights are 7-bit integers with a scale per output. Seven bits, not eight: without VNNI instructions,
  processors add two products in 16 bits, and 255 × 127 × 2 does not fit; 255 × 63 × 2 does.
- Each token's activations are 8-bit integers with a scale of that token's own. A scale over the whole batch
  (the usual dynamic quantisation) would make a vector depend on its companions.
- What leaves GELU is never below -0.17: shifted by it, the full range 0 to 255 is used; the shift's part in the
  product is known beforehand and goes into the bias.
- The word table stays in the 4-bit blocks it is stored in.

Attention, norms and pooling are computed in float32.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.embed.quantised import BLOCK, Floats, QuantisedModel

RECIPE = "w7a8-1"
"""Name of the precision and of this graph's version: change it whenever the graph changes."""
WEIGHT_LEVELS = 63
_GELU_SHIFT = 0.17
_MICROSOFT = "com.microsoft"
_OPSET, _IR = 21, 10


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        """Keep an array under a name; the first one of a name stays."""
        from onnx import numpy_helper

        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value).reshape(np.shape(value)), name)
        return name

    def node(self, kind: str, inputs: Sequence[str], outputs: int = 1, **options: Any) -> list[str]:  # noqa: ANN401
        """Add a node; return the names of its outputs."""
        from onnx import helper

        number = len(self.nodes)
        names = [f"{kind}.{number}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **options))
        return names

    def one(self, kind: str, *inputs: str, **options: Any) -> str:  # noqa: ANN401
        """Add a node with one output; return its name."""
        return self.node(kind, inputs, **options)[0]

    def microsoft(self, kind: str, *inputs: str, **options: Any) -> str:  # noqa: ANN401
        """Add one of onnxruntime's own nodes; return the name of its output."""
        return self.one(kind, *inputs, domain=_MICROSOFT, **options)


def build_graph(model: QuantisedModel) -> bytes:
    """Return the encoder as a serialised ONNX model; the same bytes every time.

    Inputs `ids` (b, s) int64 and `mask` (b, s) int32, 1 for a token and 0 for padding; output `vectors` (b, hidden)
    float32 of unit length.
    """
    from onnx import TensorProto, helper

    graph = _Graph()
    hidden = graph.constant("hidden", np.array([model.hidden], np.int64))
    graph.constant("flat", np.array([-1, model.hidden], np.int64))
    shape = graph.one("Concat", graph.one("Shape", "ids"), hidden, axis=0)
    x = graph.one("Reshape", _embeddings(graph, model), "flat")
    for layer in range(model.layers):
        x = _layer(graph, model, f"l{layer}.", x, shape)
    _pool(graph, model, graph.one("Reshape", x, shape))
    body = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "s"]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["b", "s"]),
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["b", model.hidden])],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    whole = helper.make_model(body, opset_imports=opsets, ir_version=_IR, producer_name="textmine")
    return bytes(whole.SerializeToString(deterministic=True))


def _embeddings(graph: _Graph, model: QuantisedModel) -> str:
    """Add word, position and type embeddings, normed: (b, s, hidden)."""
    from onnx import TensorProto

    scales, halves = model.blocks("emb.word")
    low, high = halves & 0x0F, halves >> 4
    packed = np.concatenate([low[:, 0::2] | low[:, 1::2] << 4, high[:, 0::2] | high[:, 1::2] << 4], axis=1)
    rows = len(scales) * BLOCK // model.hidden
    word = TensorProto(name="word", data_type=TensorProto.INT4, dims=[rows, model.hidden])
    word.raw_data = (packed ^ 0x88).tobytes()  # from "less 8" to two's complement
    graph.constants["word"] = word
    graph.constant("word.scale", scales.reshape(rows, -1))
    words = graph.microsoft(
        "GatherBlockQuantized", "word", "ids", "word.scale", block_size=BLOCK, gather_axis=0, quantize_axis=1
    )
    kinds = model.vector("emb.type")[: model.hidden]
    graph.constant("position", model.vector("emb.pos").reshape(-1, model.hidden) + kinds)
    ends = [graph.constant(f"at.{i}", np.array([i], np.int64)) for i in range(3)]
    length = graph.one("Slice", graph.one("Shape", "ids"), ends[1], ends[2])
    x = graph.one("Add", words, graph.one("Slice", "position", ends[0], length))
    norm = [graph.constant(name, model.vector(name)) for name in ("emb.ln.w", "emb.ln.b")]
    return graph.one("LayerNormalization", x, *norm, axis=-1, epsilon=model.epsilon)


def _layer(graph: _Graph, model: QuantisedModel, name: str, x: str, shape: str) -> str:
    """Add a transformer layer on (tokens, hidden)."""
    attention = _attention(graph, model, name, x, shape)
    y, bias = _product(graph, _rows(graph, attention), model.matrix(name + "ao.w", model.hidden), name + "ao")
    x = _add_and_norm(graph, model, name + "aln", y, x, model.vector(name + "ao.b") + bias)
    y, _ = _product(graph, _rows(graph, x), model.matrix(name + "fi.w", model.hidden), name + "fi")
    y = graph.microsoft("BiasGelu", y, graph.constant(name + "fi.b", model.vector(name + "fi.b")))
    y, bias = _product(graph, _shifted_rows(graph, y), model.matrix(name + "fo.w", model.inner), name + "fo")
    return _add_and_norm(graph, model, name + "oln", y, x, model.vector(name + "fo.b") + bias)


def _attention(graph: _Graph, model: QuantisedModel, name: str, x: str, shape: str) -> str:
    """Add self-attention, up to its output matrix."""
    weights = np.concatenate([model.matrix(f"{name}{part}.w", model.hidden) for part in "qkv"])
    y, _ = _product(graph, _rows(graph, x), weights, name + "qkv")
    sizes = graph.constant("qkv", np.array([model.hidden] * 3, np.int64))
    parts = [graph.one("Reshape", part, shape) for part in graph.node("Split", [y, sizes], 3, axis=1)]
    bias = graph.constant(name + "qkv.b", np.concatenate([model.vector(f"{name}{part}.b") for part in "qkv"]))
    context = graph.microsoft("MultiHeadAttention", *parts, bias, "mask", num_heads=model.heads)
    return graph.one("Reshape", context, "flat")


def _rows(graph: _Graph, x: str) -> tuple[str, str, int]:
    """Add the rounding of each row to whole numbers around 128; return them, the rows' scales, and 128."""
    axis = graph.constant("axis", np.array([1], np.int64))
    return *_round(graph, x, graph.one("ReduceMax", graph.one("Abs", x), axis, keepdims=0), 127, 128), 128


def _shifted_rows(graph: _Graph, x: str) -> tuple[str, str, int]:
    """Add the rounding of rows that are never below -0.17 to whole numbers from 0."""
    axis = graph.constant("axis", np.array([1], np.int64))
    x = graph.one("Add", x, graph.constant("shift", np.float32(_GELU_SHIFT)))
    return *_round(graph, x, graph.one("ReduceMax", x, axis, keepdims=0), 255, 0), 0


def _round(graph: _Graph, x: str, largest: str, levels: int, zero: int) -> tuple[str, str]:
    """Add the division by each row's scale, its largest value by `levels`; return the integers and the scales."""
    scale = graph.one("Mul", largest, graph.constant(f"share.{levels}", np.float32(1 / levels)))
    scale = graph.one("Max", scale, graph.constant("tiny", np.float32(1e-9)))
    zeros = graph.one("Expand", graph.constant(f"zeros.{zero}", np.array([zero], np.uint8)), graph.one("Shape", scale))
    rounded = graph.one("QuantizeLinear", x, scale, zeros, axis=0)
    return rounded, graph.one("Unsqueeze", scale, "axis")


def _product(graph: _Graph, rows: tuple[str, str, int], weights: Floats, name: str) -> tuple[str, Floats]:
    """Add a product with a matrix of whole numbers.

    Args:
        graph: The graph.
        rows: Integers, scales of the rows, and the integer that stands for 0.
        weights: (outputs, inputs).
        name: Prefix of the constants.

    Returns:
        The name of the product, and what is to be added to the bias (outputs,).
    """
    numbers, scale, zero = rows
    steps = np.maximum(np.abs(weights).max(axis=1), 1e-12) / WEIGHT_LEVELS
    integers = np.rint(weights / steps[:, None]).astype(np.int8)
    y = graph.microsoft(
        "MatMulIntegerToFloat",
        numbers,
        graph.constant(name + ".w", integers.T),
        graph.constant("one", np.float32(1)),
        graph.constant(name + ".s", steps.astype(np.float32)),
        graph.constant(f"zero.{zero}", np.uint8(zero)),
        graph.constant("zero", np.int8(0)),
    )
    shift = 0.0 if zero else _GELU_SHIFT
    extra = -shift * integers.sum(axis=1, dtype=np.int64) * steps
    return graph.one("Mul", y, scale), extra.astype(np.float32)


def _add_and_norm(graph: _Graph, model: QuantisedModel, name: str, y: str, x: str, bias: Floats) -> str:
    """Add `y`, its bias and what went round it, and norm the sum."""
    constants = [graph.constant(f"{name}.{part}", model.vector(f"{name}.{part}")) for part in "wb"]
    constants.append(graph.constant(f"{name}.bias", bias))
    return graph.microsoft("SkipLayerNormalization", y, x, *constants, epsilon=model.epsilon)


def _pool(graph: _Graph, model: QuantisedModel, x: str) -> None:
    """Add the mean over each text's tokens, through the head if there is one, under the name `vectors`."""
    from onnx import TensorProto, helper

    axis = graph.constant("axis", np.array([1], np.int64))
    weights = graph.one("Unsqueeze", graph.one("Cast", "mask", to=TensorProto.FLOAT), axis)
    # The sum points where the mean points.
    result = graph.one("Squeeze", graph.one("MatMul", weights, x), axis)
    if model.adapter:
        head = [graph.constant(f"head.{part}", values) for part, values in zip("wb", model.adapter.head, strict=True)]
        unit = graph.one("LpNormalization", result, axis=-1, p=2)
        result = graph.one("Gemm", unit, *head, transB=1)
    graph.nodes.append(helper.make_node("LpNormalization", [result], ["vectors"], axis=-1, p=2))
