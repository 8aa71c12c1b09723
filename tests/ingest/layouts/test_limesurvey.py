from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import look, roles, table, values, write
from textmine.config import parse_config
from textmine.ingest import read

PARK = "Which streets do you park in? Select all that apply"
WORDINGS = (
    *("Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "IP address"),
    *("Do you agree with the zone?", f"{PARK} [Ash Road]", f"{PARK} [Elm Road]", f"{PARK} [Other]"),
    *("How fair is it? [For residents]", "How fair is it? [For visitors]", "আর কিছু বলতে চান?"),
)
CODES = (
    *("id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language"),
    *("seed. Seed", "startdate. Date started", "ipaddr. IP address", "Q1. Do you agree with the zone?"),
    *(f"Q2[SQ001]. {PARK} [Ash Road]", f"Q2[SQ002]. {PARK} [Elm Road]", f"Q2[other]. {PARK} [Other]"),
    *("Q3[a]. How fair is it? [For residents]", "Q3[b]. How fair is it? [For visitors]", "Q4. আর কিছু বলতে চান?"),
)
DATA = (
    (
        *("1", "2026-02-02 10:00:00", "3", "en", "99", "2026-02-02 09:00:00", "1.2.3.4"),
        *("Yes", "Yes", "No", "", "Good", "Poor", "Visitors cannot park on match days"),
    ),
    (
        *("2", "", "1", "bn", "98", "2026-02-02 09:00:00", "1.2.3.5"),
        *("No", "No", "Yes", "Mews behind the shop", "Poor", "Poor", "পার্কিং এর জায়গা নেই"),
    ),
)


@pytest.mark.parametrize("names", [WORDINGS, CODES])
def test_an_export_is_known_and_read_whichever_headings_were_chosen(tmp_path: Path, names: tuple[str, ...]) -> None:
    found = look(tmp_path, [names, *DATA])
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("LimeSurvey", 1, 2, 2)
    assert [column.role for column in found.columns] == [
        *("id", "date", "ignore", "ignore", "ignore", "date", "personal"),
        *("closed_single", "closed_multi", "closed_multi", "open", "matrix", "matrix", "open"),
    ]


def test_codes_are_question_ids(tmp_path: Path) -> None:
    found = look(tmp_path, [CODES, *DATA])
    assert [column.question_id for column in found.columns][7:10] == ["q1", "q2", "q2"]
    assert values(table(tmp_path, [CODES, *DATA]), PARK) == ["Ash Road", "Elm Road"]


def test_a_response_without_a_date_of_submission_was_not_finished(tmp_path: Path) -> None:
    path = write(tmp_path, [WORDINGS, *DATA])
    assert len(read(path).respondents) == 2
    aside = read(path, config=parse_config({"reading": {"partial": "set_aside"}})).set_aside
    assert [row.row for row in aside] == [3]


def test_one_common_heading_is_no_sign_of_the_platform(tmp_path: Path) -> None:
    found = look(tmp_path, [("Response ID", "Date submitted", "Why?"), ("1", "2026-02-02", "too dear")])
    assert found.layout != "LimeSurvey"
    assert roles(found)["Why?"] == "open"
