"""The user's cache of models made on this machine: each file with its SHA-256 beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from textmine.progress import SILENT, Progress
from textmine.safe import atomic_path, write_text

State = Literal["good", "absent", "damaged"]


def cache_folder() -> Path:
    """Return the folder for models: `TEXTMINE_CACHE` where it is set, else `textmine` in the user's cache."""
    if own := os.environ.get("TEXTMINE_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "textmine"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checksum_path(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def state(path: Path) -> State:
    """Tell whether a file of the cache is there and is what was written."""
    if not path.exists():
        return "absent"
    try:
        expected = _checksum_path(path).read_text(encoding="utf-8", errors="replace").strip()
        return "good" if sha256_of(path) == expected else "damaged"
    except OSError:
        return "damaged"


def stored(path: Path, build: Callable[[], bytes], progress: Progress = SILENT) -> Path | bytes:
    """Return a file of the cache, made with `build` where it is absent or damaged.

    Two processes may do this at once: both write the same bytes, each whole or not at all.

    Args:
        path: The file in the cache.
        build: Returns the content, the same every time.
        progress: Who is told that the file is being made.

    Returns:
        The path; the content itself where the folder cannot be written.
    """
    found = state(path)
    if found == "good":
        return path
    reason = "is damaged and is made again" if found == "damaged" else "is made once for this machine"
    progress.say(f"The sentence model {reason}: {path} (a few seconds) …")
    content = build()
    try:
        with atomic_path(path) as temporary:
            temporary.write_bytes(content)
        # Last, so that a model without a matching checksum is one whose writing did not end.
        write_text(_checksum_path(path), hashlib.sha256(content).hexdigest() + "\n")
    except OSError as error:
        progress.say(
            f"The sentence model cannot be kept ({error.strerror}); it is made again at each start. "
            "Set TEXTMINE_CACHE to a folder that can be written."
        )
        return content
    return path
