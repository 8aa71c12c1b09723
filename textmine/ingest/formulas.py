"""Formula cells of a workbook: an answer that begins with `=` becomes one, and may have no stored value."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from textmine.ingest.grid import Record
from textmine.safe import replace_surrogates

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_SHEETS = "xl/worksheets/"


def _has_formulas(data: bytes) -> bool:
    """Look for a formula element in any sheet, before the slower reader is asked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(_FORMULA.search(archive.read(name)) for name in archive.namelist() if name.startswith(_SHEETS))


def formulas(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Return the text of every formula of a sheet by (row, column), both 1-based; empty where there is none."""
    from openpyxl import load_workbook

    if not _has_formulas(data):
        return {}
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        return {
            (cell.row, cell.column): replace_surrogates(str(cell.value))
            for row in book[sheet].iter_rows()
            for cell in row
            if cell.data_type == "f" and isinstance(cell.value, str)
        }
    except Exception:
        # The values are read by another library; what this stricter one refuses has no formulas to give.
        return {}


def with_formulas(records: Sequence[Record], found: Mapping[tuple[int, int], str]) -> tuple[tuple[Record, ...], int]:
    """Put the formula's text where a cell shows nothing; return the records and how many cells that were."""
    rows = {record.row: list(record.cells) for record in records}
    restored = 0
    for (row, column), text in found.items():
        cells = rows.setdefault(row, [])
        cells += [""] * (column - len(cells))
        if not cells[column - 1]:
            cells[column - 1] = text
            restored += 1
    return tuple(Record(row, tuple(cells)) for row, cells in sorted(rows.items())), restored
