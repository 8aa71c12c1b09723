"""Rows of counts below the responses: how many there are, how many answered each question, or gave each answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from textmine.ingest.grid import Record, is_blank
from textmine.ingest.layouts.evidence import is_sign
from textmine.ingest.layouts.looks import filled, phrases
from textmine.ingest.patterns import is_number
from textmine.ingest.vocabulary import fold

_ENOUGH = 7
"""Responses from which a number that is equal to their count is no chance."""
_IDS = 0.8
"""Share of ids in the first column, above a table of counts that stands there, too."""
_PERCENT = regex.compile(r"\p{N}{1,3}(?:[.,]\p{N}+)?\s?%")


def is_tally(record: Record, above: Sequence[Record]) -> bool:
    """Say whether a row holds nothing but counts of the rows above it.

    Args:
        record: A row at the end.
        above: All rows of the table above it.
    """
    shown = filled(record.cells)
    cells = [record.cells[position].strip() for position in shown]
    if len(shown) < 2 or len(above) < _ENOUGH:
        return False
    if all(map(_PERCENT.fullmatch, cells)):
        return not any(_PERCENT.fullmatch(cell) for position in shown for cell in _column(above, position))
    if all(map(str.isdecimal, cells)):
        return _counts_columns({position: int(record.cells[position]) for position in shown}, above)
    if not all(map(str.isdecimal, cells[1:])):
        return False
    return _counts_all(cells, len(above)) or _counts_an_answer(cells, shown[0], above)


def _column(above: Sequence[Record], position: int) -> list[str]:
    """Return what stands in a column."""
    cells = (record.cells[position].strip() for record in above if position < len(record.cells))
    return [cell for cell in cells if not is_blank(cell)]


def _counts_columns(counts: Mapping[int, int], above: Sequence[Record]) -> bool:
    """Say whether numbers stand below words, one of them that of the answers there, where every response has an id."""
    columns = {position: _column(above, position) for position in range(max(len(record.cells) for record in above))}
    without_id = any(
        len(cells) == len(above) and all(map(is_sign, cells)) for at, cells in columns.items() if at not in counts
    )
    words = not any(is_number(cell) for position in counts for cell in columns.get(position, ()))
    counted = any(count == len(columns.get(position, ())) for position, count in counts.items())
    return without_id and words and counted and max(counts.values()) <= len(above)


def _counts_all(cells: Sequence[str], rows: int) -> bool:
    """Say whether a row names a total, and a number is that of the responses above."""
    return fold(cells[0]) in phrases("totals") and rows in map(int, cells[1:])


def _counts_an_answer(cells: Sequence[str], position: int, above: Sequence[Record]) -> bool:
    """Say whether an answer stands below ids, and beside it how many gave it, at most."""
    column = _column(above, position)
    if sum(map(is_sign, column)) < max(_ENOUGH, _IDS * len(column)) or is_sign(cells[0]):
        return False
    given = max(
        sum(cells[0] == cell for cell in _column(above, other))
        for other in range(max(len(record.cells) for record in above))
        if other != position
    )
    return given > 1 and all(int(cell) <= len(above) for cell in cells[1:])
