from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.ingest.samples import HEADINGS, csv_bytes, write_csv, write_xlsx
from textmine.errors import InputError
from textmine.ingest import read
from textmine.ingest.csv_file import sniff
from textmine.ingest.files import open_grid

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def answers_of(path: Path) -> list[str]:
    return [str(text) for text in read(path).answers["text"]]


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_give_the_same_answers(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [["1", "আলো, গাছ; বেঞ্চ | ছায়া"], ["2", "two\nlines, “quoted” text\tand a tab"]]
    path = write_csv(tmp_path / "a.csv", ["ID", "Comments"], rows, encoding=encoding, delimiter=delimiter)
    assert answers_of(path) == [row[1] for row in rows]


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    rows = [["1", "It costs £5 – that’s too much"], ["2", "No"]]
    path = write_csv(tmp_path / "a.csv", ["ID", "Comments"], rows, encoding="cp1252")
    consultation = read(path)
    assert consultation.answers["text"][0] == "It costs £5 – that’s too much"
    assert consultation.sources[0].encoding == "cp1252"
    assert any("Windows-1252" in sentence for sentence in consultation.assumptions)


def test_a_damaged_character_does_not_garble_a_bengali_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    cut = "গাছ".encode()[:-1]
    path.write_bytes("ID,Comments\n1,আলো চাই\n2,".encode() + cut + b"\n")
    consultation = read(path)
    assert consultation.answers["text"].to_list() == ["আলো চাই", "গা\ufffd"]
    assert any("damaged" in sentence for sentence in consultation.assumptions)


def test_lone_surrogates_are_replaced_and_pairs_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(["ID", "Comments"], [["1", "a\ud800b"], ["2", "\ud83d\ude00 £"]]))
    assert answers_of(path) == ["a\ufffdb", "😀 £"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\nID,Comments\n\n1,"two\nlines"\n\n2,b\n', encoding="utf-8")
    consultation = read(path)
    assert consultation.answers["source_row"].to_list() == [4, 6]
    assert (consultation.sources[0].header_row, consultation.sources[0].first_data_row) == (2, 4)
    assert consultation.sources[0].rows_read == 2


def test_workbook_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row, values in {3: ("ID", "Comments"), 5: (7, "more trees"), 8: (8, "less noise")}.items():
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = values
    workbook.save(tmp_path / "a.xlsx")
    consultation = read(tmp_path / "a.xlsx")
    assert consultation.answers["source_row"].to_list() == [5, 8]
    assert [column.number for column in consultation.sources[0].columns] == [2, 3]
    assert consultation.respondents["response_id"].to_list() == ["7", "8"]


def test_a_sep_line_names_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\r\nID;Comments\r\n1;a, b\r\n", encoding="utf-8")
    assert answers_of(path) == ["a, b"]


def test_commas_in_a_heading_do_not_hide_the_delimiter() -> None:
    assert sniff("ID;Why, in your own words, please?\n1;a\n2;b, c\n").delimiter == ";"


def test_old_mac_line_ends_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"ID,Comments\r1,a\r2,b\r")
    assert answers_of(path) == ["a", "b"]


def test_a_very_long_answer_is_read(tmp_path: Path) -> None:
    long = "light " * 40_000
    assert answers_of(write_csv(tmp_path / "a.csv", ["ID", "Comments"], [["1", long]])) == [long]


def test_short_rows_are_padded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Comments,Ward\n1,a\n2,b,Old Dock\n", encoding="utf-8")
    assert answers_of(path) == ["a", "b"]


def test_every_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Comments\n1,a,b\n2,fine,\n3,c,,d\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path)
    assert [problem.row for problem in caught.value.problems] == [2, 4]


def test_an_open_quotation_mark_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ID,Comments\n1,a\n2,"b\n3,c\n', encoding="utf-8")
    with pytest.raises(InputError, match="never closed") as caught:
        read(path)
    assert caught.value.problems[0].row == 3


def test_values_are_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    import datetime as dt

    ids = [7.0, 1.5, True, dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, 10, 5), "007", 123456789012345]
    path = write_xlsx(tmp_path / "a.xlsx", ["ID", "Comments"], [[value, "x"] for value in ids])
    assert read(path).respondents["response_id"].to_list() == [
        *("7", "1.5", "TRUE", "2026-03-02", "2026-03-02 10:05:00", "007", "123456789012345"),
    ]


def test_escaped_line_ends_of_excel_are_decoded(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ["ID", "Comments"], [["1", "one_x000D_\ntwo"]])
    assert answers_of(path) == ["one\r\ntwo"]


def test_the_visible_sheet_with_most_rows_is_read(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["Cover"])
    for title, rows in (("Answers", 3), ("Hidden", 9)):
        sheet = workbook.create_sheet(title)
        sheet.append(["ID", "Comments"])
        for row in range(rows):
            sheet.append([row, f"{title} {row}"])
    workbook["Hidden"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    consultation = read(tmp_path / "a.xlsx")
    assert consultation.sources[0].sheet == "Answers"
    assert any("Sheet `Answers`" in s and "`Sheet`" in s for s in consultation.assumptions)


def test_a_formula_without_a_stored_value_does_not_crash(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (["ID", "Comments"], [1, "=A1&B1"], [2, "more trees"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "a.xlsx")
    assert len(read(tmp_path / "a.xlsx").respondents) == 2


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    for path, made_by in ((tmp_path / "a.csv", write_xlsx), (tmp_path / "a.xlsx", write_csv)):
        consultation = read(made_by(path))
        assert len(consultation.answers) == 8
        assert any("whatever its name says" in sentence for sentence in consultation.assumptions)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b" \n,,\n", "is empty"),
        (b"ID,Comments\n", "no responses below"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"abc\x00def,\x00\x01", "not a text file"),
        (bytes(range(128, 256)), "not a text file"),
        (OLE + "Workbook".encode("utf-16-le"), "damaged"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word document"),
        (OLE, "old container"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped("mimetype", "content.xml"), "OpenDocument file, but not a spreadsheet"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML Spreadsheet"),
        (zipped("word/document.xml"), "Word"),
        (zipped("answers.csv"), "Unpack"),
        (zipped("xl/workbook.xml"), "damaged"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"<!DOCTYPE html><table>", "web page"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_what_cannot_be_read_is_said_plainly(tmp_path: Path, content: bytes, message: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read(path)


def test_a_damaged_workbook_is_said_plainly(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="damaged"):
        read(path)


def test_a_missing_file_and_a_folder_are_both_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "gone.csv", tmp_path)
    assert [("exist" in p.message, "is a folder" in p.message) for p in caught.value.problems] == [
        (True, False),
        (False, True),
    ]


def test_no_file_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no file"):
        read()


def test_a_title_above_the_headings_is_stepped_over_and_said(tmp_path: Path) -> None:
    rows = [["", "", "", "My project"], ["Date", "ID", "Comments", "Ward"], ["2026-01-01", "1", "a", "b"]]
    consultation = read(write_xlsx(tmp_path / "a.xlsx", rows[0], rows[1:]))
    assert consultation.sources[0].header_row == 2
    assert any("stands above the headings" in sentence for sentence in consultation.assumptions)


def test_the_hash_is_of_the_whole_file(tmp_path: Path) -> None:
    import hashlib

    path = write_csv(tmp_path / "a.csv")
    assert open_grid(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert open_grid(path).records[0].cells == HEADINGS
