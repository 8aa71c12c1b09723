"""The faithfulness check's findings as a column of the drafts."""

from __future__ import annotations

import pandas as pd

from textmine.draft.check import check_drafts
from textmine.draft.check.failure import Failure
from textmine.draft.check.support import Encode
from textmine.draft.wording import MINIMUM
from textmine.schema import conform
from textmine.tables import Tables

NOTE = "note"
"""In place of a check's name: something nobody could check, which stands in nobody's way."""


def with_checks(tables: Tables, *, minimum: int = MINIMUM, encode: Encode | None = None) -> pd.DataFrame:
    """Return the drafts with the column `checks`: for each sentence, "check: reason" for all that is wrong with it.

    A language model's sentence that stands as the run left it keeps what the run found, where vectors were at hand.

    Args:
        tables: The analysis as it stands.
        minimum: Numbers of people below this may not be stated.
        encode: Gives the vectors of sentences; None: only words are compared.

    Returns:
        A `drafts` frame; an empty list where a sentence passes.
    """
    drafts = conform(tables.drafts, "drafts")
    found = check_drafts(tables, minimum=minimum, encode=encode)
    columns = zip(drafts["theme_id"], drafts["ordinal"], drafts["source"], drafts["checks"], strict=True)
    marks = [
        _kept(found.get((theme, ordinal), ()), before if encode is None and source == "llm" else None)
        for theme, ordinal, source, before in columns
    ]
    return drafts.assign(checks=pd.Series(marks, index=drafts.index, dtype="object"))


def _kept(failures: tuple[Failure, ...], before: list[str] | None) -> list[str]:
    """Put findings into words; of a sentence checked with vectors before, keep all but what words now disprove."""
    now = [f"{NOTE if failure.note else failure.check}: {failure.reason}" for failure in failures]
    if before is None:
        return now
    return [*before, *(mark for mark in now if not mark.startswith(("support:", NOTE)) and mark not in before)]


def blocking(marks: list[str]) -> list[str]:
    """Return the reasons among the marks of a sentence that stand in the way of publication."""
    return [reason for check, _, reason in (mark.partition(": ") for mark in marks) if check != NOTE]
