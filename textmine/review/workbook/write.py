"""Write the sheets of a workbook: input cells open, all others locked, nothing in them that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from textmine.errors import InputError, Problem
from textmine.report.workbook import WIDE
from textmine.review.workbook.looks import Looks, font_of
from textmine.review.workbook.mark import Lists, write_mark
from textmine.review.workbook.sheet import FOR_ALL, Column, Row, Sheet, offer_of
from textmine.review.workbook.words import problem, words
from textmine.safe import atomic_path, defuse_cell

ID_HEADER = "row id"
MARKER = "textmine sheet: "
FOR_ALL_COLUMN = 4
"""Where the cell is that speaks for all rows."""
_LETTERS_A_LINE = 110
_LONGEST_HINT = 255
_LONGEST_TITLE = 32
_LINE_HEIGHT = 15
_FEWEST_LINES = 2
_LETTER_WIDTH = 1.3
"""Of a column's unit of width: the widest of our fonts needs a little more than that."""
_HIGHEST = 400
"""Excel's limit is 409 points."""


def write_file(
    path: Path, run: str, consultation: str, sheets: Sequence[Sheet], read_me: Mapping[str, Any] | None = None
) -> None:
    """Write a workbook of sheets.

    Args:
        path: The XLSX file to make.
        run: The run that its row ids belong to.
        consultation: What the consultation is called.
        sheets: Its sheets; those without rows are left out.
        read_me: Words of its first page; None: those for decisions that come back.

    Raises:
        InputError: The file exists already.
    """
    from openpyxl import Workbook

    if path.exists() and (path.is_dir() or path.stat().st_size):
        raise InputError(Problem(problem("exists"), str(path)))
    sheets = [sheet for sheet in sheets if sheet.rows]
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "textmine"
    _read_me(book.active, consultation, sheets, words()["read_me"] if read_me is None else read_me)
    pages = [(sheet, book.create_sheet(sheet.title)) for sheet in sheets]
    lists = write_mark(book, run, sheets)
    looks = Looks(book)
    for sheet, page in pages:
        _write_sheet(page, sheet, lists, looks)
    with atomic_path(path) as temporary:
        book.save(temporary)


def _read_me(page: Any, consultation: str, sheets: Sequence[Sheet], own: Mapping[str, Any]) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Font

    page.title = own["sheet"]
    page.column_dimensions["A"].width = _LETTERS_A_LINE
    lines = [own["title"], *(line.format(consultation=consultation) for line in own["lines"])]
    lines += [f"{sheet.title}: {sheet.about}" for sheet in sheets]
    for number, line in enumerate(lines, start=1):
        cell = page.cell(number, 1, defuse_cell(line))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[number].height = _LINE_HEIGHT * (1.5 if number == 1 else 1)
        cell.font = Font(name=font_of(), bold=line in (own["title"], *own["bold"]), size=14 if number == 1 else 11)
    _protect(page)
    _print_on_paper(page, 1)


def _write_sheet(page: Any, sheet: Sheet, lists: Lists, looks: Looks) -> None:  # noqa: ANN401
    top = _write_top(page, sheet, looks)
    for number, column in enumerate(sheet.columns, start=2):
        looks.heading(page.cell(top, number, column.title), column)
    page.cell(top, 1, ID_HEADER)
    for place, row in enumerate(sheet.rows, start=top + 1):
        page.cell(place, 1, row.row_id)
        for number, column in enumerate(sheet.columns, start=2):
            _write_cell(page.cell(place, number), column, row, looks)
        page.row_dimensions[place].height = _height(sheet.columns, row)
    page.row_dimensions[top].height = 2 * _LINE_HEIGHT
    _arrange(page, sheet, top)
    _offer_choices(page, sheet, top, lists)
    _protect(page)
    _print_on_paper(page, top)


def _height(columns: Sequence[Column], row: Row) -> float:
    """Return a height that shows the longest cell whole and leaves room to write; not every program finds one."""
    lines = _FEWEST_LINES
    for column in columns:
        parts = str(row.cells.get(column.key, "")).split("\n")
        lines = max(lines, sum(1 + int(len(part) * _LETTER_WIDTH / column.width) for part in parts))
    return min(lines * _LINE_HEIGHT, _HIGHEST)


