from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, column, ids, look, roles, table, values, write
from textmine.config import parse_config
from textmine.ingest import read

ROWS = (
    (
        "Unique Response Number",
        "1. Which of our services have you used? (Please check all that apply)",
        "1.a. If you selected Other, please specify:",
        "2. Overall, do you support the new library hours?",
        "2.a. Please explain your answer",
        "3.1.a. Opening hours",
        "3.2.a. Staff",
        "4. What is your religion or belief?",
        "4.a. If you selected Other, please specify:",
        "Completion date",
    ),
    (
        *("877-1", "Loans, Study space", "", "Strongly support", "Revision needs quiet in the evening"),
        *("Good", "Good", "Muslim", "", "02/03/2026 10:00"),
    ),
    (
        *("877-2", "Other", "Knitting club", "Oppose", "রবিবারে সবাই পরিবার নিয়ে আসে"),
        *("Poor", "Good", "Other", "Pagan", "03/03/2026 11:00"),
    ),
    (
        *("877-3", "Loans", "", "Strongly support", "Waa fikrad wanaagsan laakiin habeenkii waa mugdi"),
        *("Good", "Very good", "Christian", "", "03/03/2026 12:00"),
    ),
)
NUMBERS = (
    ("Unique Response Number", "1", "1.a", "3.1", "3.2", "3.3", "3.3.a", "13.4.a", "13.5.a", "14"),
    (
        *("1001", "Yes", "the bus comes too seldom for me", "1", "0", "1", "skate park", "Agree", "Disagree"),
        "More buses after six, please",
    ),
    ("1002", "No", "", "0", "1", "0", "", "Disagree", "Agree", "কিছুই না, সব ঠিক আছে"),
    ("1003", "Yes", "wadada way mugdi tahay habeenkii", "1", "1", "0", "", "Agree", "Agree", "None"),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [ROWS, NUMBERS])
def test_headings_and_data_are_found_in_every_kind_of_file(tmp_path: Path, kind: str, rows: list[list[str]]) -> None:
    found = look(tmp_path, rows, kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Jisc Online Surveys", 1, 2, 3)
    assert found.columns[0].role == "id"
    assert not found.problems


def test_every_column_is_taken_for_what_it_is(tmp_path: Path) -> None:
    found = look(tmp_path, ROWS)
    assert [column.role for column in found.columns][2:] == [
        *("open", "closed_single", "open", "matrix", "matrix", "equality", "equality", "date")
    ]
    assert found.linked == {"q1a": "q1", "q2a": "q2"}


def test_question_ids_are_the_numbers(tmp_path: Path) -> None:
    assert list(ids(look(tmp_path, NUMBERS)).values()) == [
        *(None, "q1", "q1a", "q3", "q3", "q3", "q3_3a", "q13_4a", "q13_5a", "q14")
    ]


def test_columns_of_options_are_one_question_and_the_words_below_one_are_open(tmp_path: Path) -> None:
    found = table(tmp_path, NUMBERS)
    assert column(found, "3.1").headings == ("3.1", "3.2", "3.3")
    assert values(found, "3") == ["3.1; 3.3", "3.2", "3.1; 3.2"]
    assert roles(look(tmp_path, NUMBERS))["3.3.a"] == "open"
    assert look(tmp_path, NUMBERS).linked["q3_3a"] == "q3"


def test_options_are_named_by_what_their_cells_say(tmp_path: Path) -> None:
    names = ("Unique Response Number", "2", "5.1", "5.2", "5.3")
    rows = [
        names,
        ("1", "Too dear", "Bus", "", ""),
        ("2", "Zu spät", "Bus", "Tram", ""),
        ("3", "দেরি", "", "Tram", "Car"),
    ]
    found = table(tmp_path, rows)
    assert values(found, "5") == ["Bus", "Bus; Tram", "Tram; Car"]
    assert column(found, "5").options == ("Bus", "Tram", "Car")


def test_response_id_and_codes(tmp_path: Path) -> None:
    rows = [("Response ID", "Q1", "Q1_a", "Q2_1_a", "Q2_2_a", "Q3"), ("7", "Yes", "my own words here", "4", "5", "no")]
    found = look(tmp_path, [*rows, ("8", "No", "", "2", "1", "waa maya")])
    assert found.layout == "Jisc Online Surveys"
    assert ids(found)["Q1_a"] == "q1a"


@pytest.mark.parametrize(
    "names",
    [
        ("Response ID", "1. Do you agree?", "2. Why?"),
        ("Response ID", "Status", "Q1", "Q2"),
        ("URN", "Ward", "Comments", "1. Age"),
        ("ID", "2019", "2020"),
    ],
)
def test_numbered_headings_alone_are_no_sign_of_the_platform(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert look(tmp_path, [names, [str(n) for n in range(len(names))]]).layout != "Jisc Online Surveys"


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    found = look(tmp_path, [("Library hours 2026", *[""] * 9), *ROWS])
    assert (found.layout, found.header_row, found.first_data_row) == ("Jisc Online Surveys", 2, 3)


def test_a_response_number_without_a_heading_is_the_id(tmp_path: Path) -> None:
    rows = [("", *ROWS[0][1:]), *(("881200-88119" + row[0][-1], *row[1:]) for row in ROWS[1:])]
    found = look(tmp_path, rows)
    assert found.layout == "Jisc Online Surveys"
    assert found.columns[0].role == "id"


def test_the_wordings_may_stand_below_the_numbers(tmp_path: Path) -> None:
    rows = [
        ("Response number", "1", "1.a", "2.1.a", "2.2.a", "3"),
        ("Response number", "Do you rent?", "Tell us about it", "My home is warm", "My home is safe", "কী সাহায্য চান?"),
        ("1", "Yes", "We want a ballot first.", "", "Agree", "Damp for three winters"),
        ("2", "No", "Lifts break every week", "Agree", "Disagree", "বড় বাসা দরকার"),
    ]
    found = look(tmp_path, rows)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Jisc Online Surveys", 1, 3, 2)
    assert [column.role for column in found.columns] == ["id", "closed_single", "open", "matrix", "matrix", "open"]
    assert list(ids(found).values()) == [None, "q1", "q1a", "q2_1a", "q2_2a", "q3"]
    assert found.linked["q1a"] == "q1"


def test_the_newer_export_says_what_was_not_finished(tmp_path: Path) -> None:
    names = ("Response ID", "Started", "Finished", "Status", "1. Where do you live?", "2. What is wrong?", "2.a. Why?")
    rows = [
        names,
        ("9", "02/03/2026 10:00", "02/03/2026 10:05", "Complete", "Newham", "the bus", "too rare"),
        ("10", "02/03/2026 11:00", "", "Incomplete", "Hackney", "baska", ""),
    ]
    found = table(tmp_path, rows)
    assert (found.layout, found.rows) == ("Jisc Online Surveys", (2, 3))
    aside = read(write(tmp_path, rows), config=parse_config({"reading": {"partial": "set_aside"}})).set_aside
    assert [row.row for row in aside] == [3]


def test_a_response_without_a_number_is_no_row_of_wordings(tmp_path: Path) -> None:
    rows = [NUMBERS[0], ("", *NUMBERS[1][1:]), *NUMBERS[2:]]
    assert table(tmp_path, rows).rows == (2, 3, 4)
