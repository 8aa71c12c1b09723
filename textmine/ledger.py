"""Conservation of rows: every row of the input ends in exactly one named place, and the sums agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

import pandas as pd

from textmine.errors import TextmineError
from textmine.model import Consultation, SetAside, Status
from textmine.schema import ANSWER

STATUSES: tuple[str, ...] = get_args(Status)


class LedgerError(TextmineError):
    """A row was lost or counted twice. This is a fault in textmine, never in the user's file."""


def make_ledger(
    rows_read: int, responses: pd.DataFrame, open_questions: int, set_aside: Iterable[SetAside]
) -> dict[str, Any]:
    """Return the ledger of a run, checked.

    Raises:
        LedgerError: The rows or the statuses do not add up.
    """
    aside = [{"file": item.file, "sheet": item.sheet, "row": item.row, "reason": item.reason} for item in set_aside]
    counts = responses["status"].value_counts()
    ledger: dict[str, Any] = {
        "rows_read": rows_read,
        "responses": int(responses["response_id"].nunique()),
        "open_questions": open_questions,
        **{status: int(counts.get(status, 0)) for status in STATUSES},
        "set_aside": aside,
    }
    if ledger["rows_read"] != ledger["responses"] + len(aside):
        raise LedgerError(
            f"{rows_read} rows were read, but {ledger['responses']} responses and {len(aside)} rows set "
            "aside are known. Please report this."
        )
    if sum(ledger[status] for status in STATUSES) != ledger["responses"] * open_questions:
        raise LedgerError("The statuses of the answers do not add up. Please report this.")
    return ledger


def check_conserved(before: pd.DataFrame, after: pd.DataFrame, stage: str) -> None:
    """Raise if a stage lost, added or repeated an answer.

    Raises:
        LedgerError: Names the stage.
    """
    old = pd.MultiIndex.from_frame(before[ANSWER])
    new = pd.MultiIndex.from_frame(after[ANSWER])
    if new.has_duplicates or not old.sort_values().equals(new.sort_values()):
        raise LedgerError(f"The stage `{stage}` did not keep every answer exactly once. Please report this.")


def rows_read(consultation: Consultation) -> int:
    """How many non-empty rows stood below the headers."""
    return sum(source.rows_read for source in consultation.sources)
