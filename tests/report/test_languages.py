from __future__ import annotations

import html
import re
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import VIOLATIONS
from tests.report.build import Said, panel, tables_of
from textmine.language.catalogue import languages
from textmine.report import write_workbook
from textmine.report.languages import LanguageRow, LanguagesView, languages_view
from textmine.review.parse import parse_decisions

BLANK = Said("9", None, ("zxx",), 0.0, "blank")


def view_of(*said: Said) -> LanguagesView:
    return languages_view(tables_of(said).responses)


def row_of(view: LanguagesView, tag: str) -> LanguageRow:
    return next(row for row in (*view.rows, *view.more_rows) if row.tag == tag)


def test_someone_who_used_two_languages_is_counted_under_both() -> None:
    view = view_of(
        Said("1", "More bins", ("en",)),
        Said("1", "Waxaan u baahanahay nalal", ("so",), question="q2"),
        Said("2", "Nal badan, please", ("so", "en")),
        Said("3", "More bins again", ("en",)),
        BLANK,
    )
    assert (view.people, view.answers) == (3, 4)
    english, somali = row_of(view, "en"), row_of(view, "so")
    assert (english.people, english.percent, english.answers, english.mixed) == (3, 100.0, 2, 0)
    assert (somali.people, somali.percent, somali.answers, somali.mixed) == (2, 66.7, 2, 1)


def test_the_bands_are_cut_at_point_nine_and_point_seven() -> None:
    view = view_of(*(Said(str(n), "More bins", ("en",), sure) for n, sure in enumerate((1, 0.9, 0.8999, 0.7, 0.69))))
    assert [(words, n) for _, words, n, _, _ in row_of(view, "en").bands] == [
        ("sure", 2),
        ("fairly sure", 2),
        ("unsure", 1),
    ]


def test_an_answer_without_a_confidence_is_unsure() -> None:
    view = view_of(Said("1", "More bins", ("en",), float("nan")))
    assert [(words, n) for _, words, n, _, _ in row_of(view, "en").bands] == [("unsure", 1)]


def test_the_parts_of_a_bar_fill_it() -> None:
    view = view_of(*(Said(str(n), "More bins", ("en",), sure) for n, sure in enumerate((0.95, 0.8, 0.5))))
    parts = row_of(view, "en").bands
    assert parts[0][3] == 0
    assert sum(part[4] for part in parts) == pytest.approx(100, abs=0.05)
    assert parts[2][3] == pytest.approx(parts[0][4] + parts[1][4], abs=0.02)


def test_bengali_in_two_scripts_has_two_rows_and_one_total_of_people(tmp_path: Path) -> None:
    said = [
        Said("1", "পার্কে আরও আলো দরকার", ("bn",)),
        Said("1", "park e aro alo dorkar", ("bn-Latn",), question="q2"),
        Said("2", "rasta ta khub ondhokar", ("bn-Latn",)),
        Said("3", "Nal badan", ("so",)),
        Said("4", "More bins", ("en",)),
    ]
    view = view_of(*said)
    assert [row_of(view, tag).people for tag in ("bn", "bn-Latn", "so")] == [1, 2, 1]
    assert view.together == (("Bengali and Bengali in Latin letters", 2, 50.0, 3),)
    assert "Bengali and Bengali in Latin letters together: 2 people (50.0%), 3 answers." in panel(said, tmp_path)


def test_one_script_needs_no_total() -> None:
    assert view_of(Said("1", "পার্কে আরও আলো দরকার", ("bn",))).together == ()


def test_a_language_is_named_in_itself_too(tmp_path: Path) -> None:
    page = panel([Said("1", "اردو میں", ("ur",)), Said("2", "park e aro alo", ("bn-Latn",))], tmp_path)
    assert 'Urdu <span class="own" lang="ur" dir="rtl">اردو</span>' in page
    assert 'rowheader">Bengali in Latin letters</th>' in page


def test_mixed_answers_are_named_by_their_pair_with_the_commonest_first(tmp_path: Path) -> None:
    said = [
        Said("1", "Ein Wort, a word", ("de", "en")),
        Said("2", "Nal badan, please", ("so", "en")),
        Said("3", "Nal badan, thank you", ("so", "en")),
        Said("4", "الحديقة and park dhakhso", ("ar", "en", "so")),
    ]
    mixed = view_of(*said).mixed
    assert mixed.n == 4
    assert mixed.pairs == (
        ("Somali with English", 2),
        ("Arabic with English and Somali", 1),
        ("German with English", 1),
    )
    assert [answer.response_id for _, answer in mixed.answers] == ["2", "3", "4", "1"]
    page = panel(said, tmp_path)
    assert "<li>Somali with English: 2</li>" in page
    assert '<span class="said" lang="ar" dir="rtl">الحديقة and park dhakhso</span>' in page


def test_answers_without_a_language_are_split_by_reason() -> None:
    view = view_of(
        Said("1", "none", ("und",), 0.0, "no_content"),
        Said("2", "Lacag lumis!", ("und",), 0.0),
        Said("3", "raitku fark o ek dom andhair", ("und",), 0.0),
        Said("4", "More bins", ("en",)),
    )
    assert [(group.reason, group.n) for group in view.undetermined] == [("unclear", 1), ("too_short", 2)]
    assert [item.answer.response_id for item in view.undetermined[1].answers] == ["2", "1"]
    assert (view.undetermined_people, view.undetermined_answers) == (3, 3)
    assert [row.tag for row in view.rows] == ["en"]


