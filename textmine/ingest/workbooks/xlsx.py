"""Excel workbooks (.xlsx, .xlsm): which sheets there are, each looked through before the fast reader sees it."""

from __future__ import annotations

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
from textmine.ingest.workbooks.scan import Scan, scan_sheet
from textmine.ingest.workbooks.sheet import Opened, Row, Sheet, check_area
from textmine.ingest.workbooks.shown import changes_numbers
from textmine.ingest.workbooks.xml import Attributes, Listener, elements, local, parse

# The numbers of Excel's own formats for percentages (ECMA-376, part 1, 18.8.30).
_BUILT_IN = {"9": "0%", "10": "0.00%"}


def open_xlsx(data: bytes, file: str, limits: Limits) -> Opened:
    """Look through an Excel workbook.

    Raises:
        InputError: It is damaged, protected, unsafe, or larger than the limits.
    """
    archive = open_archive(data, file, limits)
    check_others(archive)
    check_book(archive, "xl/workbook.xml")
    found = [sheet for _, sheet in elements(archive, "xl/workbook.xml", "sheet")]
    bounds.check("sheets", len(found), limits, file)
    check_names((sheet.get("name", "") for sheet in found), archive)
    _check_strings(archive, limits)
    targets, formats = targets_of(archive, "xl/_rels/workbook.xml.rels"), _number_formats(archive)
    entries = [
        (entry.get("name", ""), entry.get("id", ""), entry.get("state", "visible") == "visible") for entry in found
    ]
    sheets, scans = scanned(archive, entries, targets, lambda part: scan_sheet(archive, part, formats))
    return Opened(sheets, partial(_rows, data, file, scans), tuple(about_parts(archive)))


def check_xlsx(data: bytes, file: str, limits: Limits) -> None:
    """Look whether an Excel workbook is safe to give to any reader.

    Raises:
        InputError: It is damaged, protected, unsafe, or larger than the limits.
    """
    for sheet in open_xlsx(data, file, limits).sheets:
        check_area(sheet, limits, file)


def _rows(data: bytes, file: str, scans: Mapping[str, Scan], sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a sheet with what only the scan knows."""
    return compiled.shown_instead(compiled.rows(data, file, sheet.name), scans[sheet.name].instead)


class _Counter(Listener):
    """Counts the strings of a workbook."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Count a string."""
        super().start(name, attributes)
        if name == "si" or local(name) == "si":
            self.count += 1


def _check_strings(archive: Archive, limits: Limits) -> None:
    """Refuse more strings than there may be cells: each takes memory, however short it is."""
    counter = _Counter()
    parse(archive, "xl/sharedStrings.xml", counter)
    bounds.check("cells", counter.count, limits, archive.file)


def _number_formats(archive: Archive) -> dict[str, str]:
    """Return the formats that change what a number says, by the number of the style."""
    codes = dict(_BUILT_IN)
    styles: dict[str, str] = {}
    section, number = "", 0
    for name, attributes in elements(archive, "xl/styles.xml", "numFmt", "cellStyleXfs", "cellXfs", "cellStyles", "xf"):
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name != "xf":
            section = name
        elif section == "cellXfs":
            code = codes.get(attributes.get("numFmtId", ""), "")
            if changes_numbers(code):
                styles[str(number)] = code
            number += 1
    return styles
