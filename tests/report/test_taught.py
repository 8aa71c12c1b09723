from __future__ import annotations

import html
import re
from dataclasses import replace as changed
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from tests.report.build import Said, tables_of
from tests.report.themed import INJECTION, Made, everyone, themed
from textmine.analysis import Analysis, write_views
from textmine.model import Decision
from textmine.report import Taught, write_report, write_workbook
from textmine.report.taught import SHOWN, shortened
from textmine.review import replay
from textmine.summary import decide_summary
from textmine.tables import Tables, replace

SAID = {
    "bn": "রাস্তার আলো রাতে জ্বলে না।",
    "so": "Nalalka waddadu ma shaqeeyaan.",
    "bn-Latn": "Rastar alo jole na raate.",
    "ar": "أضواء الشارع لا تعمل ليلاً.",
    "en": "The lights 💡 are out.",
    "und": INJECTION,
}
PEOPLE = [f"P{number:03d}" for number in range(12)]
SENTENCE = "On 25 confirmed answers the machine agrees with you 80% of the way."


def analysed() -> Tables:
    """Twelve people in two themes, in six ways of writing, and one who fits none."""
    spoken = [Said(person, [*SAID.values()][n % 6], ([*SAID][n % 6],)) for n, person in enumerate(PEOPLE)]
    themes = [Made("q1.01", "রাস্তার আলো 💡", everyone(0, 12)), Made("q1.02", INJECTION, everyone(2, 3))]
    return themed(themes, [*spoken, Said("alone", "Wax kale", ("so",))])


def page_of(taught: Taught | None, folder: Path, tables: Tables | None = None) -> str:
    write_report(tables or analysed(), folder / "report.html", taught)
    return " ".join((folder / "report.html").read_text(encoding="utf-8").split())


def lesson(page: str) -> str:
    return html.unescape(page.split("<h3>What your review has taught</h3>")[1].split("<h3>")[0])


def first(page: str) -> str:
    return page.split("<h3>Review these first")[1].split("</ol>")[0]


def order(*people: str) -> list[tuple[str, str]]:
    return [(person, "q1") for person in people]


def test_before_any_decision_only_the_answers_to_review_first_are_shown(tmp_path: Path) -> None:
    page = page_of(Taught(confirmed={"q1": 0}, order=order("alone", *PEOPLE[:10:-1], *PEOPLE)), tmp_path)
    assert "What your review has taught" not in page
    assert re.findall(r'<li><span class="id">(.*?)</span>', first(page)) == ["alone", "P011", *PEOPLE[:8]]
    assert "All 14 are numbered in review.xlsx" in first(page)


def test_each_shows_its_text_language_and_present_themes_and_nothing_runs(tmp_path: Path) -> None:
    part = first(page_of(Taught(order=order("P000", "P001", "P003", "P005", "P002", "alone")), tmp_path))
    assert f'<span class="said" lang="bn" dir="ltr">{SAID["bn"]}</span> <span class="tag">Bengali</span>' in part
    assert f'<span class="said" lang="ar" dir="rtl">{SAID["ar"]}</span> <span class="tag">Arabic</span>' in part
    assert '<a href="#t-q1.01" dir="auto">রাস্তার আলো 💡</a> <span class="id">q1.01</span>' in part
    rows = part.split("<li>")[1:]
    assert [row.count('href="#t-q1.02"') for row in rows] == [0, 0, 1, 0, 1, 0]
    assert "In no theme yet" in rows[-1]
    assert not re.search(r"<(script|img)\b", part)
    assert part.count("&lt;script&gt;") == 3
    assert '{"do": "confirm", "answer": ["P000", "q1"], "theme": "q1.01"}' in html.unescape(part)


