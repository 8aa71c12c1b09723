"""The hidden sheet: which analysis a workbook belongs to, and what stood in its rows when it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from textmine import __version__
from textmine.review.state import State
from textmine.review.workbook.sheet import Sheet, fingerprint, given
from textmine.review.workbook.words import words
from textmine.tables import Tables

MARK = "textmine"
"""Name of the hidden sheet."""
_TITLE = "textmine workbook"
_LISTS = 5
"""First column of the choices of drop-down cells."""
_ROWS_FROM = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What the hidden sheet says.

    Attributes:
        run: The machine's run, known by its themes and their members.
        rows: (sheet, row id) → fingerprint of the input cells as they left.
    """

    run: str
    format: str = ""
    version: str = __version__
    rows: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        """Whether this version of textmine can read the workbook."""
        return self.format == str(words()["format"])


def run_of(machine: Tables) -> str:
    """Identify a run by its themes and their members, as the decision log does."""
    return State(machine).run


def write_mark(book: Any, run: str, sheets: Sequence[Sheet]) -> dict[tuple[str, str], str]:  # noqa: ANN401
    """Add the hidden sheet; return where the choices of each (sheet, column) stand, for its drop-down cells."""
    page = book.create_sheet(MARK)
    page.sheet_state = "hidden"
    page.protection.sheet = True
    for line in ((_TITLE, str(words()["format"])), ("version", __version__), ("run", run), ("sheet", "row", "was")):
        page.append(line)
    for sheet in sheets:
        for row in sheet.rows:
            page.append((sheet.key, row.row_id, fingerprint(given(sheet, row))))
    return _write_choices(page, sheets)


def _write_choices(page: Any, sheets: Sequence[Sheet]) -> dict[tuple[str, str], str]:  # noqa: ANN401
    from openpyxl.utils import get_column_letter

    places: dict[tuple[str, str], str] = {}
    choosing = [(sheet, column) for sheet in sheets for column in sheet.inputs if column.kind == "choice"]
    for number, (sheet, column) in enumerate(choosing, start=_LISTS):
        letter = get_column_letter(number)
        for place, text in enumerate(column.choices.values(), start=1):
            page.cell(place, number, text)
        places[sheet.key, column.key] = f"'{MARK}'!${letter}$1:${letter}${len(column.choices)}"
    return places


def read_mark(book: Any) -> Mark | None:  # noqa: ANN401 - openpyxl's workbook
    """Return what the hidden sheet says; None where it is missing or something else."""
    if MARK not in book.sheetnames:
        return None
    lines = [[_text(value) for value in line] for line in book[MARK].iter_rows(max_col=3, values_only=True)]
    if len(lines) < _ROWS_FROM - 1 or lines[0][0] != _TITLE:
        return None
    rows = {(line[0], line[1]): line[2] for line in lines[_ROWS_FROM - 1 :] if line[0]}
    return Mark(run=lines[2][1], format=lines[0][1], version=lines[1][1], rows=rows)


def _text(value: object) -> str:
    return "" if value is None else str(value)
