"""The vectors of one question's points, centred on that question when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from textmine.draft.points.sample import Key
from textmine.tables import Tables
from textmine.themes.space import Centring, unit

Vectors = npt.NDArray[np.float32]


class PointVectors:
    """The vectors of a question's points; cosines of centred ones tell points apart.

    Args:
        tables: The analysis.
        question_id: The question.
        languages: The language of each answer, by response id.

    Attributes:
        keys: Where each point's vector is among those of the question.
    """

    def __init__(self, tables: Tables, question_id: str, languages: Mapping[str, str]) -> None:
        chosen = np.flatnonzero((tables.vectors["question_id"] == question_id).to_numpy(dtype=bool))
        own = tables.vectors.iloc[chosen]
        self.keys: dict[Key, int] = {}
        self._rows: dict[str, list[tuple[int, int, int]]] = {}
        self._tags: list[str] = []
        columns = (own[name].tolist() for name in ("response_id", "start", "end"))
        for row, (name, start, end) in enumerate(zip(*columns, strict=True)):
            self.keys[name, start, end] = row
            self._rows.setdefault(name, []).append((start, end, row))
            self._tags.append(languages.get(name, "und"))
        whole = len(chosen) == len(tables.vector_array)
        self._array: Vectors = np.asarray(
            tables.vector_array if whole else tables.vector_array[chosen], dtype=np.float32
        )
        if not len(chosen):
            self._array = np.zeros((0, 1), dtype=np.float32)
        self._centring = Centring.fit(self._array, self._tags) if len(chosen) else None

    def of(self, points: Sequence[Key]) -> Vectors:
        """Return (n, d) the vectors of points; one added by hand gets the mean of its neighbours in the answer."""
        rows = [self.keys.get(point, -1) for point in points]
        found = self._centred([max(row, 0) for row in rows]) if len(self._array) else np.zeros((len(rows), 1))
        for at, row in enumerate(rows):
            if row < 0:
                found[at] = self._beside(points[at])
        return np.asarray(found, dtype=np.float32)

    def _beside(self, point: Key) -> Vectors:
        """Return the mean of the vectors near a point that has none."""
        name, start, end = point
        rows = self._rows.get(name, [])
        near = [row for other, other_end, row in rows if other < end and start < other_end]
        chosen = near or [row for _, _, row in rows]
        if not chosen:
            return np.zeros(self._array.shape[1], dtype=np.float32)
        return unit(self._centred(chosen).mean(axis=0))

    def _centred(self, rows: Sequence[int]) -> Vectors:
        """Return the vectors in some rows without what their language and the question have in common."""
        if self._centring is None:
            return np.zeros((len(rows), self._array.shape[1]), dtype=np.float32)
        return self._centring.apply(self._array[list(rows)], [self._tags[row] for row in rows])
