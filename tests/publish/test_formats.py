from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from textmine.errors import InputError
from textmine.publish import FORMATS, publish
from textmine.publish.files.html import render_digest, render_fragment
from textmine.publish.files.tables import HEADERS
from textmine.publish.formats import ALWAYS, format_of
from textmine.publish.publication import make_publication
from textmine.safe import BOM

from .example import ARABIC, BENGALI, LIGHT, reviewed, settings, with_cell
from .languages import config, translated

ONE_EACH = {
    "docx": "feedback.docx",
    "md": "feedback.md",
    "newsletter": "newsletter.md",
    "social": "social.csv",
    "letters": "letters.csv",
    "digest": "digest.html",
    "report": "consultation-report.docx",
}
OPEN = "open-data"
EQUALITY = {"equality.docx", "equality.xlsx"}
EVERY = {
    "index.html",
    "index.bn.html",
    "fragment.html",
    "outcomes.csv",
    "transparency.md",
    *ONE_EACH.values(),
    *EQUALITY,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "out"
    publish(translated("bn"), out, tuple(FORMATS), config=config("bn"))
    return out


def test_every_format_has_its_file_and_outcomes_and_record_are_always_there(published: Path) -> None:
    assert {path.name for path in published.iterdir()} == {*EVERY, OPEN}


def test_every_file_of_a_publication_is_known_again(published: Path) -> None:
    found = {path.name: format_of(path) for path in published.iterdir()}
    assert found == {
        **{name: form for form, name in ONE_EACH.items()},
        **dict.fromkeys(["index.html", "index.bn.html", "fragment.html"], "html"),
        "outcomes.csv": "outcomes",
        "transparency.md": "transparency",
        OPEN: OPEN,
        **dict.fromkeys(EQUALITY, "equality"),
    }
    assert set(found.values()) == {*FORMATS, *ALWAYS}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_a_file_of_somebody_else_under_our_name_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("theme,what we did\nlights,nothing\n")
    with pytest.raises(InputError, match="Choose another folder"):
        publish(reviewed(), tmp_path)
    assert path.read_text() == "theme,what we did\nlights,nothing\n"
    assert [item.name for item in tmp_path.iterdir()] == [name]


def test_csv_files_are_read_by_spreadsheets_and_have_whole_rows(published: Path) -> None:
    for name, columns in HEADERS.items():
        text = (published / name).read_text(encoding="utf-8")
        assert text.startswith(BOM)
        rows = list(csv.reader(io.StringIO(text.removeprefix(BOM))))
        assert tuple(rows[0]) == columns
        assert {len(row) for row in rows} == {len(columns)}


class Fragment(HTMLParser):
    """Collects what a fragment brings into somebody else's page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: list[str] = []
        self.styles = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("id", "class", "aria-labelledby", "href"):
                self.names += (value or "").lstrip("#").split()
            self.styles += name == "style" or name.startswith("on")


def fragment() -> str:
    return render_fragment(make_publication(reviewed(), settings()).page)


def test_a_fragment_brings_no_scripts_no_styles_and_no_name_that_is_not_its_own() -> None:
    found = Fragment(fragment())
    assert not {"script", "style", "link", "meta", "html", "head", "body", "h1", "main"} & set(found.tags)
    assert found.styles == 0
    assert all(name.startswith("textmine-") for name in found.names)


def test_the_headings_of_a_fragment_begin_at_the_second_level_and_skip_none() -> None:
    levels = [int(tag[1]) for tag in Fragment(fragment()).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == min(levels) == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_fragment_keeps_languages_and_directions_and_escapes() -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "<script>alert(1)</script>")
    html = render_fragment(make_publication(given, settings()).page)
    assert f'<blockquote lang="bn" dir="ltr"><p>“{BENGALI}”</p>' in html
    assert f'<blockquote lang="ar" dir="rtl"><p>“{ARABIC}”</p>' in html
    assert "<script" not in html
    assert '<div class="textmine-feedback" lang="en-GB" dir="ltr">' in html


def test_a_digest_names_the_themes_most_people_raised_and_hides_small_numbers() -> None:
    html = render_digest(make_publication(reviewed(), settings()).page)
    places = [html.index(title) for title in ("Better lighting", "Keep the parking bays", "Overflowing bins")]
    assert places == sorted(places)
    assert "Fewer than five" in html


def test_what_was_left_out_of_a_sentence_is_explained_once() -> None:
    text = "Park paths are too dark, said Amina Khatun of 4 Tanner Street."
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", text)
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 1}, "redacted", True)
    html = render_fragment(make_publication(given, settings()).page)
    assert "Amina" not in html
    assert html.count("Words in square brackets") == 1
    assert "Words in square brackets" not in fragment()
