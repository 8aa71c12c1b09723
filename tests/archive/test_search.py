from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publish.example import ARABIC, BENGALI, ROMANISED, SOMALI
from textmine.archive import Archive, Results
from textmine.archive.file import reading
from textmine.archive.telling import results_text
from textmine.archive.words import with_words
from textmine.errors import ConfigError

from .made import BINS, LIGHT


def said(results: Results) -> list[str]:
    return [match.text for result in results for match in result.matches]


SAID = [("bn", BENGALI), ("so", SOMALI), ("ar", ARABIC), ("bn-Latn", ROMANISED)]


@pytest.mark.parametrize(("language", "text"), SAID)
def test_a_question_in_english_is_answered_in_every_language(whole: Path, language: str, text: str) -> None:
    results = Archive(whole).search("We want lights in the park because it is dark at night", language=language)
    assert text in said(results)
    assert all(match.language == language for result in results for match in result.matches)


@pytest.mark.parametrize("question", ["পার্কে অন্ধকার", "nalal badan", "الممر مظلم", "park e andhokar 😱", "dark park"])
def test_a_question_in_any_language_finds_the_theme(whole: Path, question: str) -> None:
    assert LIGHT in [result.theme.theme_id for result in Archive(whole).search(question) if result.theme]


def test_a_result_says_what_was_done(whole: Path) -> None:
    result = next(found for found in Archive(whole).search("overflowing bins") if found.theme)
    assert result.theme is not None
    assert result.theme.theme_id == BINS
    assert result.standing is not None
    assert result.standing.state in ("deciding", "overdue")
    assert "We are looking at larger bins" in results_text(Archive(whole).search("overflowing bins"))


def test_the_council_s_own_words_are_found(whole: Path) -> None:
    assert said(Archive(whole).search("Limebank"))[0] == "We put 40 new lights on the paths of Limebank Park."


@pytest.mark.parametrize("word", ["অন্ধকার", "পার্কের", "পার্ক", "baahannahay", "مظلم", "andhokar", "overflow", "OVERFLOWS"])
def test_words_are_found_with_their_vowel_signs_and_in_their_forms(whole: Path, word: str) -> None:
    with reading(Archive(whole).path) as connection:
        assert with_words(connection, word, 10)[0]


def test_a_vowel_sign_more_or_less_is_another_word(whole: Path) -> None:
    with reading(Archive(whole).path) as connection:
        assert with_words(connection, "রাতে", 10)[0]
        assert not with_words(connection, "রত", 10)[0]
        assert not with_words(connection, "রাত", 10)[0]


def test_nothing_like_it_is_an_answer(whole: Path) -> None:
    results = Archive(whole).search("nuclear fusion reactors in orbit")
    assert len(results) == 0
    assert "Nobody has told us about this" in results_text(results)


@pytest.mark.parametrize("question", ["", "   ", "😱😱", "???", "12"])
def test_what_has_no_words_finds_nothing_and_is_said_so(whole: Path, question: str) -> None:
    results = Archive(whole).search(question)
    assert results.notes == ("There are no words in this to search for.",)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40) | st.text('"*()^:-+ANDORNEAR আলো', max_size=30))
def test_no_text_is_an_instruction_to_the_index(whole: Path, text: str) -> None:
    with reading(Archive(whole).path) as connection:
        with_words(connection, text, 5)


@pytest.mark.parametrize(
    ("since", "found"), [("2026", True), ("2026-04-26", True), ("2026-04-27", False), ("2027", False)]
)
def test_since_counts_the_day_that_it_was_asked(whole: Path, since: str, found: bool) -> None:
    assert bool(len(Archive(whole).search("bins", since=since))) == found


def test_a_month_counts_to_its_end(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute("UPDATE consultations SET asked_on = '2026-04'")
    assert len(archive.search("bins", since="2026-04-20"))


@pytest.mark.parametrize("options", [{"language": "klingon"}, {"since": "soon"}, {"since": "2026-99"}])
def test_a_wrong_option_is_said(whole: Path, options: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="has to be"):
        Archive(whole).search("bins", **options)


def test_no_more_than_asked_for(whole: Path) -> None:
    assert len(Archive(whole).search("lights in the park", limit=1)) == 1


def test_results_show_in_a_notebook_escaped_and_in_their_language(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute("UPDATE themes SET title = '<img src=x onerror=alert(1)>'")
    page = archive.search("পার্কে অন্ধকার")._repr_html_()
    assert "<img" not in page
    assert '<span lang="bn" dir="ltr">' in page
    assert '<th scope="col">' in page


def test_results_are_plain_json(whole: Path) -> None:
    found = json.loads(json.dumps(Archive(whole).search("overflowing bins").as_json()))["found"][0]
    assert found["theme_id"] == BINS
    assert found["outcome"]["outcome"] == "still_deciding"
