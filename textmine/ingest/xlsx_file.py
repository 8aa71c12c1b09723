"""Excel workbooks: the sheet with the answers, each value as the spreadsheet shows it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError, Problem
from textmine.ingest.formulas import formulas, with_formulas
from textmine.ingest.grid import Grid, Record, non_empty
from textmine.safe import replace_surrogates

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_DAMAGED = "cannot be read: the workbook is damaged. Open it in Excel and save it again as .xlsx."


def read_xlsx(data: bytes, file: str, sha256: str, notes: tuple[str, ...] = ()) -> Grid:
    """Read the visible sheet with the most rows.

    Raises:
        InputError: The workbook is damaged, protected, or no visible sheet holds anything.
    """
    sheets = _visible_sheets(data, file)
    filled = {name: records for name, records in sheets.items() if records}
    if not filled:
        raise InputError(
            Problem("holds no visible sheet with anything in it. Unhide the sheet with the answers.", file)
        )
    chosen = max(filled, key=lambda name: len(filled[name]))
    if len(filled) > 1:
        others = ", ".join(f"`{name}`" for name in filled if name != chosen)
        notes = (*notes, f"Sheet `{chosen}` of `{Path(file).name}` is read: it has the most rows. Not read: {others}.")
    records, restored = with_formulas(filled[chosen], formulas(data, chosen))
    if restored:
        cells = "1 cell holds" if restored == 1 else f"{restored} cells hold"
        notes = (*notes, f"{cells} a formula without a stored value, and read as the formula's own text.")
    return Grid(file, chosen, None, sha256, records, records[-1].row, notes, kind="xlsx")


def _visible_sheets(data: bytes, file: str) -> dict[str, tuple[Record, ...]]:
    """Return the non-empty rows of every visible worksheet."""
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            meta.name: _records(workbook, meta.name)
            for meta in workbook.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible
        }
    except calamine.PasswordError:
        message = "is protected with a password. Open it in Excel, remove the password and save it as .xlsx."
        raise InputError(Problem(message, file)) from None
    except MemoryError:
        raise
    except BaseException as error:
        # The parser is compiled: a file bad enough can make it panic, which is no `Exception`.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise InputError(Problem(_DAMAGED, file)) from None
        raise


def _records(workbook: CalamineWorkbook, name: str) -> tuple[Record, ...]:
    """Return the non-empty rows of one sheet, numbered as the spreadsheet numbers them."""
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return ()
    first_row, first_column = sheet.start
    # Cells left of the first used column are put back, so that columns keep their letters.
    left = [""] * first_column
    rows = sheet.to_python(skip_empty_area=True)
    return non_empty(
        (number, left + [as_shown(cell) for cell in row]) for number, row in enumerate(rows, start=first_row + 1)
    )


def as_shown(value: Value) -> str:
    """Return a cell's value as a spreadsheet shows it, dates in ISO form.

    Example:
        >>> as_shown(7.0), as_shown(1.5), as_shown(True), as_shown(dt.date(2026, 3, 2))
        ('7', '1.5', 'TRUE', '2026-03-02')
    """
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return value.isoformat()


def _number(value: float) -> str:
    """Render a number without `.0`; whole numbers keep every digit, so that ids stay different."""
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return format(value, ".15g")
