"""What a sheet of a workbook is: columns, rows, and what a filled-in row decides.

A further sheet is one module that returns a `Sheet`; writing and reading are the same for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from textmine.errors import Problem
from textmine.review.workbook.words import words
from textmine.safe import defuse_cell

ColumnKind = Literal["shown", "id", "number", "text", "choice", "date"]
"""`shown`, `id` and `number` are locked, and the last two are looked at when they come back; the others are to be
filled in."""
_LOCKED = ("shown", "id", "number")

ID_LENGTH = 16
_APOSTROPHE = "'"
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what may be filled in."""

    key: str
    title: str
    width: int
    kind: ColumnKind = "shown"
    hint: str = ""
    """Shown when somebody is in a cell of the column."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Value → words: of a `choice` those there are, of a `text` some, of a `number` words that may stand instead."""

    @property
    def is_input(self) -> bool:
        """Whether it is to be filled in."""
        return self.kind not in _LOCKED


@dataclass(frozen=True)
class Offer:
    """What can be chosen in a cell.

    Attributes:
        words: Value → words, in the order of the list.
        barred: Value that is known and cannot be chosen there → why not.
        now: Value that is there no more → the value that took its place.
    """

    words: Mapping[str, str]
    barred: Mapping[str, str] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> dict[str, str]:
        """What somebody may write → value: the words or the value itself, whatever the capitals."""
        return {plainly(word): value for value, words in self.words.items() for word in (value, words)}


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What the row is about, for good: its id is made from it.
        label: What the row is called in a message.
        cells: Column → what it shows, or what stands in it now (the value of a choice, an ISO date).
        languages: Column → language of what it holds or is to hold, where it is not English.
        subject: What the sheet wants to know when it decides.
        offers: Column → what can be chosen, where that is not the same for every row.
        rests_on: What the row was about; what is filled in holds only while it is the same.
    """

    key: str
    label: str
    cells: Mapping[str, str | int | float]
    languages: Mapping[str, str] = field(default_factory=dict)
    subject: Any = None
    offers: Mapping[str, Offer] = field(default_factory=dict)
    rests_on: str = ""

    @property
    def row_id(self) -> str:
        """The id in the hidden first column: never the text itself, which somebody may have changed."""
        return "r" + hashlib.sha256(self.key.encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a filled-in row comes to: decisions, or (column, what is wrong) in its cells.

    Attributes:
        columns: The columns that the decisions come from, in their order; none where it is the whole row.
    """

    decisions: tuple[dict[str, Any], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()


Decide = Callable[[Row, Mapping[str, str]], Verdict]
"""From a row and what is filled in (every input column, and `for_all`) to what that decides."""
Clash = tuple["Filled", str, str]
"""A filled-in row, the column, and why that does not go with what other rows say."""


def nothing_wrong(filled: Sequence[Filled]) -> Iterable[Clash]:
    """Find nothing: the rows of most sheets do not depend on each other."""
    del filled
    return ()


def as_it_was(rests_on: str) -> str:
    """Return what a row rested on, in today's words: mostly the same."""
    return rests_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        key: Known by it in the file, whatever people call the sheet.
        lost: What a filled-in row means whose subject is there no more: a problem, or a note.
        for_all: Heading of the one cell above the rows that speaks for all of them; empty for none.
        in_sight: How many of the first columns stay in sight.
        any_run: Whether rows hold for other runs of the analysis too, because their ids are made of words.
        prefilled: Whether what stands now is in the cells, so that an emptied cell leaves it as it is.
        resting: The columns that hold only while the row is about the same as when the workbook left.
        past: Rows whose subject is there no more: they are read, and not written.
        clashes: Finds what the filled-in rows of the whole workbook say against each other.
        today: What a row rested on, in today's words.
    """

    key: str
    title: str
    heading: str
    lines: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    decide: Decide
    lost: Literal["problem", "note"] = "problem"
    for_all: str = ""
    any_run: bool = False
    in_sight: int = 0
    prefilled: bool = False
    resting: tuple[str, ...] = ()
    past: tuple[Row, ...] = ()
    clashes: Callable[[Sequence[Filled]], Iterable[Clash]] = nothing_wrong
    today: Callable[[str], str] = as_it_was

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns to be filled in."""
        return tuple(column for column in self.columns if column.is_input)

    @property
    def guarded(self) -> tuple[Column, ...]:
        """The locked columns that are looked at when the workbook comes back."""
        return tuple(column for column in self.columns if column.kind in ("id", "number"))


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that somebody filled in.

    Attributes:
        title: What the sheet is called in the file.
        number: Its row in the spreadsheet.
        columns: The columns that the decisions come from, in their order; none where it is the whole row.
        overtaken: Whether something else was recorded for it since the workbook left.
        letters: Column → its letter in the spreadsheet.
    """

    sheet: Sheet
    title: str
    row: Row
    number: int
    values: Mapping[str, str]
    decisions: tuple[dict[str, Any], ...]
    overtaken: bool = False
    columns: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)

    def place(self, key: str) -> str | None:
        """Name a column as messages do: its letter and its heading."""
        title = next((column.title for column in self.sheet.columns if column.key == key), None)
        return f"{self.letters[key]}: {title}" if title and key in self.letters else None

    def problem(self, key: str, message: str, file: str) -> Problem:
        """Say what is wrong with one of its cells."""
        return Problem(message, file, self.title, self.place(key), self.number)


FOR_ALL = "for_all"
"""Key of the cell that speaks for all rows, in what is filled in."""


def columns_of(sheet: str, kinds: Mapping[str, ColumnKind], choices: Mapping[str, Mapping[str, str]]) -> list[Column]:
    """Return the columns of a sheet as `workbook.toml` words them; those not in `kinds` are locked."""
    made = []
    for key, (title, width, *hint) in words()[sheet]["columns"].items():
        made.append(Column(key, title, width, kinds.get(key, "shown"), "".join(hint), choices.get(key, {})))
    return made


def offer_of(column: Column, row: Row) -> Offer:
    """Return what can be chosen in a cell."""
    return row.offers[column.key] if column.key in row.offers else Offer(column.choices)


def plainly(text: str) -> str:
    """Return a text as it is compared with a list: capitals, spaces and kinds of apostrophes do not matter."""
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


def given(sheet: Sheet, row: Row) -> dict[str, str]:
    """Return what stands in the input cells of a row now, as it comes back from a file."""
    return {column.key: settled(str(row.cells.get(column.key, ""))) for column in sheet.inputs}


def settled(text: str) -> str:
    """Return a text as it is after a spreadsheet had it: ends trimmed, line ends as one, nothing cut off later.

    Excel keeps a carriage return as `_x000D_` (ECMA-376, part 1, 22.9.2.19).
    """
    for ending in ("_x000D_\n", "\r\n", "\r"):
        text = text.replace(ending, "\n")
    return as_typed(str(defuse_cell(text.strip())))


def as_typed(text: str) -> str:
    """Return a cell's text as somebody typed it: without the apostrophe that was to defuse it.

    Example:
        >>> as_typed("'=1+1"), as_typed("'tis the season")
        ('=1+1', "'tis the season")
    """
    bare = text.removeprefix(_APOSTROPHE)
    return bare if bare != text and defuse_cell(bare) == text else text


def fingerprint(values: Mapping[str, str]) -> str:
    """Identify what stands in the input cells of a row."""
    parts = [f"{key}\x1f{values[key]}" for key in sorted(values) if values[key]]
    return "f" + hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:ID_LENGTH]
