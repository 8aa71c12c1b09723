"""From a workbook of any kind to the rows of one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from textmine.config import Limits, ReadingSettings
from textmine.errors import InputError, Problem
from textmine.ingest.grid import Grid, Kind, non_empty
from textmine.ingest.workbooks.ods import open_ods
from textmine.ingest.workbooks.sheet import Opened, Sheet, about, about_hidden_rows, check_area, choose
from textmine.ingest.workbooks.xls import open_xls
from textmine.ingest.workbooks.xlsb import open_xlsb
from textmine.ingest.workbooks.xlsx import open_xlsx

_OPENERS: Mapping[Kind, Callable[[bytes, str, Limits], Opened]] = {
    "xlsx": open_xlsx,
    "xlsb": open_xlsb,
    "xls": open_xls,
    "ods": open_ods,
}


def read_workbook(
    data: bytes,
    file: str,
    kind: Kind,
    sha256: str,
    reading: ReadingSettings,
    limits: Limits,
    notes: tuple[str, ...] = (),
) -> Grid:
    """Read the sheet that was asked for, or the visible one with the most rows.

    Args:
        data: The content of the file.
        file: What it is called in messages.
        kind: What it really is.
        sha256: Of the content.
        reading: Which sheet is read, and what is done with hidden rows.
        limits: What it may hold at most.
        notes: What was assumed already.

    Raises:
        InputError: It is damaged, protected, unsafe or too large, or has no such sheet with anything in it.
    """
    opened = _OPENERS[kind](data, file, limits)
    sheet = choose(opened.sheets, reading.sheet, file)
    check_area(sheet, limits, file)
    records = non_empty(opened.rows(sheet))
    if not records:
        raise InputError(Problem("holds nothing but spaces. Export the answers again.", file, sheet.name))
    hidden = [record.row for record in records if record.row in sheet.hidden_rows]
    twins = () if reading.sheet else tuple(_twins(opened, sheet, records[0].cells))
    return Grid(
        file=file,
        sheet=sheet.name,
        encoding=None,
        sha256=sha256,
        records=records,
        last_row=records[-1].row,
        notes=(
            *notes,
            *opened.notes,
            *about(opened.sheets, sheet, reading.sheet, file, twins),
            *about_hidden_rows(hidden, sheet.name, reading.hidden_rows == "set_aside"),
        ),
        hidden_rows=frozenset(hidden),
        merged=sheet.merged,
        kind=kind,
        twins=twins,
    )


def _twins(opened: Opened, chosen: Sheet, first: Sequence[str]) -> Iterator[str]:
    """Yield the other visible sheets that begin with the same row: the responses of another month, ward or officer."""
    wanted = tuple(map(str.strip, first))
    for sheet in opened.sheets:
        if sheet is chosen or sheet.state != "visible" or sheet.filled < 2:
            continue
        begins = next(iter(non_empty(islice(opened.rows(sheet), 1))), None)
        if begins is not None and tuple(map(str.strip, begins.cells)) == wanted:
            yield sheet.name
