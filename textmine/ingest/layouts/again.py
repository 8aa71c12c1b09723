"""Rows of headings that come again among the responses, as where exports were pasted below each other."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.ingest.grid import Record
from textmine.ingest.headings import tidy


def repeated(data: Sequence[Record], headings: Sequence[Record]) -> dict[int, str]:
    """Return the rows that show what one of the rows of headings shows, each with the reason.

    Args:
        data: The rows below the headings.
        headings: The rows of the headings.
    """
    shown = {tuple(map(tidy, record.cells)) for record in headings}
    # Compared as a whole only where the first cell agrees: this is asked of every row.
    firsts = {cells[0] for cells in shown}
    return {
        record.row: "repeats the headings"
        for record in data
        if tidy(record.cells[0]) in firsts and tuple(map(tidy, record.cells)) in shown
    }
