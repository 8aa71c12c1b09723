from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from tests.text.samples import texts
from textmine.text.romanise import romanise

BENGALI = regex.compile(r"\p{Bengali}")
OTHERS = [
    "The bins are full 🗑️, since 2024!",
    "Waddada beerta ku taal habeenkii waa mugdi, ra’yi.",
    "parker rasta rate onek ondhokar",
    "الممر في الحديقة مظلم",
    "می\u200cخواهم",
    "सड़क पर अँधेरा है।",
    "👨‍👩‍👧‍👦 🌳 ❤️",
    "a\u200db\u200cc \u00e9 e\u0301\t\n",
    "",
]


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("ক", "ko"), ("বই", "boi"), ("আমার", "amar"), ("কলকাতা", "kolkata"), ("শহর", "shohor"), ("হাসপাতাল", "haspatal"),
        ("রাস্তায় আলো নেই", "rastay alo nei"), ("বাংলাদেশ", "bangladesh"), ("অংশ", "ongsho"), ("চাঁদ", "chad"),
        ("দুঃখ", "dukho"), ("হঠাৎ", "hothat"), ("উৎসব", "utsob"), ("ঋতু", "ritu"), ("নৌকা", "nouka"), ("বৈঠক", "boithok"),
    ],
)  # fmt: skip
def test_words_with_signs_are_spelt_as_they_sound(word: str, spelt: str) -> None:
    assert romanise(word) == spelt


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("ক্ষমা", "khoma"), ("শিক্ষা", "shikha"), ("বিজ্ঞান", "biggan"), ("স্বাস্থ্য", "sastho"), ("কর্ম", "kormo"),
        ("প্রতিদিন", "protidin"), ("ছাত্র", "chatro"), ("কষ্ট", "koshto"), ("গ্রন্থাগার", "gronthagar"),
    ],
)  # fmt: skip
def test_consonants_written_as_one_have_no_vowel_between_them(word: str, spelt: str) -> None:
    assert romanise(word) == spelt


def test_ya_phala_is_silent_or_a_y() -> None:
    assert romanise("সমস্যা") == "somosa"
    assert romanise("সমস্যা", lambda ways: "y" if "y" in ways else ways[0]) == "somosya"
    assert romanise("র‍্যাব") == romanise("র্যাব") == "rab"
    assert romanise("অ্যাপ") == "ap"


@pytest.mark.parametrize(
    ("composed", "decomposed", "spelt"),
    [
        ("প\u09dcা", "প\u09a1\u09bcা", "pora"), ("আষা\u09dd", "আষা\u09a2\u09bc", "ashar"),
        ("ম\u09dfলা", "ম\u09af\u09bcলা", "moyla"), ("আল\u09cb", "আল\u09c7\u09be", "alo"),
        ("ন\u09ccকা", "ন\u09c7\u09d7কা", "nouka"),
    ],
)  # fmt: skip
def test_a_letter_in_one_piece_or_in_two_is_spelt_alike(composed: str, decomposed: str, spelt: str) -> None:
    assert romanise(composed) == romanise(decomposed) == spelt


def test_digits_and_dandas_become_those_of_a_latin_keyboard() -> None:
    assert romanise("২০২৪ সালে ৫টি বাস।") == "2024 sale 5ti bas."
    assert romanise("আলো নেই । ময়লা॥") == "alo nei . moyla."


def test_english_in_a_bengali_answer_stays() -> None:
    assert romanise("Council আমাদের bins 🗑️ নেয় না, why?") == "Council amader bins 🗑️ ney na, why?"


@pytest.mark.parametrize("text", OTHERS)
def test_other_scripts_emoji_and_their_joiners_stay(text: str) -> None:
    assert romanise(text) == text
    assert romanise(f"{text} আলো {text}") == f"{text} alo {text}"


@given(texts)
def test_no_bengali_is_left_and_nothing_else_changes(text: str) -> None:
    found = romanise(text)
    assert not BENGALI.search(found)
    assert found == romanise(found)
    if not BENGALI.search(text):
        assert found == text


@given(st.text(alphabet=[chr(code) for code in range(0x980, 0xA00) if unicodedata.name(chr(code), "")]))
def test_any_run_of_bengali_characters_becomes_latin_letters_and_digits(text: str) -> None:
    found = romanise(text, random.Random(text).choice)  # noqa: S311 - spellings, not secrets
    assert not regex.search(r"[^a-z0-9]", found)


def test_choose_draws_each_spelling_and_the_usual_one_is_the_first() -> None:
    offered: list[tuple[str, ...]] = []

    def last(ways: Sequence[str]) -> str:
        offered.append(tuple(ways))
        return ways[-1]

    assert romanise("ছাত্র", last) == "catra"
    assert offered == [("ch", "s", "c"), ("a",), ("t",), ("r",), ("o", "a")]
    rng = random.Random(0)  # noqa: S311 - spellings, not secrets
    drawn = {romanise("ফুলগাছ ভালো", rng.choice) for _ in range(60)}
    assert len(drawn) > 5
    assert romanise("ফুলগাছ ভালো") == "fulgach valo"
