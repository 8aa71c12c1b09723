"""What is wrong with the shape of a file: no responses, a title for headings, cells beyond the last heading."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.errors import Problem
from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.layouts import Located
from textmine.ingest.suspect import no_headings, other_delimiters

_MOST_ROWS_NAMED = 50


def shape_problems(
    grid: Grid, place: Located, data: Sequence[Record], responses: Sequence[Record]
) -> tuple[Problem, ...]:
    """Return what is wrong with the rows below the headings, as a whole and one by one."""
    return (
        *_no_rows(responses, place, grid),
        *_bad_header(place, data, grid),
        *_ragged(data, place, grid),
        *no_headings(grid, place, data),
        *other_delimiters(grid, place, data),
    )


def _no_rows(responses: Sequence[Record], place: Located, grid: Grid) -> list[Problem]:
    """Report a file with headings and nothing else."""
    if responses:
        return []
    message = "has headings but no responses below them. Export the answers again."
    return [Problem(message, grid.file, grid.sheet, row=place.header_row)]


def _bad_header(place: Located, data: Sequence[Record], grid: Grid) -> list[Problem]:
    """Report a first row that is more likely a title than the headings."""
    used = {i for record in data for i, cell in enumerate(record.cells) if not is_blank(cell)}
    named = sum(not is_blank(head.name) for head in place.heads)
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
    width = len(place.heads)
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
