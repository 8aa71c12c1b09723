"""Public functions that need no analysis: read a file, detect languages, embed texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.config import Config, EmbedSettings, load_config, parse_config
from textmine.embed import embed_texts, make_embedder
from textmine.errors import InputError
from textmine.ingest import read as read_files
from textmine.language import detect
from textmine.model import Consultation
from textmine.themes.prepare import check_texts


def read(*paths: str | Path, config: Config | Mapping[str, Any] | str | Path | None = None) -> Consultation:
    """Read a consultation from one or more exports.

    Args:
        paths: Exports, and folders of e-mails and letters; together they are one consultation.
        config: Settings, a mapping of them, or the path of a `consultation.toml`.

    Raises:
        InputError: No path, or a file cannot be read as it is; every problem found is listed.
        ConfigError: A setting is wrong.
    """
    if wrong := [path for path in paths if not isinstance(path, str | Path)]:
        raise InputError(
            f"Give the paths of files. This is a `{type(wrong[0]).__name__}`; a table in memory has to be written to a "
            'file first: `frame.to_csv("export.csv")`.'
        )
    if isinstance(config, str | Path):
        config = load_config(Path(config))
    elif isinstance(config, Mapping):
        config = parse_config(dict(config))
    return read_files(*paths, config=config)


def detect_languages(texts: Sequence[str | None]) -> pd.DataFrame:
    """Tell the language of each text.

    Args:
        texts: n texts; None and blank ones are allowed.

    Returns:
        DataFrame with index 0..n-1 and the columns `language` (BCP-47, `und` could not tell, `zxx` nothing
        linguistic), `languages` (list, main one first), `language_confidence` (0–1), `script` (ISO 15924).

    Raises:
        InputError: Not a list of texts.
    """
    return detect(check_texts(texts))


def embed(texts: Sequence[str], languages: Sequence[str] | None = None) -> npt.NDArray[np.float32]:
    """Return sentence vectors in one space for all languages. Nothing is kept on disk.

    Args:
        texts: n texts.
        languages: n BCP-47 tags, which choose the alignment; detected where not given.

    Returns:
        (n, 384) float32, unit length. A text's vector does not depend on its companions.

    Raises:
        InputError: Not a list of texts, or `languages` has another length.
    """
    items = check_texts(texts)
    tags = list(detect(items)["language"]) if languages is None else list(languages)
    if len(tags) != len(items):
        raise InputError(f"{len(items)} texts, but {len(tags)} languages were given.")
    embedder = make_embedder(EmbedSettings())
    if not items:
        return np.zeros((0, embedder.encode(["a"]).shape[1]), dtype=np.float32)
    return embed_texts(items, tags, embedder)
