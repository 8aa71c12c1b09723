"""Looking through one sheet of an .xlsx file as it streams by, before the fast reader sets memory aside for it.

It finds how far the sheet reaches, which rows it hides, and the cells that the fast reader gives as nothing:
formulas without a stored value, errors, and numbers whose format changes what they say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from textmine.ingest.grid import Range, column_letter
from textmine.ingest.workbooks.archive import Archive
from textmine.ingest.workbooks.sheet import MERGED_ROWS, NAMED_CELLS
from textmine.ingest.workbooks.shown import number_shown
from textmine.ingest.workbooks.xml import DEEPEST, Attributes, Listener, local, parse
from textmine.safe import replace_surrogates

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_DIGITS = "0123456789"
_MOST_MERGED = 1_000
_NO_FORMULA = "#NAME?"
"""What Excel shows for an answer that begins with `=` and goes on in words."""


@dataclass(slots=True)
class Scan:
    """What is found on one sheet.

    Attributes:
        filled: How many rows hold something.
        instead: Texts to show in the place of what the fast reader gives, by row and column.
        formulas: How many of these are a formula's own text.
        formula_cells: The first of these, such as `E6`.
    """

    filled: int = 0
    top: int = LAST_ROW + 1
    left: int = LAST_COLUMN + 1
    bottom: int = 0
    right: int = 0
    hidden: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    instead: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: int = 0
    formula_cells: list[str] = field(default_factory=list)

    @property
    def area(self) -> Range | None:
        """The smallest range with everything in it."""
        return (self.top, self.left, self.bottom, self.right) if self.bottom else None

    def fill(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        if row > self.bottom:
            self.bottom = row
        if row < self.top:
            self.top = row
        if column > self.right:
            self.right = column
        if column < self.left:
            self.left = column

    def merge(self, place: Range) -> None:
        """Note merged cells, if they are among the first rows."""
        if place[0] <= MERGED_ROWS and len(self.merged) < _MOST_MERGED:
            self.merged.append(place)

    def show_formula(self, row: int, column: int, text: str) -> None:
        """Have a formula's own text shown."""
        self.instead[row, column] = replace_surrogates(text)
        self.formulas += 1
        if self.formulas <= NAMED_CELLS:
            self.formula_cells.append(f"{column_letter(column)}{row}")


class _Columns(dict[str, int]):
    """The numbers of columns by their letters."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters.upper():
            if not "A" <= letter <= "Z":
                raise ValueError("no column")
            number = number * 26 + ord(letter) - 64
            if number > LAST_COLUMN:
                raise ValueError("no column")
        self[letters] = number
        return number


_COLUMNS = _Columns()


def place_of(reference: str) -> tuple[int, int]:
    """Return the row and the column of a reference such as `BC12`.

    Raises:
        ValueError: There is no such cell.

    Example:
        >>> place_of("BC12")
        (12, 55)
    """
    letters = reference.rstrip(_DIGITS)
    row = int(reference[len(letters) :])
    if not 0 < row <= LAST_ROW or not letters:
        raise ValueError("no row")
    return row, _COLUMNS[letters]


def scan_sheet(archive: Archive, part: str, formats: Mapping[str, str]) -> Scan:
    """Look through a sheet.

    Args:
        archive: The workbook.
        part: The sheet's name in it.
        formats: Formats that change what a number says, by the number of the style.

    Raises:
        InputError: The sheet is damaged or unsafe.
    """
    listener = _SheetListener(formats)
    parse(archive, part, listener)
    return listener.scan


class _SheetListener(Listener):
    """Hears of rows and cells. Most cells are done with in `start`; only special ones have their text heard."""

    __slots__ = (
        "_column",
        "_counted",
        "_error",
        "_format",
        "_formats",
        "_formula",
        "_names",
        "_number",
        "_parser",
        "_row",
        "_shared",
        "_special",
        "_texts",
        "_value",
        "scan",
    )

    def __init__(self, formats: Mapping[str, str]) -> None:
        super().__init__()
        self.scan = Scan()
        self._formats = formats
        self._names: dict[str, str] = {}
        self._shared: dict[str, str] = {}
        self._row = self._column = self._counted = 0
        self._special = self._error = False
        self._format: str | None = None
        self._formula: str | None = None
        self._value = self._number = ""
        self._texts: list[str] | None = None

    def listen(self, parser: expat.XMLParserType) -> None:
        """Hear of elements; text is listened for in special cells alone."""
        super().listen(parser)
        self._parser = parser

    def start(self, name: str, attributes: Attributes) -> None:
        """Hear that an element begins."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("nested without end")
        plain = self._names.get(name) or self._names.setdefault(name, local(name))
        if plain == "c":
            self._cell(attributes)
        elif plain in ("v", "is", "f"):
            self._fill(plain, attributes)
        elif plain == "row":
            self._start_row(attributes)
        elif plain == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.scan.merge((*place_of(first), *place_of(last or first)))

    def _start_row(self, attributes: Attributes) -> None:
        """Take up the number of a row, and whether it is hidden."""
        number = attributes.get("r")
        self._row = int(number) if number else self._row + 1
        if not 0 < self._row <= LAST_ROW:
            raise ValueError("no row")
        self._column = 0
        if attributes.get("hidden") in ("1", "true"):
            self.scan.hidden.add(self._row)

    def _cell(self, attributes: Attributes) -> None:
        """Take up the place of a cell, and whether its text has to be heard."""
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip(_DIGITS)
            self._column = _COLUMNS[letters]
            self._row = int(reference[len(letters) :])
        else:
            self._column += 1
        sort = attributes.get("t", "n")
        self._error = sort == "e"
        self._format = self._formats.get(attributes.get("s", "")) if sort == "n" else None
        self._special = self._error or self._format is not None
        if self._special:
            self._formula, self._value = None, ""

    def _fill(self, plain: str, attributes: Attributes) -> None:
        """Note that a cell holds something, and listen to its text where the cell is special."""
        row, scan = self._row, self.scan
        if not 0 < row <= LAST_ROW or not 0 < self._column <= LAST_COLUMN:
            raise ValueError("no cell")
        if row != self._counted:
            scan.filled += 1
            self._counted = row
        scan.fill(row, self._column)
        if plain == "f":
            if not self._special:
                self._special, self._value = True, ""
            self._number = attributes.get("si", "")
            self._formula = self._shared.get(self._number, "")
        if self._special:
            self._texts = []
            self._parser.CharacterDataHandler = self._texts.append

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        self.depth -= 1
        if self._special:
            self._end_special(self._names[name])

    def _end_special(self, plain: str) -> None:
        """Keep the formula or the value of a special cell, and at its end what it shows."""
        if plain == "c":
            self._show()
            self._special = False
        elif self._texts is not None and plain in ("f", "v", "is"):
            text = "".join(self._texts)
            self._texts = None
            self._parser.CharacterDataHandler = None
            if plain == "f":
                self._formula = text or self._formula
                if self._number and text:
                    self._shared[self._number] = text
            else:
                self._value = text

    def _show(self) -> None:
        """Decide what a special cell shows, where the fast reader would show nothing or something else."""
        place = self._row, self._column
        shows_nothing = not self._value or (self._error and self._value == _NO_FORMULA)
        if self._formula and shows_nothing:
            self.scan.show_formula(*place, "=" + self._formula)
        elif self._error and self._value:
            self.scan.instead[place] = self._value
        elif self._format is not None and (shown := number_shown(self._value, self._format)) is not None:
            self.scan.instead[place] = shown
