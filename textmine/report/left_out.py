"""The answers of a very large consultation that the workbook holds, and where the others are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from textmine.ledger import LEDGER, STATUSES
from textmine.report.limits import ELSEWHERE, Limits
from textmine.schema import ANSWER

NAMED = 30_000
"""Characters of response ids in a cell; a cell holds 32,767."""


def kept_answers(responses: pd.DataFrame, order: Sequence[tuple[str, str]], most: int | None) -> pd.DataFrame:
    """Return the answers that the workbook holds: all of them as they were read, or the first `most` by need.

    Those that need a person come first, then those whose review teaches most, then all others as they were read.

    Args:
        responses: The answers.
        order: `(response_id, question_id)` of answers in the order of review.
        most: How many are kept; None: all.
    """
    if most is None or len(responses) <= most:
        return responses
    place = {answer: at for at, answer in enumerate(order)}
    keys = zip(*(responses[name].tolist() for name in ANSWER), strict=True)
    places = np.array([place.get(key, len(place)) for key in keys])
    waits = (responses["status"] == "needs_person").to_numpy(dtype=bool)
    return responses.iloc[np.lexsort((places, ~waits))[:most]]


def left_out(responses: pd.DataFrame, kept: pd.DataFrame, limits: Limits) -> Iterable[list[Any]]:
    """Yield, for each question and status, how many answers there are, are kept, are left out, and where those are."""
    total, held = (frame.groupby(["question_id", "status"], sort=False).size() for frame in (responses, kept))
    for question in responses["question_id"].unique():
        for status in STATUSES:
            if n := int(total.get((question, status), 0)):
                here = int(held.get((question, status), 0))
                yield [question, status, n, here, n - here, f"{limits.rest}, {LEDGER}" if n > here else ""]
    yield ["", "Their themes are in assignments.parquet, rows set aside in " + LEDGER, None, None, None, ELSEWHERE]


def named(evidence: Sequence[str]) -> str:
    """Name the responses behind a sentence, as far as a cell has room for them.

    Example:
        >>> named(["R1", "R2"])
        'R1, R2'
    """
    whole = ", ".join(evidence)
    if len(whole) <= NAMED:
        return whole
    shown = whole[:NAMED].rpartition(", ")[0]
    return f"{shown} and {len(evidence) - shown.count(', ') - 1} more, in drafts.parquet"
