from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from textmine.ingest import read


def test_an_answer_that_became_a_formula_is_not_lost(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    texts = ["=1+1 বাতি", "=SUM(A1:A2)", "+44 more lights", "plain words"]
    sheet.append(["ID", "Why do you say that?"])
    for number, text in enumerate(texts, start=1):
        sheet.append([number, text])
    book.save(tmp_path / "a.xlsx")
    consultation = read(tmp_path / "a.xlsx")
    assert list(consultation.answers["text"]) == texts
    assert any("2 cells hold a formula" in line for line in consultation.assumptions)


def test_a_row_that_holds_only_a_formula_is_a_response(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for text in ("comments", "more bins", "=A1", "more lights"):
        sheet.append([text])
    book.save(tmp_path / "a.xlsx")
    assert list(read(tmp_path / "a.xlsx").answers["text"]) == ["more bins", "=A1", "more lights"]
