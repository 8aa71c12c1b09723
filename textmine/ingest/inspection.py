"""`inspect`: what a file is and how its columns are understood, before anything is analysed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from textmine.config import Config
from textmine.errors import Problem
from textmine.ingest import build
from textmine.ingest.checks import content_problems
from textmine.ingest.ids import response_ids
from textmine.ingest.listing import Entry, lines_of, wording
from textmine.ingest.matrix import by_statement
from textmine.ingest.options import tally
from textmine.ingest.plan import Planned, make_plan
from textmine.ingest.pool import pool
from textmine.ingest.reader import read_tables, without_consent
from textmine.ingest.several.propose import best_scale
from textmine.ingest.table import Table
from textmine.ingest.vocabulary import fold
from textmine.model import GROUP_ROLES, Column

_MOST_ROWS = 12
_SHOWN_FROM = 3
"""People who chose an option before it is shown: what fewer wrote may be words of their own."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """One file, as `read` would understand it.

    Attributes:
        file: The file, as it was named.
        sheet: The sheet of a workbook; None for CSV.
        layout: The name of the layout that fits.
        encoding: The character encoding of a CSV; None for a workbook.
        header_row: Row of the headings (1-based, as the spreadsheet shows it).
        first_data_row: Row of the first response.
        rows: Non-empty rows below the headings.
        columns: The used columns with role, question id, confidence and reason.
        problems: What stops `read`, with row and column.
        assumptions: What was assumed beyond what the columns are for, in plain sentences.
        entries: The same columns, those of one question together, with links and options.
        set_aside: What is no response: why → the rows, or in a folder the files.
    """

    file: str
    sheet: str | None
    layout: str
    encoding: str | None
    header_row: int
    first_data_row: int
    rows: int
    columns: tuple[Column, ...]
    problems: tuple[Problem, ...]
    assumptions: tuple[str, ...]
    entries: tuple[Entry, ...]
    set_aside: dict[str, tuple[str, ...]]

    @property
    def linked(self) -> dict[str, str]:
        """Question id of an open question → id of the closed question it explains."""
        return {entry.question_id: entry.linked for entry in self.entries if entry.question_id and entry.linked}

    def as_json(self) -> dict[str, Any]:
        """Return what `textmine inspect --json` prints."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "layout": self.layout,
            "encoding": self.encoding,
            "header_row": self.header_row,
            "first_data_row": self.first_data_row,
            "rows": self.rows,
            "columns": [
                {
                    "name": column.name,
                    "role": column.role,
                    "question_id": column.question_id,
                    "confidence": column.confidence,
                    "reason": column.reason,
                }
                for column in self.columns
            ],
            "problems": [
                {"row": problem.row, "column": problem.column, "message": problem.message} for problem in self.problems
            ],
        }

    def to_text(self) -> str:
        """Return a listing in plain English for the terminal."""
        return "\n".join(map(_printable, self._lines())) + "\n"

    def _lines(self) -> Iterator[str]:
        """Yield the listing: problems and doubts first, then what will happen to each column."""
        words = wording()
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        encoding = f", {self.encoding}" if self.encoding else ""
        yield f"{self.file}{sheet}"
        # The letters in a folder stand below no headings.
        where = f"; headings in row {self.header_row}, data from row {self.first_data_row}" if self.header_row else ""
        responses = self.rows - sum(map(len, self.set_aside.values()))
        yield f"  {self.layout}{encoding}{where}; {responses:,} {'response' if responses == 1 else 'responses'}"
        yield from _titled(words["problems"], tuple(map(_place_and_message, self.problems)))
        yield from _titled(words["no_responses"], tuple(map(_about_rows, self.set_aside, self.set_aside.values())))
        yield from lines_of(self.entries)
        yield from _titled(words["assumed"], self.assumptions)
        yield ""
        if not self.problems:
            yield words["fine"]
        yield words["fix"].format(file=self.file)


def _titled(title: str, found: Sequence[str]) -> Iterator[str]:
    """Yield entries below a title; nothing where there are none."""
    if found:
        yield from ("", title, *(f"  - {entry}" for entry in found))


