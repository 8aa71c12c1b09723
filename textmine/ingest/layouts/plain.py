"""A plain table: one row of headings, and the responses below it."""

from __future__ import annotations

from textmine.ingest.grid import Grid
from textmine.ingest.layouts.located import Layout, Located, heads_of


def locate(grid: Grid) -> Located | None:
    """Take the first non-empty row as the headings and everything below it as data."""
    if not grid.records:
        return None
    return Located(heads_of(grid.records[0].cells), grid.records[0].row, 1)


LAYOUT = Layout("plain table", locate)
