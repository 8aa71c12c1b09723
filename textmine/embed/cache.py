"""A cache of vectors inside the analysis folder: an interrupted run embeds nothing twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

_LOOK_UP = 500


class VectorCache:
    """Vectors by SHA-256 of (model identity, text). It holds no text; a damaged file is begun anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._create()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._create()

    def _create(self) -> None:
        with closing(sqlite3.connect(self._path)) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
            db.execute("SELECT count(*) FROM vectors").fetchone()

    @staticmethod
    def key(identity: str, text: str) -> bytes:
        """Return the key of a text under a model."""
        return hashlib.sha256(f"{identity}\0{text}".encode("utf-8", "replace")).digest()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, npt.NDArray[np.float32]]:
        """Return the vectors that are known."""
        found: dict[bytes, npt.NDArray[np.float32]] = {}
        with closing(sqlite3.connect(self._path)) as db:
            for start in range(0, len(keys), _LOOK_UP):
                part = keys[start : start + _LOOK_UP]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 - only question marks
                found.update((key, np.frombuffer(blob, np.float32)) for key, blob in db.execute(query, part))
        return found

    def put(self, items: Iterable[tuple[bytes, npt.NDArray[np.float32]]]) -> None:
        """Keep vectors; returns once they are on disk."""
        with closing(sqlite3.connect(self._path)) as db, db:
            db.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(key, vector.astype(np.float32).tobytes()) for key, vector in items],
            )