def _about_rows(reason: str, rows: Sequence[str]) -> str:
    """Say which rows or files are no responses, and why."""
    rest = len(rows) - _MOST_ROWS
    *first, last = rows[:_MOST_ROWS]
    if rest > 0:
        named = f"{', '.join([*first, last])} {wording()['more'].format(n=rest)}"
    else:
        named = f"{', '.join(first)} and {last}" if first else last
    kind = "row" if last.isdecimal() else "file"
    return str(wording()[f"{kind}s" if first else kind]).format(rows=named, reason=reason)


def _place_and_message(problem: Problem) -> str:
    """Give a problem without the file, which the listing has named already."""
    return str(Problem(problem.message, column=problem.column, row=problem.row))


def _printable(line: str) -> str:
    """Return a line without characters that could steer a terminal: headings come from the file."""
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else "\ufffd" for c in line)


def inspect(path: str | os.PathLike[str], config: Config | None = None) -> Inspection:
    """Return what a file is and how its columns are understood.

    Args:
        path: A CSV file or an Excel workbook.
        config: Settings whose `columns` correct the roles.

    Returns:
        The file's shape, its columns and everything that stops `read`, in `problems`.

    Raises:
        InputError: The file cannot be read at all.
        ConfigError: The config names a column that the file has not.
    """
    settings = config or Config()
    return inspect_table(read_tables([path], settings)[0], settings)


def inspect_table(table: Table, settings: Config) -> Inspection:
    """Return what a file that was read is, and how its columns are understood.

    Raises:
        ConfigError: The settings name a column that the file has not.
    """
    tables = [table]
    columns, _ = pool(tables, settings)
    plan = make_plan(tables, columns, settings)
    problems = content_problems(tables, plan)
    _, about_ids = response_ids(tables, plan)
    return Inspection(
        file=table.file,
        sheet=table.sheet,
        layout=table.layout,
        encoding=table.encoding,
        header_row=table.header_row,
        first_data_row=table.first_data_row,
        rows=table.rows_read,
        columns=build.columns_of(0, table, plan),
        problems=tuple(problems),
        assumptions=(*table.notes, *about_ids, *without_consent(plan)),
        entries=entries_of(plan, tables),
        set_aside=_rows_by_reason(table),
    )


def _in_order(options: Sequence[str]) -> tuple[str, ...]:
    """Return options as people read them: a scale from its first rung, numbers rising, others as they come."""
    if all(option.isdecimal() for option in options):
        return tuple(sorted(options, key=int))
    rungs = best_scale({fold(option) for option in options})
    if not all(fold(option) in rungs for option in options):
        return tuple(options)
    return tuple(sorted(options, key=lambda option: rungs[fold(option)]))


def _rows_by_reason(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the rows of a file, or the files of a folder, that are no responses, by reason."""
    reasons: dict[str, list[str]] = {}
    for row in table.set_aside:
        reasons.setdefault(row.reason, []).append(f"`{row.file}`" if table.origins else str(row.row))
    return {reason: tuple(rows) for reason, rows in reasons.items()}


def entries_of(plan: Sequence[Planned], tables: Sequence[Table]) -> tuple[Entry, ...]:
    """Return what is listed of each column."""
    return tuple(_entry(planned, tables) for planned in plan)


def _entry(planned: Planned, tables: Sequence[Table]) -> Entry:
    """Return what is listed of a column."""
    guess, closed = planned.guess, planned.role in GROUP_ROLES
    values = planned.column.values(tables) if closed else ()
    statements = by_statement(values) if guess.role == "matrix" else {}
    answers = [answer or "" for said in statements.values() for answer in said] if statements else values
    counts = tally(answers, guess.options)
    return Entry(
        name=planned.column.name,
        numbers=planned.column.first.numbers,
        role=guess.role,
        question_id=planned.question_id if planned.is_question else None,
        confidence=guess.confidence,
        reason=guess.reason,
        linked=planned.linked,
        options=_in_order([option for option, n in counts.items() if n >= _SHOWN_FROM]),
        all_options=guess.options,
        statements=tuple(statements),
    )
