"""What a layout finds in a file: the headings of its columns, where the data begin, rows that are no responses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from textmine.ingest.grid import Grid
from textmine.model import Role


@dataclass(frozen=True, slots=True)
class Hint:
    """What the platform itself says that a column is for, how we know, and the question id it is to get."""

    role: Role
    reason: str
    question_id: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of one column.

    Attributes:
        name: The wording; may be empty.
        also: Other names of the column, such as the platform's short id.
        question: Where the column is one of several of a question: that question's wording.
        part: The option or the statement of `question` that the column stands for.
        hint: What the platform says of the column.
    """

    name: str
    also: tuple[str, ...] = ()
    question: str = ""
    part: str = ""
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """Where the parts of a table are.

    Attributes:
        heads: One for each column of the sheet, from column A on.
        header_row: The row of the headings, as the spreadsheet shows it; of several the one with most of them.
        data_from: Index among the records of the first row below the headings.
        aside: Rows below the headings that are no responses → why.
        tests: Rows that the platform says are previews or tests → why.
        partial: Rows that were begun and not submitted.
        notes: What was assumed, in plain sentences.
    """

    heads: tuple[Head, ...]
    header_row: int
    data_from: int
    aside: Mapping[int, str] = field(default_factory=dict)
    tests: Mapping[int, str] = field(default_factory=dict)
    partial: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A way in which exports are laid out: `locate` gives None where a file is laid out otherwise."""

    name: str
    locate: Callable[[Grid], Located | None]
