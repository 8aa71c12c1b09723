"""Old Excel workbooks (.xls): read by xlrd, which is not compiled and keeps only the cells there are."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from typing import Any

from textmine.config import Limits
from textmine.errors import InputError, Problem
from textmine.ingest import bounds
from textmine.ingest.workbooks.archive import DAMAGED, PROTECTED
from textmine.ingest.workbooks.sheet import MERGED_ROWS, Opened, Row, Sheet, State
from textmine.ingest.workbooks.shown import as_shown, formatted

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
"""xlrd's numbers for kinds of cells."""
_NOTHING = frozenset({0, 6})


def open_xls(data: bytes, file: str, limits: Limits) -> Opened:
    """Look through an old Excel workbook.

    Raises:
        InputError: It is damaged, protected, or larger than the limits.
    """
    import xlrd

    with _guarded(file):
        # Its diary goes to nowhere: it tells of every oddity of a file.
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        bounds.check("sheets", book.nsheets, limits, file)
        sheets = tuple(_sheet(book, index) for index in range(book.nsheets))
    return Opened(sheets, partial(_rows, book, file))


def _sheet(book: Any, index: int) -> Sheet:  # noqa: ANN401 - xlrd has no types
    """Return what a sheet holds."""
    sheet = book.sheet_by_index(index)
    state: State = "hidden" if sheet.visibility else "visible"
    filled = [row for row in range(sheet.nrows) if not _NOTHING.issuperset(sheet.row_types(row))]
    widest = max((sheet.row_len(row) for row in filled), default=0)
    return Sheet(
        name=sheet.name,
        state=state,
        filled=len(filled),
        area=(filled[0] + 1, 1, filled[-1] + 1, widest) if filled else None,
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        merged=tuple(
            (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells if top < MERGED_ROWS
        ),
    )


def _rows(book: Any, file: str, sheet: Sheet) -> Iterator[Row]:  # noqa: ANN401 - xlrd has no types
    """Yield the rows of a sheet as texts."""
    with _guarded(file):
        found = book.sheet_by_name(sheet.name)
        for row in range(found.nrows):
            yield row + 1, [_shown(book, cell) for cell in found.row(row)]


def _shown(book: Any, cell: Any) -> str:  # noqa: ANN401 - xlrd has no types
    """Return what a cell shows."""
    from xlrd.biffh import error_text_from_code

    if cell.ctype == _TEXT:
        return as_shown(cell.value)
    if cell.ctype == _NUMBER:
        code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        return formatted(Decimal(repr(cell.value)), code) or as_shown(cell.value)
    if cell.ctype == _DATE:
        return _date(cell.value, book.datemode)
    if cell.ctype == _BOOLEAN:
        return as_shown(bool(cell.value))
    return error_text_from_code.get(cell.value, "") if cell.ctype == _ERROR else ""


def _date(number: float, mode: int) -> str:
    """Return the date, the time or the moment that a number of days stands for."""
    from xlrd.xldate import xldate_as_datetime

    if 0 <= number < 1:
        return as_shown((dt.datetime.min + dt.timedelta(seconds=round(number * 86_400))).time())
    try:
        moment = xldate_as_datetime(number, mode)
    except (OverflowError, ValueError):
        return as_shown(number)
    return as_shown(moment.date() if moment.time() == dt.time() else moment)


@contextmanager
def _guarded(file: str) -> Iterator[None]:
    """Turn whatever xlrd raises into plain words."""
    try:
        yield
    except (MemoryError, InputError):
        raise
    except Exception as error:
        # xlrd trusts what a file says of itself, and fails in many ways where that is wrong.
        protected = "encrypt" in str(error).lower()
        raise InputError(Problem(PROTECTED if protected else DAMAGED, file)) from None
