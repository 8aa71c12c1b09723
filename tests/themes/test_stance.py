from __future__ import annotations

import json
import time
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.resources import resource
from textmine.themes.counts import POSITIONS
from textmine.themes.position import answer_positions
from textmine.themes.stance import explain, mixes_both, stance_model, text_positions
from textmine.themes.stance_lexicon import _lists, clauses_of, fold, known_languages
from textmine.themes.stance_wording import claim_of

CLOSE = "What do you think of our proposal to close Mill Lane to cars?"
PLAN = "Do you agree or disagree with our plan for safer, greener streets?"
NOTHING = "What should change in Bowling Green?"


def position(text: str, language: str = "en", wording: str = CLOSE) -> str:
    return text_positions([text], [language], wording)[0]


STATED = [
    ("I support this", "en", "for"), ("We strongly oppose it.", "en", "against"),
    ("It's a terrible idea!", "en", "against"),
    ("আমি এটা সমর্থন করি।", "bn", "for"), ("আমি এটা সমর্থন করি না।", "bn", "against"),
    ("আমি এর বিরোধিতা করি", "bn", "against"),
    ("আমি একমত", "bn", "for"), ("আমি একমত নই", "bn", "against"),
    ("Waan taageersanahay qorshahan.", "so", "for"), ("Waan ka soo horjeedaa", "so", "against"),
    ("Kuma raacsani", "so", "against"), ("Waan ku raacsanahay.", "so", "for"),
    ("ami ekmot, thik kotha", "bn-Latn", "for"), ("ami somorthon kori", "bn-Latn", "for"),
    ("ami eta somorthon kori na", "bn-Latn", "against"), ("ami ekmot na", "bn-Latn", "against"),
    ("أنا أؤيد هذا الاقتراح", "ar", "for"), ("لا أوافق على هذا", "ar", "against"),
    ("👍👍", "en", "for"), ("👎🏽 রাস্তা", "bn", "against"),
]  # fmt: skip


@pytest.mark.parametrize("wording", [CLOSE, PLAN, NOTHING])
@pytest.mark.parametrize(("text", "language", "expected"), STATED)
def test_an_outright_statement_decides_in_every_language(text: str, language: str, expected: str, wording: str) -> None:
    assert position(text, language, wording) == expected


@pytest.mark.parametrize(("text", "language", "expected"), STATED)
def test_decomposed_letters_and_capitals_change_nothing(text: str, language: str, expected: str) -> None:
    assert position(unicodedata.normalize("NFD", text), language) == expected
    assert position(text.upper(), language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Yes", "en", "for"), ("No, leave the road as it is", "en", "against"),
        ("হ্যাঁ", "bn", "for"), ("না", "bn", "against"),
        ("haa", "so", "for"), ("Maya.", "so", "against"), ("ji ha", "bn-Latn", "for"), ("na", "bn-Latn", "against"),
        ("نعم", "ar", "for"), ("খুব ভালো!", "bn", "for"),
    ],
)  # fmt: skip
def test_a_bare_yes_or_no_answers_a_proposal_and_nothing_else(text: str, language: str, expected: str) -> None:
    assert position(text, language) == expected
    assert position(text, language, NOTHING) == "unknown"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I support the lights, but I strongly disagree with losing the bays", "en"),
        ("আমি সমর্থন করি, কিন্তু বাস বন্ধের আমি বিরোধিতা করি", "bn"),
        ("Waan taageersanahay, laakiin qiimaha waan ka soo horjeedaa", "so"),
        ("ami somorthon kori kintu dame ami ekmot na", "bn-Latn"),
        ("أنا أؤيد الفكرة ولكن لا أوافق على التكلفة", "ar"),
        ("lights 👍 parking 👎", "en"),
    ],
)
def test_someone_of_two_minds_is_mixed(text: str, language: str) -> None:
    assert position(text, language, PLAN) == "mixed"


