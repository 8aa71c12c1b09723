"""Checkpoints of a run: what a finished stage computed, kept until the whole run is done."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from textmine.safe import write_text
from textmine.tables import read_frame, write_frame

Frames = dict[str, pd.DataFrame]


def run_key(facts: Mapping[str, Any]) -> str:
    """Return a key of everything a run's results depend on: inputs, settings, seed, versions."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:20]


class Checkpoints:
    """Finished stages of one run, by its key. Other keys' stages are removed: they hold people's words.

    Args:
        folder: Where checkpoints are kept; None keeps nothing (in-memory analysis).
        key: From `run_key`.
    """

    def __init__(self, folder: Path | None, key: str = "") -> None:
        self._folder = folder / key if folder else None
        if folder and folder.is_dir():
            for other in folder.iterdir():
                if other.name != key:
                    shutil.rmtree(other, ignore_errors=True)

    def stage(self, name: str, compute: Callable[[], Frames]) -> Frames:
        """Return what the stage `name` gives: read back if it was finished before, else computed and kept.

        Args:
            name: The stage.
            compute: Returns table name (of `textmine.schema`) → frame.
        """
        if self._folder is None:
            return compute()
        done = self._folder / f"{name}.json"
        if done.is_file():
            tables = json.loads(done.read_text(encoding="utf-8"))
            return {table: read_frame(self._folder / f"{name}.{table}.parquet", table) for table in tables}
        frames = compute()
        for table, frame in frames.items():
            write_frame(frame, self._folder / f"{name}.{table}.parquet", table)
        write_text(done, json.dumps(list(frames)))
        return frames

    def clear(self) -> None:
        """Remove this run's checkpoints."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
