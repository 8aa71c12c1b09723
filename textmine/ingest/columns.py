"""The columns of a file by name: one for each heading, or one for all the columns of a question with ticks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from textmine.ingest.grid import Record, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts import Head, Hint
from textmine.ingest.vocabulary import fold, words

SEPARATOR = "; "
"""Between the options that one person ticked, where each option has a column of its own."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a file, or several that are one question.

    Attributes:
        name: Its heading, unique in the file; for several columns the question.
        numbers: The columns of the spreadsheet, 1-based.
        headings: What each of these is called in the file, unique.
        values: One cell for each response, in order.
        also: Other names it goes by, such as the platform's short id.
        hint: What the platform says it is for.
        options: The options that can be ticked, where each has a column of its own.
        question: The question, where this is the column of one statement or of the words beside it.
    """

    name: str
    numbers: tuple[int, ...]
    headings: tuple[str, ...]
    values: Sequence[str]
    also: tuple[str, ...] = ()
    hint: Hint | None = None
    options: tuple[str, ...] = ()
    question: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which the column can be named."""
        return (self.name, *self.also, *self.headings)


def make_columns(heads: Sequence[Head], names: Mapping[int, str], rows: Sequence[Record]) -> tuple[TableColumn, ...]:
    """Return the columns of a file; those that hold the options of one question become one.

    Args:
        heads: The heading of each column of the sheet.
        names: Position → unique name, for the columns that are used.
        rows: The responses.
    """
    columns: list[TableColumn] = []
    places = [(position, head) for position, head in enumerate(heads) if position in names]
    for question, group in groupby(places, key=lambda place: tidy(place[1].question)):
        members = [(head, _single(position, head, names[position], rows)) for position, head in group]
        columns += _joined(question, members) if question else (column for _, column in members)
    return tuple(columns)


def _single(position: int, head: Head, name: str, rows: Sequence[Record]) -> TableColumn:
    """Return the column at one position."""
    values = [record.cells[position] if position < len(record.cells) else "" for record in rows]
    return TableColumn(name, (position + 1,), (name,), values, head.also, head.hint, question=tidy(head.question))


def _joined(question: str, members: Sequence[tuple[Head, TableColumn]]) -> Iterator[TableColumn]:
    """Join the columns that only say whether an option was ticked; leave the others as they are."""
    ticks = [(head, column) for head, column in members if head.part and _is_ticked(head.part, column.values)]
    if len(ticks) < 2:
        yield from (column for _, column in members)
        return
    options = tuple(tidy(head.part) for head, _ in ticks)
    ticked = [_ticked(options, cells) for cells in zip(*(column.values for _, column in ticks), strict=True)]
    yield TableColumn(
        question,
        tuple(number for _, column in ticks for number in column.numbers),
        tuple(heading for _, column in ticks for heading in column.headings),
        ticked,
        tuple(name for _, column in ticks for name in column.also),
        options=options,
    )
    yield from (column for head, column in members if all(column is not tick for _, tick in ticks))


def _is_ticked(part: str, values: Sequence[str]) -> bool:
    """Say whether a column holds nothing but its own option, or marks of a box."""
    marks = {fold(part), *words("box_ticked"), *words("box_empty")}
    return all(is_blank(value) or fold(value) in marks for value in set(values))


def _ticked(options: Sequence[str], cells: Sequence[str]) -> str:
    """Return the options that one person ticked, joined."""
    off = words("box_empty")
    return SEPARATOR.join(
        option for option, cell in zip(options, cells, strict=True) if not is_blank(cell) and fold(cell) not in off
    )
