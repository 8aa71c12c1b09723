"""Points that lie where a test wants them."""

from __future__ import annotations

import numpy as np

from textmine.review.state import Answer
from textmine.tables import Tables, replace


def turned(tables: Tables, near: dict[tuple[Answer, int], float]) -> Tables:
    """Tables whose points lie at these cosines of one direction, by answer and place in it; others across it."""
    array = np.zeros((len(tables.vectors), 2), dtype=np.float32)
    counted: dict[Answer, int] = {}
    for row, answer in enumerate(zip(tables.vectors["response_id"], tables.vectors["question_id"], strict=True)):
        place = counted[answer] = counted.get(answer, -1) + 1
        cosine = near.get((answer, place), 0.0)
        array[row] = (cosine, np.sqrt(1 - cosine**2))
    return replace(tables, vector_array=array)
