"""Workbooks of every kind, made by hand or by other libraries, so that no reader is tested with its own writer."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import pytest

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
Cells = Sequence[Sequence[object]]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive; `mimetype` is stored."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return content.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """Return a part with relations: id, kind, target."""
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in targets)
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def xlsx(sheet: str, styles: str = "", strings: str = "", **more: str | bytes) -> bytes:
    """Return a workbook of one sheet, given the XML of its rows (or a whole part)."""
    whole = sheet if sheet.startswith("<?xml") else f"<worksheet {MAIN}>{sheet}</worksheet>"
    book = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": whole,
    }
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    return zipped({**parts, **more})


def ods(rows: str, styles: str = "", tables: str = "") -> bytes:
    """Return an OpenDocument spreadsheet of one table, given the XML of its rows."""
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>{tables}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS, "META-INF/manifest.xml": "<manifest/>", "content.xml": content})


def ods_table(rows: Cells) -> bytes:
    """Return an OpenDocument spreadsheet with these values."""
    made = ("".join(map(_ods_cell, row)) for row in rows)
    return ods("".join(f"<table:table-row>{cells}</table:table-row>" for cells in made))


def _ods_cell(value: object) -> str:
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    lines = str(value).split("\n")
    text = "".join(f"<text:p>{escape(line).replace(' ', '<text:s/>')}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>' if value else "<table:table-cell/>"


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record of .xlsb."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while length > 0x7F:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    return head + size + bytes([length]) + content


def wide(text: str) -> bytes:
    """Return a string of .xlsb."""
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def xlsb_rows(rows: Cells, hidden: Sequence[int] = ()) -> bytes:
    """Return a sheet's records: rows of texts and numbers."""
    area = struct.pack("<4I", 0, max(len(rows) - 1, 0), 0, max(map(len, rows)) - 1)
    made = [record(129), record(148, area), record(145)]
    for number, row in enumerate(rows):
        flags = 0x10 if number + 1 in hidden else 0
        made.append(record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0)))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, bool):
                made.append(record(4, place + bytes([value])))
            elif isinstance(value, int | float):
                made.append(record(5, place + struct.pack("<d", value)))
            elif value:
                made.append(record(6, place + wide(str(value))))
    return b"".join([*made, record(146), record(130)])


def xlsb(sheet: bytes) -> bytes:
    """Return a binary workbook of one sheet."""
    bundle = record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("S"))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": relations(("r1", "worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def xls(rows: Cells, hidden: Sequence[int] = (), formats: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """Return an old workbook; `formats` by row and column, from 0."""
    xlwt = pytest.importorskip("xlwt")

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("S")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value == "":
                continue
            code = (formats or {}).get((number, column))
            style = xlwt.easyxf(num_format_str=code) if code else day if isinstance(value, dt.date) else None
            sheet.write(number, column, value, *([style] if style else []))
    for number in hidden:
        sheet.row(number - 1).hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