@pytest.mark.parametrize("person", ["R1", '<b>"7"</b>', "আ  ১", "a\u2028b\tc\\", "&amp;"])
def test_the_decision_shown_is_one_that_can_be_taken_as_it_stands(person: str, tmp_path: Path) -> None:
    page = panel([Said(person, "raitku fark o ek dom andhair", ("und",), 0.0, question="q2")], tmp_path)
    assert "<b>" not in page
    shown = [html.unescape(line) for line in re.findall(r'<code dir="ltr">(.*?)</code>', page)]
    if "  " in person or "\u2028" in person:
        # `panel` evens out white space; the page itself keeps it.
        raw = (tmp_path / "report.html").read_text(encoding="utf-8")
        shown = [html.unescape(line) for line in re.findall(r'<code dir="ltr">(.*?)</code>', raw)]
    (decision,) = parse_decisions("\n".join(shown))
    assert decision == {"do": "language", "answer": [person, "q2"], "language": "so"}
    assert "textmine decide DIR --by NAME --file decisions.jsonl" in page


def test_answers_without_words_are_counted_apart(tmp_path: Path) -> None:
    said = [Said("1", "👍", ("zxx",), 0.0, "no_content"), Said("2", "More bins", ("en",)), BLANK]
    view = view_of(*said)
    assert (view.no_words_people, view.no_words_answers, len(view.rows)) == (1, 1, 1)
    page = panel(said, tmp_path)
    assert "2 people wrote something: 2 answers. 1 is in 1 language. 1 (from 1 person) has no words at all" in page


def test_where_nobody_wrote_anything_there_is_no_table(tmp_path: Path) -> None:
    page = panel([BLANK], tmp_path)
    assert "Nobody wrote anything" in page
    assert "<table" not in page


def test_where_no_language_could_be_told_there_is_no_table(tmp_path: Path) -> None:
    page = panel([Said("1", "none", ("und",), 0.0)], tmp_path)
    assert "1 is in a language that could not be told." in page
    assert "<table" not in page


def test_ten_thousand_answers_do_not_make_the_panel_huge(tmp_path: Path) -> None:
    tags = [tag for tag in languages() if tag != "en"]
    said = [
        Said(
            str(n),
            "word " * 500,
            ("und",) if n % 2 else (tags[n % len(tags)], "en", tags[n // 3 % len(tags)]),
            status="themed",
        )
        for n in range(10_000)
    ]
    page = panel(said, tmp_path)
    assert len(page) < 300_000
    view = view_of(*said)
    assert len(view.mixed.answers) == len(view.mixed.pairs) == len(view.undetermined[0].answers) == 50
    assert "And 4950 more, in the workbook" in page
    assert f"And {view.mixed.more_pairs} more combinations" in page


def test_languages_with_fewer_people_are_behind_a_summary(tmp_path: Path) -> None:
    tags = list(languages())[:25]
    said = [Said(f"{tag}{n}", "text", (tag,)) for at, tag in enumerate(tags) for n in range(1 + (at == 24))]
    view = view_of(*said)
    assert (len(view.rows), len(view.more_rows)) == (20, 5)
    assert view.rows[0].tag == tags[24]
    assert "5 more languages, with fewer people" in panel(said, tmp_path)


def test_the_workbook_has_the_same_figures(tmp_path: Path) -> None:
    said = [
        Said("1", "Nal badan, please", ("so", "en"), 0.95),
        Said("2", "Nal badan", ("so",), 0.75),
        Said("3", "none", ("und",), 0.0),
        Said("4", "10/10", ("zxx",), 0.0, "no_content"),
        BLANK,
    ]
    write_workbook(tables_of(said), tmp_path / "review.xlsx")
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    assert list(book["Languages"].values) == [
        ("Language", "People", "Share", "Answers", "Sure", "Fairly sure", "Unsure", "Mixed"),
        ("Somali", 2, 0.5, 2, 1, 1, 0, 1),
        ("could not tell", 1, 0.25, 1, None, None, None, 0),
        ("no words", 1, 0.25, 1, None, None, None, 0),
        ("English", 1, 0.25, 0, 0, 0, 0, 0),
    ]
    head, *answers = book["Answers"].values
    shown = [[row[head.index(name)] for name in ("Language", "How sure", "Other languages")] for row in answers]
    assert [[value or "" for value in row] for row in shown] == [
        ["Somali", "sure", "English"],
        ["Somali", "fairly sure", ""],
        ["could not tell", "too short to tell", ""],
        ["no words", "no words", ""],
        ["no words", "", ""],
    ]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_opened_panel(chromium: str, tmp_path: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    tags = [*languages(), "bn-Latn"]
    said = [Said(f"{tag}-{sure}", "text here", (tag,), sure) for tag in tags for sure in (0.95, 0.8, 0.6)]
    said += [
        Said("m", "Nal badan, please", ("so", "en")),
        Said("long" * 30, "raitku fark o ek dom andhair", ("und",), 0.0),
    ]
    panel(said, tmp_path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto((tmp_path / "report.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        violations = Axe().run(page, options=VIOLATIONS).response["violations"]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        rows = page.get_by_role("table", name="People and answers by language", exact=True).get_by_role("row").count()
        browser.close()
    assert violations == [], [(item["id"], item["nodes"][0]["html"][:200]) for item in violations]
    assert overflow <= 0
    assert rows == 21
