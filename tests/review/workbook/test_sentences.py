from __future__ import annotations

from typing import Any

import pytest

from textmine.review import decide
from textmine.review.workbook import decisions_sheet
from textmine.review.workbook.choosing import Choosing
from textmine.review.workbook.sentences import sentences_sheet
from textmine.tables import Tables, replace

from .conftest import Desk, column_of, fill, header_of, write
from .test_sheets import drafted

BENGALI = "পার্কিং খুব কম।"


@pytest.mark.parametrize(
    ("sentence", "values", "decisions"),
    [
        ("q1.01 3", {"Sentence": BENGALI}, [{"do": "edit", "theme": "q1.01", "ordinal": 3, "text": BENGALI}]),
        ("q1.01 3", {"Sentence": "'=Bays"}, [{"do": "edit", "theme": "q1.01", "ordinal": 3, "text": "=Bays"}]),
        ("q2.02 11", {"Leave out personal data": "yes"}, [{"do": "redact", "theme": "q2.02", "ordinal": 11}]),
        ("q2.02 11", {"Sentence": "Rents!", "Leave out personal data": "yes"},
         [{"do": "edit", "theme": "q2.02", "ordinal": 11, "text": "Rents!"},
          {"do": "redact", "theme": "q2.02", "ordinal": 11}]),
        ("q2.02 11", {"Sentence": None}, []),
    ],
)  # fmt: skip
def test_each_cell_is_the_decision_it_says(
    desk: Desk, sentence: str, values: dict[str, object], decisions: list[dict[str, Any]]
) -> None:
    book = desk.send()
    write(book, "Sentences", sentence, values)
    book.save(desk.file)
    assert desk.decisions() == decisions
    assert (desk.apply()[0], desk.decisions()) == (len(decisions), [])


def test_sentences_stand_by_theme_without_groups_and_what_is_set_aside(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "set_aside", "theme": "q1.02", "reason": "Not ours."}])
    sheet = sentences_sheet(desk.reviewed, Choosing(desk.reviewed, desk.run))
    assert [row.cells["theme"] for row in sheet.rows] == ["q1.01"] * 4 + ["q1.03"] * 2 + ["q2.01"] + ["q2.02"] * 2
    assert (sheet.rows[0].cells["kind"], sheet.rows[0].cells["people"]) == ("figure", 2)


def test_a_sentence_says_what_the_check_finds_and_what_may_be_personal(tables: Tables) -> None:
    reviewed = drafted(tables, ("quote", "Ring 020 7946 0958", "r1"), ("key_point", "Ninety people want trams.", "r1"))
    cells = [row.cells for row in sentences_sheet(reviewed, Choosing(reviewed, "")).rows]
    assert "May hold personal data: " in str(cells[0]["check"])
    assert "Stands before publication: this sentence " in str(cells[1]["check"])


def test_a_redacted_sentence_says_so(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "redact", "theme": "q2.02", "ordinal": 11}])
    book = desk.send()
    row = write(book, "Sentences", "q2.02 11", {"Leave out personal data": "yes"})
    page = book["Sentences"]
    assert page.cell(row, column_of(page, "What the check says")).value == "Personal data is left out already."
    book.save(desk.file)
    assert desk.decisions() == []


def test_a_sentence_that_was_drafted_anew_since_is_not_worded_blindly(desk: Desk) -> None:
    book = desk.send()
    row = write(book, "Sentences", "q2.01 9", {"Sentence": "Buses are late."})
    book.save(desk.file)
    decide(desk.folder, "Badri", [{"do": "assign", "answer": ["r3", "q2"], "theme": "q2.01"}])
    [message] = desk.problems()
    assert message.startswith(f"sheet `Sentences`, row {row}: the theme is no longer there")


def test_a_sentence_that_was_left_out_since_is_not_worded(desk: Desk) -> None:
    book = desk.send()
    row = write(book, "Sentences", "q1.01 3", {"Sentence": BENGALI})
    book.save(desk.file)
    decide(desk.folder, "Badri", [{"do": "leave_out", "theme": "q1.01", "ordinal": 3}])
    [message] = desk.problems()
    assert message.startswith(f"sheet `Sentences`, row {row}: ")
    assert "or the sentence was left out, since the workbook was exported" in message


def test_a_sentence_of_other_people_is_another_sentence(desk: Desk) -> None:
    book = desk.send()
    row = write(book, "Sentences", "q2.01 9", {"Sentence": "Buses are late."})
    marks = book["textmine"]
    place = next(line for line in marks.iter_rows(min_row=5) if line[1].value == book["Sentences"].cell(row, 1).value)
    place[3].value = "other people"
    book.save(desk.file)
    [message] = desk.problems()
    assert message.startswith(f"sheet `Sentences`, column `H: Sentence`, row {row}: what this row is about has changed")


@pytest.mark.parametrize(
    ("said", "quotes"), [("allow", "allow"), ("Refuse: none of their words are published", "refuse")]
)
def test_quotes_are_decided_in_one_cell(desk: Desk, said: str, quotes: str) -> None:
    book = desk.send()
    page = book["Decisions for all"]
    fill(page, header_of(page) + 1, decision=said)
    book.save(desk.file)
    assert desk.decisions() == [{"do": "consent", "quotes": quotes}]
    number, reviewed = desk.apply()
    assert (number, reviewed.quotes, desk.decisions()) == (1, quotes, [])


def test_nobody_is_asked_about_quotes_where_everybody_was(desk: Desk) -> None:
    tables = desk.reviewed.tables
    known = replace(tables, respondents=tables.respondents.assign(consent_publish=[True] * len(tables.respondents)))
    sheet = decisions_sheet(type(desk.reviewed)(known))
    assert sheet.rows == ()
