from __future__ import annotations

from typing import Any

import pytest

from textmine.review import decide
from textmine.review.workbook import change_lines

from .conftest import Desk, column_of, listed, write


@pytest.mark.parametrize(
    ("theme", "values", "decisions"),
    [
        ("q1.03", {"Title": "সবুজ এলাকা 🌳"}, [{"do": "rename", "theme": "q1.03", "title": "সবুজ এলাকা 🌳"}]),
        ("q1.00", {"Title": "'=Roads"}, [{"do": "rename", "theme": "q1.00", "title": "=Roads"}]),
        ("q2.01", {"Description": "Basas."}, [{"do": "describe", "theme": "q2.01", "description": "Basas."}]),
        ("q1.03", {"Merge into": "রাস্তার আলো (q1.02)"}, [{"do": "merge", "themes": ["q1.03"], "into": "q1.02"}]),
        ("q1.03", {"Merge into": "An old title (q1.02)"}, [{"do": "merge", "themes": ["q1.03"], "into": "q1.02"}]),
        ("q1.03", {"Merge into": "q1.02"}, [{"do": "merge", "themes": ["q1.03"], "into": "q1.02"}]),
        ("q1.00", {"Merge into": "q1.03"}, [{"do": "merge", "themes": ["q1.00"], "into": "q1.03"}]),
        ("q1.03", {"Group": "Streets (q1.00)"}, [{"do": "group", "theme": "q1.03", "parent": "q1.00"}]),
        ("q1.01", {"Group": "No Group"}, [{"do": "group", "theme": "q1.01", "parent": ""}]),
        ("q1.01", {"Group": "Streets (q1.00)"}, []),
        ("q1.03", {"Group": "no group"}, []),
        ("q2.02", {"Set aside, because": "নীতি নয়"}, [{"do": "set_aside", "theme": "q2.02", "reason": "নীতি নয়"}]),
        ("q2.02", {"Approve": "yes"}, [{"do": "approve", "theme": "q2.02"}]),
    ],
)  # fmt: skip
def test_each_cell_is_the_decision_it_says(
    desk: Desk, theme: str, values: dict[str, object], decisions: list[dict[str, Any]]
) -> None:
    book = desk.send()
    write(book, "Themes", theme, values)
    book.save(desk.file)
    assert desk.decisions() == decisions


def test_themes_stand_below_their_group_with_what_is_now(desk: Desk) -> None:
    decide(desk.folder, "Badri", [{"do": "approve", "theme": "q2.01"}, {"do": "approve", "theme": "q2.02"},
                                  {"do": "rename", "theme": "q2.02", "title": "Kiro"},
                                  {"do": "set_aside", "theme": "q1.03", "reason": "Not ours."}])  # fmt: skip
    rows = {row.subject.theme: row.cells for row in desk.sheets()[0].rows}
    assert list(rows) == ["q1.00", "q1.01", "q1.02", "q1.03", "q2.01", "q2.02"]
    assert rows["q1.01"] | {"standing": ""} == {
        "theme": "q1.01", "level": "theme", "question": "q1: Streets?", "people": 4, "share": 50,
        "positions": "1 against, 3 not known", "standing": "", "title": "Parking for residents",
        "description": "About q1.01.", "group": "q1.00",
    }  # fmt: skip
    assert [rows[theme]["standing"] for theme in ("q1.03", "q2.01", "q2.02")] == [
        "Set aside: Not ours.", "Approved by Badri", "Approved by Badri, but changed since",
    ]  # fmt: skip


def test_drop_downs_offer_what_can_be_chosen_in_that_row(desk: Desk) -> None:
    book = desk.send()
    row = write(book, "Themes", "q1.01", {})
    assert listed(book, "Themes", "Merge into", row) == ["রাস্তার আলো (q1.02)", "Geedo iyo beero (q1.03)"]
    assert listed(book, "Themes", "Group", row) == ["no group", "Streets (q1.00)"]
    assert listed(book, "Themes", "Group", write(book, "Themes", "q2.01", {})) == ["no group"]
    assert listed(book, "Themes", "Approve", row) == ["yes"]


def test_themes_of_the_same_title_are_told_by_their_ids(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "rename", "theme": theme, "title": "আলো"} for theme in ("q1.01", "q1.02")])
    book = desk.send()
    row = write(book, "Themes", "q1.03", {})
    choices = listed(book, "Themes", "Merge into", row)
    assert choices == ["আলো (q1.01)", "আলো (q1.02)"]
    write(book, "Themes", "q1.03", {"Merge into": choices[1]})
    book.save(desk.file)
    assert desk.decisions() == [{"do": "merge", "themes": ["q1.03"], "into": "q1.02"}]


def test_a_theme_that_nobody_is_in_can_become_a_group(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "create", "question": "q2", "title": "Home"}])
    book = desk.send()
    assert listed(book, "Themes", "Group", write(book, "Themes", "q2.01", {})) == ["no group", "Home (q2.n1)"]
    write(book, "Themes", "q2.01", {"Group": "Home (q2.n1)"})
    book.save(desk.file)
    assert desk.apply()[0] == 1


