"""The rows of a file as text, before anything is known about what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["csv", "xlsx", "xls", "ods", "xlsb"]
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; all 1-based."""

# Options and dates come again and again; what is longer is somebody's own words.
_SHORT = 80
_MOST_SEEN = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its number as the spreadsheet shows it (1-based) and its cells as text."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The non-empty rows of one CSV file or one sheet, in order.

    Attributes:
        file: The file, as it is named to the user.
        sheet: The sheet of a workbook; None for CSV.
        encoding: The character encoding of a CSV; None for a workbook.
        sha256: Of the whole file.
        records: Non-empty rows only.
        last_row: The number of the last row, empty or not.
        notes: What was assumed on the way, in plain sentences.
        hidden_rows: Numbers of the rows that the spreadsheet hides.
        merged: Merged cells near the top of the sheet, where headings are.
        kind: What the file really is.
        twins: Other visible sheets of the workbook whose first row is the same.
    """

    file: str
    sheet: str | None
    encoding: str | None
    sha256: str
    records: tuple[Record, ...]
    last_row: int
    notes: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    kind: Kind = "csv"
    twins: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folders, which may tell of the officer's machine."""
        return Path(self.file).name


def is_blank(cell: str) -> bool:
    """Say whether a cell shows nothing."""
    return not cell.strip()


def non_empty(rows: Iterable[tuple[int, Iterable[str]]]) -> tuple[Record, ...]:
    """Return the rows in which at least one cell shows something; equal short texts are kept in memory once."""
    seen: dict[str, str] = {}
    records: list[Record] = []
    for row, cells in rows:
        shared = tuple([seen.setdefault(cell, cell) if len(cell) <= _SHORT else cell for cell in cells])
        if any(map(str.strip, shared)):
            records.append(Record(row, shared))
        if len(seen) > _MOST_SEEN:
            seen.clear()
    return tuple(records)


def column_letter(number: int) -> str:
    """Return the letters by which a spreadsheet names a column.

    Example:
        >>> column_letter(1), column_letter(27)
        ('A', 'AA')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
