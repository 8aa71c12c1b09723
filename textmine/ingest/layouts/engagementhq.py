"""Granicus EngagementHQ: a title, `Date of contribution` a row above the other headings, then the responses."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts.located import Head, Layout, Located
from textmine.ingest.layouts.looks import filled
from textmine.ingest.layouts.platform import platform
from textmine.ingest.profile import count_words

_LOOK = 8
"""Rows at the top of a sheet among which the headings are."""
_FOOTER, _LABEL = 2, 2
"""A row without a date is no response if it has no more cells than this, and no answer with more words."""


def locate(grid: Grid) -> Located | None:
    """Recognise an export by its date column, and one more of its own columns or the row the date stands in."""
    here = platform("engagementhq")
    for at, record in enumerate(grid.records[:_LOOK]):
        dates = [position for position in filled(record.cells) if here.has("marks", record.cells[position])]
        if not dates:
            continue
        below = grid.records[at + 1] if at + 1 < len(grid.records) else None
        split = below is not None and _goes_on(below, dates[0], len(filled(record.cells)))
        if below is not None and split:
            names, row, start = _joined(record, below), below.row, at + 2
        else:
            names, row, start = list(record.cells), record.row, at + 1
        if not split and here.known(names) < 2:
            return None
        return _located(grid, names, row, start, dates[0])
    return None


def _goes_on(record: Record, dates: int, above: int) -> bool:
    """Say whether a row holds the other headings: more than stand above it, and none below the date."""
    return len(filled(record.cells)) > above and (dates >= len(record.cells) or is_blank(record.cells[dates]))


def _joined(first: Record, second: Record) -> list[str]:
    """Return the headings of two rows."""
    width = max(len(first.cells), len(second.cells))
    cells = [(*row.cells, *[""] * (width - len(row.cells))) for row in (first, second)]
    return [below if not is_blank(below) else above for above, below in zip(*cells, strict=True)]


def _located(grid: Grid, names: Sequence[str], row: int, start: int, dates: int) -> Located:
    """Return the places of an export."""
    here = platform("engagementhq")
    heads = tuple(Head(tidy(name), hint=here.hint(name)) for name in names)
    data = grid.records[start:]
    above = sum(record.row < row for record in grid.records[:start])
    notes = (f"The title above the headings of `{grid.name}` is not read.",) if above > 1 else ()
    asked = [position for position, head in enumerate(heads) if head.hint is None]
    return Located(heads, row, start, _after_the_end(data, dates, asked), notes=notes)


def _after_the_end(data: Sequence[Record], dates: int, asked: Sequence[int]) -> dict[int, str]:
    """Return the rows after the first without a date that are too short for a response.

    An export ends at the first empty date; but a fuller row below it, or one with words below a question, is a
    response that somebody typed in. Below an empty row the question has to be one that people answer in their words.
    """
    undated = [at for at, record in enumerate(data) if dates >= len(record.cells) or is_blank(record.cells[dates])]
    end = undated[0] if undated else 0
    if not end:
        return {}
    usual = median(len(filled(record.cells)) for record in data[:end])
    if data[end].row > data[end - 1].row + 1:
        asked = [position for position in asked if _is_wordy(data[:end], position)]
    return {
        record.row: "stands below the end of the export"
        for record in data[end:]
        if len(filled(record.cells)) <= _FOOTER < usual and not _says(record, asked)
    }


def _is_wordy(data: Sequence[Record], position: int) -> bool:
    """Say whether a column usually holds more words than a label, and seldom the same ones."""
    shown = [record.cells[position] for record in data if position < len(record.cells)]
    cells = [cell.strip() for cell in shown if not is_blank(cell)]
    return median(map(count_words, cells or [""])) > _LABEL and len(set(cells)) * 2 > len(cells)


def _says(record: Record, asked: Sequence[int]) -> bool:
    """Say whether a row holds words of somebody's own below a question."""
    return any(count_words(record.cells[position]) > _LABEL for position in asked if position < len(record.cells))


LAYOUT = Layout("Granicus EngagementHQ", locate)
