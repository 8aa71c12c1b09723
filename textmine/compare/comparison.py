"""Two consultations side by side: what `compare` returns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from textmine.compare.change import Change, Count
    from textmine.compare.questions import Paired
    from textmine.compare.said import SaidTheme
    from textmine.model import Outcome

Kind = Literal["same", "maybe", "split", "merged", "regrouped", "new", "gone"]
"""One theme that came back; one that may have; one that is several now; several that are one; several in several; new;
gone."""
Basis = Literal["answers", "titles"]
"""Themes were compared by what people said, or by titles and descriptions alone."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was decided about a theme of the older consultation, and in which year people said it (empty: not known)."""

    theme: SaidTheme
    outcome: Outcome
    year: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Themes of the two consultations that belong together.

    Attributes:
        kind: How they do.
        old, new: The themes; empty where it is new or gone.
        likeness: How alike they are, 0 to 1.
        was, now: The different people who raised them, of those who answered; None where that cannot be told.
        change: Of the share; None where people were not asked the same, where themes only may be the same, or where
            numbers are missing.
        promises: What was decided about the older themes.
        nearest: Of what is new or gone: the theme of the other consultation that most of it is at home in, if any.
    """

    kind: Kind
    old: tuple[SaidTheme, ...]
    new: tuple[SaidTheme, ...]
    likeness: float
    was: Count | None = None
    now: Count | None = None
    change: Change | None = None
    promises: tuple[Promise, ...] = ()
    nearest: SaidTheme | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The themes of questions that belong together. `basis` is None where one side has no themes."""

    questions: Paired
    basis: Basis | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """The themes of two consultations, aligned.

    Attributes:
        titles: Of the older and the newer consultation; empty where they have none.
        parts: Question by question.
        left_out: How many themes officers set aside, older and newer.
        minimum: Fewer people than this are "a few" in what is written to files.
        notes: Entries of the wording that say what has to be known about the comparison.
    """

    titles: tuple[str, str]
    parts: tuple[Compared, ...]
    left_out: tuple[int, int]
    minimum: int
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every question."""
        return tuple(row for part in self.parts for row in part.rows)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows as a DataFrame, with exact numbers: for officers, not for publication."""
        import pandas as pd

        from textmine.compare.files import COLUMNS, cells

        found = [cells(self, part, row, exact=True) for part in self.parts for row in part.rows]
        return pd.DataFrame(found, columns=list(COLUMNS))

    def _repr_html_(self) -> str:
        """Show the table in a notebook, escaped, with the numbers as they may be published."""
        from textmine.compare.page import render_fragment

        return render_fragment(self)
