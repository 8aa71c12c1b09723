from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.ingest.containers.made import ods as ods_rows
from tests.ingest.containers.made import ods_table, xls, xlsb, xlsb_rows, xlsx
from textmine.config import ReadingSettings
from textmine.ingest.files import open_grid

TABLE = [
    ["Response ID", "Comments", "Agrees", "Sent"],
    ["007", "পার্কের পথে আলো নেই, ভয় লাগে।", True, dt.date(2026, 3, 2)],
    [8, "  waxaan rabaa  nalal ", False, dt.date(2026, 12, 31)],
    ["", "amader parke\naro gach 😀", "", ""],
    [9.5, "ক্\u200dষ ک\u200cت N/A", "None", "null"],
]
SHOWN = (
    ("Response ID", "Comments", "Agrees", "Sent"),
    ("007", TABLE[1][1], "TRUE", "2026-03-02"),
    ("8", TABLE[2][1], "FALSE", "2026-12-31"),
    ("", TABLE[3][1], "", ""),
    ("9.5", TABLE[4][1], "None", "null"),
)


def as_csv() -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(SHOWN)
    return text.getvalue().encode()


def as_xlsx() -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in TABLE:
        book.active.append([None if value == "" else value for value in row])
    book.save(content)
    return content.getvalue()


def without_dates() -> list[list[object]]:
    return [[str(v) if isinstance(v, dt.date) else v for v in row] for row in TABLE]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("csv", as_csv),
        ("xlsx", as_xlsx),
        ("xls", lambda: xls(TABLE)),
        ("ods", lambda: ods_table(TABLE)),
        ("xlsb", lambda: xlsb(xlsb_rows(without_dates()))),
    ],
)
def test_the_same_table_is_the_same_in_every_kind_of_file(tmp_path: Path, kind: str, content) -> None:  # noqa: ANN001
    path = tmp_path / "named.wrongly"
    path.write_bytes(content())
    grid = open_grid(path)
    assert grid.kind == kind
    padded = tuple(record.cells + ("",) * (4 - len(record.cells)) for record in grid.records)
    assert padded == SHOWN
    assert [record.row for record in grid.records] == [1, 2, 3, 4, 5]
    assert any("whatever its name says" in note for note in grid.notes)


HIDDEN = [["ID", "Why"], ["1", "light"], ["2", "আলো"], ["3", "iftiin"]]


def hidden_xlsx() -> bytes:
    cells = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n == 3 else ""}>'
        + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row)
        + "</row>"
        for n, row in enumerate(HIDDEN, start=1)
    )
    return xlsx(f"<sheetData>{cells}</sheetData>")


def hidden_ods() -> bytes:
    rows = ""
    for number, row in enumerate(HIDDEN, start=1):
        cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        hidden = ' table:visibility="filter"' if number == 3 else ""
        rows += f"<table:table-row{hidden}>{cells}</table:table-row>"
    return ods_rows(rows)


@pytest.mark.parametrize(
    "content",
    [hidden_xlsx, hidden_ods, lambda: xls(HIDDEN, hidden=[3]), lambda: xlsb(xlsb_rows(HIDDEN, hidden=[3]))],
)
def test_hidden_rows_are_read_and_said(tmp_path: Path, content) -> None:  # noqa: ANN001
    path = tmp_path / "a"
    path.write_bytes(content())
    grid = open_grid(path)
    assert len(grid.records) == 4
    assert grid.hidden_rows == {3}
    assert any("1 row is hidden in sheet `S`" in note and "(row 3)" in note for note in grid.notes)
    aside = open_grid(path, ReadingSettings(hidden_rows="set_aside"))
    assert any("set aside, as `[reading]`" in note for note in aside.notes)


