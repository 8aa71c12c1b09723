from __future__ import annotations

import pytest

from textmine.themes.naming.choose import alike
from textmine.themes.naming.clauses import clauses
from textmine.themes.naming.headline import beginnings, headline
from textmine.themes.naming.model import Document
from textmine.themes.naming.people import writing
from textmine.themes.naming.phrases import common_phrases
from textmine.themes.naming.statement import states


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        ("I think we need more bins", "More bins"),
        ("We need a skate park", "Skate park needed"),
        ("there should be a crossing", "Crossing wanted"),
        ("Please, the council should plant trees", "Plant trees"),
        ("I object to the closure of Hill Lane", "Against closure of Hill Lane"),
        ("we strongly support the School Street", "Support for School Street"),
        ("We should not close the road", "We should not close the road"),
        ("I don't think the road should close", "I don't think the road should close"),
    ],
)
def test_an_opening_goes_and_the_meaning_stays(clause: str, title: str) -> None:
    assert headline(clause) == title


def test_a_terse_headline_has_no_inner_articles() -> None:
    assert headline("The bins by the bus stop are too small", terse=True) == "Bins by bus stop too small"


def test_the_questions_words_are_no_subject() -> None:
    assert headline("Bowling Green needs more buses", {"bowling", "green"}) == "More buses"


def test_shouting_becomes_calm_and_names_keep_their_capitals() -> None:
    style = writing(
        [Document(text, "en", i, 0.5) for i, text in enumerate(["near Dock Road", "put CCTV on Dock Road"])]
    )
    assert headline("MORE CCTV ON DOCK ROAD", (), style) == "More CCTV on Dock Road"


def test_a_condition_is_not_cut_off() -> None:
    assert not list(beginnings("Close the street if the school agrees to it in writing"))


def test_a_verb_keeps_what_belongs_to_it() -> None:
    assert "No elected official can vote" not in list(beginnings("No elected official can vote on their own pay"))


def test_questions_and_quoted_speech_give_no_clause() -> None:
    assert clauses('Why is it dark? He said "go away". Light the path.', "en") == ["Light the path"]


def test_clauses_end_at_the_marks_of_every_script() -> None:
    assert clauses("আলো নেই। রাতে ভয় লাগে।", "bn") == ["আলো নেই", "রাতে ভয় লাগে"]
    assert clauses("الشارع مظلم، نريد إنارة", "ar") == ["الشارع مظلم", "نريد إنارة"]


def test_a_phrase_does_not_turn_its_clause_round() -> None:
    texts = ["We object to the plan to take out parking bays", "no more cameras"]
    documents = [Document(text, "en", i, 0.5) for i, text in enumerate(texts * 2)]
    found = {phrase.casefold() for phrase, _, _ in common_phrases(documents, "en", 50)}
    assert "no more cameras" in found
    assert not {"more cameras", "take out parking bays"} & found


def test_bengali_phrases_keep_their_vowel_signs() -> None:
    documents = [Document("পার্কের আলো কম", "bn", i, 0.5) for i in range(2)]
    assert "পার্কের আলো" in {phrase for phrase, _, _ in common_phrases(documents, "bn", 10)}


def test_what_states_a_point() -> None:
    assert states("Path is too dark") == states("Repair the swings") == 1
    assert 0 < states("More bins") < 1
    assert states("Bins and street") == states("Protected cycle lane") == 0


def test_titles_that_say_the_same_are_alike() -> None:
    assert alike("More park bins", "Bins in the park")
    assert not alike("More bins", "More buses")
