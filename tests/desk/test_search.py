"""Search: by words in every script, by meaning across languages, and what is found becomes a theme."""

from __future__ import annotations

import html
import json
import re

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.desk.finding import word_spans
from textmine.desk.fixed import plain, sought
from textmine.desk.meaning import _prepared, meaning_of
from textmine.desk.web import answer_key
from textmine.errors import MissingExtraError
from textmine.text.fusing import fused

from ..review.sample import TEXTS
from .conftest import Desk

THEME = "/search/theme"


def found(page: str) -> list[str]:
    """The ids of the answers in the list of a page, in order."""
    return re.findall(r'Tick<span class="hidden"> (\w+)', page)


def marked(page: str) -> list[str]:
    """The stretches of answers that are marked."""
    return [html.unescape(text) for text in re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "responses", "marks"),
    [
        ("LIGHTS street", ["r6", "r1"], ["street", "lights", "lights", "street"]),
        ("আলো", ["r5"], ["আলো"]),
        ("পার্কিংয়ের", ["r2"], ["পার্কিংয়ের"]),
        ("geedo", ["r3"], ["Geedo"]),
        ("elakay parking", ["r4"], ["elakay", "parking"]),
        ("الأشجار", ["r7"], ["الأشجار"]),
        ("🚗", ["r4"], ["🚗"]),
    ],
)
def test_words_are_found_and_marked_in_every_script(
    desk: Desk, text: str, responses: list[str], marks: list[str]
) -> None:
    page = desk.get("/search", text=text, how="words")
    assert found(page) == responses
    assert sorted(mark.casefold() for mark in marked(page)) == sorted(mark.casefold() for mark in marks)
    assert "has the words" in page


def test_a_letter_is_never_parted_from_its_vowel_sign() -> None:
    text = "রাস্তার আলো নেই"
    assert [text[start:end] for start, end in word_spans(text, sought("আল"))] == ["আলো"]
    inside = regex.compile(regex.escape(plain("স্ত")))
    assert [text[start:end] for start, end in word_spans(text, [inside])] == ["স্তা"]


def test_a_word_is_found_where_one_begins_and_words_such_as_the_are_left_out() -> None:
    text = "The delight of lights. আলোর পাশে ভালো। Iftiinka"
    found = [text[start:end] for start, end in word_spans(text, sought("the light"))]
    assert found == ["light"]
    assert [text[start:end] for start, end in word_spans(text, sought("আলো"))] == ["আলো"]
    assert [text[start:end] for start, end in word_spans(text, sought("iftiin"))] == ["Iftiin"]
    assert word_spans("公園の光", sought("光")) == [(3, 4)]
    assert word_spans("in the end", sought("the")) == [(3, 6)]


def test_an_emoji_with_a_skin_tone_is_marked_whole() -> None:
    assert word_spans("I 👍🏽 it", sought("👍")) == [(2, 4)]


@settings(deadline=None)
@given(st.text(max_size=40), st.text(min_size=1, max_size=5))
def test_what_is_marked_holds_the_word(text: str, word: str) -> None:
    own = plain(word)
    for start, end in word_spans(text, [regex.compile(regex.escape(own))]):
        assert 0 <= start < end <= len(text)
        assert own in plain(text[start:end])


def test_an_answer_in_both_lists_comes_before_the_first_of_one() -> None:
    a, b, c = (("r1", "q"), ("r2", "q"), ("r3", "q"))
    assert fused([[a, c], [b, c]]) == [c, a, b]


def test_filters_narrow_a_search_and_no_text_lists_what_they_leave(desk: Desk) -> None:
    assert found(desk.get("/search", language="so")) == ["r3", "r6", "r3"]
    assert found(desk.get("/search", text="parking", how="words", question="q1", language="bn-Latn")) == ["r4"]
    assert found(desk.get("/search", text="parking", how="words", theme="q1.02")) == ["r1"]
    assert found(desk.get("/search", status="no_content")) == ["r8"]
    assert found(desk.get("/search", status="blank", question="q1")) == ["r9"]
    assert THEME not in desk.get("/search", status="blank")


