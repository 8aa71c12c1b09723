"""Any sentence-transformers model: a local folder or a hub name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmine.errors import ConfigError, Problem
from textmine.text import normalise


def _fingerprint(model: str) -> str:
    """Tell two models of the same name apart: by the sizes and dates of a local folder's files."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    facts = sorted((path.name, path.stat().st_size) for path in folder.rglob("*") if path.is_file())
    weights = b"".join(path.read_bytes()[-65536:] for path in sorted(folder.glob("*.safetensors")))
    return f"{folder.name}-{hashlib.sha256(repr(facts).encode() + weights).hexdigest()[:12]}"


class SentenceTransformersEmbedder:
    """A sentence-transformers model; every text gets `prefix` in front.

    Raises:
        ConfigError: The model is neither a local folder nor to be had from the hub.
    """

    def __init__(self, model: str, prefix: str = "query: ") -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise ConfigError(
                Problem(
                    f"the embedding model `{model}` cannot be loaded ({type(error).__name__}). Give the path of a "
                    "folder that holds a sentence-transformers model, or a hub name while online."
                )
            ) from error
        self._prefix = prefix
        self._name = model
        self._fingerprint = _fingerprint(model)

    @property
    def identity(self) -> str:
        """Model, its fingerprint and the prefix."""
        return f"sentence-transformers/{self._fingerprint}/{self._prefix}"

    @property
    def space(self) -> str:
        """The last part of the model's name."""
        return Path(self._name).name

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return (n, d) float32 vectors of unit length."""
        vectors = self._model.encode(
            [self._prefix + normalise(text) for text in texts],
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)
