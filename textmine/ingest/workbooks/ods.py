"""OpenDocument spreadsheets (.ods): read in one pass, so that a cell repeated without end is never unrolled.

Source:
    OASIS, "Open Document Format for Office Applications (OpenDocument) Version 1.3", part 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from textmine.config import Limits
from textmine.errors import InputError, Problem
from textmine.ingest import bounds
from textmine.ingest.grid import Range
from textmine.ingest.workbooks.archive import PROTECTED, Archive, open_archive
from textmine.ingest.workbooks.ods_cell import Cell, count
from textmine.ingest.workbooks.parts import about_parts, check_names, check_others
from textmine.ingest.workbooks.sheet import MERGED_ROWS, Opened, Row, Sheet, State
from textmine.ingest.workbooks.xml import Attributes, Listener, local, parse

_CONTENT, _MANIFEST = "content.xml", "meta-inf/manifest.xml"
_CELLS = ("table:table-cell", "table:covered-table-cell")


def open_ods(data: bytes, file: str, limits: Limits) -> Opened:
    """Read an OpenDocument spreadsheet.

    Raises:
        InputError: It is damaged, protected, unsafe, or larger than the limits.
    """
    archive = open_archive(data, file, limits)
    archive.check_small(_MANIFEST)
    if b"encryption-data" in b"".join(archive.pieces(_MANIFEST)):
        raise InputError(Problem(PROTECTED, file))
    check_others(archive)
    listener = _Listener(archive, limits)
    parse(archive, _CONTENT, listener)
    bounds.check("sheets", len(listener.tables), limits, file)
    check_names((table.name for table in listener.tables), archive)
    rows = {table.name: table.rows for table in listener.tables}
    sheets = tuple(table.sheet() for table in listener.tables)
    return Opened(sheets, lambda sheet: rows[sheet.name], tuple(about_parts(archive)))


@dataclass(slots=True)
class _Table:
    """A sheet as it is being read."""

    name: str
    visible: bool
    rows: list[Row] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    formulas: int = 0

    def sheet(self) -> Sheet:
        """Return what the sheet holds."""
        area = None
        if self.rows:
            area = (self.rows[0][0], 1, self.rows[-1][0], max(len(cells) for _, cells in self.rows))
        state: State = "visible" if self.visible else "hidden"
        return Sheet(
            self.name, state, True, len(self.rows), area, frozenset(self.hidden), tuple(self.merged), self.formulas
        )


@dataclass(slots=True)
class _Row:
    """A row as it is being read, with the number of the first of its repetitions."""

    first: int = 0
    times: int = 1
    hidden: bool = False
    column: int = 0
    cells: list[str] = field(default_factory=list)
    formulas: int = 0

    @property
    def last(self) -> int:
        """The number of the last repetition; 0 before the first row of a sheet."""
        return self.first + self.times - 1 if self.first else 0


class _Listener(Listener):
    """Hears of sheets, rows and cells; keeps those that hold something."""

    __slots__ = ("_archive", "_cell", "_invisible", "_kept", "_limits", "_parser", "_row", "_style", "tables")

    def __init__(self, archive: Archive, limits: Limits) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self._archive, self._limits = archive, limits
        self._invisible: set[str] = set()
        self._style = ""
        self._kept = 0
        self._row = _Row()
        self._cell: Cell | None = None

    def listen(self, parser: expat.XMLParserType) -> None:
        """Hear of elements; text is listened for in paragraphs alone."""
        super().listen(parser)
        self._parser = parser

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear that an element begins."""
        super().start(name, attributes)
        if self._cell is not None:
            self._within(self._cell, name, attributes)
        elif name in _CELLS:
            self._cell = Cell(attributes, self.depth)
        elif name == "table:table-row":
            self._row = _Row(self._row.last + 1, count(attributes, "table:number-rows-repeated"))
            self._row.hidden = attributes.get("table:visibility", "visible") != "visible"
        elif name == "table:table":
            hidden = attributes.get("table:style-name", "") in self._invisible
            self.tables.append(_Table(attributes.get("table:name", ""), not hidden))
            self._row = _Row()
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._invisible.add(self._style)

    def _within(self, cell: Cell, name: str, attributes: Attributes) -> None:
        """Hear of an element in a cell; comments and drawings have paragraphs too, which lie deeper."""
        if name == "text:p" and self.depth == cell.depth + 1:
            self._parser.CharacterDataHandler = cell.text.raw.append
        elif name.startswith("text:") and self._parser.CharacterDataHandler is not None:
            cell.text.special(local(name), attributes)

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        if self._cell is not None:
            if name == "text:p" and self.depth == self._cell.depth + 1:
                self._cell.text.end()
                self._parser.CharacterDataHandler = None
            elif self.depth == self._cell.depth:
                self._end_cell(self._cell)
                self._cell = None
        elif name == "table:table-row" and self.tables:
            self._end_row(self.tables[-1])
        super().end(name)

    def _end_cell(self, cell: Cell) -> None:
        """Put a cell in its row, as often as it is repeated."""
        row, times = self._row, count(cell.attributes, "table:number-columns-repeated")
        text, is_formula = cell.shown()
        if text:
            self._check("columns", row.column + times)
            row.cells += [""] * (row.column - len(row.cells)) + [text] * times
        row.formulas += times * is_formula
        if row.first <= MERGED_ROWS:
            self._merge(cell, row)
        row.column += times

    def _merge(self, cell: Cell, row: _Row) -> None:
        """Note merged cells."""
        down = count(cell.attributes, "table:number-rows-spanned")
        right = count(cell.attributes, "table:number-columns-spanned")
        if (down > 1 or right > 1) and self.tables:
            self.tables[-1].merged.append((row.first, row.column + 1, row.first + down - 1, row.column + right))

    def _end_row(self, table: _Table) -> None:
        """Keep a row that holds something, as often as it is repeated."""
        row = self._row
        if not row.cells:
            return
        self._kept += row.times * len(row.cells)
        self._check("rows", row.last)
        self._check("cells", self._kept)
        cells = tuple(row.cells)
        numbers = range(row.first, row.last + 1)
        table.rows += [(number, cells) for number in numbers]
        table.formulas += row.formulas * row.times
        if row.hidden:
            table.hidden.update(numbers)

    def _check(self, limit: str, found: int) -> None:
        """Compare what was found so far with a limit."""
        sheet = self.tables[-1].name if self.tables else None
        bounds.check(limit, found, self._limits, self._archive.file, sheet)
