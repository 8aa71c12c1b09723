"""A table of no platform in particular, and of platforms whose headings stand like those of any table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textmine.ingest.grid import Grid
from textmine.ingest.layouts.located import Head, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.layouts.tiers import Tiers, find_tiers, heads_from


def locate(grid: Grid) -> Located | None:
    """Find the headings of any table; what stands above them and what instructs is said."""
    tiers = find_tiers(grid)
    if tiers is None:
        return None
    rows = grid.records
    aside = {rows[at].row: "says how to fill the columns in" for at in tiers.instructions}
    return Located(heads_from(grid, tiers), rows[tiers.main].row, tiers.below, aside, notes=tuple(_about(grid, tiers)))


def _about(grid: Grid, tiers: Tiers) -> Iterator[str]:
    """Say which rows at the top are no responses: those above the headings, and those that belong to them."""
    yield from _above(grid, tiers)
    if tiers.groups is not None:
        yield f"Row {grid.records[tiers.groups].row} of `{grid.name}` names groups of columns."
    if tiers.second is not None:
        main, second = (grid.records[at].row for at in (tiers.main, tiers.second))
        yield f"Rows {main} and {second} of `{grid.name}` are both taken for headings."


def _above(grid: Grid, tiers: Tiers) -> list[str]:
    """Say which rows above the headings are not read."""
    first = tiers.main if tiers.groups is None else tiers.groups
    rows = [record.row for record in grid.records[:first]]
    if not rows:
        return []
    named = f"Row {rows[0]}" if len(rows) == 1 else f"Rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    stand = "stands" if len(rows) == 1 else "stand"
    return [f"{named} of `{grid.name}` {stand} above the headings and {stand.replace('stand', 'hold')} no response."]


def of_platform(key: str, *, known: int, marked: int, enough: int = 99, first: bool = False) -> Layout:
    """Return the layout of a platform whose headings stand like those of any table.

    Args:
        key: Its name in `platforms.toml`.
        known: How many of its own columns are needed to know it.
        marked: How many of them have to be nobody else's.
        enough: How many that are nobody else's are enough by themselves.
        first: Whether one that is nobody else's has to be the first.
    """
    here = platform(key)

    def find(grid: Grid) -> Located | None:
        place = locate(grid)
        if place is None:
            return None
        names = [name for head in place.heads for name in (head.name, *head.also)]
        marks = here.marked(names)
        if here.known(names) < known and marks < enough:
            return None
        begins = next((here.marked((head.name, *head.also)) for head in place.heads if head.name), 0)
        if marks < marked or (first and not begins):
            return None
        return replace(place, heads=tuple(_hinted(head, key) for head in place.heads))

    return Layout(here.name, find)


def _hinted(head: Head, key: str) -> Head:
    """Return a heading with what the platform says of it."""
    hint = platform(key).hint(head.name, *head.also)
    return replace(head, hint=hint) if hint and not head.hint else head
