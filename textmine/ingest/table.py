"""From the rows of a file to named columns: headings made unique, rows that are no responses set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textmine.config import ReadingSettings
from textmine.errors import InputError, Problem
from textmine.ingest.columns import TableColumn, make_columns
from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.headings import tidy, unique_names
from textmine.ingest.layouts import Located, find_layout
from textmine.ingest.rows import about_partial, not_responses
from textmine.ingest.shape import shape_problems
from textmine.model import SetAside


@dataclass(frozen=True, slots=True)
class Table:
    """One file as named columns.

    Attributes:
        file: The file, as it is named to the user.
        sheet: The sheet of a workbook; None for others.
        layout: The name of the layout that fits.
        encoding: The character encoding of a CSV; None for others.
        sha256: Of the whole file.
        header_row: Row of the headings.
        first_data_row: Row of the first response.
        below: The first row below all rows of headings.
        columns: Each with one cell for each response.
        rows: The row of each response.
        set_aside: Rows that are no responses.
        problems: What is wrong with the content.
        notes: What was assumed, in plain sentences.
        origins: Where the responses are files of their own: the file of each.
    """

    file: str
    sheet: str | None
    layout: str
    encoding: str | None
    sha256: str
    header_row: int
    first_data_row: int
    below: int
    columns: tuple[TableColumn, ...]
    rows: tuple[int, ...]
    set_aside: tuple[SetAside, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folders, which may tell of the officer's machine."""
        return Path(self.file).name

    @property
    def rows_read(self) -> int:
        """How many non-empty rows stand below the headings."""
        return len(self.rows) + len(self.set_aside)


def make_table(grid: Grid, reading: ReadingSettings) -> Table:
    """Find the headings of a file and name its columns.

    Raises:
        InputError: No layout fits.
    """
    layout, place = _placed(grid)
    data = grid.records[place.data_from :]
    aside = not_responses(data, place, grid, reading)
    responses = [record for record in data if record.row not in aside]
    given = [tidy(head.name) for head in place.heads]
    names, notes = unique_names(given, _used(data, len(given)), grid.name)
    return Table(
        file=grid.file,
        sheet=grid.sheet,
        layout=layout,
        encoding=grid.encoding,
        sha256=grid.sha256,
        header_row=place.header_row,
        first_data_row=responses[0].row if responses else place.header_row + 1,
        below=grid.records[place.data_from - 1].row + 1,
        columns=make_columns(place.heads, names, responses),
        rows=tuple(record.row for record in responses),
        set_aside=tuple(SetAside(grid.file, grid.sheet, row, reason) for row, reason in aside.items()),
        problems=shape_problems(grid, place, data, responses),
        notes=(*grid.notes, *place.notes, *about_partial(place, responses, grid.name), *notes),
    )


def _placed(grid: Grid) -> tuple[str, Located]:
    """Return the layout's name and what it found."""
    found = find_layout(grid)
    if found is None:
        raise InputError(Problem("has no row of headings. Export it again.", grid.file, grid.sheet))
    return found[0].name, found[1]


def _used(data: Sequence[Record], width: int) -> list[bool]:
    """Say of each column whether any row has something in it."""
    used = [False] * width
    for record in data:
        for position, cell in enumerate(record.cells[:width]):
            if not used[position] and not is_blank(cell):
                used[position] = True
    return used
