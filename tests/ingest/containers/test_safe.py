from __future__ import annotations

import contextlib
import io
import os
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.ingest.containers.made import ods, ods_table, record, relations, xls, xlsb, xlsb_rows, xlsx, zipped
from textmine.config import Limits, ReadingSettings
from textmine.errors import InputError
from textmine.ingest.files import check_workbook, open_grid

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>ID</t></is></c></row>'
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'


def refused(
    tmp_path: Path, content: bytes, limits: Limits | None = None, reading: ReadingSettings | None = None
) -> str:
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        open_grid(path, reading or ReadingSettings(), limits or Limits())
    return str(caught.value)


def sheet(cells: str) -> bytes:
    return xlsx(f"<sheetData>{cells}</sheetData>")


@pytest.mark.parametrize(
    "content",
    [
        sheet(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        sheet(ROW + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>'),
        ods(
            "<table:table-row><table:table-cell><text:p>ID</text:p></table:table-cell></table:table-row>"
            '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
            "<table:table-cell><text:p>far</text:p></table:table-cell></table:table-row>"
        ),
        ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell table:number-columns-repeated="1900"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>"
        ),
    ],
)
def test_a_cell_far_off_is_said_and_never_fills_the_memory(tmp_path: Path, content: bytes) -> None:
    message = refused(tmp_path, content)
    assert "under `[limits]` in consultation.toml" in message
    assert "sheet `S`" in message


def test_a_far_cell_of_a_binary_workbook_is_said(tmp_path: Path) -> None:
    rows = struct.pack("<IIHBBBI", 1_048_575, 0, 300, 0, 0, 0, 0), struct.pack("<IIB", 16_383, 0, 1)
    far = record(129) + record(148, struct.pack("<4I", 0, 0, 0, 0)) + record(145)
    content = xlsb(far + record(0, rows[0]) + record(4, rows[1]) + record(146) + record(130))
    assert "`columns = 16384`" in refused(tmp_path, content)


def test_each_limit_says_how_it_is_raised(tmp_path: Path) -> None:
    content = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="C9"><v>1</v></c></row>')
    assert "`rows = 9`" in refused(tmp_path, content, Limits(rows=3))
    assert "`columns = 3`" in refused(tmp_path, content, Limits(columns=2))
    assert "`cells = 27`" in refused(tmp_path, content, Limits(cells=20))
    assert open_grid(tmp_path / "a", limits=Limits(cells=27)).last_row == 9
    large = b"ID,Why\n" + b"1,light\n" * 200_000
    assert "`file_megabytes = 2`" in refused(tmp_path, large, Limits(file_megabytes=1))
    assert "`rows = 50`" in refused(tmp_path, large, Limits(rows=5))
    assert "`cells = 100`" in refused(tmp_path, large, Limits(cells=10))


@pytest.mark.parametrize("line", [b"a," * 1_000_000, b'"a,b",' * 1_000_000])
def test_a_million_columns_end_in_a_plain_message(tmp_path: Path, line: bytes) -> None:
    assert "columns, and at most 2,000 are read" in refused(tmp_path, line + b"z\n")


def test_many_commas_in_an_answer_are_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'ID,Why\n1,"' + b"no," * 300_000 + b'"\n')
    assert len(open_grid(path).records[1].cells) == 2


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    assert "zip bomb" in refused(tmp_path, sheet(ROW + " " * 60_000_000))
    assert "`unpacked_megabytes = 3`" in refused(tmp_path, sheet(ROW + " " * 2_500_000), Limits(unpacked_megabytes=2))


def test_a_part_larger_than_it_declares_is_damaged(tmp_path: Path) -> None:
    content = bytearray(sheet(ROW + " " * 100_000))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = bytes(content).replace(struct.pack("<I", size), struct.pack("<I", 200))
    assert lying != content
    assert "damaged" in refused(tmp_path, lying)


@pytest.mark.parametrize(
    "content",
    [
        xlsx(DOCTYPE + "<worksheet/>"),
        xlsx(f"<sheetData>{ROW}</sheetData>", **{"docProps/app.xml": DOCTYPE}),
        xlsx(f"<sheetData>{ROW}</sheetData>", **{"xl/styles.xml": DOCTYPE + "<a/>"}),
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": DOCTYPE + "<a/>"}),
    ],
)
def test_a_document_type_is_refused_in_any_part(tmp_path: Path, content: bytes) -> None:
    assert "document type" in refused(tmp_path, content)