def _write_top(page: Any, sheet: Sheet, looks: Looks) -> int:  # noqa: ANN401
    """Write what stands above the rows; return the row of the headings."""
    from openpyxl.styles import Font

    page.cell(1, 1, MARKER + sheet.key)
    page.cell(1, 2, sheet.heading).font = Font(name=font_of(), bold=True, size=14)
    for number, line in enumerate(sheet.lines, start=2):
        page.cell(number, 2, defuse_cell(line)).font = Font(name=font_of())
    top = len(sheet.lines) + 3
    if not sheet.for_all:
        return top
    page.cell(top - 1, 1, FOR_ALL)
    page.cell(top - 1, 2, sheet.for_all).font = Font(name=font_of(), bold=True)
    looks.cell(page.cell(top - 1, FOR_ALL_COLUMN), Column(FOR_ALL, sheet.for_all, 0, "text"), "", "")
    return top + 1


def _write_cell(cell: Any, column: Column, row: Row, looks: Looks) -> None:  # noqa: ANN401
    value = row.cells.get(column.key, "")
    value = offer_of(column, row).words.get(str(value), value) if column.kind == "choice" else value
    if value != "":
        cell.value = defuse_cell(value)
    if isinstance(cell.value, str):
        # Never a formula, whatever the text looks like.
        cell.data_type = "s"
    looks.cell(cell, column, str(value), row.languages.get(column.key, ""))


def _arrange(page: Any, sheet: Sheet, top: int) -> None:  # noqa: ANN401
    """Set widths, hide the ids, keep the headings in sight, and let people filter."""
    from openpyxl.utils import get_column_letter

    page.column_dimensions["A"].hidden = True
    for number, column in enumerate(sheet.columns, start=2):
        page.column_dimensions[get_column_letter(number)].width = min(column.width, WIDE)
    page.freeze_panes = page.cell(top + 1, sheet.in_sight + 2 if sheet.in_sight else 1)
    page.auto_filter.ref = f"B{top}:{get_column_letter(len(sheet.columns) + 1)}{top + len(sheet.rows)}"


def _offer_choices(page: Any, sheet: Sheet, top: int, lists: Lists) -> None:  # noqa: ANN401
    """Give input cells their list of choices, and a hint to each column that has one."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(sheet.columns, start=2):
        if not column.is_input:
            continue
        letter = get_column_letter(number)
        for choices, runs in _runs(sheet, column, top).items():
            rule = DataValidation(allow_blank=True, showErrorMessage=column.kind == "choice", showInputMessage=True)
            if choices:
                rule.type = "list"
                rule.formula1 = lists[choices]
            elif not column.hint:
                continue
            rule.promptTitle, rule.prompt = column.title[:_LONGEST_TITLE], column.hint[:_LONGEST_HINT]
            for first, last in runs:
                rule.add(f"{letter}{first}:{letter}{last}")
            page.add_data_validation(rule)


def _runs(sheet: Sheet, column: Column, top: int) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Return each list of choices of a column with the (first, last) rows that have it."""
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    offers = [row.offers.get(column.key) for row in sheet.rows]
    place = top + 1
    for offer, same in groupby(offers, key=id):
        del offer
        own = list(same)
        choices = tuple((column.choices if own[0] is None else own[0].words).values())
        found.setdefault(choices, []).append((place, place + len(own) - 1))
        place += len(own)
    return found


def _protect(page: Any) -> None:  # noqa: ANN401
    """Lock what is not to be filled in, without a password; looks stay free, and rows can be filtered."""
    page.protection.sheet = True
    for free in ("formatColumns", "formatRows", "formatCells", "autoFilter"):
        setattr(page.protection, free, False)


def _print_on_paper(page: Any, top: int) -> None:  # noqa: ANN401
    """Print on A3, one page wide, the headings on each page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{top}:{top}"
