"""By what a row shows that it is no response: the rows below it hold numbers, dates or a few answers where it does not.

Questions alone are no evidence: people answer with questions, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from textmine.ingest.grid import Record, is_blank
from textmine.ingest.layouts.looks import filled, is_heading, is_value, shape
from textmine.ingest.patterns import is_date, is_email, is_number
from textmine.ingest.vocabulary import fold, rule

_SAMPLE = 60
"""Rows below by which a row is judged."""
_FEW = 3
"""Answers of a closed kind from which they tell."""
_MANY = 6
"""Answers from which is judged whether the same come again and again."""
_SIGN = regex.compile(r"(?=\S*\p{N})[\p{L}\p{N}._/#-]{1,40}")
_PREFIX = regex.compile(r"\p{L}+")


def stands_out(records: Sequence[Record], main: int, at: int) -> bool:
    """Say whether a row holds words in a column in which the rows below it hold numbers, dates, codes or a few answers.

    Args:
        records: The rows of a sheet.
        main: The position of the headings.
        at: The position of the row that is judged.
    """
    row, names = records[at].cells, records[main].cells
    wide = len(filled(row))
    below = [record for record in records[at + 1 : at + 1 + _SAMPLE] if len(filled(record.cells)) * 2 > wide]
    return any(
        _is_odd(row[position], [cell for cell in _column(below, position) if not is_blank(cell)], names[position:])
        for position in filled(row)
    )


def _column(records: Sequence[Record], position: int) -> list[str]:
    """Return what stands in a column."""
    return [record.cells[position] for record in records if position < len(record.cells)]


def _is_odd(cell: str, below: Sequence[str], names: Sequence[str]) -> bool:
    """Say whether a cell is of another kind than those below it."""
    if not below or _is_sign(cell) or is_value(cell):
        return False
    if all(map(_is_sign, below)):
        return len(below) > 1 or any(rule(kind).fits(name) for kind in ("id", "date") for name in (cell, *names[:1]))
    if len(below) >= _FEW and all(is_value(one) or _is_sign(one) for one in below):
        return True
    again = Counter(map(fold, below))
    return len(below) >= _MANY and len(again) * 3 <= len(below) and fold(cell) not in again and is_heading(cell)


def _is_sign(cell: str) -> bool:
    """Say whether a cell holds a number, a date, an address or a code."""
    text = cell.strip()
    return is_number(text) or is_date(text) or is_email(text) or _SIGN.fullmatch(text) is not None


def like_those_below(records: Sequence[Record], at: int, shown: Sequence[int]) -> bool:
    """Say whether a row is like the responses: it shows what stands further down in the same column, or an id alike."""
    row = records[at].cells
    below = records[at + 1 : at + 1 + _SAMPLE]
    for position in shown:
        cells = {record.cells[position] for record in below if position < len(record.cells)} - {""}
        if row[position] in cells:
            return True
        numbered = any(character.isdecimal() for character in row[position])
        if numbered and any(shape(row[position]) == shape(cell) for cell in sorted(cells)):
            return True
    return False


def are_of_one_kind(cells: Sequence[str]) -> bool:
    """Say whether most codes begin alike, as the ids of columns do: `Q1`, `Q2`, `Q3_a`."""
    found = [_PREFIX.match(cell.strip()) for cell in cells if not is_blank(cell)]
    starts = Counter(match[0].casefold() if match else "" for match in found)
    return bool(starts) and max(starts.values()) * 2 > starts.total()


def are_options(records: Sequence[Record], at: int, columns: Sequence[int]) -> bool:
    """Say whether cells may be options: below most of them are ticks, marks, numbers, the option, or always the same.

    Args:
        records: The rows of a sheet.
        at: The position of the row.
        columns: Those of the cells.
    """
    below = records[at + 1 : at + 1 + _SAMPLE]
    shown = {
        position: [cell.strip() for cell in _column(below, position) if not is_blank(cell)] for position in columns
    }
    used = [position for position, cells in shown.items() if cells]
    ticks = sum(_are_ticks(shown[position], records[at].cells[position].strip()) for position in used)
    return ticks * 2 > len(used)


def _are_ticks(cells: Sequence[str], option: str) -> bool:
    """Say whether cells say no more than whether an option was chosen, or where it stands on a scale."""
    always_same = len(cells) > 1 and len(set(cells)) == 1
    return always_same or all(cell == option or is_value(cell) or len(cell) < 2 for cell in cells)
