"""Read a workbook back: what was filled in since it left, and everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.review.workbook.cells import BadCellError, read_cell, shown
from textmine.review.workbook.load import load
from textmine.review.workbook.mark import MARK, Mark, read_mark
from textmine.review.workbook.sheet import FOR_ALL, Column, Row, Sheet, fingerprint, given
from textmine.review.workbook.words import problem
from textmine.review.workbook.write import FOR_ALL_COLUMN, ID_HEADER, MARKER

_WIDEST = 64
"""Columns that are looked at; further ones are somebody's own."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that somebody filled in."""

    sheet: Sheet
    title: str
    """What the sheet is called in the file."""
    row: Row
    number: int
    """Its row in the spreadsheet."""
    values: Mapping[str, str]
    decisions: tuple[dict[str, Any], ...]
    overtaken: bool
    """Whether something else was recorded for it since the workbook left."""


@dataclass(slots=True)
class Reading:
    """What a workbook holds.

    Attributes:
        filled: Rows that decide something, in their order.
        problems: Everything that is wrong with the file.
        emptied: Rows that were emptied.
        not_needed: Filled-in rows whose text is not needed any more.
        other_run: Whether the workbook left from another run, whose texts are still known by their words.
    """

    filled: list[Filled] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    emptied: int = 0
    not_needed: int = 0
    other_run: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file: its place, its id, and the cells of the input columns as written."""

    number: int
    row_id: str
    cells: Mapping[str, Any]


def read_file(path: Path, run: str, sheets: Sequence[Sheet]) -> Reading:
    """Return what a workbook that came back holds.

    Args:
        path: The file.
        run: The run of the analysis at hand.
        sheets: All the sheets that a workbook of the analysis can have, as they are now.

    Raises:
        InputError: It is no workbook of this analysis at all.
    """
    book = load(path)
    mark = read_mark(book)
    if mark is None:
        raise InputError(Problem(problem("no_mark", mark=MARK), str(path)))
    if not mark.is_current:
        raise InputError(Problem(problem("other_format", version=mark.version[:40]), str(path)))
    reading = Reading()
    pages = list(_pages(book, sheets))
    if not pages:
        raise InputError(Problem(problem("no_sheet"), str(path)))
    seen: set[str] = set()
    for sheet, page in pages:
        if sheet.key in seen:
            reading.problems.append(Problem(problem("twice"), str(path), page.title))
        else:
            _Reader(sheet, page, mark, str(path), reading, is_ours=mark.run == run or sheet.any_run).read()
        seen.add(sheet.key)
    reading.other_run = mark.run != run
    return reading


def _pages(book: Any, sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Any]]:  # noqa: ANN401
    """Yield the sheets that the file has, by the mark in their first cell: their names may have changed."""
    known = {MARKER + sheet.key: sheet for sheet in sheets}
    for page in book.worksheets:
        if (sheet := known.get(str(page.cell(1, 1).value))) is not None:
            yield sheet, page


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, page: Any, mark: Mark, file: str, reading: Reading, *, is_ours: bool) -> None:  # noqa: ANN401
        self.sheet = sheet
        self.is_ours = is_ours
        self.page = page
        self.mark = mark
        self.file = file
        self.reading = reading
        self.rows = {row.row_id: row for row in sheet.rows}
        self.columns = {column.key: column for column in sheet.inputs}
        self.letters: dict[str, str] = {}

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
        for line in _lines(lines[top + 1 :], places):
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

    def _places(self, header: Sequence[Any]) -> dict[str, int] | None:
        """Return where each input column is, by its heading; None where one is missing."""
        found: dict[str, int] = {}
        wrong = False
        for column in self.sheet.inputs:
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
                return self._value(cells[FOR_ALL_COLUMN - 1], column, cells[0].row) or ""
        return ""

    def _values(self, line: _Line) -> dict[str, str] | None:
        """Return what is filled in in a row; None where a cell is wrong."""
        found = {key: self._value(cell, self.columns[key], line.number) for key, cell in line.cells.items()}
        return None if None in found.values() else {key: str(value) for key, value in found.items()}

    def _value(self, cell: Any, column: Column, number: int) -> str | None:  # noqa: ANN401
        try:
            return read_cell(cell, column)
        except BadCellError as error:
            self._note(str(error), number, column.key)
            return None

    def _was(self, line: _Line) -> str | None:
        """Return the fingerprint of a row as it left; None for one that was not exported."""
        return self.mark.rows.get((self.sheet.key, line.row_id))

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
        was, now = self.mark.rows[self.sheet.key, line.row_id], given(self.sheet, row)
        if fingerprint(values) in (was, fingerprint(now)):
            return
        if not any(values.values()):
            self.reading.emptied += 1
            return
        verdict = self.sheet.decide(row, {**values, FOR_ALL: for_all})
        for key, message in verdict.problems:
            self._note(message, line.number, key)
        if verdict.decisions and not verdict.problems:
            overtaken = was != fingerprint(now)
            said = {**values, FOR_ALL: for_all} if for_all else values
            filled = Filled(self.sheet, self.page.title, row, line.number, said, verdict.decisions, overtaken)
            self.reading.filled.append(filled)

    def _bad(self, name: str, number: int | None = None, key: str = "", **values: str) -> None:
        self._note(problem(name, **values), number, key)

    def _note(self, message: str, number: int | None, key: str) -> None:
        column = f"{self.letters[key]}: {self.columns[key].title}" if key else None
        self.reading.problems.append(Problem(message, self.file, self.page.title, column, number))


def _lines(lines: Sequence[Sequence[Any]], places: Mapping[str, int]) -> Iterator[_Line]:
    """Yield the rows below the headings that are not empty."""
    for cells in lines:
        own = {key: cells[place] if place < len(cells) else None for key, place in places.items()}
        row_id = shown(cells[0].value).strip() if cells[0].value is not None else ""
        if row_id or any(cell is not None and cell.value is not None for cell in own.values()):
            yield _Line(cells[0].row, row_id, own)


def _title(value: object) -> str:
    return " ".join(str(value).casefold().split())