@pytest.mark.parametrize("column", ["Title", "Description", "Group"])
def test_an_emptied_cell_changes_nothing_and_is_counted(desk: Desk, column: str) -> None:
    book = desk.send()
    write(book, "Themes", "q1.01", {column: None})
    book.save(desk.file)
    reading = desk.read()
    assert (reading.filled, reading.problems, reading.emptied) == ([], [], 1)


def test_an_emptied_cell_leaves_what_the_row_says_beside_it(desk: Desk) -> None:
    book = desk.send()
    write(book, "Themes", "q1.01", {"Title": "Bays", "Description": None, "Group": None})
    book.save(desk.file)
    assert desk.decisions() == [{"do": "rename", "theme": "q1.01", "title": "Bays"}]
    assert change_lines(desk.read())[1:] == ["  Title: “Parking for residents” → “Bays”"]


def test_merges_into_one_theme_are_one_decision(desk: Desk) -> None:
    book = desk.send()
    for theme in ("q1.02", "q1.03"):
        write(book, "Themes", theme, {"Merge into": "Parking for residents (q1.01)"})
    book.save(desk.file)
    assert desk.decisions() == [{"do": "merge", "themes": ["q1.02", "q1.03"], "into": "q1.01"}]
    assert len(desk.read().filled) == 2


def test_a_workbook_with_merges_can_be_applied_again(desk: Desk) -> None:
    book = desk.send()
    write(book, "Themes", "q1.03", {"Title": "Trees", "Merge into": "q1.01"})
    write(book, "Themes", "q2.02", {"Merge into": "q2.01"})
    book.save(desk.file)
    assert desk.apply()[0] == 3
    decide(desk.folder, "Badri", [{"do": "merge", "themes": ["q1.01"], "into": "q1.02"}])
    assert (desk.problems(), desk.decisions()) == ([], [])


def test_a_merged_theme_cannot_be_merged_elsewhere_later(desk: Desk) -> None:
    book = desk.send()
    decide(desk.folder, "Badri", [{"do": "merge", "themes": ["q1.03"], "into": "q1.02"}])
    row = write(book, "Themes", "q1.03", {"Merge into": "q1.01"})
    book.save(desk.file)
    [message] = desk.problems()
    assert message.startswith(f"sheet `Themes`, column `K: Merge into`, row {row}: the theme was merged into another")


def test_an_approval_that_stands_is_not_given_again(desk: Desk) -> None:
    book = desk.send()
    write(book, "Themes", "q2.01", {"Approve": "yes"})
    book.save(desk.file)
    assert desk.apply()[0] == 1
    assert desk.decisions() == []


def test_an_approval_is_given_again_where_the_workbook_changes_what_it_was_of(desk: Desk) -> None:
    decide(desk.folder, "Amina", [{"do": "approve", "theme": theme} for theme in ("q2.01", "q2.02")])
    book = desk.send()
    for theme in ("q2.01", "q2.02"):
        write(book, "Themes", theme, {"Approve": "yes"})
    write(book, "Sentences", "q2.01 9", {"Sentence": "The buses come late."})
    book.save(desk.file)
    assert [(line["do"], line["theme"]) for line in desk.decisions()] == [("edit", "q2.01"), ("approve", "q2.01")]
    assert desk.apply()[1].lapsed == {}


def test_a_second_person_can_approve_from_the_workbook(desk: Desk) -> None:
    decide(desk.folder, "Badri", [{"do": "approve", "theme": "q2.01"}])
    book = desk.send()
    write(book, "Themes", "q2.01", {"Approve": "yes"})
    book.save(desk.file)
    assert desk.apply()[1].approved_by == {"q2.01": ("Badri", "Amina")}


@pytest.mark.parametrize(
    "newer",
    [
        {"do": "rename", "theme": "q2.01", "title": "Buses"},
        {"do": "edit", "theme": "q2.01", "ordinal": 9, "text": "Buses are late."},
        {"do": "outcome", "theme": "q2.01", "outcome": "we_did", "text": "More buses."},
        {"do": "unassign", "answer": ["r2", "q2"], "theme": "q2.01"},
    ],
)
def test_what_changed_since_nobody_approves_unread(desk: Desk, newer: dict[str, Any]) -> None:
    book = desk.send()
    row = write(book, "Themes", "q2.01", {"Approve": "yes"})
    book.save(desk.file)
    decide(desk.folder, "Badri", [newer])
    [message] = desk.problems()
    assert message.startswith(f"sheet `Themes`, column `N: Approve`, row {row}: what this row is about has changed")


def test_numbers_are_numbers_and_nothing_in_the_lists_runs(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "rename", "theme": "q2.01", "title": "=1+1"}])
    book = desk.send()
    row = write(book, "Themes", "q1.01", {})
    page = book["Themes"]
    assert [page.cell(row, column_of(page, title)).value for title in ("People", "Share in %")] == [4, 50]
    assert listed(book, "Answers", "Also in", write(book, "Answers", "r1 q2", {})) == [
        "'=1+1 (q2.01)",
        "High rents (q2.02)",
    ]
    assert "f" not in {cell.data_type for line in book["textmine"].iter_rows() for cell in line}
