from __future__ import annotations

import re
from dataclasses import replace as changed
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from textmine.errors import ConfigError, InputError, PublishBlockedError
from textmine.model import Outcome
from textmine.publish import FORMATS, publish
from textmine.publish.content import build_page
from textmine.publish.files.html import render_html
from textmine.review import Reviewed

from .example import ARABIC, BENGALI, BINS, EMOJI, LIGHT, ROMANISED, SOMALI, reviewed, settings, with_cell

ALWAYS = {"outcomes.csv", "transparency.md"}
FILES = {"index.html", "fragment.html", "feedback.docx", "feedback.md", *ALWAYS}
HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) # | ![i](x.png) & "q" {{7*7}}'


def html_of(given: Reviewed) -> str:
    return render_html(build_page(given, settings()))


def hostile() -> Reviewed:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "# " + HOSTILE)
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", "1. " + HOSTILE)
    given = with_cell(given, "questions", {"question_id": "why"}, "wording", "| " + HOSTILE)
    given = with_cell(given, "responses", {"response_id": "R0000"}, "text", HOSTILE)
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 4}, "text", HOSTILE)
    given.outcomes[BINS] = Outcome("we_will", HOSTILE, HOSTILE, HOSTILE, "")
    return given


def test_every_format_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    written = publish(reviewed(), tmp_path / "deep" / "out", ("html", "docx", "md", "html"))
    assert {path.name for path in written} == FILES
    assert {path.name for path in (tmp_path / "deep" / "out").iterdir()} == FILES
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_nothing_is_written_when_blocked(tmp_path: Path) -> None:
    given = reviewed()
    given.outcomes.clear()
    with pytest.raises(PublishBlockedError) as caught:
        publish(given, tmp_path / "out", ("html", "docx"))
    assert len(caught.value.problems) == 3
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_changed_when_a_format_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(reviewed(), tmp_path / "out")
    before = (tmp_path / "out" / "index.html").read_bytes()

    def full_disk(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_module("textmine.publish.word.document"), "write_word", full_disk)
    later = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "Another title")
    with pytest.raises(InputError, match="No space left"):
        publish(later, tmp_path / "out", ("html", "docx"))
    assert (tmp_path / "out" / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"`pdf`.*Known: `html`, `docx`, `md`"):
        publish(reviewed(), tmp_path / "out", ("html", "pdf"))


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>Our own home page</h1>")
    with pytest.raises(InputError, match="Choose another folder"):
        publish(reviewed(), tmp_path)
    assert (tmp_path / "index.html").read_text() == "<h1>Our own home page</h1>"


def test_an_earlier_publication_is_replaced_as_a_whole(tmp_path: Path) -> None:
    publish(reviewed(), tmp_path, tuple(FORMATS))
    before = {path.name for path in tmp_path.iterdir()}
    later = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "Another title")
    publish(later, tmp_path, ("html",))
    assert {path.name for path in tmp_path.iterdir()} == before
    told = [path for path in tmp_path.iterdir() if path.suffix in (".html", ".csv", ".md")]
    told = [*(path for path in told if path.name != "transparency.md"), tmp_path / "open-data" / "themes.csv"]
    assert all("Another title" in path.read_text() for path in told)


