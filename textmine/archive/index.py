"""All vectors of the archive in memory, ready to be compared with a question at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.archive.entry import Vectors
from textmine.archive.read import Stored, all_stored

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Block:
    """What was embedded in one vector space: n items.

    Attributes:
        space: Its name.
        ids: (n,) the items.
        consultations: (n,) their consultations.
        kinds: (n,) what they are; see `entry.Kind`.
        languages: (n,) BCP-47 tags.
        vectors: (n, d) float32 of unit length.
    """

    space: str
    ids: Numbers
    consultations: Numbers
    kinds: npt.NDArray[np.str_]
    languages: npt.NDArray[np.str_]
    vectors: Vectors

    def nearest(self, closeness: Vectors, among: Flags, most: int) -> list[tuple[int, float]]:
        """Return the items nearest to a vector with their cosines, the nearest first.

        Args:
            closeness: (n,) the cosine of each item with the vector.
            among: (n,) the items that may be found.
            most: How many at most.
        """
        cosines = np.where(among, closeness, -1.0)
        rows = np.argpartition(-cosines, most)[:most] if most < len(cosines) else np.arange(len(cosines))
        rows = rows[np.argsort(-cosines[rows], kind="stable")]
        return [(int(self.ids[row]), float(cosines[row])) for row in rows if among[row]]


@dataclass(frozen=True, eq=False)
class Index:
    """The archive in memory.

    Attributes:
        version: The last line of the log when it was read: a later one means that it has to be read again.
        consultations: By their numbers.
        blocks: Each vector space.
    """

    version: int
    consultations: dict[int, Stored]
    blocks: tuple[Block, ...]


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last line of the log: every change writes one."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM log").fetchone()[0])


def load_index(connection: sqlite3.Connection) -> Index:
    """Read all vectors: one block per consultation, never row by row."""
    spaces: dict[str, list[int]] = {}
    consultations = {one.number: one for one in all_stored(connection)}
    for one in consultations.values():
        spaces.setdefault(one.space, []).append(one.number)
    blocks = tuple(_block(connection, space, numbers) for space, numbers in spaces.items())
    return Index(version_of(connection), consultations, blocks)


def _block(connection: sqlite3.Connection, space: str, numbers: list[int]) -> Block:
    """Read what was embedded in one space."""
    cursor = connection.cursor()
    cursor.row_factory = None
    columns: list[list[object]] = [[], [], [], []]
    parts = []
    for number in numbers:
        n, d, data = cursor.execute("SELECT n, d, data FROM vectors WHERE consultation = ?", (number,)).fetchone()
        rows = cursor.execute(
            "SELECT id, consultation, kind, language FROM items WHERE consultation = ? ORDER BY place", (number,)
        ).fetchall()
        if len(rows) != n or len(data) != n * d * 2:
            raise sqlite3.DatabaseError("vectors and texts do not fit")
        for column, values in zip(columns, zip(*rows, strict=True), strict=False):
            column.extend(values)
        if n:
            parts.append(np.frombuffer(data, np.float16).reshape(n, d))
    vectors = np.concatenate(parts, dtype=np.float32) if parts else np.zeros((0, 0), np.float32)
    ids, consultations, kinds, languages = columns
    return Block(
        space,
        np.asarray(ids, np.int64),
        np.asarray(consultations, np.int64),
        np.asarray(kinds, np.str_),
        np.asarray(languages, np.str_),
        vectors,
    )
