"""From the rows of a file to named columns: headings made unique, rows that are no responses set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textmine.errors import InputError, Problem
from textmine.ingest.grid import Grid, Record, column_letter, is_blank
from textmine.ingest.layouts import Located, find_layout
from textmine.model import SetAside

_TOTALS = frozenset({"total", "totals", "grand total", "sum", "মোট", "wadarta", "total:", "totals:"})
_NUMBER = re.compile(r"[-+£$€]?[\d.,\s]+%?")
_MOST_ROWS_NAMED = 50


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, unique in its file, and its number as the spreadsheet counts."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Table:
    """One file as named columns.

    Attributes:
        rows: The responses; every one has one cell for each heading.
        set_aside: Rows that are no responses.
        problems: What is wrong with the content.
        notes: What was assumed, in plain sentences.
    """

    grid: Grid
    layout: str
    header_row: int
    first_data_row: int
    headings: tuple[Heading, ...]
    rows: tuple[Record, ...]
    set_aside: tuple[SetAside, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def rows_read(self) -> int:
        """How many non-empty rows stand below the headings."""
        return len(self.rows) + len(self.set_aside)


def make_table(grid: Grid) -> Table:
    """Find the headings of a file and name its columns.

    Raises:
        InputError: No layout fits.
    """
    found = find_layout(grid.records)
    if found is None:
        raise InputError(Problem("has no row of headings. Export it again.", grid.file, grid.sheet))
    layout, place = found
    data = grid.records[place.data_from :]
    headings, notes = _name_columns(place, data, grid)
    responses, aside = _split_rows(data, place, grid)
    problems = [
        *_no_rows(responses, place, grid),
        *_bad_header(place, data, grid),
        *_ragged(data, place, grid),
    ]
    columns = [heading.number - 1 for heading in headings]
    return Table(
        grid=grid,
        layout=layout.name,
        header_row=place.header_row,
        first_data_row=data[0].row if data else place.header_row + 1,
        headings=headings,
        rows=tuple(Record(record.row, _pick(record.cells, columns)) for record in responses),
        set_aside=aside,
        problems=tuple(problems),
        notes=(*grid.notes, *notes),
    )


def _pick(cells: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """Return the cells of some columns; those a short row lacks are empty."""
    return tuple(cells[column] if column < len(cells) else "" for column in columns)


def tidy(heading: str) -> str:
    """Return a heading on one line, as people would type it."""
    return " ".join(heading.replace("\ufeff", "").split())


def _name_columns(place: Located, data: Sequence[Record], grid: Grid) -> tuple[tuple[Heading, ...], tuple[str, ...]]:
    """Give every used column a unique name; note what had to be made up."""
    names = [tidy(heading) for heading in place.headings]
    known = {name for name in names if name}
    taken: set[str] = set()
    headings: list[Heading] = []
    repeated: list[str] = []
    nameless: list[str] = []
    for number, given in enumerate(names, start=1):
        if not given and not any(number <= len(r.cells) and not is_blank(r.cells[number - 1]) for r in data):
            continue
        name = _unique(given or f"column {column_letter(number)}", taken, known if given in taken else set())
        taken.add(name)
        headings.append(Heading(name, number))
        if not given:
            nameless.append(name)
        elif name != given:
            repeated.append(name)
    notes = []
    if repeated:
        notes.append(f"Headings that occur more than once in `{grid.name}` are numbered: {_listed(repeated)}.")
    if nameless:
        notes.append(f"Columns of `{grid.name}` without a heading are named by letter: {_listed(nameless)}.")
    return tuple(headings), tuple(notes)


def _listed(names: Sequence[str]) -> str:
    """Return names between back-ticks, joined by commas."""
    return ", ".join(f"`{name}`" for name in names)


def _unique(name: str, taken: set[str], avoid: set[str]) -> str:
    """Return `name`, or `name (2)`, `name (3)` … if it is taken."""
    candidate, count = name, 1
    while candidate in taken or (count > 1 and candidate in avoid):
        count += 1
        candidate = f"{name} ({count})"
    return candidate


def _split_rows(data: Sequence[Record], place: Located, grid: Grid) -> tuple[tuple[Record, ...], tuple[SetAside, ...]]:
    """Part the responses from repeated headings and a closing row of totals."""
    kept: list[Record] = []
    aside: list[SetAside] = []
    for index, record in enumerate(data):
        reason = ""
        if _repeats_header(record, place):
            reason = "repeats the headings"
        elif index == len(data) - 1 and _is_total(record):
            reason = "is a row of totals"
        if reason:
            aside.append(SetAside(grid.file, grid.sheet, record.row, reason))
        else:
            kept.append(record)
    return tuple(kept), tuple(aside)


def _repeats_header(record: Record, place: Located) -> bool:
    """Say whether every cell shows what its heading shows."""
    pairs = zip_longest(record.cells, place.headings, fillvalue="")
    return all(tidy(cell) == tidy(heading) for cell, heading in pairs)


def _is_total(record: Record) -> bool:
    """Say whether a row reads "Total" and then only numbers."""
    first, *others = record.cells
    rest = [cell.strip() for cell in others if not is_blank(cell)]
    return bool(others) and tidy(first).casefold() in _TOTALS and all(map(_NUMBER.fullmatch, rest))


def _no_rows(responses: Sequence[Record], place: Located, grid: Grid) -> list[Problem]:
    """Report a file with headings and nothing else."""
    if responses:
        return []
    message = "has headings but no responses below them. Export the answers again."
    return [Problem(message, grid.file, grid.sheet, row=place.header_row)]


def _bad_header(place: Located, data: Sequence[Record], grid: Grid) -> list[Problem]:
    """Report a first row that is more likely a title than the headings."""
    used = {i for record in data for i, cell in enumerate(record.cells) if not is_blank(cell)}
    named = sum(not is_blank(heading) for heading in place.headings)
    if len(used) < 3 or named * 2 >= len(used):
        return []
    return [
        Problem(
            f"has {named} heading(s) for {len(used)} columns, so it does not look like the row of headings. "
            "Delete the rows above the headings, save, and try again.",
            grid.file,
            grid.sheet,
            row=place.header_row,
        )
    ]


def _ragged(data: Sequence[Record], place: Located, grid: Grid) -> list[Problem]:
    """Report rows with something beyond the last heading: their answers may be in the wrong column."""
    width = len(place.headings)
    rows = [record for record in data if not all(map(is_blank, record.cells[width:]))]
    problems = [
        Problem(
            f"has {len(record.cells)} cells under {width} heading(s), so answers may be in the wrong column. "
            "Put an answer that holds a comma between quotation marks, or export the file as .xlsx.",
            grid.file,
            grid.sheet,
            row=record.row,
        )
        for record in rows[:_MOST_ROWS_NAMED]
    ]
    if len(rows) > _MOST_ROWS_NAMED:
        more = len(rows) - _MOST_ROWS_NAMED
        message = f"{more} more rows have too many cells (from row {rows[_MOST_ROWS_NAMED].row} on)."
        problems.append(Problem(message, grid.file, grid.sheet))
    return problems
