from __future__ import annotations

import re
from pathlib import Path

from tests.publish.example import LIGHT, reviewed, settings, with_cell
from textmine.draft.marks import with_checks
from textmine.publish import obstacles
from textmine.report import write_report
from textmine.review import Reviewed
from textmine.tables import replace


def page(given: Reviewed, folder: Path, *, ask: bool = True) -> str:
    tables = replace(given.tables, drafts=with_checks(given.tables))
    write_report(tables, folder / "report.html", None, obstacles(given, settings()) if ask else None)
    return re.sub(r"\s+", " ", (folder / "report.html").read_text(encoding="utf-8"))


def test_the_report_says_when_nothing_stands_before_publication(tmp_path: Path) -> None:
    assert "Nothing: every theme is decided, approved and safe to publish." in page(reviewed(), tmp_path)


def test_without_the_question_the_report_is_silent_about_it(tmp_path: Path) -> None:
    assert "What stands before publication" not in page(reviewed(), tmp_path, ask=False)


def test_what_is_left_is_counted_by_kind_and_leads_to_the_theme(tmp_path: Path) -> None:
    given = reviewed()
    del given.outcomes[LIGHT]
    given.approved_by.clear()
    html = page(given, tmp_path)
    assert f'<a href="#t-{LIGHT}">{LIGHT}</a>' in html
    assert re.search(r"are not approved as they stand.*?<td class=\"num\">3</td>", html)


def test_a_sentence_that_fails_is_marked_with_the_reason(tmp_path: Path) -> None:
    given = with_cell(
        reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", "Everyone wants the park locked."
    )
    html = page(given, tmp_path)
    assert "Check failed:" in html
    assert "Check failed:" not in page(reviewed(), tmp_path)


def test_jargon_and_long_sentences_are_pointed_out_in_drafts_and_not_in_quotes(tmp_path: Path) -> None:
    jargon = "You want to utilise the park."
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", jargon)
    assert "“utilise”" in page(given, tmp_path)
    quote = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 4}, "text", jargon)
    assert "“utilise”" not in page(quote, tmp_path)


def test_facts_that_may_point_to_one_person_are_pointed_out_in_every_language(tmp_path: Path) -> None:
    told = {
        1: "You are the only wheelchair user in Dock House and 79 years old.",
        2: "আমার বয়স ৭৯ বছর, আমি প্রতিবন্ধী, ডক হাউসে একমাত্র আমি হুইলচেয়ারে থাকি।",
    }
    for ordinal, text in told.items():
        given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": ordinal}, "text", text)
        assert "may point to one person" in page(given, tmp_path), text


def test_the_scale_of_quantity_words_is_printed(tmp_path: Path) -> None:
    html = page(reviewed(), tmp_path)
    assert re.search(r"About half</th><td>4\d% to 5\d%</td>", html)
