"""Which rows below the headings are no responses: repeated headings, totals, tests, hidden and partial ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

from textmine.config import ReadingSettings
from textmine.ingest.footers import footers
from textmine.ingest.grid import Grid, Record
from textmine.ingest.headings import tidy
from textmine.ingest.layouts import Located
from textmine.ingest.trials import partial_rows, test_rows

_EARLIER = 400
"""Rows of earlier parts with which a part is compared."""


def not_responses(data: Sequence[Record], place: Located, grid: Grid, reading: ReadingSettings) -> dict[int, str]:
    """Return the rows that are no responses, each with the reason."""
    left = [record for record in data if record.row not in place.aside]
    again = frozenset(_repeated_headings(left, place))
    reasons = [
        place.aside,
        dict(_footers(left, again)),
        {} if reading.test_rows == "read" else {**test_rows(left, place), **place.tests},
        {} if reading.partial == "read" else dict.fromkeys(unsubmitted(left, place), "was begun and not submitted"),
        {} if reading.hidden_rows == "read" else dict.fromkeys(grid.hidden_rows, "is hidden in the spreadsheet"),
        dict.fromkeys(again, "repeats the headings"),
    ]
    found = {row: reason for kind in reversed(reasons) for row, reason in kind.items()}
    return {record.row: found[record.row] for record in data if record.row in found}


def unsubmitted(data: Sequence[Record], place: Located) -> frozenset[int]:
    """Return the rows that were begun and not submitted, by the platform's layout or a column that says so."""
    return place.partial | partial_rows(data, place)


def about_partial(place: Located, responses: Sequence[Record], file: str) -> tuple[str, ...]:
    """Say how many of the responses that are read were never submitted."""
    rows = unsubmitted(responses, place)
    count = sum(record.row in rows for record in responses)
    if not count:
        return ()
    what = "1 response" if count == 1 else f"{count} responses"
    were = "was" if count == 1 else "were"
    return (
        f"{what} of `{file}` {were} begun and not submitted. What was said is read; "
        'with `partial = "set_aside"` under [reading] it is not.',
    )


def _footers(data: Sequence[Record], headings: Set[int]) -> Iterator[tuple[int, str]]:
    """Yield the rows below the responses of each part, each with the reason."""
    earlier: list[Record] = []
    for part in _parts(data, headings):
        yield from footers(part, earlier).items()
        earlier = [*earlier, *part][-_EARLIER:]


def _parts(data: Sequence[Record], headings: Set[int]) -> Iterator[list[Record]]:
    """Yield the rows between repeated headings: exports pasted below each other may each have a footer."""
    part: list[Record] = []
    for record in data:
        if record.row in headings:
            yield part
            part = []
        else:
            part.append(record)
    yield part


def _repeated_headings(data: Sequence[Record], place: Located) -> Iterator[int]:
    """Yield the rows in which every cell shows what its heading shows."""
    names = [tidy(head.name) for head in place.heads]
    first = names[0] if names else ""
    for record in data:
        # Compared cell by cell only where the first one agrees: this is asked of every row.
        if tidy(record.cells[0]) == first and all(
            tidy(cell) == name for cell, name in zip_longest(record.cells, names, fillvalue="")
        ):
            yield record.row
