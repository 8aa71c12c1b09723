from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, column, ids, look, roles, table, values

OWN = (
    *("Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address"),
    *("Email Address", "First Name", "Last Name", "Custom Data 1"),
)
SUPPORT = "Do you support a walking and cycling route along Mill Lane?"
USE = "Which of these do you use? (Please tick all that apply)"
WHY = "Please tell us why you feel this way."
SAFE = "How safe do you feel in these places?"
OTHER = "Other (please specify)"
TOP = (
    (*OWN, SUPPORT, "", USE, "", "", "", WHY, SAFE, "", "What is your ethnic group?", "", "Prize draw", ""),
    (
        *[""] * 9,
        *("Response", OTHER, "Library", "Swimming pool", "Park", OTHER, "Open-Ended Response"),
        *("Bus station", "Underpass", "Response", OTHER, "Name", "Email Address"),
    ),
)
ANSWERS = (
    (
        *("Strongly support", "", "Library", "", "Park", ""),
        *("ছেলেমেয়েরা স্কুলে হেঁটে যায়, রাস্তা পার হওয়া কঠিন।", "Safe", "Very unsafe"),
        *("Asian or Asian British: Bangladeshi", "", "Rina", "r@example.org"),
    ),
    (
        *("Oppose", "", "", "Swimming pool", "", "Skate park, when it is dry"),
        *("It will only push the traffic\nto Fore Street.", "Unsafe", "Very unsafe", "White: Irish", "", "", ""),
    ),
    (
        *("", "Only the top half of it", "Library", "Swimming pool", "Park", ""),
        *("Waxaan u baahanahay nalal iyo waddo nabad ah.", "Very safe", "Unsafe", "", "Somali, Brava", "", ""),
    ),
    (
        *("Strongly support", "", "", "", "Park", "The allotments"),
        *("None", "Safe", "Safe", "White: British", "", "", ""),
    ),
)


def _own(number: int) -> tuple[str, ...]:
    date = "03/02/2026 10:01:12"
    return (str(118475562290 + number), "431209955", date, date, "81.2.69.142", "", "", "", "")


