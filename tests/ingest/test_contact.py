from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from textmine.ingest import read

ANSWERS = ["Yes", "No", "", "Yes, by e-mail", "Perhaps"]


def respondents(folder: Path, **columns: list[str]) -> pd.DataFrame:
    file = folder / "answers.csv"
    said = {"What would make your park better?": [f"More lights near gate {number}, please." for number in range(5)]}
    pd.DataFrame({"Response ID": [f"R{number}" for number in range(5)], **said, **columns}).to_csv(file, index=False)
    return read(file).respondents


def kept(table: pd.DataFrame, column: str) -> list[bool | None]:
    return [None if pd.isna(value) else bool(value) for value in table[column]]


@pytest.mark.parametrize(
    "heading", ["May we contact you about this?", "আমরা কি আপনার সঙ্গে যোগাযোগ করতে পারি?", "Ma kula soo xiriiri karnaa?"]
)
def test_who_may_be_contacted_is_kept_and_in_doubt_unknown(tmp_path: Path, heading: str) -> None:
    table = respondents(tmp_path, **{heading: ANSWERS})
    assert kept(table, "contact_permission") == [True, False, None, True, None]
    assert heading not in table


def test_without_such_a_question_nobody_is_said_to_have_agreed(tmp_path: Path) -> None:
    assert kept(respondents(tmp_path), "contact_permission") == [None] * 5


def test_one_refusal_among_several_questions_refuses(tmp_path: Path) -> None:
    table = respondents(
        tmp_path,
        **{"May we contact you?": ["Yes", "Yes", "No", "No", ""], "Keep me updated": ["Yes", "No", "Yes", "No", "Yes"]},
    )
    assert kept(table, "contact_permission") == [True, False, False, False, None]


def test_permission_to_contact_is_not_consent_to_publish(tmp_path: Path) -> None:
    table = respondents(tmp_path, **{"May we contact you?": ["Yes"] * 5, "May we publish your answers?": ["No"] * 5})
    assert kept(table, "contact_permission") == [True] * 5
    assert kept(table, "consent_publish") == [False] * 5
