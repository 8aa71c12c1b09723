from __future__ import annotations

from pathlib import Path

import pytest

from textmine.config import Limits
from textmine.errors import InputError
from textmine.ingest.files import open_grid

TEXT = 'ID,Why\n1,"আলো, ভয় লাগে"\n2,iftiin\n'


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_told_by_its_zero_bytes(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    grid = open_grid(path)
    assert grid.encoding == encoding
    assert grid.records[1].cells == ("1", "আলো, ভয় লাগে")


def test_a_stray_nul_is_damage_and_not_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes((TEXT + "3,long answer\n" * 200).encode() + b"4,a\x00b\n")
    grid = open_grid(path)
    assert grid.records[-1].cells == ("4", "a\ufffdb")
    assert any("NUL" in note for note in grid.notes)


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b'ID,Why\r\n1,a\n2,"b\r\nc"\r3,d')
    assert [record.cells for record in open_grid(path).records] == [
        ("ID", "Why"),
        ("1", "a"),
        ("2", "b\r\nc"),
        ("3", "d"),
    ]


def test_quotation_marks_behind_a_backslash_end_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Why,Ward\n1,"he said \\"no, never\\" twice",Old Dock\n2,"C:\\dir",Marsh\n', encoding="utf-8")
    grid = open_grid(path)
    assert grid.records[1].cells == ("1", 'he said "no, never" twice', "Old Dock")
    assert grid.records[2].cells == ("2", "C:\\dir", "Marsh")
    assert any("backslash" in note for note in grid.notes)


def test_a_backslash_at_the_end_of_an_answer_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Why,Ward\n1,"a\\",Old Dock\n2,"b",Marsh\n', encoding="utf-8")
    assert open_grid(path).records[1].cells == ("1", "a\\", "Old Dock")


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("<html><table><tr><td>1</td></tr></table>", "web page with a table"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
    ],
)
def test_markup_named_as_a_workbook_is_said_plainly(tmp_path: Path, start: str, message: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(start, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        open_grid(path)


def test_blank_rows_are_no_rows_but_do_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Why\n" + ",\n" * 15 + "1,light\n", encoding="utf-8")
    assert len(open_grid(path, limits=Limits(rows=17)).records) == 2
    path.write_text("ID,Why\n" + ",\n" * 50, encoding="utf-8")
    with pytest.raises(InputError, match="Most of them are blank"):
        open_grid(path, limits=Limits(rows=17))