ROWS = (*TOP, *((*_own(number), *answers) for number, answers in enumerate(ANSWERS)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_row_below_the_headings_belongs_to_them(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, ROWS, kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("SurveyMonkey", 1, 3, 4)
    assert not found.problems


def test_every_column_is_taken_for_what_it_is(tmp_path: Path) -> None:
    found = roles(look(tmp_path, ROWS))
    assert found == {
        "Respondent ID": "id",
        "Collector ID": "ignore",
        "Date Created": "date",
        "Date Modified": "date",
        "IP Address": "personal",
        "Email Address": "personal",
        "First Name": "personal",
        "Last Name": "personal",
        "Custom Data 1": "ignore",
        SUPPORT: "closed_single",
        f"{SUPPORT}: {OTHER}": "open",
        f"{USE}: Library": "closed_multi",
        f"{USE}: Swimming pool": "closed_multi",
        f"{USE}: Park": "closed_multi",
        f"{USE}: {OTHER}": "open",
        WHY: "open",
        f"{SAFE}: Bus station": "matrix",
        f"{SAFE}: Underpass": "matrix",
        "What is your ethnic group?": "equality",
        f"What is your ethnic group?: {OTHER}": "equality",
        "Prize draw: Name": "personal",
        "Prize draw: Email Address": "personal",
    }


def test_columns_of_options_become_one_column_of_what_was_ticked(tmp_path: Path) -> None:
    found = table(tmp_path, ROWS)
    assert values(found, USE) == ["Library; Park", "Swimming pool", "Library; Swimming pool; Park", "Park"]
    assert column(found, USE).options == ("Library", "Swimming pool", "Park")
    assert column(found, USE).numbers == (12, 13, 14)
    assert values(found, f"{USE}: {OTHER}") == ["", "Skate park, when it is dry", "", "The allotments"]


def test_columns_of_one_question_share_its_id(tmp_path: Path) -> None:
    found = ids(look(tmp_path, ROWS))
    assert {found[f"{USE}: {option}"] for option in ("Library", "Swimming pool", "Park")} == {"c12"}
    assert len({found[name] for name in (SUPPORT, f"{SUPPORT}: {OTHER}", WHY)}) == 3


def test_words_beside_options_explain_them(tmp_path: Path) -> None:
    found = look(tmp_path, ROWS)
    names = ids(found)
    assert found.linked[names[f"{SUPPORT}: {OTHER}"] or ""] == names[SUPPORT]
    assert found.linked[names[f"{USE}: {OTHER}"] or ""] == names[f"{USE}: Park"]
    assert found.linked[names[WHY] or ""] == names[SUPPORT]


def test_answers_stay_verbatim(tmp_path: Path) -> None:
    found = table(tmp_path, ROWS, "xlsx")
    assert values(found, WHY) == [answers[6] for answers in ANSWERS]


def test_a_long_number_in_a_workbook_stays_whole(tmp_path: Path) -> None:
    rows = [*TOP, *((int(row[0]), *row[1:]) for row in ROWS[2:])]
    assert values(table(tmp_path, rows, "xlsx"), "Respondent ID")[0] == "118475562290"


def test_numbers_that_a_spreadsheet_has_rounded_are_no_ids(tmp_path: Path) -> None:
    rows = [*TOP, *(("1.18476E+11", *row[1:]) for row in ROWS[2:])]
    found = look(tmp_path, rows)
    assert roles(found)["Respondent ID"] == "ignore"
    assert not found.problems
    assert any("rounded" in note for note in found.assumptions)


def test_an_export_without_the_platforms_own_columns_is_still_known(tmp_path: Path) -> None:
    found = look(tmp_path, [row[9:] for row in ROWS])
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("SurveyMonkey", 1, 3, 4)
    assert roles(found)[f"{USE}: Library"] == "closed_multi"


def test_columns_in_another_order_are_still_known(tmp_path: Path) -> None:
    found = look(tmp_path, [(*row[9:], *row[:9]) for row in ROWS])
    assert (found.layout, found.first_data_row) == ("SurveyMonkey", 3)
    assert roles(found)["Respondent ID"] == "id"
    assert roles(found)[WHY] == "open"


def test_without_the_second_row_no_response_is_lost(tmp_path: Path) -> None:
    found = look(tmp_path, [ROWS[0], *ROWS[2:]])
    assert (found.layout, found.first_data_row, found.rows) == ("SurveyMonkey", 2, 4)
    assert roles(found)[WHY] == "open"


EXPANDED = (
    (*OWN, "Do you agree with the budget?", "", "", "What should we protect?", "Rank these services", "", ""),
    (*[""] * 9, "Agree", "Neither agree nor disagree", "Disagree", "Open-Ended Response", "Libraries", "Bins", "Roads"),
    (*_own(1), "Agree", "", "", "مكتبة الأطفال مهمة جدا لنا", "1", "2", "3"),
    (*_own(2), "", "", "Disagree", "libraries rakhte hobe, please", "3", "2", "1"),
    (*_own(3), "", "", "Disagree", "Maktabadda ha la xidhin", "1", "3", "2"),
)


def test_one_answer_spread_over_a_column_for_each_option_is_a_closed_question(tmp_path: Path) -> None:
    found = table(tmp_path, EXPANDED)
    assert values(found, "Do you agree with the budget?") == ["Agree", "Disagree", "Disagree"]
    shown = look(tmp_path, EXPANDED)
    assert {roles(shown)[f"Do you agree with the budget?: {option}"] for option in ("Agree", "Disagree")} == {
        "closed_single"
    }
    assert shown.linked == {"c13": "c10"}


def test_a_ranking_is_a_grid(tmp_path: Path) -> None:
    found = roles(look(tmp_path, EXPANDED))
    assert {found[f"Rank these services: {name}"] for name in ("Libraries", "Bins", "Roads")} <= {"matrix", "rating"}


def test_options_as_numbers_are_ticks(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Collector ID", "Start Date", USE, "", "", WHY],
        ["", "", "", "Library", "Pool", "Park", "Open-Ended Response"],
        ["101", "9", "03/02/2026", "1", "", "3", "The pool is too cold in winter"],
        ["102", "9", "03/02/2026", "", "2", "", "পার্কে আলো দরকার"],
        ["103", "9", "03/02/2026", "1", "2", "", "No"],
    ]
    assert values(table(tmp_path, rows), USE) == ["Library; Park", "Pool", "Library; Pool"]


def test_a_person_with_an_empty_id_is_no_row_of_headings(tmp_path: Path) -> None:
    paper = [*[""] * 4, "81.2.69.142", *[""] * 4, "Oppose", "On paper"]
    rows = [[*OWN, SUPPORT, WHY], paper, [*_own(2), "Oppose", "x"]]
    assert table(tmp_path, rows).rows == (2, 3)


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    found = look(tmp_path, [("Mill Lane: all responses",), *ROWS])
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("SurveyMonkey", 2, 4, 4)


def test_headings_that_come_again_are_no_responses(tmp_path: Path) -> None:
    found = table(tmp_path, [*ROWS[:3], *ROWS[:2], *ROWS[3:]])
    assert {row.row: row.reason for row in found.set_aside} == {4: "repeats the headings", 5: "repeats the headings"}
    assert len(found.rows) == 4


def test_a_response_without_any_of_the_platforms_cells_is_no_row_of_labels(tmp_path: Path) -> None:
    rows = [[*OWN, USE, "", WHY], [*[""] * 9, "Library", "", "On paper"], [*_own(2), "Library", "Park", "x"]]
    assert table(tmp_path, rows).rows == (2, 3)


def test_a_survey_of_nothing_but_boxes_has_labels_too(tmp_path: Path) -> None:
    rows = [[*OWN, USE, ""], [*[""] * 9, "Library", "Park"], [*_own(1), "Library", ""], [*_own(2), "Library", "Park"]]
    assert values(table(tmp_path, rows), USE) == ["Library", "Library; Park"]