def test_percentages_and_leading_zeros_are_shown(tmp_path: Path) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="164"/></cellXfs>'
    )
    cells = '<row r="1"><c s="1"><v>0.5</v></c><c s="2"><v>0.125</v></c><c s="3"><v>42</v></c><c><v>0.5</v></c></row>'
    (tmp_path / "a.xlsx").write_bytes(xlsx(f"<sheetData>{cells}</sheetData>", styles))
    table, codes = [[0.5, 0.125, 42, 0.5]], {(0, 0): "0%", (0, 1): "0.00%", (0, 2): "00000"}
    (tmp_path / "a.xls").write_bytes(xls(table, formats=codes))
    shown = '<table:table-cell office:value-type="{}" office:value="{}"><text:p>{}</text:p></table:table-cell>'
    values = (
        ("percentage", 0.5, "50%"),
        ("percentage", 0.125, "12.50%"),
        ("float", 42, "00042"),
        ("float", 0.5, "0.5"),
    )
    row = "".join(shown.format(*value) for value in values)
    (tmp_path / "a.ods").write_bytes(ods_rows(f"<table:table-row>{row}</table:table-row>"))
    for name in ("a.xlsx", "a.xls", "a.ods"):
        assert open_grid(tmp_path / name).records[0].cells == ("50%", "12.50%", "00042", "0.5"), name


def test_dates_of_1904_are_the_same_days(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, 10, 5)])
    book.save(tmp_path / "a.xlsx")
    assert open_grid(tmp_path / "a.xlsx").records[0].cells == ("2026-03-02", "2026-03-02 10:05:00")


def test_escapes_of_excel_are_decoded_once(tmp_path: Path) -> None:
    strings = "".join(f"<si><t>{t}</t></si>" for t in ("a_x000D_b", "_x005F_x000D_", "_xD83D__xDE00_", "snake_x_case"))
    rich = '<si><r><t xml:space="preserve"> bold </t></r><r><t>ক্\u200dষ</t></r></si>'
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(5))
    (tmp_path / "a.xlsx").write_bytes(xlsx(f"<sheetData><row>{cells}</row></sheetData>", strings=strings + rich))
    found = open_grid(tmp_path / "a.xlsx").records[0].cells
    assert found == ("a\rb", "_x000D_", "😀", "snake_x_case", " bold ক্\u200dষ")


def test_errors_and_formulas_without_a_value_are_not_lost(tmp_path: Path) -> None:
    cells = (
        '<c t="e"><v>#N/A</v></c>'
        '<c t="e"><f>more bins</f><v>#NAME?</v></c>'
        '<c t="e"><f>VLOOKUP(A1,B:B,1)</f><v>#N/A</v></c>'
        '<c><f t="shared" si="0">1+1 বাতি</f></c><c><f t="shared" si="0"/><v></v></c>'
        '<c t="str"><f>"a"</f><v>stored</v></c>'
    )
    (tmp_path / "a.xlsx").write_bytes(xlsx(f"<sheetData><row>{cells}</row></sheetData>"))
    grid = open_grid(tmp_path / "a.xlsx")
    assert grid.records[0].cells == ("#N/A", "=more bins", "#N/A", "=1+1 বাতি", "=1+1 বাতি", "stored")
    assert any("3 cells hold a formula" in note for note in grid.notes)


def test_merged_headings_keep_their_places(tmp_path: Path) -> None:
    book = Workbook()
    book.active["B2"], book.active["B3"] = "Group", "One"
    book.active.merge_cells("B2:D2")
    book.save(tmp_path / "a.xlsx")
    assert open_grid(tmp_path / "a.xlsx").merged == ((2, 2, 2, 4),)


def test_comments_in_an_opendocument_cell_are_not_its_text(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation>'
        "<text:p>  one<text:s text:c='2'/>two <text:span>three</text:span><text:line-break/>four </text:p>"
        "<text:p>five</text:p></table:table-cell>"
    )
    (tmp_path / "a.ods").write_bytes(ods_rows(f"<table:table-row>{cell}</table:table-row>"))
    assert open_grid(tmp_path / "a.ods").records[0].cells == ("one  two three\nfour\nfive",)
