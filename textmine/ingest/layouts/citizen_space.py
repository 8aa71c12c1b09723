"""Citizen Space: known by its response ids, such as `ANON-ABCD-1234-E`; analysts' tags may follow the questions."""

from __future__ import annotations

from dataclasses import replace

import regex

from textmine.ingest.grid import Grid, Record
from textmine.ingest.layouts.generic import locate as locate_any
from textmine.ingest.layouts.located import Head, Hint, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.vocabulary import fold

_ID = regex.compile(r"(?:ANON|BHLF)-[A-Z0-9-]+|[A-Z]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]")
_SAMPLE = 50


def locate(grid: Grid) -> Located | None:
    """Recognise an export by a column of the platform's response ids."""
    place = locate_any(grid)
    if place is None:
        return None
    rows = [record for record in grid.records[place.data_from :] if record.row not in place.aside][:_SAMPLE]
    if not any(_holds_ids(rows, position) for position in range(min(6, len(place.heads)))):
        return None
    return replace(place, heads=tuple(map(_hinted, place.heads)))


def _holds_ids(rows: list[Record], position: int) -> bool:
    """Say whether a column holds the platform's response ids, but for rows of paper responses without one."""
    shown = [record.cells[position].strip() for record in rows if position < len(record.cells)]
    shown = [cell for cell in shown if cell]
    return len(shown) > 0 and sum(_ID.fullmatch(cell) is not None for cell in shown) * 2 > len(shown)


def _hinted(head: Head) -> Head:
    """Return a heading with what the platform says of it, or that it is a column of the analysts."""
    here = platform("citizen_space")
    starts = here.words["ignore_starts"]
    tagged = any(fold(name).partition(" ")[0] in starts for name in (head.name, *head.also))
    hint = here.hint(head.name, *head.also) or (Hint("ignore", "a column of the analysts") if tagged else None)
    return replace(head, hint=hint) if hint else head


LAYOUT = Layout("Citizen Space", locate)
