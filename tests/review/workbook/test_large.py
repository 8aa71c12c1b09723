"""A workbook of more answers than anybody reviews at a time."""

from __future__ import annotations

import pytest

from textmine.analysis import Analysis
from textmine.review.workbook import Choosing, answers_sheet

from .conftest import Desk


def test_a_workbook_with_too_many_answers_holds_those_that_teach_most_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.review.workbook.answers.MOST", 3)
    reviewed = desk.reviewed
    order = Analysis(reviewed.tables, reviewed).review_order()
    sheet = answers_sheet(reviewed, Choosing(reviewed, desk.run), order)
    assert sorted(int(row.cells["order"]) for row in sheet.rows) == [1, 2, 3]
    assert any("This workbook holds the 3 answers whose review teaches most" in line for line in sheet.lines)


def test_every_answer_of_a_workbook_that_came_back_is_known_whatever_was_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answers_sheet(desk.reviewed, Choosing(desk.reviewed, desk.run))
    monkeypatch.setattr("textmine.review.workbook.answers.MOST", 3)
    assert len(answers_sheet(desk.reviewed, Choosing(desk.reviewed, desk.run)).rows) == len(whole.rows) > 3
