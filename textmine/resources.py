"""Where `models/` and `corpora/` are: beside the package in a clone, inside it when installed."""

from __future__ import annotations

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