def test_the_same_review_gives_the_same_page(tmp_path: Path) -> None:
    for name in ("a", "b"):
        publish(reviewed(), tmp_path / name, ("html", "md"))
    for name in ("index.html", "feedback.md"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


class Tags(HTMLParser):
    """Collects start tags and the text outside <style>."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


def test_hostile_text_stays_text_in_html() -> None:
    page = Tags(html_of(hostile()))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "link", "object"}
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert {attrs["href"] for tag, attrs in page.tags if tag == "a"} <= {"#main", "#theme-1", "#theme-2", "#theme-3"}
    assert page.said.count(HOSTILE) >= 6
    assert "49" not in page.said


def test_hostile_text_stays_text_in_markdown(tmp_path: Path) -> None:
    publish(hostile(), tmp_path, ("md",))
    source = (tmp_path / "feedback.md").read_text()
    shown = MarkdownIt("commonmark").enable("table").render(source)
    assert not re.search(r"<(script|a|img)\b", shown)
    assert shown.count("<h1>") == 1
    assert len(re.findall("<table>", shown)) == 2
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) # | ![i]" in shown
    assert "<h3># &lt;script" in shown
    assert "1. &lt;script" in shown


def test_each_quote_carries_the_language_and_direction_of_its_answer() -> None:
    html = html_of(reviewed())
    for lang, direction, text in (
        ("bn", "ltr", BENGALI),
        ("so", "ltr", SOMALI),
        ("bn-Latn", "ltr", ROMANISED),
        ("ar", "rtl", ARABIC),
    ):
        assert f'<blockquote lang="{lang}" dir="{direction}"><p>“{text}”</p>' in html
    assert f"<blockquote><p>“{EMOJI.replace(chr(39), '&#39;')}”</p>" in html


def test_a_bengali_title_carries_its_language_too() -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "পার্কে আরও আলো")
    assert re.search(r'<h3 [^>]*lang="bn" dir="ltr">পার্কে আরও আলো</h3>', html_of(given))


def test_the_page_says_what_was_asked_said_and_done() -> None:
    said = Tags(html_of(reviewed())).said
    for text in (
        "We asked", "Who took part", "You said", "We did", "What we could not do, and why", "We are still deciding",
        "4 May 2026", "Parks team", "Approved for publication by Asha Rahman on 10 May 2026", "not a survey",
        "Fewer than five answers did not fit any theme",
    ):  # fmt: skip
        assert text in said
    assert "residents think" not in said


def test_themes_come_largest_first() -> None:
    html = html_of(reviewed())
    places = [html.index(f">{title}</h3>") for title in ("Better lighting in parks", "Keep the parking bays")]
    assert places == sorted(places)


def test_no_id_of_a_person_or_theme_is_published(tmp_path: Path) -> None:
    publish(reviewed(), tmp_path, ("html", "md"))
    for path in tmp_path.glob("*.[hm]*"):
        assert not re.search(r"R00\d\d|t-light|t-parking", path.read_text())


def test_equality_answers_are_not_published() -> None:
    said = Tags(html_of(reviewed())).said
    assert "ethnic" not in said
    assert "White British" not in said


def test_small_counts_of_a_closed_question_cannot_be_worked_out() -> None:
    page = build_page(reviewed(), settings())
    rows = {row.option.text: (row.shown, row.percent) for row in page.tables[0].rows}
    assert rows == {
        "Strongly agree": ("20", 53),
        "Agree": ("9", 24),
        "Disagree and Strongly disagree together": ("9", 24),
    }


def test_rare_free_text_options_are_never_shown() -> None:
    given = with_cell(reviewed(), "respondents", {"response_id": "R0002"}, "plan", "Other: I am Joe of 4 Canal Side")
    assert "Canal Side" not in html_of(given)


def test_quotes_of_unknown_consent_are_left_out_when_refused() -> None:
    given = with_cell(reviewed(), "respondents", {"response_id": "R0001"}, "consent_publish", None)
    assert BENGALI not in html_of(changed(given, quotes="refuse"))
    assert BENGALI in html_of(changed(given, quotes="allow"))


def test_a_description_that_only_repeats_an_answer_is_left_out() -> None:
    given = with_cell(
        reviewed(), "themes", {"theme_id": LIGHT}, "description", "pitch black by five o'clock 😱 and nobody"
    )
    assert html_of(given).count("pitch black") == 1


def test_themes_set_aside_are_not_published() -> None:
    given = reviewed()
    given.set_aside[BINS] = "Handled elsewhere."
    assert "Overflowing bins" not in html_of(given)
    assert "Handled elsewhere" not in html_of(given)


def test_themes_of_a_group_stand_under_its_heading() -> None:
    import pandas as pd

    from textmine.tables import replace

    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "parent_id", "t-group")
    themes = given.tables.themes
    group = themes[themes["theme_id"] == LIGHT].assign(theme_id="t-group", title="Feeling safe", parent_id=None)
    given = changed(given, tables=replace(given.tables, themes=pd.concat([themes, group])))
    html = html_of(given)
    assert '<h3 class="group">Feeling safe</h3>' in html
    assert re.search(r"<h4 [^>]*>Better lighting in parks</h4>", html)
    assert re.search(r"<h3 [^>]*>Keep the parking bays</h3>", html)


def test_a_page_without_settings_has_a_title_and_lists_the_questions(tmp_path: Path) -> None:
    given = reviewed()
    given.tables.manifest.clear()
    publish(given, tmp_path)
    html = (tmp_path / "index.html").read_text()
    assert "<h1>You said, we did</h1>" in html
    assert "<li>Please tell us the reasons for your answer.</li>" in html


def test_the_page_fetches_nothing() -> None:
    html = html_of(reviewed())
    assert "http://" not in html.replace("http-equiv", "")
    assert "https://" not in html
    assert "url(" not in html
    assert "@import" not in html
