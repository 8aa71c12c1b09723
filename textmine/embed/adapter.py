"""What training changed in the bundled model: low-rank additions to its matrices, new biases and norms, and a head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError

import numpy as np
import numpy.typing as npt

from textmine.embed.store import sha256_of
from textmine.errors import MissingExtraError
from textmine.resources import resource

Floats = npt.NDArray[np.float32]
SPACE = "textmine-topics-1"
"""Name of the vector space of the trained model; change it with the adapter."""


@dataclass(frozen=True, eq=False)
class Adapter:
    """Changes to a model's tensors, by the names they have in the model's file.

    Attributes:
        identity: The SHA-256 of the file, its beginning.
        tensors: `NAME.down` (rank, inputs) and `NAME.up` (outputs, rank), whose product is added to the matrix
            NAME; `NAME` alone, which replaces a bias or a norm; `head.w` (d, d) and `head.b` (d,).

    Source:
        Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models", arXiv:2106.09685.
    """

    identity: str
    tensors: Mapping[str, Floats]

    def matrix(self, name: str, weights: Floats) -> Floats:
        """Return a matrix (outputs, inputs) with what was learned added."""
        if f"{name}.down" not in self.tensors:
            return weights
        return np.asarray(weights + self.tensors[f"{name}.up"] @ self.tensors[f"{name}.down"], dtype=np.float32)

    def vector(self, name: str, values: Floats) -> Floats:
        """Return a bias or a norm as learned."""
        return self.tensors.get(name, values)

    def fits(self, sizes: Mapping[str, int], hidden: int) -> bool:
        """Tell whether everything in it belongs to a model.

        Args:
            sizes: Name of each of the model's tensors → how many numbers it has.
            hidden: Length of the model's vectors.
        """
        changed = {name: tensor.size for name, tensor in self.tensors.items() if not name.endswith((".down", ".up"))}
        for name in _pairs(self.tensors):
            changed[name] = self.tensors[f"{name}.up"].shape[0] * self.tensors[f"{name}.down"].shape[1]
        return changed.items() <= {**sizes, "head.w": hidden * hidden, "head.b": hidden}.items()

    @property
    def head(self) -> tuple[Floats, Floats]:
        """The map from the mean over the tokens, at unit length, to the vector: (d, d) and (d,)."""
        return self.tensors["head.w"], self.tensors["head.b"]


@cache
def read_adapter(path: Path) -> Adapter:
    """Read an adapter's file: an .npz of float16.

    Raises:
        FileNotFoundError: There is no such file.
        MissingExtraError: It is no adapter, or not whole.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            tensors = {name: stored[name].astype(np.float32) for name in stored.files}
        _check(tensors)
    except (AttributeError, BadZipFile, EOFError, KeyError, TypeError, ValueError, ZlibError) as error:
        raise MissingExtraError(
            f"{path} is not an adapter of the sentence model, or it is damaged. Install textmine again, or rebuild "
            "the file: scripts/train_embedding DATA TEACHER"
        ) from error
    return Adapter(sha256_of(path)[:12], tensors)


def _pairs(tensors: Mapping[str, Floats]) -> set[str]:
    """Return the names of the matrices that something is added to."""
    return {name.rpartition(".")[0] for name in tensors if name.endswith((".down", ".up"))}


def _check(tensors: Mapping[str, Floats]) -> None:
    """Raise a ValueError or KeyError where a part is missing, or parts do not go together."""
    d = tensors["head.b"].size
    whole = tensors["head.w"].shape == (d, d) and tensors["head.b"].ndim == 1
    for name in _pairs(tensors):
        up, down = tensors[f"{name}.up"], tensors[f"{name}.down"]
        whole = whole and up.ndim == down.ndim == 2 and up.shape[1] == down.shape[0]
    if not whole or not all(np.isfinite(tensor).all() for tensor in tensors.values()):
        raise ValueError("parts that do not go together, or numbers that are none")


def shipped_adapter() -> Adapter:
    """Return the adapter that textmine ships.

    Raises:
        MissingExtraError: The installation is incomplete, or the file damaged.
    """
    try:
        return read_adapter(resource("models", "embedding", "topics.npz"))
    except FileNotFoundError as error:
        raise MissingExtraError(str(error)) from error
