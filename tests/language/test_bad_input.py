from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.samples import BY_LANGUAGE, MIXED, tag, tags
from tests.text.samples import texts
from textmine.language import detect

ODD = [
    None,
    "",
    " \t\n ",
    "\x00\x01\x07",
    "\ud800\udfff",
    "\u200f\u200e\u202e\u2066",
    "\u200d\u200c\ufeff",
    "5 ৫ ٥ ५",
    "১২৩ 456 ٧٨٩",
    "👍🏽👍🏽",
    "!!!",
    "\u0301\u0323",
    "'",
    "-",
    "a",
    "ß",
    "ﷺ",
    "𝒫𝒶𝓇𝓀",
    "ẹ̀kọ́",
    "I" * 5_000,
    "na " * 5_000,
    "é" * 5_000,
    "আ" * 5_000,
]


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text)[:24])
def test_odd_texts_have_a_defined_result(text: str | None) -> None:
    row = detect([text]).iloc[0]
    assert isinstance(row["language"], str)
    assert row["languages"] == ([] if row["language"] == "zxx" else [row["language"]])
    assert 0 <= row["language_confidence"] <= 1
    assert len(row["script"]) == 4


@pytest.mark.parametrize("value", [float("nan"), 12, 3.5, pd.NA, b"bytes"])
def test_what_is_not_text_is_taken_for_blank(value: object) -> None:
    row = detect([value]).iloc[0]  # type: ignore[list-item]
    assert (row["language"], row["languages"], row["language_confidence"]) == ("zxx", [], 0)


def test_a_megabyte_in_any_script_is_read_quickly() -> None:
    started = time.perf_counter()
    units = (
        "We are afraid to walk home at night. ",
        "পার্কে আলো নেই। ",
        "Nal badan ma jiro. ",
        "الحديقة مظلمة. ",
        "rasta khub nongra ",
    )
    found = detect([unit * (1_000_000 // len(unit)) for unit in units])["language"].tolist()
    assert found == ["en", "bn", "so", "ar", "bn-Latn"]
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("\u200fThe park is \u200every dark at night\u202c", "en"),
        ("পার্কে\u200d আলো\u200c নেই, ভয়\u200b লাগে", "bn"),
        ("Jidka\u00a0waa\u00a0madow,\u00a0nal\u00a0badan\u00a0ayaan\u00a0rabnaa", "so"),
        ("rasta\u200b ta\u200b khub\u200b nongra, keu\u200b porishkar\u200b kore na", "bn-Latn"),
        ("\ufeffالحديقة جميلة جدا ونظيفة\u200f", "ar"),
        ("The park \x00is\x07 very dark \ud83d at night", "en"),
    ],
)
def test_marks_joiners_and_control_characters_do_not_change_the_language(text: str, language: str) -> None:
    assert detect([text])["language"][0] == language


def test_order_company_and_repetition_change_nothing() -> None:
    base = [
        "More bins please",
        "পার্কে আলো নেই",
        "Wadada waa la xiray",
        "rasta khub nongra",
        "La basura huele mal en la calle",
        "الحديقة مظلمة",
        "Парк дуже темний",
        "👍",
        None,
        "The bus is late. Baska wuu daahaa mar walba.",
    ]
    crowd = [f"{text} {number}" if text else None for number in range(230) for text in base]
    shuffled = crowd[::-1]
    alone = pd.concat([detect([text]) for text in crowd[-10:]], ignore_index=True)
    together = detect(crowd).tail(10).reset_index(drop=True)
    mixed = detect(shuffled).assign(text=shuffled)
    pd.testing.assert_frame_equal(alone, together)
    pd.testing.assert_frame_equal(together, detect(crowd).tail(10).reset_index(drop=True))
    for text, confidence in zip(crowd[-10:], together["language_confidence"], strict=True):
        if text:
            assert (mixed.loc[mixed["text"] == text, "language_confidence"] == confidence).all()


def test_a_column_of_a_table_with_gaps_is_read() -> None:
    column = pd.Series(["More bins please", np.nan, None, "পার্কে আলো নেই"], index=[5, 3, 9, 9])
    found = detect(column)
    assert found["language"].tolist() == ["en", "zxx", "zxx", "bn"]
    assert found.index.tolist() == [0, 1, 2, 3]


def test_nothing_to_read_gives_an_empty_frame_with_the_columns_and_their_types() -> None:
    empty, full = detect([]), detect(["More bins"])
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(empty.columns) == ["language", "languages", "language_confidence", "script"]


@pytest.mark.parametrize("language", BY_LANGUAGE)
@pytest.mark.parametrize(
    "noise",
    ["\x00", "\ud800", "\u200f", "\u200d", "\ufeff", "👍🏽", "৪৫", "٦٧", "10/10", "\n\n", "!!!"],
    ids=ascii,
)
def test_noise_around_an_answer_leaves_its_language(language: str, noise: str) -> None:
    answer = BY_LANGUAGE[language]
    assert tags(f"{noise} {answer} {noise}") == [language]


def test_accents_written_apart_are_read_like_accents_written_together() -> None:
    apart = "Il parco e\u0300 molto buio di notte perche\u0301 non c'e\u0300 luce"
    assert tags(apart) == ["it"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(), st.binary(max_size=3), texts), max_size=6))
def test_there_is_one_row_for_each_thing(things: list[object]) -> None:
    assert detect(things).index.tolist() == list(range(len(things)))


@pytest.mark.parametrize("spoiler", ["\ud800", "\x00", "\U0010ffff"], ids=ascii)
def test_a_character_nobody_can_read_does_not_hide_a_second_language(spoiler: str) -> None:
    assert tags(f"{MIXED}{spoiler}") == tags(MIXED) == ["bn", "en"]


@pytest.mark.parametrize("digits", ["১২ ৪৫", "٦ ٧", "12 45"])
def test_digits_of_any_script_leave_english_english(digits: str) -> None:
    first, last = digits.split()
    assert tag(f"The park is closed between {first} and {last} at night") == "en"
