"""The models by which meaning is compared: those that can be had on this machine."""

from __future__ import annotations

from textmine.config import EmbedSettings
from textmine.embed import make_embedder
from textmine.errors import ConfigError, MissingExtraError
from textmine.progress import SILENT, Progress
from textmine.protocols import Embedder


def embedder_of(settings: EmbedSettings, progress: Progress = SILENT) -> Embedder:
    """Return the model that an analysis was made with, or the one that comes with textmine where it is not here."""
    try:
        return make_embedder(settings, progress)
    except (MissingExtraError, ConfigError):
        return make_embedder(EmbedSettings(), progress)


def available(*settings: EmbedSettings) -> dict[str, Embedder]:
    """Return the models that can be had, by their vector space: that of textmine, and those of some settings.

    The archive itself names no model to load: a file that somebody sends is not to choose what runs here.
    """
    found: dict[str, Embedder] = {}
    for own in dict.fromkeys((EmbedSettings(), *settings)):
        try:
            embedder = make_embedder(own)
        except (MissingExtraError, ConfigError):
            continue
        found.setdefault(embedder.space, embedder)
    return found
