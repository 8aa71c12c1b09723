from __future__ import annotations

from typing import Any

import pytest

from textmine.review import decide
from textmine.review.workbook import change_lines

from .conftest import Desk, column_of, header_of, listed, write


def on(do: str, theme: str, answer: str) -> dict[str, Any]:
    return {"do": do, "answer": answer.split(), "theme": theme}


def spoken(answer: str, tag: str) -> dict[str, Any]:
    return {"do": "language", "answer": answer.split(), "language": tag}


@pytest.mark.parametrize(
    ("answer", "values", "decisions"),
    [
        ("r2 q1", {"Right as it stands": "yes"}, [on("confirm", "q1.01", "r2 q1")]),
        ("r1 q1", {"Right as it stands": "Yes "}, [on("confirm", theme, "r1 q1") for theme in ("q1.01", "q1.02")]),
        ("r2 q1", {"Move to": "রাস্তার আলো (q1.02)"}, [on("assign", "q1.02", "r2 q1"), on("unassign", "q1.01", "r2 q1")]),
        ("r1 q1", {"Move to": "q1.02"}, [on("assign", "q1.02", "r1 q1"), on("unassign", "q1.01", "r1 q1")]),
        ("r3 q1", {"Move to": "none of these"}, [on("unassign", theme, "r3 q1") for theme in ("q1.01", "q1.03")]),
        ("r10 q1", {"Move to": "Geedo iyo beero (q1.03)"}, [on("assign", "q1.03", "r10 q1")]),
        ("r10 q1", {"Move to": "none of these"}, []),
        ("r7 q1", {"Also in": "q1.01"}, [on("assign", "q1.01", "r7 q1")]),
        ("r7 q1", {"Right as it stands": "yes", "Also in": "q1.01"},
         [on("assign", "q1.01", "r7 q1"), on("confirm", "q1.03", "r7 q1")]),
        ("r3 q1", {"Move to": "q1.02", "Also in": "q1.01"},
         [on("assign", "q1.01", "r3 q1"), on("assign", "q1.02", "r3 q1"), on("unassign", "q1.03", "r3 q1")]),
        ("r4 q1", {"Language": "Bengali"}, [spoken("r4 q1", "bn")]),
        ("r4 q1", {"Language": "বাংলা"}, [spoken("r4 q1", "bn")]),
        ("r4 q1", {"Language": "Soomaali"}, [spoken("r4 q1", "so")]),
        ("r4 q1", {"Language": "AR"}, [spoken("r4 q1", "ar")]),
        ("r2 q1", {"Language": "bn-latn"}, [spoken("r2 q1", "bn-Latn")]),
        ("r2 q1", {"Language": "Bengali in Latin letters"}, [spoken("r2 q1", "bn-Latn")]),
        ("r2 q1", {"Language": "could not tell"}, [spoken("r2 q1", "und")]),
        ("r2 q1", {"Language": "Bengali"}, []),
    ],
)  # fmt: skip
def test_each_cell_is_the_decision_it_says(
    desk: Desk, answer: str, values: dict[str, object], decisions: list[dict[str, Any]]
) -> None:
    book = desk.send()
    write(book, "Answers", answer, values)
    book.save(desk.file)
    assert desk.decisions() == decisions
    assert (desk.apply()[0], desk.decisions()) == (len(decisions), [])


@pytest.mark.parametrize(
    ("answer", "values", "column", "message"),
    [
        ("r2 q1", {"Right as it stands": "yes", "Move to": "q1.02"}, "J: Move to", "called right as it stands, and"),
        ("r10 q1", {"Right as it stands": "yes"}, "I: Right as it stands", "is in no theme"),
        ("r2 q1", {"Move to": "none of these", "Also in": "q1.03"}, "K: Also in", "takes the answer out of every"),
        ("r2 q1", {"Move to": "Streets (q1.00)"}, "J: Move to", "is a group of themes"),
        ("r2 q1", {"Also in": "Late buses (q2.01)"}, "K: Also in", "is a theme of another question"),
        ("r2 q1", {"Also in": "Parks"}, "K: Also in", "is not on the list of this cell. Choose one of: “Parking for"),
        ("r2 q1", {"Right as it stands": "no"}, "I: Right as it stands", "is not on the list"),
        ("r2 q1", {"Language": "Bengalli"}, "L: Language", "is no language that textmine knows by name"),
        ("r2 q1", {"Language": "yes"}, "L: Language", "is no language that textmine knows by name"),
        ("r2 q1", {"Language": "=A1"}, "L: Language", "holds a formula"),
    ],
)  # fmt: skip
def test_a_cell_that_makes_no_sense_is_named(
    desk: Desk, answer: str, values: dict[str, object], column: str, message: str
) -> None:
    book = desk.send()
    row = write(book, "Answers", answer, values)
    book.save(desk.file)
    [said] = desk.problems()
    assert said.startswith(f"sheet `Answers`, column `{column}`, row {row}: ")
    assert message in said


