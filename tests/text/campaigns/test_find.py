import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.campaigns.letters import LETTERS, OWN
from textmine.text import campaign_ids

LETTER = LETTERS["en"]
ALL = pytest.mark.parametrize("language", LETTERS)


@ALL
def test_copies_that_differ_in_case_space_punctuation_and_encoding_are_one_campaign(language: str) -> None:
    letter = LETTERS[language]
    spaced = letter.replace(" ", "\n")
    copies = [letter, letter.upper() + "!! 👍", f"  {spaced}", unicodedata.normalize("NFD", letter), "More bins", None]
    assert campaign_ids(copies) == ["campaign-1"] * 4 + [None, None]


@ALL
def test_a_greeting_a_name_and_a_number_make_no_other_text(language: str) -> None:
    letter = LETTERS[language]
    copies = [letter, f"Hello,\n{letter}", f"{letter}\nHodan Ali, 12 Mill Lane", f"{letter} 2"]
    assert campaign_ids(copies) == ["campaign-1"] * 4


@ALL
def test_own_words_before_or_after_leave_an_answer_in_the_campaign(language: str) -> None:
    letter, own = LETTERS[language], OWN[language]
    other = OWN["so" if language == "en" else "en"]
    assert campaign_ids([letter, f"{own} {letter}", f"{letter} {other}", own]) == ["campaign-1"] * 3 + [None]


def test_every_member_may_have_own_words() -> None:
    copies = [f"{LETTER} {own}" for own in OWN.values()]
    assert campaign_ids(copies) == ["campaign-1"] * len(copies)


def test_mistyped_copies_are_of_the_campaign() -> None:
    copies = [LETTER, LETTER.replace("plan", "paln"), LETTER.replace("remove", "remoove").replace("use", "uze")]
    assert campaign_ids(copies) == ["campaign-1"] * 3


def test_campaigns_are_numbered_by_first_appearance_and_two_letters_stay_apart() -> None:
    assert campaign_ids([LETTERS["bn"], LETTER] * 3) == ["campaign-1", "campaign-2"] * 3


def test_an_answer_with_two_letters_does_not_chain_them() -> None:
    other = "We welcome new trees along the river bank and ask the council to plant twice as many of them by spring."
    found = campaign_ids([LETTER] * 3 + [other] * 3 + [f"{LETTER} {other}"])
    assert found[0] != found[3]


def test_two_people_and_short_answers_are_no_campaign() -> None:
    assert campaign_ids([LETTER] * 2 + ["More bins"] * 5) == [None] * 7


def test_short_stock_answers_are_no_campaign() -> None:
    ends = ["safer", "quieter", "cheaper", "safer", "safer"]
    assert set(campaign_ids([f"I agree with the proposal because it is {end}" for end in ends])) == {None}


def test_answers_that_quote_the_question_are_no_campaign() -> None:
    question = "Do you agree that the parking bays on Chapel Road should be removed and trees planted in their place?"
    own = OWN.values()
    assert set(campaign_ids([f"{question} {words}" for words in own] + [question] * 3, question=question)) == {None}


def test_a_quoted_sentence_among_own_words_is_no_campaign() -> None:
    quote = "“The bays will be removed by the end of March next year.”"
    longer = [f"{quote} {words} {words[::-1]}" for words in OWN.values()]
    assert set(campaign_ids(longer)) == {None}


def test_no_texts_give_no_groups() -> None:
    assert campaign_ids([]) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(), st.sampled_from([*LETTERS.values()])), max_size=12))
def test_every_campaign_has_three_people_and_short_or_empty_answers_have_none(texts: list[str | None]) -> None:
    found = campaign_ids(texts)
    named = [name for name in found if name]
    assert len(found) == len(texts)
    assert all(named.count(name) >= 3 for name in named)
    assert all(name is None for name, text in zip(found, texts, strict=True) if not text)
