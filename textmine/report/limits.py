"""What the page and the workbook hold of a very large consultation; everything else is in the tables, named there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textmine.tables import Tables

LARGE = 20_000
"""Answers, in all questions together, up to which the page and the workbook hold everything."""
SHEET = LARGE
"""Rows of a sheet of the workbook otherwise: Excel has room for a million, nobody has for that many."""
LISTED, LETTERS = 2_000, 2_000_000
"""Answers, and characters of them, that the page lists otherwise beside its themes, over all questions."""
IDS = 200
"""Responses named behind a sentence otherwise."""
CAMPAIGNS = 100
"""Texts that several people sent, shown of each question otherwise."""
ELSEWHERE = "responses.parquet"
"""The table that holds every answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one list is shown; None: all of it.

    Attributes:
        answers: Answers in one list of one question.
        letters: Characters of them.
        ids: Responses named behind a sentence.
        rows: Answers in the workbook.
        campaigns: Texts that several people sent.
    """

    answers: int | None = None
    letters: int | None = None
    ids: int | None = None
    rows: int | None = None
    campaigns: int | None = None

    @property
    def rest(self) -> str:
        """The file of the analysis folder that holds the answers which the page does not show."""
        return "review.xlsx" if self.rows is None else ELSEWHERE


def limits_of(tables: Tables) -> Limits:
    """Return what is shown of an analysis: all of it, or less where that could not be opened any more."""
    if len(tables.responses) <= LARGE:
        return Limits()
    questions = 2 * max(len(tables.open_questions), 1)
    return Limits(LISTED // questions, LETTERS // questions, IDS, SHEET, CAMPAIGNS)


def shown_of(texts: Sequence[str | None], limits: Limits) -> int:
    """Return how many of the first texts of a list are shown.

    Example:
        >>> shown_of(["More bins", "No", "More trees"], Limits(answers=9, letters=12)), shown_of(["No"], Limits())
        (2, 1)
    """
    if limits.answers is None or limits.letters is None:
        return len(texts)
    left = limits.letters
    for number, text in enumerate(texts[: limits.answers]):
        left -= len(text) if isinstance(text, str) else 0
        if left < 0:
            return number
    return min(len(texts), limits.answers)
