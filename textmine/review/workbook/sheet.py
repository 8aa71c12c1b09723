"""What a sheet of a workbook is: columns, rows, and what a filled-in row decides.

A further sheet is one module that returns a `Sheet`; writing and reading are the same for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from textmine.review.workbook.words import words
from textmine.safe import defuse_cell

ColumnKind = Literal["shown", "text", "choice", "date"]
"""`shown` is locked; the others are to be filled in."""

ID_LENGTH = 16
_APOSTROPHE = "'"


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
    """Value → words, for a `choice`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What the row is about, for good: its id is made from it.
        label: What the row is called in a message.
        cells: Column → what it shows, or what stands in it now (the value of a choice, an ISO date).
        languages: Column → language of what it holds or is to hold, where it is not English.
        subject: What the sheet wants to know when it decides.
    """

    key: str
    label: str
    cells: Mapping[str, str | int]
    languages: Mapping[str, str] = field(default_factory=dict)
    subject: Any = None

    @property
    def row_id(self) -> str:
        """The id in the hidden first column: never the text itself, which somebody may have changed."""
        return "r" + hashlib.sha256(self.key.encode()).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a filled-in row comes to: decisions, or (column, what is wrong) in its cells."""

    decisions: tuple[dict[str, Any], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


Decide = Callable[[Row, Mapping[str, str]], Verdict]
"""From a row and what is filled in (every input column, and `for_all`) to what that decides."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        key: Known by it in the file, whatever people call the sheet.
        lost: What a filled-in row means whose subject is there no more: a problem, or a note.
        for_all: Heading of the one cell above the rows that speaks for all of them; empty for none.
        in_sight: How many of the first columns stay in sight.
        any_run: Whether rows hold for other runs of the analysis too, because their ids are made of words.
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

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns to be filled in."""
        return tuple(column for column in self.columns if column.kind != "shown")


FOR_ALL = "for_all"
"""Key of the cell that speaks for all rows, in what is filled in."""


def columns_of(sheet: str, kinds: Mapping[str, ColumnKind], choices: Mapping[str, Mapping[str, str]]) -> list[Column]:
    """Return the columns of a sheet as `workbook.toml` words them; those not in `kinds` are locked."""
    made = []
    for key, (title, width, *hint) in words()[sheet]["columns"].items():
        made.append(Column(key, title, width, kinds.get(key, "shown"), "".join(hint), choices.get(key, {})))
    return made


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