def test_a_part_without_a_name_is_no_traceback(tmp_path: Path) -> None:
    nameless = sheet(ROW).replace(b"xl/styles.xml", b"\0" * 13).replace(b"[Content_Types].xml", b"\0" * 19)
    (tmp_path / "a").write_bytes(nameless)
    assert len(open_grid(tmp_path / "a").records) == 1


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    assert "damaged" in refused(tmp_path, sheet("<a>" * 200_000))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_part_twice_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO(sheet(ROW))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", "<worksheet/>")
    assert "same part twice" in refused(tmp_path, content.getvalue())


def test_a_workbook_elsewhere_than_it_is_looked_for_is_refused(tmp_path: Path) -> None:
    content = xlsx(f"<sheetData>{ROW}</sheetData>", **{"_rels/.rels": relations(("r1", "officeDocument", "xl/b.xml"))})
    assert "damaged" in refused(tmp_path, content)


def test_macros_and_links_to_other_files_are_noted(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<externalLink/>"}
    (tmp_path / "a.xlsm").write_bytes(xlsx(f"<sheetData>{ROW}</sheetData>", **more))
    notes = " ".join(open_grid(tmp_path / "a.xlsm").notes)
    assert "never run" in notes
    assert "other files" in notes


def book(path: Path) -> Path:
    workbook = Workbook()
    workbook.active.title = "Antworten"
    for title, rows, state in (("Antworten", 2, "visible"), ("Pläne", 3, "hidden"), ("Sir", 5, "veryHidden")):
        sheet = workbook[title] if title in workbook else workbook.create_sheet(title)
        sheet.sheet_state = state
        for row in range(rows):
            sheet.append([row, title])
    workbook.create_chartsheet("Chart")
    workbook.save(path)
    return path


def test_every_sheet_that_is_not_read_is_named_with_its_rows(tmp_path: Path) -> None:
    grid = open_grid(book(tmp_path / "a.xlsx"))
    assert grid.sheet == "Antworten"
    [note] = [note for note in grid.notes if "Not read" in note]
    for part in ("`Pläne` (hidden, 3 rows)", "`Sir` (hidden, 5 rows)", "`Chart` (no cells"):
        assert part in note


def test_a_sheet_can_be_named_also_a_hidden_one(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    assert open_grid(path, ReadingSettings(sheet="sir")).sheet == "Sir"
    with pytest.raises(InputError, match="Did you mean `Antworten`") as caught:
        open_grid(path, ReadingSettings(sheet="Antwortn"))
    assert "`Pläne` (hidden, 3 rows)" in str(caught.value)


def test_links_are_followed_and_broken_ones_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ID,Why\n1,light\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("a.csv")
    assert len(open_grid(tmp_path / "link.csv").records) == 2
    (tmp_path / "gone.csv").symlink_to("nowhere.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    for name, message in (("gone.csv", "link to a file that is not there"), ("loop.csv", "leads back to itself")):
        with pytest.raises(InputError, match=message):
            open_grid(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_sockets_and_devices_are_refused_unopened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is a pipe"):
        open_grid(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is a device"):
        open_grid(Path("/dev/zero"))


def test_what_is_sent_in_is_looked_through_too() -> None:
    with pytest.raises(InputError, match="document type"):
        check_workbook(xlsx(DOCTYPE + "<worksheet/>"), "sent.xlsx")


@pytest.mark.parametrize(
    "made",
    [
        lambda: sheet(ROW),
        lambda: ods_table([["ID", "Why"], [1, "আলো"]]),
        lambda: xls([["ID", "Why"], [1, "আলো"]]),
        lambda: xlsb(xlsb_rows([["ID", "Why"], [1, "আলো"]])),
    ],
)
def test_damage_in_any_kind_of_workbook_is_read_or_refused(tmp_path: Path, made: Callable[[], bytes]) -> None:
    whole, path = made(), tmp_path / "a"
    chance = random.Random(3)  # noqa: S311 - damage, not a secret
    for _ in range(80):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.choice((len(damaged), chance.randrange(1, len(damaged))))])
        with contextlib.suppress(InputError):
            open_grid(path)
