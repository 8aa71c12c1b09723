"""Read one sheet of a workbook that came back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from textmine.errors import Problem
from textmine.review.workbook.cells import BadCellError, check_locked, read_cell, read_loosely, shown
from textmine.review.workbook.mark import Mark
from textmine.review.workbook.sheet import (
    FOR_ALL,
    Column,
    Filled,
    Offer,
    Row,
    Sheet,
    Verdict,
    fingerprint,
    given,
    offer_of,
)
from textmine.review.workbook.words import counted, problem
from textmine.review.workbook.write import FOR_ALL_COLUMN, ID_HEADER

_WIDEST = 64
"""Columns that are looked at; further ones are somebody's own."""
_NAMED = 5
"""Missing rows that a message names."""


@dataclass(slots=True)
class Reading:
    """What a workbook holds.

    Attributes:
        file: What it is called in messages.
        filled: Rows that decide something, in their order.
        problems: Everything that is wrong with the file.
        emptied: Rows that were emptied.
        not_needed: Filled-in rows whose text is not needed any more.
        other_run: Whether the workbook left from another run, whose texts are still known by their words.
        renamed: Sheets under another name: (that name, their own).
        missing: Rows that left and did not come back, where that is allowed.
    """

    file: str = ""
    filled: list[Filled] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    emptied: int = 0
    not_needed: int = 0
    other_run: bool = False
    renamed: list[tuple[str, str]] = field(default_factory=list)
    missing: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file: its place, its id, and the cells of the columns that are read."""

    number: int
    row_id: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook that the sheets are in.

    Attributes:
        file: What it is called in messages.
        mark: What its hidden sheet says.
        run: The run of the analysis at hand.
        partial: Whether rows may be missing.
        recorded: Decisions that stand already, as `fingerprint_of` identifies them.
    """

    file: str
    mark: Mark
    run: str
    partial: bool
    recorded: Collection[str]