@pytest.mark.parametrize(
    ("text", "language"),
    [("I have no strong view", "en"), ("আমার কোনো মতামত নেই", "bn"), ("amar kono motamot nei", "bn-Latn")],
)
def test_no_opinion_is_neutral(text: str, language: str) -> None:
    assert position(text, language) == "neutral"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("More bins please", "en"), ("Next to the church", "en"), ("", "en"), ("পার্কে আলো", "bn"),
        ("Qashinka iyo nalka", "so"),
        ("parke alo", "bn-Latn"), ("I support this", "pl"), ("Popieram to", "pl"), ("ٹھیک", "ur"), ("😀", "zxx"),
        ("I support this", "und"),
    ],
)  # fmt: skip
def test_what_takes_no_side_or_is_in_no_known_language_is_unknown(text: str, language: str) -> None:
    assert position(text, language) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "We should fix the roads and stop the litter",
        "A skating rink would be good",
        "Ban fireworks",
        "Parking is dangerous",
    ],
)
def test_a_plain_suggestion_is_no_position_where_nothing_is_proposed(text: str) -> None:
    assert position(text, wording=NOTHING) == "unknown"


@pytest.mark.parametrize(
    ("wording", "text", "expected"),
    [
        ("We should ban fireworks", "Fireworks should be banned", "for"),
        ("We should ban fireworks", "Fireworks should not be banned", "against"),
        ("We should ban fireworks", "There is no need to ban them", "against"),
        ("We should ban fireworks", "They are dangerous, harmful and outdated", "for"),
        ("We should ban fireworks", "Banning them would be wrong and unfair", "against"),
        ("We should allow fireworks", "They are dangerous, harmful and outdated", "against"),
        ("We should not ban fireworks", "They should be banned", "against"),
        ("We should not ban fireworks", "I oppose banning them", "for"),
        ("We should ban fireworks", "I support fireworks", "against"),
        ("We should ban fireworks", "I support a ban on fireworks", "for"),
        ("We should ban fireworks", "I support fireworks being kept away from homes", "unknown"),
    ],
)
def test_what_is_said_of_the_matter_is_read_against_what_is_proposed(wording: str, text: str, expected: str) -> None:
    assert position(text, wording=wording) == expected


def test_praise_without_an_object_is_not_turned_round_in_other_languages() -> None:
    assert position("আলো ভালো, পার্ক ভালো, দরকার", "bn", CLOSE) == "unknown"


def test_an_answer_in_two_languages_is_read_in_both() -> None:
    text = "The lane is long. আমি সমর্থন করি না।"
    assert text_positions([text, text, text], [["en", "bn"], "en;bn", "en"], CLOSE) == ["against", "against", "unknown"]


def test_an_officer_is_told_which_words_made_it_so() -> None:
    found = explain("It is a bad idea. আমি সমর্থন করি না।", ["en", "bn"], CLOSE)
    assert found.position == "against"
    assert {reason.words for reason in found.reasons} == {"bad idea", "সমর্থন করি না"}
    assert all(reason.weight < 0 for reason in found.reasons)
    assert found.score <= sum(reason.weight for reason in found.reasons) + 6


@pytest.mark.parametrize(
    ("wording", "proposes", "sense"),
    [
        (CLOSE, True, -1), ("Should we introduce a 20 mph limit?", True, 1), (PLAN, True, 1), (NOTHING, False, 1),
        ("The council should not close the library", True, 1), ("Any other comments?", False, 1),
        ("Close Mill Lane", True, -1),
        ("How can housing be made affordable?", False, 1), ("আমাদের প্রস্তাব সম্পর্কে মতামত", True, 1), ("", False, 1),
    ],
)  # fmt: skip
def test_a_wording_proposes_something_or_not(wording: str, proposes: bool, sense: int) -> None:
    claim = claim_of(wording)
    assert (claim.proposes, claim.sense) == (proposes, sense)


