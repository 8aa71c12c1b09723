"""What the rows of one workbook do to each other: the order of decisions, circles, and what would be lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.review import decide
from textmine.review.workbook import Column, Reading, Row, Sheet, Verdict, decision_lines
from textmine.review.workbook.clashes import theme_clashes
from textmine.review.workbook.sheet import Filled
from textmine.review.workbook.themes import ThemeNow

from ..sample import breaches
from .conftest import Desk, fill, header_of, theme_row, write


def verbs(desk: Desk) -> list[str]:
    return [decision["do"] for decision in desk.decisions()]


def test_a_whole_review_is_recorded_in_an_order_that_works(desk: Desk) -> None:
    book = desk.send()
    write(book, "Themes", "q1.01", {"Title": "Bays", "Group": "no group", "Approve": "yes"})
    write(book, "Themes", "q1.02", {"Title": "Lights", "Approve": "yes"})
    write(book, "Themes", "q1.03", {"Title": "Trees", "Group": "q1.00"})
    write(book, "Themes", "q2.02", {"Merge into": "Late buses (q2.01)", "Title": "Rents"})
    write(book, "Answers", "r10 q1", {"Move to": "q1.03"})
    write(book, "Answers", "r4 q2", {"Right as it stands": "yes"})
    write(book, "Answers", "r3 q2", {"Language": "Bengali"})
    write(book, "Sentences", "q1.02 6", {"Sentence": "The lights do not work.", "Leave out personal data": "yes"})
    theme_row(book, "Parking for residents", outcome="We did", what_we="Twelve bays.")
    fill(book["Decisions for all"], header_of(book["Decisions for all"]) + 1, decision="allow")
    book.save(desk.file)
    assert verbs(desk) == [
        "rename", "rename", "rename", "rename", "edit", "redact", "assign", "language", "confirm", "group", "group",
        "merge", "consent", "outcome", "approve", "approve",
    ]  # fmt: skip
    number, reviewed = desk.apply()
    themes = reviewed.tables.themes.set_index("theme_id")
    assert (number, reviewed.not_applied, breaches(reviewed.tables)) == (16, [], [])
    assert themes["title"].to_dict() == {
        "q1.00": "Streets", "q1.01": "Bays", "q1.02": "Lights", "q1.03": "Trees", "q2.01": "Late buses",
    }  # fmt: skip
    assert themes.loc[["q1.02", "q1.03"], "parent_id"].tolist() == ["q1.00", "q1.00"]
    assert themes["n_people"].to_dict()["q2.01"] == 4
    assert set(reviewed.approvals) == {"q1.01", "q1.02"}
    assert (reviewed.lapsed, reviewed.quotes, reviewed.outcomes["q1.01"].text) == ({}, "allow", "Twelve bays.")
    assert (desk.problems(), desk.decisions()) == ([], [])


def test_a_group_and_what_is_in_it_can_change_places(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "create", "question": "q1", "title": "Outdoors"},
                              {"do": "group", "theme": "q1.00", "parent": "q1.n1"}])  # fmt: skip
    book = desk.send()
    write(book, "Themes", "q1.n1", {"Group": "Streets (q1.00)"})
    write(book, "Themes", "q1.00", {"Group": "no group"})
    write(book, "Themes", "q1.03", {"Group": "Outdoors (q1.n1)"})
    book.save(desk.file)
    assert [decision["theme"] for decision in desk.decisions()] == ["q1.00", "q1.n1", "q1.03"]


def test_a_group_whose_last_theme_leaves_can_get_another(desk: Desk) -> None:
    book = desk.send()
    for theme in ("q1.01", "q1.02"):
        write(book, "Themes", theme, {"Group": "no group"})
    write(book, "Themes", "q1.03", {"Group": "Streets (q1.00)"})
    book.save(desk.file)
    assert desk.decisions()[0] == {"do": "group", "theme": "q1.03", "parent": "q1.00"}
    assert desk.apply()[0] == 3


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ({"q1.03": {"Merge into": "q1.03"}}, ["K, q1.03: a theme cannot be merged into itself"]),
        ({"q1.03": {"Merge into": "q1.00"}}, ["K, q1.03: it is a group of themes"]),
        ({"q1.03": {"Merge into": "Late buses (q2.01)"}}, ["K, q1.03: it is a theme of another question"]),
        ({"q1.02": {"Merge into": "q1.03"}, "q1.03": {"Merge into": "q1.02"}},
         ["K, q1.02: merges go round in a circle", "K, q1.03: merges go round in a circle"]),
        ({"q1.01": {"Merge into": "q1.02"}, "q1.02": {"Merge into": "q1.03"}, "q1.03": {"Merge into": "q1.01"}},
         [f"K, {theme}: merges go round in a circle" for theme in ("q1.01", "q1.02", "q1.03")]),
        ({"q1.01": {"Merge into": "q1.02"}, "q1.02": {"Merge into": "q1.03"}},
         ["K, q1.01: “রাস্তার আলো” is merged away itself (sheet `Themes`, row 9)"]),
        ({"q1.00": {"Group": "q1.00"}}, ["L, q1.00: a theme cannot be put under itself"]),
        ({"q1.03": {"Group": "Parking for residents (q1.01)"}}, ["L, q1.03: it is a theme with answers, not a group"]),
        ({"q1.03": {"Group": "Parks"}}, ["L, q1.03: “Parks” is not on the list of this cell"]),
        ({"q1.03": {"Merge into": "q1.02", "Approve": "yes"}}, ["N, q1.03: the theme is merged into another one"]),
        ({"q1.03": {"Merge into": "q1.02", "Set aside, because": "x"}}, ["M, q1.03: the theme is merged into another"]),
        ({"q1.03": {"Merge into": "q1.02", "Group": "q1.00"}}, ["L, q1.03: the theme is merged into another one"]),
        ({"q1.03": {"Set aside, because": "x", "Approve": "yes"}}, ["N, q1.03: the theme is set aside in the same"]),
        ({"q1.03": {"Merge into": "=K7"}}, ["K, q1.03: holds a formula"]),
        ({"q1.03": {"Title": "#REF!"}}, ["B, q1.03: holds an error"]),
    ],
)  # fmt: skip
def test_what_goes_against_itself_is_named_in_each_cell(
    desk: Desk, rows: dict[str, dict[str, object]], named: list[str]
) -> None:
    book = desk.send()
    places = {theme: write(book, "Themes", theme, values) for theme, values in rows.items()}
    book.save(desk.file)
    told = desk.problems()
    assert len(told) == len(named)
    for message, wanted in zip(told, named, strict=True):
        place, why = wanted.split(": ", 1)
        letter, theme = place.split(", ")
        assert message.startswith(f"sheet `Themes`, column `{letter}: ")
        assert f", row {places[theme]}: " in message
        assert why in message
    assert desk.reviewed.decisions == []


def test_groups_that_would_be_below_themselves_are_named(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "create", "question": "q1", "title": "Outdoors"}])
    book = desk.send()
    rows = [
        write(book, "Themes", "q1.00", {"Group": "Outdoors (q1.n1)"}),
        write(book, "Themes", "q1.n1", {"Group": "Streets (q1.00)"}),
    ]
    book.save(desk.file)
    told = desk.problems()
    assert [message.split(": groups")[0] for message in told] == [
        f"sheet `Themes`, column `L: Group`, row {row}" for row in rows
    ]


def test_what_would_be_lost_with_a_merge_or_set_aside_is_named(desk: Desk) -> None:
    book = desk.send()
    write(book, "Themes", "q1.03", {"Merge into": "q1.02"})
    write(book, "Themes", "q2.01", {"Set aside, because": "Not ours."})
    theme_row(book, "Geedo iyo beero", outcome="We did", what_we="Trees.")
    theme_row(book, "Late buses", outcome="We did", what_we="More buses.")
    write(book, "Sentences", "q1.03 7", {"Sentence": "Trees!"})
    book.save(desk.file)
    told = desk.problems()
    assert sorted(message.split(",")[0] for message in told) == [
        "sheet `Outcomes`", "sheet `Outcomes`", "sheet `Sentences`",
    ]  # fmt: skip
    assert sum("is merged away (sheet `Themes`, row 10)" in message for message in told) == 2
    assert sum("is set aside (sheet `Themes`, row 11)" in message for message in told) == 1


def test_an_answer_moved_into_a_theme_goes_along_when_that_is_merged(desk: Desk) -> None:
    book = desk.send()
    write(book, "Answers", "r10 q1", {"Move to": "q1.03"})
    write(book, "Themes", "q1.03", {"Merge into": "q1.02"})
    book.save(desk.file)
    rows = desk.apply()[1].tables.assignments
    assert rows.loc[rows["response_id"] == "r10", "theme_id"].tolist() == ["q1.02"]


THEMES = ("a", "b", "c", "d", "e")


def sheet_of(parents: dict[str, str]) -> Sheet:
    """A sheet of groups, each under its parent."""
    rows = tuple(Row(name, name, {}, subject=ThemeNow(name, parent)) for name, parent in parents.items())
    columns = (Column("group", "Group", 10, "choice"),)
    return Sheet("themes", "Themes", "", (), "", columns, rows, lambda row, given: Verdict(), clashes=theme_clashes)


@settings(max_examples=60, deadline=None)
@given(before=st.permutations(THEMES), after=st.permutations(THEMES), data=st.data())
def test_groups_never_pass_through_a_circle(before: list[str], after: list[str], data: st.DataObject) -> None:
    def tree(order: list[str]) -> dict[str, str]:
        """Each group below one that comes before it, or at the top."""
        return {name: data.draw(st.sampled_from(["", *order[:place]])) for place, name in enumerate(order)}

    now, wanted = tree(before), tree(after)
    sheet = sheet_of(now)
    filled = [
        Filled(
            sheet, "Themes", row, 7, {}, ({"do": "group", "theme": name, "parent": wanted[name]},), columns=("group",)
        )
        for name, row in ((row.subject.theme, row) for row in sheet.rows)
        if wanted[name] != now[name]
    ]
    assert list(sheet.clashes(filled)) == []
    for line in decision_lines(Reading(filled=filled), "book.xlsx"):
        now[line["theme"]] = line["parent"]
        for name in THEMES:
            seen, place = set(), name
            while place:
                assert place not in seen
                seen.add(place)
                place = now[place]
    assert now == wanted
