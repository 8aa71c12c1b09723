"""What Excel's two zip formats share: which part is which sheet, and what else lies in the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

from textmine.errors import InputError, Problem
from textmine.ingest.workbooks.archive import Archive
from textmine.ingest.workbooks.scan import Scan
from textmine.ingest.workbooks.sheet import Sheet, State
from textmine.ingest.workbooks.xml import elements, refuse_doctype

_XML = (".xml", ".rels", ".vml")


def check_book(archive: Archive, book: str) -> None:
    """Look whether the archive names the part that is looked through as its workbook, as every program does.

    Raises:
        InputError: It names another, which the fast reader would take.
    """
    for _, relation in elements(archive, "_rels/.rels", "Relationship"):
        is_book = relation.get("Type", "").endswith("/officeDocument")
        if is_book and relation.get("Target", "").removeprefix("/").lower() != book:
            raise archive.damaged()


def targets_of(archive: Archive, relations: str) -> dict[str, tuple[str, str]]:
    """Return the kind of each related part (such as `worksheet`) and its name, by the id of the relation.

    Raises:
        InputError: An id is given twice, of which readers take different ones.
    """
    found: dict[str, tuple[str, str]] = {}
    for _, relation in elements(archive, relations, "Relationship"):
        number = relation.get("Id", "")
        if number in found:
            raise archive.damaged()
        target = relation.get("Target", "").removeprefix("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        found[number] = (relation.get("Type", "").rpartition("/")[2], part)
    return found


def sheet_of(archive: Archive, target: tuple[str, str]) -> str:
    """Return the name of the part that holds a sheet's cells; empty for charts, macro sheets and dialogues.

    Raises:
        InputError: The archive has no such part.
    """
    sort, part = target
    if sort != "worksheet":
        return ""
    if part.lower() not in archive.parts:
        raise archive.damaged()
    return part


def check_names(names: Iterable[str], archive: Archive) -> None:
    """Refuse sheets of the same name, of which readers take different ones.

    Raises:
        InputError: Two sheets are called the same.
    """
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise InputError(
                Problem("two sheets have this name. Rename one and save the file again.", archive.file, name)
            )
        seen.add(name.lower())


def scanned(
    archive: Archive,
    entries: Iterable[tuple[str, str, bool]],
    targets: Mapping[str, tuple[str, str]],
    scan: Callable[[str], Scan],
) -> tuple[tuple[Sheet, ...], dict[str, Scan]]:
    """Look through the sheets of a workbook.

    Args:
        archive: The workbook.
        entries: The name, the relation and whether it is visible, of each sheet.
        targets: Where the relations lead.
        scan: Looks through one part.
    """
    scans: dict[str, Scan] = {}
    sheets = []
    for name, relation, visible in entries:
        if part := sheet_of(archive, targets.get(relation, ("", ""))):
            scans[name] = scan(part)
        sheets.append(described(name, visible, scans.get(name)))
    return tuple(sheets), scans


def described(name: str, visible: bool, scan: Scan | None) -> Sheet:
    """Return a sheet with what was found on it; None is found on a chart."""
    scan, cells = scan or Scan(), scan is not None
    hidden, merged = frozenset(scan.hidden), tuple(scan.merged)
    state: State = "visible" if visible else "hidden"
    return Sheet(name, state, cells, scan.filled, scan.area, hidden, merged, scan.formulas, tuple(scan.formula_cells))


def check_others(archive: Archive) -> None:
    """Refuse a document type in any part, also in those that nothing here reads.

    Raises:
        InputError: A part declares one.
    """
    for name in archive.parts:
        # OpenOffice of old wrote a document type in this list of parts, which no parser is given.
        if name.endswith(_XML) and name != "meta-inf/manifest.xml":
            _check_start(archive, name)


def _check_start(archive: Archive, name: str) -> None:
    """Refuse a document type at the start of a part, the only place where one may stand."""
    parser = expat.ParserCreate()
    refuse_doctype(parser, name, archive.file)
    try:
        for piece in archive.pieces(name):
            parser.Parse(piece, False)
            break
    except (expat.ExpatError, ValueError, LookupError):
        # Nothing reads this part; what is read is checked as a whole.
        return


def about_parts(archive: Archive) -> Iterator[str]:
    """Say in plain sentences what lies in the archive beside the sheets and is left alone."""
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in archive.parts):
        yield "The workbook holds macros. They are not read and never run."
    if any("/externallinks/" in name for name in archive.parts):
        yield "The workbook refers to other files. These are not opened: cells show what was stored when it was saved."
