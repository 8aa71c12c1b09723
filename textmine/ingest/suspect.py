"""What cannot be right in a table that could be read: no row of headings, rows split by another sign."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.errors import Problem
from textmine.ingest.csv_file import DELIMITERS
from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.layouts import Located
from textmine.ingest.layouts.evidence import is_id_like

_FEWEST = 5
"""Responses from which a column shows what its ids look like."""
_SAMPLE = 300
_MOST_ROWS_NAMED = 10


def no_headings(grid: Grid, place: Located, data: Sequence[Record]) -> list[Problem]:
    """Report that the row taken for the headings is a response.

    It has an id of the form of all those below it, and another of its cells is an answer that others gave too.
    """
    columns = [[_cell(record, at) for record in data[:_SAMPLE]] for at in range(len(place.heads))]
    shown = [(head.name, [cell for cell in cells if cell]) for head, cells in zip(place.heads, columns, strict=True)]
    has_id = any(
        len(set(cells)) == len(cells) >= _FEWEST and all(is_id_like(name, (cell,)) for cell in cells)
        for name, cells in shown
    )
    has_answer = any(name and name in cells and len(set(cells)) > 1 for name, cells in shown)
    if not (has_id and has_answer):
        return []
    message = (
        "is taken for the row of headings, but looks like a response. Put a row with the headings above it, and try "
        "again."
    )
    return [Problem(message, grid.file, grid.sheet, row=place.header_row)]


def other_delimiters(grid: Grid, place: Located, data: Sequence[Record]) -> list[Problem]:
    """Report rows of a CSV that lie in their first cell, because they are split by another sign than the others."""
    width = len(place.heads)
    if grid.kind != "csv" or width < 3:
        return []
    ids = [_cell(record, 0) for record in data[:_SAMPLE] if not all(map(is_blank, record.cells[1:]))]
    rows = [record.row for record in data if _is_unsplit(record, width, ids)]
    if not rows:
        return []
    named = ", ".join(map(str, rows[:_MOST_ROWS_NAMED])) + (" …" if len(rows) > _MOST_ROWS_NAMED else "")
    message = (
        f"{len(rows)} {'row lies' if len(rows) == 1 else 'rows lie'} in the first cell, split by another sign than the "
        f"other rows (row {named}). Give rows from elsewhere the same delimiter, or put them into a file of their own."
    )
    return [Problem(message, grid.file, grid.sheet, row=rows[0])]


def _is_unsplit(record: Record, width: int, ids: Sequence[str]) -> bool:
    """Say whether a row is one cell that another delimiter splits into as many as there are columns, an id first."""
    first = _cell(record, 0)
    if not first or not all(map(is_blank, record.cells[1:])):
        return False
    signs = [sign for sign in DELIMITERS[1:] if first.count(sign) + 1 == width]
    return any(is_id_like(first.partition(sign)[0], ids) for sign in signs)


def _cell(record: Record, position: int) -> str:
    """Return a cell without spaces around it, empty where the row is shorter."""
    return record.cells[position].strip() if position < len(record.cells) else ""
