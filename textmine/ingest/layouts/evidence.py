"""By what a row shows that it is no response: the rows below it hold numbers, dates or codes where it does not.

Questions alone are no evidence: people answer with questions, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from textmine.ingest.grid import Record, is_blank
from textmine.ingest.layouts.looks import filled, is_value, shape
from textmine.ingest.patterns import is_date, is_email, is_number
from textmine.ingest.vocabulary import fold, rule, words

_SAMPLE = 60
"""Rows below by which a row is judged."""
_FEW = 3
_LONGEST = 60
"""Characters of a heading that is known by the rows below it alone."""
"""Answers of a closed kind from which they tell."""
_SIGN = regex.compile(r"(?=\S*\p{N})[\p{L}\p{N}._/#-]{1,40}")
_PREFIX = regex.compile(r"\p{L}+")


def stands_out(records: Sequence[Record], main: int, at: int) -> bool:
    """Say whether a row holds words where the rows below it hold numbers, dates, codes or plain answers, and no id.

    Args:
        records: The rows of a sheet.
        main: The position of the headings.
        at: The position of the row that is judged.
    """
    return _odd_columns(records, main, at) > 0


def _odd_columns(records: Sequence[Record], main: int, at: int) -> int:
    """Count the columns in which a row is of another kind than the rows below it; none where it has an id of theirs."""
    row, names = records[at].cells, records[main].cells
    wide = len(filled(row))
    below = [record for record in records[at + 1 : at + 1 + _SAMPLE] if len(filled(record.cells)) * 2 > wide]
    columns = {position: [cell for cell in _column(below, position) if not is_blank(cell)] for position in filled(row)}
    if any(is_id_like(row[position], cells) for position, cells in columns.items()):
        return 0
    return sum(_is_odd(row[position], cells, names[position:]) for position, cells in columns.items())


def _column(records: Sequence[Record], position: int) -> list[str]:
    """Return what stands in a column."""
    return [record.cells[position] for record in records if position < len(record.cells)]


def _is_odd(cell: str, below: Sequence[str], names: Sequence[str]) -> bool:
    """Say whether a cell is of another kind than those below it."""
    if not below or is_sign(cell) or is_value(cell) or not any(map(str.isalpha, cell)):
        return False
    if all(map(is_sign, below)):
        return len(below) >= _FEW or any(
            rule(kind).fits(name) for kind in ("id", "date") for name in (cell, *names[:1])
        )
    # "No" is what people also answer to an open question.
    told = any(fold(one) not in words("nothing") for one in below)
    return told and len(below) >= _FEW and all(is_value(one) or is_sign(one) for one in below)


def is_sign(cell: str) -> bool:
    """Say whether a cell holds a number, a date, an address or a code."""
    text = cell.strip()
    return is_number(text) or is_date(text) or is_email(text) or _SIGN.fullmatch(text) is not None


def like_those_below(records: Sequence[Record], at: int) -> int:
    """Count the cells of a row that stand in a row below again; all of them count where it has an id of their form."""
    row = records[at].cells
    below = {position: _column(records[at + 1 : at + 1 + _SAMPLE], position) for position in filled(row)}
    if any(is_id_like(row[position], cells) for position, cells in below.items()):
        return len(below)
    return sum(row[position] in cells for position, cells in below.items())


def names_those_below(records: Sequence[Record], at: int) -> bool:
    """Say whether a row names columns, by the rows below it alone: `No` over ids, `Support` over yes and no.

    None of its cells holds a figure or comes again below, and one is of another kind than those below it; so is another
    one, or two names come again beside each other, as `Support, Why, Support, Why` do.
    """
    shown = [cell for cell in records[at].cells if not is_blank(cell)]
    if any(any(map(str.isnumeric, cell)) or is_email(cell.strip()) or len(cell) > _LONGEST for cell in shown):
        return False
    odd = 0 if like_those_below(records, at) else _odd_columns(records, at, at)
    again = sum(count > 1 for count in Counter(shown).values())
    return odd > 1 or (odd == 1 and again > 1)


def is_id_like(cell: str, below: Sequence[str]) -> bool:
    """Say whether a cell holds a number or an id of the same form as one below it."""
    return any(map(str.isdecimal, cell)) and any(shape(cell) == shape(other) for other in below)


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