def test_words_that_nobody_used_are_said_to_be_found_nowhere(desk: Desk) -> None:
    page = desk.get("/search", text="zebra", how="words")
    assert "0 answers found" in page
    assert "search by meaning too" in page


def test_the_page_says_why_meaning_cannot_be_searched(desk: Desk) -> None:
    with pytest.raises(MissingExtraError, match="another sentence model"):
        meaning_of(desk.live.now())
    page = desk.get("/search", text="lamps")
    assert "Meaning cannot be searched here. This analysis was made with another sentence model" in page


def test_what_is_searched_for_is_escaped_and_not_in_the_title(desk: Desk) -> None:
    page = desk.get("/search", text="<script>alert(1)</script>", how="words")
    assert "<script>alert" not in page
    assert re.findall("<title>(.*?)</title>", page) == [f"Search – {desk.folder.name}"]


# By meaning, with the real model


@pytest.fixture(scope="module")
def ready(sample_desk: Desk) -> Desk:
    """The sample's desk with the sentence model loaded."""
    assert sample_desk.live.meaning.get(sample_desk.live.now(), wait=120).value is not None
    return sample_desk


def languages_found(desk: Desk, page: str) -> set[str]:
    """The languages of the answers in the list of a page."""
    keys = [json.loads(html.unescape(key)) for key in re.findall(r'name="answer" value="([^"]+)"', page)]
    return {desk.live.now().answers[response, question].language for response, question in keys}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dark paths in the park", {"en", "bn", "so"}),
        ("পার্কের আলো", {"en", "bn"}),
        ("meel la dhigto baabuurta", {"en", "bn"}),
        ("park er alo nei", {"en", "bn"}),
        ("أضواء في الحديقة", {"en", "bn"}),
    ],
)
def test_meaning_is_found_across_languages(ready: Desk, text: str, expected: set[str]) -> None:
    pages = [ready.get("/search", text=text, how="meaning", page=number) for number in (1, 2, 3)]
    assert expected <= set().union(*(languages_found(ready, page) for page in pages))
    assert re.search(r"close in meaning, 0\.\d\d", pages[0])
    assert "has the words" not in pages[0]


def test_an_answer_says_both_reasons_where_both_hold(ready: Desk) -> None:
    page = ready.get("/search", text="dog mess")
    assert re.search(r"has the words</span>\s*<span[^>]*>close in meaning, 0\.\d\d", page)


def test_nonsense_finds_nothing_close_in_meaning(ready: Desk) -> None:
    page = ready.get("/search", text="quantum chromodynamics")
    assert "Nothing is close in meaning." in page
    assert found(page) == []


def test_emoji_have_no_meaning_to_search_by(ready: Desk) -> None:
    assert "no meaning to search by" in ready.get("/search", text="🚗🚗")


def test_the_language_of_the_words_can_be_said(ready: Desk) -> None:
    assert "read as Somali" in ready.get("/search", text="baabuurta meel la dhigto", text_in="so")
    assert "read as English" in ready.get("/search", text="lights", how="meaning")


def test_the_search_by_meaning_is_made_ready_once(ready: Desk) -> None:
    before = meaning_of(ready.live.now())
    assert meaning_of(ready.live.now()) is before
    assert _prepared.cache_info().hits


def test_the_page_says_that_the_model_is_being_loaded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from textmine.desk.keeper import Later

    blocked = threading.Event()
    monkeypatch.setattr("textmine.desk.pages.search.show.PATIENCE", 0.0)
    desk.live.meaning = Later(lambda now: blocked.wait(10) and meaning_of(now))
    page = desk.get("/search", text="lights")
    blocked.set()
    assert "The sentence model is being loaded" in page
    assert found(page) == ["r6", "r1"]


