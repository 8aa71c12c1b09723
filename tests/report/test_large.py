"""A consultation with more answers than a page or a workbook can hold: less is shown, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.report.build import Said, tables_of
from textmine.report import Taught, limits, write_report, write_workbook
from textmine.report.left_out import NAMED, kept_answers, named
from textmine.tables import Tables

_TEXTS = (("It is dark there at night", "en"), ("রাতে ওখানে অন্ধকার", "bn"), ("Habeenkii waa mugdi", "so"), ("=1+1", "und"))


def _tables(answers: int) -> Tables:
    """Every second answer needs a person; the others have nothing to theme."""
    return tables_of(
        [
            Said(f"P{at}", _TEXTS[at % 4][0], (_TEXTS[at % 4][1],), status=("needs_person", "no_content")[at // 4 % 2])
            for at in range(answers)
        ]
    )


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every limit be small."""
    for name, limit in {"LARGE": 30, "SHEET": 20, "LISTED": 12}.items():
        monkeypatch.setattr(limits, name, limit)


def _page(tables: Tables, folder: Path) -> str:
    write_report(tables, folder / "report.html")
    return " ".join((folder / "report.html").read_text(encoding="utf-8").split())


def _sheet(tables: Tables, folder: Path, title: str, taught: Taught | None = None) -> list[tuple[object, ...]]:
    write_workbook(tables, folder / "review.xlsx", taught)
    book = load_workbook(folder / "review.xlsx", read_only=True)
    return [tuple(cell.value for cell in row) for row in book[title].iter_rows(min_row=2)] if title in book else []


@pytest.mark.usefixtures("small")
def test_the_page_shows_some_and_says_how_many_there_are_and_where(tmp_path: Path) -> None:
    page = _page(_tables(40), tmp_path)
    assert "There are 40 answers, too many for one page." in page
    assert "Answers that need a person (20)" in page
    assert "The first 6 are shown; all of them are in responses.parquet." in page
    shown = page.split("Answers that need a person")[1].split("</ul>")[0]
    assert shown.count("<li>") == 6
    assert all(text in shown for text, _ in _TEXTS)


@pytest.mark.usefixtures("small")
def test_a_consultation_at_the_limit_is_shown_whole(tmp_path: Path) -> None:
    page = _page(_tables(30), tmp_path)
    assert "too many for one page" not in page
    assert page.split("Answers that need a person")[1].split("</ul>")[0].count("<li>") == 16
    assert len(_sheet(_tables(30), tmp_path, "Answers")) == 30
    assert _sheet(_tables(30), tmp_path, "Left out") == []


@pytest.mark.usefixtures("small")
def test_the_workbook_holds_those_that_need_a_person_first_and_counts_the_rest(tmp_path: Path) -> None:
    tables = _tables(60)
    taught = Taught(order=[("P5", "q1"), ("P40", "q1"), ("P3", "q1")])
    rows = _sheet(tables, tmp_path, "Answers", taught)
    # P5 needs nobody: it comes after all those that do.
    assert [row[0] for row in rows[:2]] == ["P40", "P3"]
    assert [row[2] for row in rows] == ["needs_person"] * 20
    left = {row[1]: row[2:5] for row in _sheet(tables, tmp_path, "Left out", taught)}
    assert left["needs_person"] == (32, 20, 12)
    assert left["no_content"] == (28, 0, 28)


def test_every_answer_is_kept_or_counted_as_left_out() -> None:
    responses = _tables(50).responses
    for most in (None, 1, 26, 49, 50, 80):
        kept = kept_answers(responses, [("P7", "q1")], most)
        assert len(kept) == min(most or 50, 50)
        assert kept["response_id"].is_unique


def test_a_cell_names_as_many_responses_as_it_has_room_for() -> None:
    ids = [f"R{at}" for at in range(20_000)]
    cell = named(ids)
    shown, _, more = cell.partition(" and ")
    assert len(shown) <= NAMED
    assert len(shown.split(", ")) + int(more.split(" ")[0]) == len(ids)
    assert named(ids[:3]) == "R0, R1, R2"


def test_long_answers_fill_a_list_sooner_than_short_ones() -> None:
    limit = limits.Limits(answers=10, letters=25)
    assert limits.shown_of(["a" * 9] * 20, limit) == 2
    assert limits.shown_of(["a"] * 20, limit) == 10
    assert limits.shown_of([None, "b"], limit) == 2
