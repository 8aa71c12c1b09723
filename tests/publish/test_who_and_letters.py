"""Who took part, and letters beside the questions of a form, in every format and language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from textmine.publish.content import build_page
from textmine.publish.files.html import render_html
from textmine.publish.formats import FORMATS
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.tables import replace

from .example import reviewed, settings
from .few import few, text_of
from .languages import config, translated

KNOWN = {"individual": 20, "organisation": 10}


def kinds(*counts: tuple[str, int]) -> Reviewed:
    given = reviewed()
    filled = [kind for kind, number in counts for _ in range(number)]
    tables = replace(given.tables, respondents=given.tables.respondents.assign(kind=filled))
    return type(given)(**{**vars(given), "tables": tables})


def files(given: Reviewed, folder: Path) -> dict[str, str]:
    made = make_publication(given, settings())
    for name in ("html", "docx", "md", "digest", "report"):
        FORMATS[name].write(made, folder)
    marks = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
    return {path.name: marks.sub("", text_of(path)) for path in folder.iterdir()}


def test_every_format_says_of_how_many_it_is_not_known(tmp_path: Path) -> None:
    for name, text in files(kinds(*KNOWN.items(), ("unknown", 10)), tmp_path).items():
        wanted = "of 10 it is not known" if name == "consultation-report.docx" else "10 where this is not known"
        assert wanted in " ".join(text.split()), name


@pytest.mark.parametrize(("language", "said"), [("bn", "১০</strong> জনের ক্ষেত্রে"), ("so", "10</strong> oo aan taas")])
def test_pages_in_other_languages_say_it_too(language: str, said: str) -> None:
    given = translated(language, given=kinds(*KNOWN.items(), ("unknown", 10)))
    assert said in render_html(make_publication(given, config(language)).pages[language])


@pytest.mark.parametrize("counts", [[("individual", 26), ("organisation", 10), ("unknown", 4)], [("unknown", 40)]])
def test_it_is_not_said_of_few_nor_where_nothing_is_known(counts: list[tuple[str, int]], tmp_path: Path) -> None:
    assert not [text for text in files(kinds(*counts), tmp_path).values() if "not known" in text]


def test_letters_are_no_question(tmp_path: Path) -> None:
    for name, text in files(few(range(30, 40)), tmp_path).items():
        if name != "digest.html":
            assert "10 letters and e-mails were received." in text, name
            assert "Question 1" not in text, name
            assert "answered this question" not in text.partition("10 letters and e-mails")[2], name


def test_questions_are_counted_without_letters() -> None:
    pages = [build_page(few(range(30, 40), wording=text), settings()) for text in ("Letters and e-mails", "What else?")]
    assert [question.number for question in pages[0].questions] == ["", ""]
    assert [question.number for question in pages[1].questions] == ["Question 1 of 2", "Question 2 of 2"]


@pytest.mark.parametrize(
    ("language", "heading", "received"),
    [
        ("bn", "চিঠি ও ই-মেইল", "পাওয়া চিঠি ও ই-মেইল: ১০।"),
        ("so", "Waraaqo iyo iimayllo", "Waxaa la helay 10 waraaqo iyo iimayllo."),
    ],
)
def test_letters_have_words_in_other_languages(language: str, heading: str, received: str) -> None:
    given = few(range(30, 40))
    page = render_html(make_publication(translated(language, given=given), config(language)).pages[language])
    assert f"{heading}</h2>" in page
    assert received in page