@pytest.mark.parametrize(
    ("taught", "said"),
    [
        (Taught({"q1": 1}), "1 answer is confirmed or corrected: from 5 on the software learns from them, and from 20"),
        (Taught({"q1": 7}), "7 answers are confirmed or corrected: from 20 on it can say how far"),
        (Taught({"q1": 7}), "No other answer would now go elsewhere."),
        (Taught({"q1": 25}, {"q1": SENTENCE}), f"<p>{SENTENCE}</p>"),
        (Taught({"q1": 7}, moving={"q1": 1}), "1 other answer would now go elsewhere. To assign it again"),
        (Taught({"q1": 7}, moving={"q1": 9}), "9 other answers would now go elsewhere. To assign them again"),
        (Taught({"q1": 7}, moving={"q1": 9}), '<code dir="ltr">{"do": "learn"}</code>'),
        (Taught({"q1": 7, "q2": 0}, moving={"q1": 9}), '<code dir="ltr">{"do": "learn", "question": "q1"}</code>'),
    ],
)
def test_what_was_taught_is_said_in_words(taught: Taught, said: str, tmp_path: Path) -> None:
    assert said in lesson(page_of(taught, tmp_path))


def test_with_too_few_confirmed_nothing_is_said_of_what_would_move(tmp_path: Path) -> None:
    assert "elsewhere" not in lesson(page_of(Taught({"q1": 4}), tmp_path))


@pytest.mark.parametrize(
    "text", ["আলো নেই। " * 60, "কি" * 300, "👩🏽‍🦽" * 90, "Nalalka waddadu " * 40, "الشارع مظلم " * 40, "a\u0301" * 400]
)
def test_a_long_answer_is_cut_between_characters_as_people_see_them(text: str) -> None:
    import regex

    short = shortened(text)
    kept = short.removesuffix(" …")
    assert short.endswith(" …")
    assert SHOWN - 31 < len(kept) <= SHOWN
    whole = regex.findall(r"\X", " ".join(text.split()))
    assert regex.findall(r"\X", kept) == whole[: len(regex.findall(r"\X", kept))]


def test_a_short_answer_is_whole_and_one_long_character_is_cut() -> None:
    assert shortened("ঘর 🏠\n\nনেই") == "ঘর 🏠 নেই"
    assert shortened("a" + "\u0301" * 5000) == "a" + "\u0301" * (SHOWN - 1) + " …"


def test_the_workbook_numbers_the_answers_and_keeps_them_in_order(tmp_path: Path) -> None:
    write_workbook(analysed(), tmp_path / "review.xlsx", Taught(order=order("P003", "alone", "P000")))
    head, *rows = openpyxl.load_workbook(tmp_path / "review.xlsx")["Answers"].values
    found = [(row[head.index("Response")], row[head.index("Review order")]) for row in rows]
    numbers = {"P003": 1, "alone": 2, "P000": 3}
    assert found == [(person, numbers.get(person)) for person in analysed().responses["response_id"]]


@pytest.mark.parametrize("themed_", [True, False])
@pytest.mark.parametrize("width", [0, 4])
def test_a_folder_without_vectors_or_themes_still_has_its_views(themed_: bool, width: int, tmp_path: Path) -> None:
    tables = analysed() if themed_ else tables_of([Said("1", "আলো নেই 💡", ("bn",)), Said("2", None, ("zxx",))])
    tables = replace(tables, vector_array=np.zeros((0, width), dtype=np.float32))
    write_views(Analysis(tables, replay(tables, [])), tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert ("Review these first" in page) == themed_
    assert (tmp_path / "review.xlsx").is_file()


def test_one_answer_and_none_still_have_their_views(tmp_path: Path) -> None:
    for said in ([Said("1", "Nal badan", ("so",))], [Said("1", None, ("zxx",), status="blank")], []):
        tables = tables_of(said)
        write_views(Analysis(tables, replay(tables, [])), tmp_path)
        assert "Review these first" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_answer_that_was_confirmed_leaves_the_review_order(tmp_path: Path) -> None:
    tables = analysed()
    before = Analysis(tables, replay(tables, [])).taught
    reviewed = changed(replay(tables, []), judged={("P002", "q1")})
    after = Analysis(tables, reviewed).taught
    assert set(before.order) - set(after.order) == {("P002", "q1")}
    assert len(before.order) == 13


def test_one_decision_is_one_decision() -> None:
    tables = analysed()
    one = [Decision(number, "2026-01-01", "Ann", "learn", {}) for number in (4, 5)]
    assert decide_summary(one[:1], replay(tables, [])) == "1 decision recorded (number 4)."
    assert decide_summary(one, replay(tables, [])) == "2 decisions recorded (numbers 4 to 5)."
    assert decide_summary([], replay(tables, [])) == "The file holds no decision."
