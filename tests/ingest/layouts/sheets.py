"""Rows of cells as a file of each kind, to be read again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from textmine.config import Config
from textmine.ingest import inspect
from textmine.ingest.columns import TableColumn
from textmine.ingest.inspection import Inspection
from textmine.ingest.reader import read_file
from textmine.ingest.table import Table

Rows = Sequence[Sequence[object]]
KINDS = ("csv", "bom.csv", "utf16.tsv", "xlsx", "xls", "ods")


def write(folder: Path, rows: Rows, kind: str = "csv") -> Path:
    """Write rows as a file of one kind."""
    path = folder / f"export.{kind}"
    if kind in _WORKBOOKS:
        _WORKBOOKS[kind](path, rows)
        return path
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t" if kind.endswith("tsv") else ",").writerows(rows)
    encoding = {"bom.csv": "utf-8-sig", "utf16.tsv": "utf-16", "cp1252.csv": "cp1252"}.get(kind, "utf-8")
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _xlsx(path: Path, rows: Rows) -> None:
    book = Workbook()
    for row in rows:
        book.active.append([None if cell == "" else cell for cell in row])
    book.save(path)


def _xls(path: Path, rows: Rows) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Answers")
    for place, row in enumerate(rows):
        for at, cell in enumerate(row):
            if cell != "":
                sheet.write(place, at, cell)
    book.save(str(path))


def _ods(path: Path, rows: Rows) -> None:
    document = OpenDocumentSpreadsheet()
    sheet = OdsTable(name="Answers")
    for row in rows:
        line = TableRow()
        for cell in row:
            box = TableCell(valuetype="string") if cell != "" else TableCell()
            for part in str(cell).split("\n") if cell != "" else ():
                box.addElement(P(text=part))
            line.addElement(box)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))


_WORKBOOKS: dict[str, Callable[[Path, Rows], None]] = {"xlsx": _xlsx, "xls": _xls, "ods": _ods}


def table(folder: Path, rows: Rows, kind: str = "csv") -> Table:
    """Read rows back as a table."""
    return read_file(write(folder, rows, kind), Config())[0]


def column(found: Table, name: str) -> TableColumn:
    """Return the column of a name."""
    return next(column for column in found.columns if name in column.names)


def values(found: Table, name: str) -> list[str]:
    """Return what stands in the column of a name."""
    return list(column(found, name).values)


def look(folder: Path, rows: Rows, kind: str = "csv") -> Inspection:
    """Say how rows are understood."""
    return inspect(write(folder, rows, kind))


def roles(found: Inspection) -> dict[str, str]:
    """Return the role of each heading."""
    return {column.name: column.role for column in found.columns}


def ids(found: Inspection) -> dict[str, str | None]:
    """Return the question id of each heading."""
    return {column.name: column.question_id for column in found.columns}
