"""Binary Excel workbooks (.xlsb): the same parts as .xlsx, each a run of records instead of XML.

Source:
    Microsoft, "[MS-XLSB]: Excel (.xlsb) Binary File Format".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import partial

from textmine.config import Limits
from textmine.ingest import bounds
from textmine.ingest.workbooks import compiled
from textmine.ingest.workbooks.archive import Archive, open_archive
from textmine.ingest.workbooks.parts import (
    about_parts,
    check_book,
    check_names,
    check_others,
    scanned,
    targets_of,
)
from textmine.ingest.workbooks.scan import LAST_COLUMN, LAST_ROW, Scan
from textmine.ingest.workbooks.sheet import Opened, Row, Sheet
from textmine.safe import replace_surrogates

_ROW, _BLANK, _ERROR, _FORMULA_ERROR, _RICH_TEXT, _DIMENSION, _SHEET, _STRINGS, _STRING, _MERGED = (
    *(0, 1, 3, 11, 62, 148, 156, 159, 19, 176),
)
_CELLS = frozenset({*range(2, 12), _RICH_TEXT})
_SHORT_CELLS = range(12, 19)
"""Cells that stand right of the one before, and do not say where."""
_HIDDEN = 0x10
_LONGEST = 16 * bounds.MEGABYTE
_NUMBER, _FOUR = struct.Struct("<I"), struct.Struct("<4I")
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def open_xlsb(data: bytes, file: str, limits: Limits) -> Opened:
    """Look through a binary Excel workbook.

    Raises:
        InputError: It is damaged, protected, unsafe, or larger than the limits.
    """
    archive = open_archive(data, file, limits)
    check_others(archive)
    check_book(archive, "xl/workbook.bin")
    try:
        return _opened(archive, limits)
    except (struct.error, ValueError, IndexError):
        raise archive.damaged() from None


def _opened(archive: Archive, limits: Limits) -> Opened:
    """Look through the sheets."""
    found = [_bundled(record) for kind, record in _records(archive, "xl/workbook.bin") if kind == _SHEET]
    bounds.check("sheets", len(found), limits, archive.file)
    check_names((name for name, _, _ in found), archive)
    _check_strings(archive, limits)
    targets = targets_of(archive, "xl/_rels/workbook.bin.rels")
    sheets, scans = scanned(archive, found, targets, partial(_scan, archive))
    return Opened(sheets, partial(_rows, archive.data, archive.file, scans), tuple(about_parts(archive)))


def _rows(data: bytes, file: str, scans: Mapping[str, Scan], sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a sheet with what only the scan knows."""
    return compiled.shown_instead(compiled.rows(data, file, sheet.name), scans[sheet.name].instead)


def _records(archive: Archive, part: str) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a part, each with its kind."""
    waiting = b""
    for piece in archive.pieces(part):
        waiting += piece
        if len(waiting) > _LONGEST:
            raise ValueError("a record without end")
        at = 0
        while (found := _record(waiting, at)) is not None:
            kind, start, at = found
            yield kind, waiting[start:at]
        waiting = waiting[at:]
    if waiting:
        raise ValueError("ends within a record")


def _record(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Return the kind of the record at a place, and where its content begins and ends; None if it is not all there."""
    kind, at, whole = _varying(data, at, 2)
    size, start, sized = _varying(data, at, 4)
    if not whole or not sized or start + size > len(data):
        return None
    return kind, start, start + size


def _varying(data: bytes, at: int, longest: int) -> tuple[int, int, bool]:
    """Return a number kept in seven bits a byte, the place after it, and whether it was all there."""
    number = 0
    for shift in range(longest):
        if at >= len(data):
            return 0, at, False
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << 7 * shift
        if not byte & 0x80:
            break
    return number, at, True


def _text(record: bytes, at: int) -> tuple[str, int]:
    """Return a string of a record, and the place after it."""
    (length,) = _NUMBER.unpack_from(record, at)
    end = at + 4 + 2 * length
    if length == 0xFFFFFFFF:
        return "", at + 4
    if end > len(record):
        raise ValueError("a string longer than its record")
    return replace_surrogates(record[at + 4 : end].decode("utf-16-le", "replace")), end


def _bundled(record: bytes) -> tuple[str, str, bool]:
    """Return a sheet's name, the id of its part, and whether it is visible."""
    (state,) = _NUMBER.unpack_from(record, 0)
    relation, at = _text(record, 8)
    name, _ = _text(record, at)
    return name, relation, state == 0


def _check_strings(archive: Archive, limits: Limits) -> None:
    """Refuse more strings than there may be cells, in truth or as declared, which readers set memory aside for."""
    count = 0
    for kind, record in _records(archive, "xl/sharedStrings.bin"):
        if kind == _STRINGS:
            bounds.check("cells", _NUMBER.unpack_from(record, 4)[0], limits, archive.file)
        count += kind == _STRING
    bounds.check("cells", count, limits, archive.file)


def _scan(archive: Archive, part: str) -> Scan:
    """Look through a sheet."""
    scan = Scan()
    row = column = counted = 0
    for kind, record in _records(archive, part):
        if kind == _ROW:
            row, column = _NUMBER.unpack_from(record, 0)[0] + 1, 0
            if record[11] & _HIDDEN:
                scan.hidden.add(row)
        elif kind in _CELLS or kind in _SHORT_CELLS or kind == _BLANK:
            column = column + 1 if kind in _SHORT_CELLS else _NUMBER.unpack_from(record, 0)[0] + 1
            if kind in (_BLANK, _SHORT_CELLS[0]):
                continue
            if not 0 < row <= LAST_ROW or not 0 < column <= LAST_COLUMN:
                raise ValueError("no cell")
            scan.filled += row != counted
            counted = row
            scan.fill(row, column)
            if kind in (_ERROR, _FORMULA_ERROR):
                scan.instead[row, column] = _ERRORS.get(record[8], "#N/A")
        else:
            _about_sheet(scan, kind, record)
    return scan


def _about_sheet(scan: Scan, kind: int, record: bytes) -> None:
    """Note merged cells; check what the sheet declares itself to be, which readers set memory aside for."""
    if kind == _MERGED:
        top, bottom, left, right = _FOUR.unpack_from(record)
        scan.merge((top + 1, left + 1, bottom + 1, right + 1))
    elif kind == _DIMENSION:
        top, bottom, left, right = _FOUR.unpack_from(record)
        if not top <= bottom < LAST_ROW or not left <= right < LAST_COLUMN:
            raise ValueError("no range")
