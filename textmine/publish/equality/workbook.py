"""`equality.xlsx`: every number of the Equality Impact evidence, to filter and sort; every cell defused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.publish.content import PAGE_LANGUAGE
from textmine.publish.equality.document import method_lines
from textmine.publish.equality.facts import Evidence, equality_wording
from textmine.publish.texts import clean
from textmine.safe import atomic_path, defuse_cell
from textmine.schema import rows

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = ("group_wording", "group", "n", "base", "share", "low", "high")
_SHARES = ("share", "low", "high", "population_share")
_WIDE = {"theme": 40, "group": 40, "group_question": 30, "question": 40, "sentence": 120}


def _value(row: Any, name: str) -> object:  # noqa: ANN401 - a row of a frame
    """Return a cell; a number that is not shown says so."""
    value = getattr(row, name)
    if pd.isna(value):
        return equality_wording()["workbook"]["hidden"] if name == "n" else None
    return clean(value) if isinstance(value, str) else value


def _people(evidence: Evidence) -> Iterator[list[object]]:
    for row in rows(evidence.heard.groups):
        yield [_value(row, name) for name in _NUMBERS]


def _themes(evidence: Evidence) -> Iterator[list[object]]:
    wordings = evidence.wordings()
    for row in rows(evidence.heard.themes):
        yield [wordings[row.question_id].text, clean(row.title), *(_value(row, name) for name in _NUMBERS), row.differs]


def _positions(evidence: Evidence) -> Iterator[list[object]]:
    wordings = evidence.wordings()
    for row in rows(evidence.heard.positions):
        cells = (_value(row, name) for name in _NUMBERS)
        yield [wordings[row.question_id].text, clean(row.title), row.position, *cells]


_COMPARED = (
    "characteristic", "group", "n", "base", "share", "low", "high", "population", "population_share", "ratio",
    "compared", "table",
)  # fmt: skip


def _compared(evidence: Evidence) -> Iterator[list[object]]:
    for row in rows(evidence.compared.frame) if evidence.compared else ():
        status = equality_wording()["workbook"]["estimate"] if row.verified is False else ""
        yield [*(_value(row, name) for name in _COMPARED), status]


def _sheet(book: Any, title: str, names: Sequence[str], records: Iterable[Sequence[object]]) -> None:  # noqa: ANN401
    """Add a sheet with a heading that stays in sight, and is repeated on every page on paper."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet, words = book.create_sheet(title), equality_wording()["workbook"]["columns"]
    sheet.append([words[name] for name in names])
    for record in records:
        sheet.append([defuse_cell(value) for value in record])
    wrapped = Alignment(wrap_text=True, vertical="top")
    for place, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE.get(name, 14)
        for cell in sheet[get_column_letter(place)]:
            cell.alignment = wrapped
            cell.number_format = "0%" if name in _SHARES else "0.00" if name == "ratio" else "General"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = sheet.dimensions


def write_workbook(evidence: Evidence, path: Path) -> None:
    """Write the numbers of the evidence as a workbook; what is hidden in Word is hidden here.

    Args:
        evidence: From `evidence_of`.
        path: The file to write.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book, words = Workbook(), equality_wording()["workbook"]
    book.properties.title = equality_wording()["headings"]["kicker"]
    book.properties.creator, book.properties.language = clean(evidence.page.organisation), PAGE_LANGUAGE
    book.properties.description = evidence.page.made_with
    about = book.active
    about.title = words["about"]
    about.column_dimensions["A"].width = 80
    for line in (clean(evidence.page.title.text), *method_lines(evidence), evidence.page.made_with):
        about.append([defuse_cell(line)])
        about.cell(about.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    numbers = ("group_question", *_NUMBERS[1:])
    _sheet(book, words["people"], numbers, _people(evidence))
    if evidence.compared:
        _sheet(book, words["compared"], (*_COMPARED, "status"), _compared(evidence))
    _sheet(book, words["themes"], ("question", "theme", *numbers, "differs"), _themes(evidence))
    _sheet(book, words["positions"], ("question", "theme", "position", *numbers), _positions(evidence))
    _sheet(book, words["differ"], ("sentence",), ([one.title.text + one.words] for one in evidence.differences()))
    with atomic_path(path) as temporary:
        book.save(temporary)