# What is found becomes a theme


def test_ticked_answers_become_a_new_theme(desk: Desk) -> None:
    page = desk.get("/search", text="parking", how="words", question="q1")
    ticked = [answer_key("r4", "q1"), answer_key("r1", "q1")]
    response = desk.send(page, THEME, answer=ticked, title="পার্কিং 🚗")
    assert desk.log == [
        {"do": "create", "question": "q1", "title": "পার্কিং 🚗"},
        {"do": "assign", "answer": ["r4", "q1"], "theme": "q1.n1"},
        {"do": "assign", "answer": ["r1", "q1"], "theme": "q1.n1"},
    ]
    assert "2 answers were put into the new theme “পার্কিং 🚗”." in response.text
    assert str(response.url).endswith("/theme?id=q1.n1")


def test_all_that_is_found_leaves_the_themes_it_was_in(desk: Desk) -> None:
    page = desk.get("/search", text="parking", how="words", question="q1")
    desk.send(page, THEME, which="all", title="Bays", alone="yes")
    assert desk.log == [
        {"do": "create", "question": "q1", "title": "Bays"},
        {"do": "assign", "answer": ["r4", "q1"], "theme": "q1.n1"},
        {"do": "assign", "answer": ["r1", "q1"], "theme": "q1.n1"},
        {"do": "unassign", "answer": ["r4", "q1"], "theme": "q1.01"},
        {"do": "unassign", "answer": ["r1", "q1"], "theme": "q1.01"},
        {"do": "unassign", "answer": ["r1", "q1"], "theme": "q1.02"},
    ]


def test_answers_to_two_questions_become_a_theme_of_each(desk: Desk) -> None:
    page = desk.get("/search", language="bn")
    assert "each question gets a theme of its own" in page
    response = desk.send(page, THEME, which="all", title="Said in Bengali")
    assert desk.log == [
        {"do": "create", "question": "q1", "title": "Said in Bengali"},
        {"do": "create", "question": "q2", "title": "Said in Bengali"},
        {"do": "assign", "answer": ["r2", "q1"], "theme": "q1.n1"},
        {"do": "assign", "answer": ["r5", "q1"], "theme": "q1.n1"},
        {"do": "assign", "answer": ["r2", "q2"], "theme": "q2.n2"},
    ]
    assert "2 new themes “Said in Bengali”, one a question" in response.text


def test_answers_are_added_to_a_theme_there_is_unless_they_are_in_it(desk: Desk) -> None:
    page = desk.get("/search", text="lights", how="words")
    desk.send(page, THEME, which="all", theme="q1.03")
    again = desk.send(desk.get("/search", text="lights", how="words"), THEME, which="all", theme="q1.03")
    assert again.status_code == 422
    assert "All of them are in that theme already." in again.text
    assert desk.log == [
        {"do": "assign", "answer": ["r6", "q1"], "theme": "q1.03"},
        {"do": "assign", "answer": ["r1", "q1"], "theme": "q1.03"},
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": "X"}, "Tick at least one answer first"),
        ({"which": "all"}, "Give the new theme a title"),
        ({"which": "all", "title": "X", "theme": "q1.01"}, "not both"),
        ({"which": "all", "theme": "q9.01"}, "there no more"),
        ({"which": "all", "theme": "q1.01"}, "1 of the answers is to another question than the theme"),
        ({"which": "all", "title": "X", "fingerprint": "0"}, "This search finds other answers now"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_recorded(desk: Desk, values: dict[str, str], said: str) -> None:
    response = desk.send(desk.get("/search", language="bn"), THEME, **values)
    assert response.status_code == 422
    assert said in response.text
    assert desk.log == []


def test_no_answers_words_stand_in_an_address(desk: Desk) -> None:
    page = desk.get("/search", language="so")
    addresses = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not [address for address in addresses for _, text in TEXTS.values() if text and text[:9] in address]
