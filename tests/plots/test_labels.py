from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from textmine.plots.labels import ELLIPSIS, wrap

SAMPLES = {
    "en": "Closing roads to cars at school time",
    "bn": "পার্কে আলো নেই, শিক্ষার্থীরা ক্ষতিগ্রস্ত হচ্ছে",
    "so": "Nalka ma jiro jidka dhexdiisa habeenkii",
    "bn-Latn": "rasta khub kharap, park e alo nai",
    "ar": "الإضاءة في الحديقة ضعيفة جدا هذا العام",
    "emoji": "👨‍👩‍👧‍👦👍🏽🇬🇧👨‍👩‍👧‍👦👍🏽🇬🇧",
    "mixed": "Park e আলো নেই please",
}
MARKS = regex.compile("[\u200e\u200f]")


def clusters(text: str) -> list[str]:
    return regex.findall(r"\X", text)


def test_no_language_has_a_cluster_cut_or_a_letter_lost() -> None:
    for tag, text in SAMPLES.items():
        lines = MARKS.sub("", wrap(text, 7, 99)).split("\n")
        told = [cluster for line in lines for cluster in clusters(line)]
        assert [cluster for cluster in told if cluster != " "] == clusters(text.replace(" ", "")), tag


@given(st.text(alphabet=st.sampled_from("ab ক্ষিতা ًمرحبا👍🏽\u200d🇬🇧"), max_size=60), st.integers(2, 12))
def test_a_line_is_never_wider_than_asked(text: str, width: int) -> None:
    for line in wrap(text, width, 3).split("\n"):
        assert len(clusters(MARKS.sub("", line))) <= width


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    label = wrap("word " * 50_000, 10, 2)

    assert label.endswith(ELLIPSIS)
    assert len(label) < 30


def test_a_word_is_not_begun_before_the_ellipsis() -> None:
    assert wrap("companies needed to do the work", 22, 1) == "companies needed to…"


def test_an_arabic_label_is_read_from_right_to_left_on_each_line() -> None:
    lines = wrap("الإضاءة NHS (12)", 8, 4).split("\n")

    assert lines[1] == "\u200fNHS (12)"


def test_an_english_label_is_read_from_left_to_right_on_each_line() -> None:
    lines = wrap("Support for الحديقة (12)", 12, 4).split("\n")

    assert lines[1] == "\u200eالحديقة (12)"


def test_marks_that_turn_the_direction_and_control_characters_are_taken_out() -> None:
    assert wrap("a\u202eb\u2067c\x00d\ne", 20) == "abcd e"


def test_a_joiner_inside_a_bengali_word_stays() -> None:
    assert wrap("র‍্যাব", 20) == "র‍্যাব"


def test_an_empty_text_is_an_empty_label() -> None:
    assert wrap("", 10) == ""
