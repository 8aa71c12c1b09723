"""The choices of `[reading]`: each is carried out, and whatever is left out is in the ledger."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.ingest.samples import write_csv, write_xlsx
from textmine.config import parse_config
from textmine.ingest import column_texts, read
from textmine.model import Consultation

HEADINGS = ["ID", "Status", "Why do you say that?"]
ROWS = [
    ["1", "Complete", "Nalal badan fadlan, waddada waa mugdi habeenkii."],
    ["2", "Partial", "পার্কের পথে আলো নেই, সন্ধ্যায় ভয় লাগে আমাদের।"],
    ["3", "Test", "this is a test"],
    ["4", "Complete", "More light on the path behind the school, please."],
]


def _read(path: Path, **reading: str) -> Consultation:
    consultation = read(path, config=parse_config({"reading": reading}))
    rows = sum(source.rows_read for source in consultation.sources)
    assert rows == len(consultation.respondents) + len(consultation.set_aside)
    return consultation


def test_tests_are_set_aside_and_partial_responses_read_unless_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEADINGS, ROWS)
    usual = _read(path)
    assert usual.respondents["response_id"].to_list() == ["1", "2", "4"]
    assert [row.row for row in usual.set_aside] == [4]
    other = _read(path, partial="set_aside", test_rows="read")
    assert other.respondents["response_id"].to_list() == ["1", "3", "4"]
    assert [(row.row, row.reason) for row in other.set_aside] == [(3, "was begun and not submitted")]


def test_hidden_rows_are_read_unless_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", HEADINGS, ROWS)
    book = load_workbook(path)
    book.active.row_dimensions[5].hidden = True
    book.save(path)
    assert "4" in _read(path).respondents["response_id"].to_list()
    aside = _read(path, hidden_rows="set_aside")
    assert "4" not in aside.respondents["response_id"].to_list()
    assert (5, "is hidden in the spreadsheet") in [(row.row, row.reason) for row in aside.set_aside]


def test_the_texts_of_one_column_begin_below_all_rows_of_headings(tmp_path: Path) -> None:
    codes, wording = ["ResponseId", "Q1", "Q2"], ["Response ID", "Do you agree?", "Why do you say that?"]
    imports = [f'{{"ImportId":"{name}"}}' for name in codes]
    rows = [wording, imports, ["R_1", "Yes", "Too dark."], ["", "", ""], ["R_2", "No", "আলো চাই।"]]
    path = write_csv(tmp_path / "q.csv", codes, rows)
    assert column_texts(path, "Q2") == ["Too dark.", None, "আলো চাই।"]
