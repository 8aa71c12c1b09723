"""Layouts: where a platform's export keeps its headings and where its rows begin. Tried in order.

To add a platform, write a `locate` function and put its `Layout` before `plain table`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textmine.ingest.grid import Record


@dataclass(frozen=True, slots=True)
class Located:
    """Where the parts of a table are.

    Attributes:
        headings: One for each column, possibly joined from several rows; may be empty text.
        header_row: The (first) row of the headings, as the spreadsheet shows it.
        data_from: Index among the records of the first row of data.
    """

    headings: tuple[str, ...]
    header_row: int
    data_from: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A way in which exports are laid out: `locate` gives None where a file is laid out otherwise."""

    name: str
    locate: Callable[[Sequence[Record]], Located | None]


def _first_row(records: Sequence[Record]) -> Located | None:
    """Take the first non-empty row as the headings and everything below it as data."""
    if not records:
        return None
    return Located(records[0].cells, records[0].row, 1)


LAYOUTS: tuple[Layout, ...] = (Layout("plain table", _first_row),)


def find_layout(records: Sequence[Record]) -> tuple[Layout, Located] | None:
    """Return the first layout that fits, with the places it found."""
    for layout in LAYOUTS:
        located = layout.locate(records)
        if located is not None:
            return layout, located
    return None
