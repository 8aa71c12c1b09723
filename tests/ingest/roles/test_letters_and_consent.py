from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.ingest.samples import write_csv
from textmine.ingest import read
from textmine.ingest.consent import consent_of
from textmine.ingest.roles import Asked, guess_roles

LETTERS = [
    "I object to the plan to take out the parking bays on Chapel Road, which customers and elderly visitors need.",
    "চ্যাপেল রোডের পার্কিং তুলে দেওয়ার পরিকল্পনার আমি বিরোধিতা করছি, কারণ আমাদের দোকান আর বয়স্ক অতিথিদের এটা দরকার।",
    "Waan ka soo horjeedaa qorshaha lagu qaadayo meelaha baabuurta la dhigto, waayo dukaamadu way u baahan yihiin.",
]


@pytest.mark.parametrize(
    "heading",
    [
        *("Comments", "Why?", "Do you have any other comments?", "Representation", "Q3"),
        *("আপনার মতামত", "প্রশ্ন ৩", "Faallooyin"),
    ],
)
def test_a_letter_that_many_sent_is_no_option(heading: str) -> None:
    values = [LETTERS[n % 3] for n in range(100)] + ["And the bus stop floods whenever it rains."]
    assert guess_roles([Asked(heading, values)])[0].role == "open"


@pytest.mark.parametrize(
    "heading", ["How should we treat your response?", "How would you like us to handle your response?"]
)
def test_how_a_response_is_to_be_treated_is_consent(heading: str) -> None:
    values = ["You may publish my response", "Do not publish my response", "Keep it confidential"] * 10
    other = [f"the path behind number {n} is far too dark at night" for n in range(30)]
    assert guess_roles([Asked(heading, values), Asked("Why?", other)])[0].role == "consent_publish"
    assert [consent_of(heading, value) for value in values[:3]] == [True, False, False]


def test_a_refusal_in_a_second_column_is_not_lost(tmp_path: Path) -> None:
    headings = ["ID", "May we publish your comments?", "How should we treat your response?", "Why?"]
    rows = [
        ["1", "Yes", "Publish it", "The path is far too dark in winter."],
        ["2", "Yes", "Keep it confidential", "পথটা অন্ধকার, সন্ধ্যায় ভয় লাগে।"],
        ["3", "Yes", "", "Nalal badan fadlan, waddada waa mugdi."],
    ]
    given = read(write_csv(tmp_path / "a.csv", headings, rows)).respondents["consent_publish"]
    assert [None if pd.isna(value) else bool(value) for value in given] == [True, False, None]