class Reader:
    """Reads one sheet.

    Args:
        page: The sheet in the file.
        book: The workbook.
        reading: Gets what is found.
    """

    def __init__(self, sheet: Sheet, page: Any, book: Book, reading: Reading) -> None:  # noqa: ANN401 - openpyxl's
        self.sheet = sheet
        self.page = page
        self.book = book
        self.reading = reading
        self.is_ours = book.mark.run == book.run or sheet.any_run
        self.rows = {row.row_id: row for row in (*sheet.past, *sheet.rows)}
        self.columns = {column.key: column for column in (*sheet.inputs, *sheet.guarded)}
        self.letters: dict[str, str] = {}
        self._offers: dict[str, Offer] = {}

    def read(self) -> None:
        """Note what is filled in and what is wrong."""
        lines = [cells[:_WIDEST] for cells in self.page.iter_rows()]
        top = next((place for place, cells in enumerate(lines) if cells[0].value == ID_HEADER), None)
        if top is None:
            self._bad("no_header")
            return
        places = self._places(lines[top])
        if places is None:
            return
        for_all = self._for_all(lines[:top])
        first: dict[str, tuple[int, Mapping[str, str]]] = {}
        came: set[str] = set()
        for line in _lines(lines[top + 1 :], places):
            came.add(line.row_id)
            values = self._values(line)
            if values is None:
                continue
            if not self.is_ours:
                if self._was(line) != fingerprint(values):
                    self._bad("other_run")
                    return
                continue
            if not self._is_known(line, values):
                continue
            if (before := first.setdefault(line.row_id, (line.number, values)))[0] != line.number:
                if before[1] != values:
                    self._bad("repeated", line.number, "", row=str(before[0]))
                continue
            self._take(line, values, for_all)
        self._note_missing(came)

    def _places(self, header: Sequence[Any]) -> dict[str, int] | None:
        """Return where each column that is read stands, by its heading; None where one is missing."""
        found: dict[str, int] = {}
        wrong = False
        for column in self.columns.values():
            at = [place for place, cell in enumerate(header) if _title(cell.value) == _title(column.title)]
            if len(at) != 1:
                self._bad("two_columns" if at else "no_column", header[0].row, "", title=column.title)
                wrong = True
                continue
            found[column.key] = at[0]
            self.letters[column.key] = header[at[0]].column_letter
        return None if wrong else found

    def _for_all(self, above: Sequence[Sequence[Any]]) -> str:
        """Return what the cell above the rows says for all of them."""
        for cells in above:
            if self.sheet.for_all and cells[0].value == FOR_ALL and len(cells) >= FOR_ALL_COLUMN:
                column = Column(FOR_ALL, self.sheet.for_all, 0, "text")
                self.letters[FOR_ALL], self.columns[FOR_ALL] = cells[FOR_ALL_COLUMN - 1].column_letter, column
                return self._value(cells[FOR_ALL_COLUMN - 1], column, Offer({}), cells[0].row) or ""
        return ""

    def _values(self, line: _Line) -> dict[str, str] | None:
        """Return what is filled in in a row; None where a cell is wrong."""
        # An id of another run may be something else here.
        row = self.rows.get(line.row_id) if self.is_ours else None
        found = {
            column.key: self._value(line.cells[column.key], column, offer_of(column, row), line.number)
            if row is not None
            else read_loosely(line.cells[column.key], column, self._offered(column))
            for column in self.sheet.inputs
        }
        right = row is None or self._is_untouched(line, row)
        return None if None in found.values() or not right else {key: str(value) for key, value in found.items()}

    def _offered(self, column: Column) -> Offer:
        """Return all that can be chosen in a column, in whichever row."""
        if column.key not in self._offers:
            words = dict(column.choices)
            for row in self.rows.values():
                words |= row.offers[column.key].words if column.key in row.offers else {}
            self._offers[column.key] = Offer(words)
        return self._offers[column.key]

    def _value(self, cell: Any, column: Column, offer: Offer, number: int) -> str | None:  # noqa: ANN401
        try:
            return read_cell(cell, column, offer)
        except BadCellError as error:
            self._note(str(error), number, column.key)
            return None

    def _is_untouched(self, line: _Line, row: Row) -> bool:
        """Tell whether the locked cells of a row are still right; note those that are not."""
        right = True
        for column in self.sheet.guarded:
            try:
                check_locked(line.cells[column.key], column, str(row.cells.get(column.key, "")))
            except BadCellError as error:
                self._note(str(error), line.number, column.key)
                right = False
        return right

    def _was(self, line: _Line) -> str | None:
        """Return the fingerprint of a row as it left; None for one that was not exported."""
        return self.book.mark.rows.get((self.sheet.key, line.row_id))

    def _is_known(self, line: _Line, values: Mapping[str, str]) -> bool:
        """Tell whether a row was exported and is still there; note what that means where it was not, or is not."""
        was = self._was(line)
        if was is None:
            if line.row_id or any(values.values()):
                self._bad("unknown_row" if line.row_id else "no_id", line.number)
            return False
        if line.row_id in self.rows:
            return True
        if was != fingerprint(values):
            if self.sheet.lost == "note":
                self.reading.not_needed += 1
            else:
                self._bad("gone_theme", line.number)
        return False

    def _take(self, line: _Line, values: Mapping[str, str], for_all: str) -> None:
        """Note what a row decides, if it was changed since it left and says something new."""
        row = self.rows[line.row_id]
        was, now = self.book.mark.rows[self.sheet.key, line.row_id], given(self.sheet, row)
        if fingerprint(values) in (was, fingerprint(now)):
            return
        said = {key: value or now[key] for key, value in values.items()} if self.sheet.prefilled else dict(values)
        if not any(values.values()) or said == now:
            self.reading.emptied += 1
            return
        verdict = self.sheet.decide(row, {**said, FOR_ALL: for_all})
        for key, message in verdict.problems:
            self._note(message, line.number, key)
        if verdict.decisions and not verdict.problems and self._still_holds(line, row, said, now, verdict):
            said |= {FOR_ALL: for_all} if for_all else {}
            self.reading.filled.append(
                Filled(
                    self.sheet, self.page.title, row, line.number, said, verdict.decisions,
                    was != fingerprint(now), verdict.columns, self.letters,
                )
            )  # fmt: skip

    def _still_holds(
        self, line: _Line, row: Row, said: Mapping[str, str], now: Mapping[str, str], verdict: Verdict
    ) -> bool:
        """Tell whether a row is still about what it was about when somebody filled it in; note it where it is not."""
        rested = self.sheet.today(self.book.mark.rests_on.get((self.sheet.key, line.row_id), row.rests_on))
        resting = [key for key in self.sheet.resting if said[key] != now[key]]
        if rested == row.rests_on or not resting:
            return True
        if not all(fingerprint_of(decision) in self.book.recorded for decision in verdict.decisions):
            self._bad("changed_since", line.number, resting[0])
        return False

    def _note_missing(self, came: Collection[str]) -> None:
        """Note the rows that left and did not come back, by the names of those that are still there."""
        lost = {row_id for key, row_id in self.book.mark.rows if key == self.sheet.key}.difference(came)
        gone = [row.label for row in self.sheet.rows if row.row_id in lost] if lost else []
        if not gone or not self.is_ours:
            return
        if self.book.partial:
            self.reading.missing += len(gone)
            return
        names = ", ".join(f"“{' '.join(label.split())[:60]}”" for label in gone[:_NAMED])
        more = f", … ({len(gone)})" if len(gone) > _NAMED else ""
        self._note(counted("missing_rows", len(gone), names=names + more), None, "")

    def _bad(self, name: str, number: int | None = None, key: str = "", **values: str) -> None:
        self._note(problem(name, **values), number, key)

    def _note(self, message: str, number: int | None, key: str) -> None:
        column = f"{self.letters[key]}: {self.columns[key].title}" if key else None
        self.reading.problems.append(Problem(message, self.book.file, self.page.title, column, number))


def fingerprint_of(decision: Mapping[str, Any]) -> str:
    """Identify a decision by all it says."""
    return json.dumps(decision, sort_keys=True)


def _lines(lines: Sequence[Sequence[Any]], places: Mapping[str, int]) -> Iterator[_Line]:
    """Yield the rows below the headings that are not empty."""
    for cells in lines:
        own = {key: cells[place] if place < len(cells) else None for key, place in places.items()}
        row_id = shown(cells[0].value).strip() if cells[0].value is not None else ""
        if row_id or any(cell is not None and cell.value is not None for cell in own.values()):
            yield _Line(cells[0].row, row_id, own)


def _title(value: object) -> str:
    return " ".join(str(value).casefold().split())
