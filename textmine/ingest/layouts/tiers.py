"""Where the headings of any table are: below titles, in one row or two, under groups, above instructions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts.evidence import (
    are_of_one_kind,
    are_options,
    like_those_below,
    names_those_below,
    stands_out,
)
from textmine.ingest.layouts.facts import below_facts
from textmine.ingest.layouts.located import Head
from textmine.ingest.layouts.looks import (
    are_codes,
    are_headings,
    are_instructions,
    are_short_names,
    filled,
    is_value,
    is_worded,
    words_ids,
)
from textmine.ingest.patterns import is_date

_LOOK = 20
"""Rows at the top of a sheet among which the headings are."""
_SAMPLE = 300
"""Rows by which is judged how many columns are used."""
_MOST_NAMED = 0.8
"""A row below titles is that of the headings only if it names this share of the columns."""
_BARE = 3
"""Characters of a number or a letter that stands over the wording of each question."""
_FEWEST = 4
"""A second row of headings has at least this many."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """The rows of headings, as positions among the records.

    Attributes:
        main: The row with most of them.
        second: A row of the same columns below it: their wording, another language, or options of a question.
        groups: A row above it that names several columns at once.
        below: The first row below the headings.
        instructions: Rows below the headings that say how to fill a column in.
    """

    main: int
    second: int | None
    groups: int | None
    below: int
    instructions: tuple[int, ...]


def find_tiers(grid: Grid) -> Tiers | None:
    """Return where the headings are; None for a sheet without rows.

    In doubt it is the first row: a response must not be taken for a heading.
    """
    records = grid.records
    if not records:
        return None
    facts = below_facts(records)
    main = facts or _main(grid)
    second = main + 1 if _has_second(records, main) or _has_options(records, main) else None
    below = main + 1 if second is None else second + 1
    instructions = [at for at in range(below, min(below + 2, len(records))) if _instructs(records, main, at)]
    groups = main - 1 if main > facts and _groups(grid, records[main - 1]) else None
    return Tiers(main, second, groups, below, tuple(instructions))


def _main(grid: Grid) -> int:
    """Return the position of the headings: the first row, or the first below titles that names nearly every column."""
    records = grid.records
    for at, record in enumerate(records[:_LOOK]):
        used = _used(records[at:])
        if _has_options(records, at):
            return at
        if at and not _may_name(records, at) and not _is_dated(record):
            break
        if at and len(filled(record.cells)) >= _MOST_NAMED * used:
            return at
        if not _is_title(record, used) and not _stands_over(grid, at, used):
            break
    return 0


def _stands_over(grid: Grid, at: int, used: int) -> bool:
    """Say whether a row names groups of columns, and the row below it the columns."""
    record, below = grid.records[at], next(iter(grid.records[at + 1 : at + 2]), None)
    if below is None or len(filled(record.cells)) > 0.7 * used or len(filled(below.cells)) < _MOST_NAMED * used:
        return False
    named = are_headings(below.cells, 0.0 if _merged(grid, record) else 0.5)
    return named or (not any(map(is_value, record.cells)) and names_those_below(grid.records, at + 1))


def _may_name(records: Sequence[Record], at: int) -> bool:
    """Say whether a row may be that of the headings: none is a value, or the rows below show that none is meant so."""
    return are_headings(records[at].cells, 0.0) or names_those_below(records, at)


def _merged(grid: Grid, record: Record) -> list[int]:
    """Return the first columns (1-based) of the cells of a row that are merged sideways."""
    return [one[1] for one in grid.merged if one[0] == one[2] == record.row and one[3] > one[1]]


def _used(records: Sequence[Record]) -> int:
    """Return how many columns hold something."""
    return len({position for record in records[:_SAMPLE] for position in filled(record.cells)})


def _is_title(record: Record, used: int) -> bool:
    """Say whether a row has far fewer cells than the table below it."""
    count = len(filled(record.cells))
    return used > 2 and count * 2 < used and (used > 3 or count == 1)


def _is_dated(record: Record) -> bool:
    """Say whether a row is nothing but a date, such as that of the export below a title."""
    shown = filled(record.cells)
    return len(shown) == 1 and is_date(record.cells[shown[0]].strip())


def _has_second(records: Sequence[Record], main: int) -> bool:
    """Say whether the row below the headings is another row of headings: ids, wording, or a translation."""
    if main + 2 >= len(records):
        return False
    first, second = records[main].cells, records[main + 1].cells
    shown = filled(second)
    if len(shown) < 3 or len(shown) < 0.6 * len(filled(first)) or are_instructions(second):
        return False
    told = stands_out(records, main, main + 1)
    if like_those_below(records, main + 1) > (len(shown) // 4 if told else 0):
        return False
    if (are_codes(first) or are_short_names(first)) and not are_codes(second):
        return are_headings(second, 0.4 if told else 0.7)
    if are_headings(first, 0.4) and (are_codes(second) or are_short_names(second)):
        alike = are_of_one_kind(second) or are_short_names(second)
        return (told or alike) and not any(are_codes(record.cells) for record in records[main + 2 : main + 12])
    different = len({second[position] for position in shown}) == len(shown)
    return told and different and len(shown) >= _FEWEST and are_headings(second, 0.6)


def _has_options(records: Sequence[Record], main: int) -> bool:
    """Say whether the row below the headings names the options of those that stand over several columns.

    Such a row is filled where the headings are not, and blank below the heading of a single column.
    """
    if main + 2 >= len(records):
        return False
    first, second = records[main].cells, records[main + 1].cells
    named, shown = set(filled(first)), set(filled(second))
    over = {position for position in named if position + 1 not in named and position + 1 in shown}
    beside = shown - named
    single = (shown & named) - over
    if len(named) < 2 or not beside or not over or single:
        return False
    below = [second[position] for position in sorted(shown)]
    if are_codes(below) or not are_options(records, main + 1, sorted(shown)):
        return False
    # Where every column has a name below, these may be headings of their own, under groups.
    return are_headings(below, 0.0) and (bool(named - shown) or not are_headings(below, 0.5))


def _instructs(records: Sequence[Record], main: int, at: int) -> bool:
    """Say whether a row right below the headings tells how to fill the columns in."""
    cells = records[at].cells
    shown = filled(cells)
    if len(filled(records[main].cells)) < 3 or not are_instructions(cells):
        return False
    sure = len(shown) > 1 and are_instructions(cells, sure=True) and not like_those_below(records, at)
    return sure or stands_out(records, main, at)


def _groups(grid: Grid, record: Record) -> bool:
    """Say whether a row above the headings names groups of columns, rather than the whole table."""
    shown = filled(record.cells)
    if any(is_value(record.cells[position]) for position in shown):
        return False
    return len(shown) > 1 or (bool(shown) and shown[0] > 0 and shown[0] + 1 in _merged(grid, record))


def heads_from(grid: Grid, tiers: Tiers) -> tuple[Head, ...]:
    """Return the heading of each column, put together from its rows."""
    main = grid.records[tiers.main].cells
    second = grid.records[tiers.second].cells if tiers.second is not None else ()
    width = max(len(main), len(second))
    names = [tidy(_cell(main, position)) for position in range(width)]
    below = [tidy(_cell(second, position)) for position in range(width)]
    if tiers.second is not None and _has_options(grid.records, tiers.main):
        return tuple(_over_options(names, below))
    if are_codes(main) or are_short_names(main) or max(map(len, names)) <= _BARE:
        names, below = [second or first for first, second in zip(names, below, strict=True)], names
    elif words_ids(names, below):
        pairs = [(two, one) if is_worded(one, two) else (one, two) for one, two in zip(names, below, strict=True)]
        names, below = [one for one, _ in pairs], [two for _, two in pairs]
    groups = _spread(grid, grid.records[tiers.groups], width) if tiers.groups is not None else [""] * width
    if _are_groups(names, below):
        names, below, groups = below, [""] * width, names
    names = [name or also for name, also in zip(names, below, strict=True)]
    return tuple(
        _grouped(name, also, group, again=names.count(name) > 1)
        for name, also, group in zip(names, below, groups, strict=True)
    )


def _cell(cells: Sequence[str], position: int) -> str:
    """Return a cell, empty where the row is shorter."""
    return cells[position] if position < len(cells) else ""


def _are_groups(names: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether each heading is written over every column of its group, and has another heading below it."""
    shown = [name for name in names if name]
    again = sum(shown.count(name) > 1 for name in shown)
    return all(below) and 0 < len(shown) < 2 * again and len(set(below)) > len(set(shown))


def _over_options(names: Sequence[str], below: Sequence[str]) -> list[Head]:
    """Return the headings where a question stands over the columns of its options."""
    heads: list[Head] = []
    question = ""
    for name, part in zip(names, below, strict=True):
        question = name or question
        heads.append(Head(f"{question}: {part}", (), question, part) if part else Head(name))
    return heads


def _spread(grid: Grid, record: Record, width: int) -> list[str]:
    """Return the group over each column: as far as its cells are merged, else up to the next group."""
    merged = {one[1] - 1: one[3] - 1 for one in grid.merged if one[0] <= record.row <= one[2]}
    groups: list[str] = []
    last, until = "", width
    for position in range(width):
        cell = tidy(_cell(record.cells, position))
        if cell:
            last, until = cell, merged.get(position, position if merged else width)
        groups.append(last if position <= until else "")
    return groups


def _grouped(name: str, also: str, group: str, *, again: bool) -> Head:
    """Return a heading; its group is part of the name where the same heading stands in another group."""
    others = (also,) if also and also != name else ()
    if not group or is_blank(name):
        return Head(name or group, others)
    if again:
        return Head(f"{group}: {name}", (*others, name), group, name)
    return Head(name, others, group if "?" in group else "", name if "?" in group else "")
