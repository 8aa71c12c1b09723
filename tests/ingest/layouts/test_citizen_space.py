from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, ids, look, roles, table, values, write
from textmine.config import parse_config
from textmine.ingest import read

WHY = "Why do you say that?"
NAMES = (
    *("Response ID", "Submitted", "Do you agree with the draft plan?", WHY, "May we publish your response?"),
    *("Which ward do you live in?", "Tags: Parking", "Analyst notes"),
)
CODES = ("id", "submitted", "q1", "q1_why", "publish", "ward", "tags", "notes")
DATA = (
    ("ANON-AB12-CD34-1", "2026-03-02 10:00:00", "Agree", "test", "Yes", "Bow East", "", ""),
    (
        *("ANON-AB12-CD34-2", "2026-03-02 10:00:00", "Agree"),
        *("“Less” parking means the shops close – we lose the market", "Yes", "Bow East", "x", "see letter"),
    ),
    ("BHLF-AB12-CD34-3", "2026-03-02 11:00:00", "Disagree", "আমাদের রাস্তায় আলো নেই", "No", "Bow West", "", ""),
    ("ANON-AB12-CD34-R", "2026-03-02 12:00:00", "Not sure", "Waa fikrad wanaagsan", "Yes", "Bow West", "x", ""),
    ("ANON-ZB12-CD34-M", "2026-03-02 12:00:00", "Agree", "نريد حديقة", "Yes", "Bow East", "", ""),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("above", [(), (CODES,)], ids=["wordings", "ids and wordings"])
def test_an_export_is_known_by_its_response_ids(tmp_path: Path, kind: str, above: tuple[tuple[str, ...], ...]) -> None:
    found = look(tmp_path, [*above, NAMES, *DATA[1:]], kind)
    first = 2 + len(above)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Citizen Space", 1, first, 4)
    assert not found.problems


def test_every_column_is_taken_for_what_it_is(tmp_path: Path) -> None:
    assert roles(look(tmp_path, [NAMES, *DATA])) == {
        "Response ID": "id",
        "Submitted": "date",
        "Do you agree with the draft plan?": "closed_single",
        WHY: "open",
        "May we publish your response?": "consent_publish",
        "Which ward do you live in?": "geography",
        "Tags: Parking": "ignore",
        "Analyst notes": "ignore",
    }


def test_short_ids_above_the_wording_name_the_questions(tmp_path: Path) -> None:
    rows = [CODES, NAMES, *DATA]
    assert ids(look(tmp_path, rows))["Do you agree with the draft plan?"] == "q1"
    assert values(table(tmp_path, rows), "q1_why") == [row[3] for row in DATA[1:]]


def test_short_ids_may_stand_below_the_wording(tmp_path: Path) -> None:
    found = table(tmp_path, [NAMES, CODES, *DATA])
    assert found.rows == (4, 5, 6, 7)
    assert values(found, "q1_why") == [row[3] for row in DATA[1:]]


def test_a_test_before_the_launch_is_set_aside(tmp_path: Path) -> None:
    found = look(tmp_path, [NAMES, *DATA])
    assert (found.first_data_row, found.rows) == (3, 5)
    assert [rows for reason, rows in found.set_aside.items() if "test" in reason] == [("2",)]
    config = parse_config({"reading": {"test_rows": "read"}})
    assert len(read(write(tmp_path, [NAMES, *DATA]), config=config).respondents) == 5


def test_a_file_that_excel_saved_again_keeps_its_signs(tmp_path: Path) -> None:
    western = [NAMES, *(row for row in DATA if row[3].isascii() or "“" in row[3])]
    found = table(tmp_path, western, "cp1252.csv")
    assert found.layout == "Citizen Space"
    assert values(found, WHY) == [DATA[1][3], DATA[3][3]]


def test_paper_responses_without_an_id_are_read(tmp_path: Path) -> None:
    paper = ("", "", "Disagree", "Written on paper, the lift is broken", "", "Bow East", "", "")
    found = look(tmp_path, [NAMES, *DATA[1:], paper])
    assert (found.layout, found.rows) == ("Citizen Space", 5)


def test_the_ids_may_stand_in_another_column(tmp_path: Path) -> None:
    rows = [(*row[1:4], row[0], *row[4:]) for row in (NAMES, *DATA)]
    found = look(tmp_path, rows)
    assert found.layout == "Citizen Space"
    assert roles(found)["Response ID"] == "id"


@pytest.mark.parametrize("code", ["A1-B2", "NHS-2026-0001", "E1-4TT", "REF-1"])
def test_other_ids_are_no_sign_of_the_platform(tmp_path: Path, code: str) -> None:
    rows = [("Reference", "Why?"), (f"{code}1", "It is too dark at night"), (f"{code}2", "It is too dear for us")]
    assert look(tmp_path, rows).layout == "plain table"
