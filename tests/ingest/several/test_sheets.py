from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from textmine.ingest import read

HEADINGS = ["ID", "Ward", "What would you change?"]


def _book(path: Path, *sheets: tuple[str, list[str], list[list[str]]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, headings, rows in sheets:
        sheet = book.create_sheet(name)
        for row in (headings, *rows):
            sheet.append(row)
    book.save(path)
    return path


def test_sheets_with_the_same_headings_are_read_together(tmp_path: Path) -> None:
    march = [["1", "Old Dock", "More lights on the path."], ["2", "Limebank", "পথে আলো দরকার।"]]
    april = [["3", "Old Dock", "Nalal badan fadlan."]]
    path = _book(tmp_path / "a.xlsx", ("March", HEADINGS, march), ("April", HEADINGS, april), ("Key", ["x"], [["y"]]))
    consultation = read(path)
    assert consultation.respondents["response_id"].to_list() == ["1", "2", "3"]
    assert consultation.answers["source_file"].to_list() == ["a.xlsx#March", "a.xlsx#March", "a.xlsx#April"]
    assert consultation.answers["source_row"].to_list() == [2, 3, 2]
    said = " ".join(consultation.assumptions)
    assert "read together: `March` and `April`" in said
    assert "Not read: `Key`" in said


def test_ids_that_begin_anew_on_each_sheet_are_marked_with_it(tmp_path: Path) -> None:
    one, two = [["1", "Old Dock", "Trees."], ["2", "Old Dock", "Bins."]], [["1", "Limebank", "Geedo."]]
    consultation = read(_book(tmp_path / "a.xlsx", ("March", HEADINGS, one), ("April", HEADINGS, two)))
    assert consultation.respondents["response_id"].to_list() == ["1", "2", "April-1"]


def test_a_sheet_with_other_headings_is_not_read(tmp_path: Path) -> None:
    rows = [["1", "Old Dock", "Trees."], ["2", "Old Dock", "Bins."]]
    other = ["ID", "Ward", "What is your name?"]
    consultation = read(_book(tmp_path / "a.xlsx", ("March", HEADINGS, rows), ("Staff", other, rows[:1])))
    assert len(consultation.respondents) == 2
    assert consultation.answers["source_file"].unique().tolist() == ["a.xlsx"]
