"""Which rows below the headings are no responses: repeated headings, totals, tests, hidden and partial ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textmine.config import ReadingSettings
from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts import Located

_TOTALS = frozenset({"total", "totals", "grand total", "sum", "মোট", "wadarta", "total:", "totals:"})
_NUMBER = re.compile(r"[-+£$€]?[\d.,\s]+%?")


def not_responses(data: Sequence[Record], place: Located, grid: Grid, reading: ReadingSettings) -> dict[int, str]:
    """Return the rows that are no responses, each with the reason."""
    found: dict[int, str] = {}
    for index, record in enumerate(data):
        last = index == len(data) - 1
        reason = next(_reasons(record, place, grid, reading, last=last), None)
        if reason is not None:
            found[record.row] = reason
    return found


def about_partial(place: Located, responses: Sequence[Record], file: str) -> tuple[str, ...]:
    """Say how many of the responses that are read were never submitted."""
    count = sum(record.row in place.partial for record in responses)
    if not count:
        return ()
    what = "1 response" if count == 1 else f"{count} responses"
    were = "was" if count == 1 else "were"
    return (
        f"{what} of `{file}` {were} begun and not submitted. What was said is read; "
        'with `partial = "set_aside"` under [reading] it is not.',
    )


def _reasons(record: Record, place: Located, grid: Grid, reading: ReadingSettings, *, last: bool) -> Iterator[str]:
    """Yield why a row is no response."""
    if record.row in place.aside:
        yield place.aside[record.row]
    if record.row in place.tests and reading.test_rows == "set_aside":
        yield place.tests[record.row]
    if record.row in place.partial and reading.partial == "set_aside":
        yield "was begun and not submitted"
    if record.row in grid.hidden_rows and reading.hidden_rows == "set_aside":
        yield "is hidden in the spreadsheet"
    if _repeats_header(record, place):
        yield "repeats the headings"
    if last and _is_total(record):
        yield "is a row of totals"


def _repeats_header(record: Record, place: Located) -> bool:
    """Say whether every cell shows what its heading shows."""
    # Compared cell by cell only where the first one agrees: this is asked of every row.
    first = place.heads[0].name if place.heads else ""
    if tidy(record.cells[0]) != tidy(first):
        return False
    names = (head.name for head in place.heads)
    return all(tidy(cell) == tidy(heading) for cell, heading in zip_longest(record.cells, names, fillvalue=""))


def _is_total(record: Record) -> bool:
    """Say whether a row reads "Total" and then only numbers."""
    first, *others = record.cells
    rest = [cell.strip() for cell in others if not is_blank(cell)]
    return bool(others) and tidy(first).casefold() in _TOTALS and all(map(_NUMBER.fullmatch, rest))