def test_every_phrase_of_the_lists_can_be_found() -> None:
    for language in known_languages():
        for phrases in _lists()[language].values():
            for phrase in phrases:
                plain = phrase.rstrip("*")
                assert plain == fold(plain)
                assert len(clauses_of(plain)) == 1


def test_no_phrase_is_for_and_against() -> None:
    for language in known_languages():
        kinds = _lists()[language]
        assert not set(kinds["approve"]) & set(kinds["oppose"])
        assert not set(kinds["yes"]) & set(kinds["no"])


def test_the_weights_are_a_few_dozen_and_bear_the_signs_of_their_names() -> None:
    weights = stance_model().weights
    assert len(weights) < 60
    for praise, blame in (("benefit", "harm"), ("need", "outdated"), ("safety", "wrong"), ("approve", "oppose")):
        assert weights[praise] > 0 > weights[blame]
    about = json.loads(resource("models", "position", "stance.json").read_text(encoding="utf-8"))
    assert about["metrics"]["argkp dev"]["accuracy"] > 0.85


@given(st.text(max_size=80), st.sampled_from(["en", "bn", "so", "bn-Latn", "ar", "und"]), st.text(max_size=40))
def test_any_text_and_any_wording_has_a_position(text: str, language: str, wording: str) -> None:
    assert text_positions([text], [language], wording)[0] in POSITIONS


def frames(wording: str, link: str | None, ticked: list[str | None]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    texts = ["I support it", "আমি সমর্থন করি না", "waan taageersanahay", "ami ekmot", None]
    ids = [str(row) for row in range(len(texts))]
    answers = pd.DataFrame({
        "response_id": ids, "question_id": "q2", "text": texts, "language": ["en", "bn", "so", "bn-Latn", "zxx"],
        "languages": [["en"], ["bn"], ["so"], ["bn-Latn"], []], "status": ["themed"] * 4 + ["blank"],
    })  # fmt: skip
    questions = pd.DataFrame({
        "question_id": ["q1", "q2"], "wording": ["Do you agree with our plan?", wording],
        "linked_question_id": [None, link],
    })  # fmt: skip
    return answers, pd.DataFrame({"response_id": ids, "q1": ticked}), questions


def test_the_text_speaks_only_where_nothing_was_ticked() -> None:
    said = answer_positions(
        *frames("Why?", "q1", ["Strongly disagree", None, "Don't know", "Neither agree nor disagree", None])
    )
    assert list(said.values()) == ["against", "against", "for", "neutral", "unknown"]


def test_the_text_speaks_where_no_closed_question_is_linked() -> None:
    said = answer_positions(*frames("What do you think of our plan?", None, [None] * 5))
    assert list(said.values()) == ["for", "against", "for", "for", "unknown"]


def test_a_why_question_asks_about_the_closed_question_before_it() -> None:
    answers, respondents, questions = frames("Please tell us why", "q1", [None] * 5)
    answers["text"], answers["languages"] = "No", [["en"]] * 5
    assert set(answer_positions(answers[:4], respondents, questions).values()) == {"against"}


def test_ten_thousand_answers_take_seconds() -> None:
    texts = ["We should not close the lane because it is dangerous, but I support safer streets for children."] * 5_000
    texts += ["আমি এই প্রস্তাব সমর্থন করি না, কারণ রাস্তায় যানজট আরও বাড়বে।"] * 5_000
    start = time.process_time()
    text_positions(texts, ["en"] * 5_000 + ["bn"] * 5_000, CLOSE)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"for": 3, "against": 2}, True), ({"for": 2, "against": 2}, False), ({"for": 7, "against": 3}, True),
        ({"for": 8, "against": 3}, False), ({"for": 9}, False), ({"mixed": 9, "neutral": 3}, False), ({}, False),
    ],
)  # fmt: skip
def test_a_theme_that_mixes_for_and_against_is_known(counts: dict[str, int], expected: bool) -> None:
    assert mixes_both(counts) is expected
