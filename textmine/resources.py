"""Where `models/` and `corpora/` are: beside the package in a clone, inside it when installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(kind: str, *parts: str) -> Path:
    """Return the path of a file or folder under `models/` or `corpora/`.

    Works from a clone, an editable install and a wheel.

    Args:
        kind: `models` or `corpora`.
        parts: The path below it.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for base in (_PACKAGE / "_data" / kind, _PACKAGE.parent / kind):
        path = base.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(
        f"{'/'.join((kind, *parts))} is not part of this installation of textmine. Install it again."
    )


def cache_dir() -> Path:
    """Return the folder for models prepared on this machine; `TEXTMINE_CACHE` moves it."""
    if given := os.environ.get("TEXTMINE_CACHE"):
        return Path(given)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "textmine"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "textmine" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "textmine"
