"""Languages: the panel, the answers to look at, and saying what language they are in."""

from __future__ import annotations

import re

import pytest

from textmine.desk.pages.languages import tag_of

from .conftest import Desk


def ticked(desk: Desk, **params: str) -> list[str]:
    """The answers of a list, as its checkboxes name them."""
    return re.findall(r'name="answer" value="([^"]+)" id="tick-', desk.get("/languages", **params))


def test_every_language_is_there_with_a_link_to_its_answers(desk: Desk) -> None:
    page = desk.get("/languages")
    for tag, name in (("bn", "Bengali"), ("so", "Somali"), ("bn-Latn", "Bengali in Latin letters"), ("ar", "Arabic")):
        assert f'<a href="/search?language={tag}">{name}</a>' in page


def test_mixed_answers_are_listed_with_all_their_languages(desk: Desk) -> None:
    page = desk.get("/languages", list="mixed")
    assert "The lights on our street do not work at night." in page
    assert "English with Somali" in page
    assert len(ticked(desk, list="mixed")) == 1


@pytest.mark.parametrize(
    ("answer", "language"), [("r4", "bn"), ("r3", "so"), ("r7", "ar"), ("r2", "bn-Latn"), ("r8", "din")]
)
def test_the_language_of_an_answer_can_be_set_whatever_it_is(desk: Desk, answer: str, language: str) -> None:
    page = desk.get("/languages", list="mixed")
    desk.send(page, "/languages/tell", answer=f'["{answer}","q1"]', other=language)
    assert desk.log == [{"do": "language", "answer": [answer, "q1"], "language": language}]
    assert desk.live.now().answers[answer, "q1"].language == language


def test_several_answers_at_once_are_one_thing_to_undo(desk: Desk) -> None:
    page = desk.get("/languages", list="mixed")
    after = desk.send(page, "/languages/tell", nth=-1, answer=['["r1","q1"]', '["r6","q1"]'], language="so")
    assert len(desk.log) == 2
    assert "The language of 2 answers is Somali now." in after.text
    desk.send(after.text, "/undo")
    assert [desk.live.now().answers[name, "q1"].language for name in ("r1", "r6")] == ["en", "en"]


def test_what_could_not_be_told_leaves_its_list_when_somebody_tells(desk: Desk) -> None:
    page = desk.get("/languages", list="mixed")
    desk.send(page, "/languages/tell", answer='["r4","q1"]', language="und")
    assert ticked(desk, list="unknown") == ["[&#34;r4&#34;,&#34;q1&#34;]"]
    desk.send(desk.get("/languages", list="unknown"), "/languages/tell", other="bn-latn")
    assert ticked(desk, list="unknown") == []
    assert desk.log[-1]["language"] == "bn-Latn"


def test_the_list_says_who_said_what_language_it_is(desk: Desk) -> None:
    desk.send(desk.get("/languages", list="mixed"), "/languages/tell", language="so")
    page = desk.get("/languages", list="mixed")
    assert "Somali with English" in page
    assert "said by Amina Khatun" in page


def test_a_name_counts_before_the_list(desk: Desk) -> None:
    desk.send(desk.get("/languages", list="mixed"), "/languages/tell", language="en", other="Somali")
    assert desk.log[-1]["language"] == "so"


@pytest.mark.parametrize(("said", "tag"), [("বাংলা", "bn"), ("Af Soomaali", "Af Soomaali"), ("URDU", "ur"), ("xx", "xx")])
def test_a_language_is_known_by_either_of_its_names(said: str, tag: str) -> None:
    assert tag_of(said) == tag


def test_what_is_no_language_is_refused_in_plain_words(desk: Desk) -> None:
    response = desk.send(desk.get("/languages", list="mixed"), "/languages/tell", other="no such language")
    assert response.status_code == 422
    assert "a language tag such as" in response.text
    assert desk.log == []


@pytest.mark.parametrize(("values", "words"), [({"answer": []}, "No answer was ticked"), ({"language": ""}, "No lang")])
def test_an_incomplete_form_records_nothing(desk: Desk, values: dict[str, object], words: str) -> None:
    response = desk.send(desk.get("/languages", list="mixed"), "/languages/tell", **values)
    assert response.status_code == 422
    assert words in response.text
    assert desk.log == []


def test_long_lists_are_paged_and_each_language_can_be_picked(sample_desk: Desk) -> None:
    every = ticked(sample_desk, list="mixed")
    somali = ticked(sample_desk, list="mixed", language="so")
    assert 0 < len(somali) < len(every)
