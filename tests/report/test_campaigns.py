"""Texts that several people sent, as the report, the workbook and the desk show them."""

from pathlib import Path

import openpyxl
import pytest

from textmine.report.campaigns import of_whom, own_words
from textmine.tables import read_tables


def _section(folder: Path) -> str:
    page = " ".join((folder / "report.html").read_text(encoding="utf-8").split())
    return page.split('campaigns">The same text from several people')[1].split('<article id="t-')[0]


def test_the_report_counts_people_and_texts(sample_run: Path) -> None:
    responses = read_tables(sample_run).responses
    sent = int((responses["campaign_id"] == "c10.campaign-1").sum())
    section = _section(sample_run)
    assert f"of whom {sent} used the same text" in section
    assert f"Text 1: {sent} people" in section


def test_the_report_shows_the_letter_and_what_people_added(sample_run: Path) -> None:
    section = _section(sample_run)
    assert '<span class="said" lang="en" dir="ltr">I am writing to object' in section
    assert "I hold a Blue Badge myself" in section


def test_the_report_says_that_repeated_points_weigh_once_when_themes_are_looked_for(sample_run: Path) -> None:
    assert "weighs once" in _section(sample_run)


def test_a_theme_says_how_many_of_its_people_used_the_same_text(sample_run: Path) -> None:
    themes = (sample_run / "report.html").read_text(encoding="utf-8").split('<article id="t-', 1)[1]
    assert "used the same text." in themes


def test_own_words_stand_in_the_workbook_beside_the_campaign(sample_run: Path) -> None:
    sheet = openpyxl.load_workbook(sample_run / "review.xlsx", read_only=True)["Answers"]
    header, *lines = list(sheet.iter_rows(values_only=True))
    same, own = header.index("Same text"), header.index("Own words")
    tables = read_tables(sample_run)
    assert sum(bool(line[same]) for line in lines) == tables.responses["campaign_id"].notna().sum()
    assert sum(bool(line[own]) for line in lines) == len(own_words(tables.responses))
    assert not any(line[own] and not line[same] for line in lines)


@pytest.mark.parametrize(
    ("people", "texts", "said"),
    [
        (9, [], ""),
        (9, [9], "9 people, all of whom used the same text."),
        (12, [5, 3], "12 people, of whom 8 used one of 2 texts that several people sent (5 used the most usual one)."),
    ],
)
def test_people_are_counted_both_ways(people: int, texts: list[int], said: str) -> None:
    assert of_whom(people, texts) == said
