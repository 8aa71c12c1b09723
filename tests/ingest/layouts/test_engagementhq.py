from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, look, roles, table, values

MATTER = "Which of these matter to you? (Choose all that apply)"
EACH = "How much do you agree with each?"
WHY = "Please tell us why"
TITLE = ("", "", "", "Liveable Streets Bow", "", "", "", "", "")
BLANK = ("",) * 9
DATE = ("Date of contribution", *BLANK[1:])
NAMES = (
    *("", "Login (Screen name)", "Email", "Do you agree with the scheme?", MATTER, EACH, WHY),
    *("What is your ethnic group?", "May we publish your comments?"),
)
DATA = (
    (
        *("02/03/2026 10:11", "rina_b", "r@example.org", "Agree", "Walking, Cycling"),
        "The road is safe : Agree, The air is clean : Disagree",
        "The rat run past the school\nhas to stop before a child is hurt",
        *("Asian or Asian British: Bangladeshi", "Yes"),
    ),
    (
        *("03/03/2026 10:11", "ali", "a@example.org", "Disagree", "Walking"),
        "The road is safe : Disagree, The air is clean : Disagree",
        *("আমাদের দোকানে মাল আসতে পারে না", "Somali", "No"),
    ),
    (
        *("04/03/2026 10:11", "", "", "Agree", "Cycling, Parking"),
        "The road is safe : Agree, The air is clean : Agree",
        *("Waxaan jeclaan lahaa nalal badan", "White British", "Yes"),
    ),
    (
        *("04/03/2026 11:00", "", "", "Agree", "Walking, Parking"),
        "The road is safe : Agree, The air is clean : Agree",
        *("نريد أشجارًا أكثر", "Arab", "Yes"),
    ),
)
TOP = (TITLE, BLANK, DATE, NAMES)
JOINED = ("Date of contribution", *NAMES[1:])


@pytest.mark.parametrize("kind", KINDS)
def test_the_date_stands_a_row_above_the_other_headings(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, [*TOP, *DATA], kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Granicus EngagementHQ", 4, 5, 4)
    assert not found.problems


def test_every_column_is_taken_for_what_it_is(tmp_path: Path) -> None:
    assert [column.role for column in look(tmp_path, [*TOP, *DATA]).columns] == [
        *("date", "personal", "personal", "closed_single", "closed_multi", "matrix", "open", "equality"),
        "consent_publish",
    ]


@pytest.mark.parametrize(
    "top",
    [TOP, (DATE, NAMES), (TITLE, DATE, NAMES), (TITLE, JOINED), (JOINED,), (("Report",), TITLE, ("",), DATE, NAMES)],
)
def test_the_title_may_be_gone_and_the_headings_in_one_row(tmp_path: Path, top: tuple[tuple[str, ...], ...]) -> None:
    found = look(tmp_path, [*top, *DATA])
    assert (found.layout, found.header_row, found.first_data_row) == ("Granicus EngagementHQ", len(top), len(top) + 1)
    assert roles(found)["Date of contribution"] == "date"
    assert len(found.columns) == 9


def test_answers_stay_verbatim(tmp_path: Path) -> None:
    assert values(table(tmp_path, [*TOP, *DATA], "xlsx"), WHY) == [row[6] for row in DATA]


@pytest.mark.parametrize(
    "below",
    [
        [("Total", "", "", "4", "", "", "", "", "")],
        [BLANK, ("", "Exported by Ann Lee", *BLANK[2:])],
        [("", "", "", "", "", "", "", "", "4")],
        [("", "Made on Monday by the insight team", *BLANK[2:])],
        [BLANK, ("", "", "", "The scheme closed for comments on 30 April", *BLANK[4:])],
    ],
)
def test_the_export_ends_at_the_first_row_without_a_date(tmp_path: Path, below: list[tuple[str, ...]]) -> None:
    found = table(tmp_path, [*TOP, *DATA, *below])
    assert found.rows == (5, 6, 7, 8)
    assert len(found.set_aside) == 1


def test_groups_may_stand_beside_the_date(tmp_path: Path) -> None:
    groups = ("Date of contribution", "Contributor details", "", "Survey responses", "", "", "", "About you", "")
    found = look(tmp_path, [TITLE, BLANK, groups, NAMES, *DATA])
    assert (found.layout, found.header_row, found.first_data_row) == ("Granicus EngagementHQ", 4, 5)
    assert [column.name for column in found.columns] == list(JOINED)


def test_one_row_of_headings_above_a_first_response_without_a_date_is_one_row(tmp_path: Path) -> None:
    found = table(tmp_path, [JOINED, ("", *DATA[0][1:]), *DATA])
    assert (found.header_row, found.rows) == (1, (2, 3, 4, 5, 6))


def test_a_paper_response_typed_below_without_a_date_is_read(tmp_path: Path) -> None:
    paper = ("", "", "", "Disagree", "Parking", "The road is safe : Disagree", "Sent in on paper: keep it", "", "Yes")
    found = table(tmp_path, [*TOP, *DATA, paper, ("Total", *BLANK[1:3], "5", *BLANK[4:])])
    assert found.rows == (5, 6, 7, 8, 9)
    assert [row.row for row in found.set_aside] == [10]


@pytest.mark.parametrize("only", [3, 6])
def test_a_paper_response_of_a_few_words_is_read(tmp_path: Path, only: int) -> None:
    paper = list(BLANK)
    paper[only] = "Keep the bus gate, it saves us ten minutes a day"
    assert table(tmp_path, [*TOP, *DATA, paper]).rows == (5, 6, 7, 8, 9)


def test_columns_may_be_moved_or_deleted(tmp_path: Path) -> None:
    rows = [[row[at] for at in (6, 3, 0, 1)] for row in (*TOP, *DATA)]
    found = look(tmp_path, rows)
    assert (found.layout, found.rows) == ("Granicus EngagementHQ", 4)
    assert roles(found) == {
        WHY: "open",
        "Do you agree with the scheme?": "closed_single",
        "Date of contribution": "date",
        "Login (Screen name)": "personal",
    }


def test_a_first_response_that_names_the_date_column_is_no_heading(tmp_path: Path) -> None:
    rows = [("ID", "What was unclear?", "Ward"), ("1", "Date of contribution", "Bow"), ("2", "nothing", "Bow")]
    found = table(tmp_path, rows)
    assert (found.layout, found.rows) == ("plain table", (2, 3))