def test_answers_stand_by_question_and_those_that_teach_most_come_first(desk: Desk) -> None:
    rows = desk.sheets()[1].rows
    assert [row.cells["question"] for row in rows] == ["q1"] * 8 + ["q2"] * 4
    assert {row.cells["response"] for row in rows[:8]} == {"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r10"}
    for own in (rows[:8], rows[8:]):
        places = [row.cells["order"] for row in own]
        assert places == sorted(places)


def test_an_answer_that_somebody_stands_for_has_no_place_in_the_order(desk: Desk) -> None:
    decide(desk.folder, "A", [on("confirm", "q2.02", "r4 q2")])
    last = desk.sheets()[1].rows[-1]
    assert (last.subject.answer, last.cells["order"]) == (("r4", "q2"), "")


def test_the_sheet_says_what_was_asked_and_shows_each_answer(desk: Desk) -> None:
    book = desk.send()
    page = book["Answers"]
    assert {"q1: Streets?", "q2: Homes?"} <= {page.cell(row, 2).value for row in range(1, header_of(page))}
    row = write(book, "Answers", "r1 q1", {})
    shown = {title: page.cell(row, column_of(page, title)).value for title in ("Themes now", "Language now", "Answer")}
    assert shown == {
        "Themes now": "Parking for residents (q1.01)\nরাস্তার আলো (q1.02)", "Language now": "English",
        "Answer": "We need more parking for residents. The street lights are broken.",
    }  # fmt: skip
    assert listed(book, "Answers", "Move to", row)[-1] == "none of these"
    assert "Somali" in listed(book, "Answers", "Language", row)


def test_what_is_called_right_is_what_the_officer_saw(desk: Desk) -> None:
    book = desk.send()
    row = write(book, "Answers", "r2 q1", {"Right as it stands": "yes"})
    book.save(desk.file)
    decide(desk.folder, "Badri", [on("assign", "q1.03", "r2 q1")])
    [message] = desk.problems()
    assert message.startswith(f"sheet `Answers`, column `I: Right as it stands`, row {row}: what this row is about")


def test_a_merge_since_does_not_stand_in_the_way(desk: Desk) -> None:
    book = desk.send()
    write(book, "Answers", "r7 q1", {"Right as it stands": "yes"})
    write(book, "Answers", "r2 q1", {"Move to": "Geedo iyo beero (q1.03)"})
    book.save(desk.file)
    decide(desk.folder, "Badri", [{"do": "merge", "themes": ["q1.03"], "into": "q1.02"}])
    decisions = [on("assign", "q1.02", "r2 q1"), on("unassign", "q1.01", "r2 q1"), on("confirm", "q1.02", "r7 q1")]
    assert sorted(desk.decisions(), key=str) == sorted(decisions, key=str)


def test_a_position_is_kept_when_an_answer_moves(desk: Desk) -> None:
    book = desk.send()
    write(book, "Answers", "r2 q1", {"Move to": "q1.03"})
    book.save(desk.file)
    rows = desk.apply()[1].tables.assignments
    own = rows[(rows["response_id"] == "r2") & (rows["question_id"] == "q1")]
    assert own[["theme_id", "position", "primary"]].to_numpy().tolist() == [["q1.03", "against", True]]


def test_many_answers_alike_are_summed_up(desk: Desk) -> None:
    book = desk.send()
    page = book["Answers"]
    for row in range(header_of(page) + 1, page.max_row + 1):
        if page.cell(row, column_of(page, "Where it is")).value == "in a theme":
            page.cell(row, column_of(page, "Right as it stands")).value = "yes"
    write(book, "Answers", "r4 q2", {"Language": "Somali"})
    write(book, "Answers", "r10 q1", {"Also in": "q1.02"})
    book.save(desk.file)
    lines = change_lines(desk.read())
    assert sum(line == "  Right as it stands: (empty) → “yes”" for line in lines) == 11
    assert "  Also in: (empty) → “রাস্তার আলো (q1.02)”" in lines
    write(book, "Answers", "r4 q2", {"Language": None})
    book.save(desk.file)
    assert change_lines(desk.read())[-1] == "Answers: and 1 more row that changes “Right as it stands”."
