import time
from itertools import pairwise

import pytest
from hypothesis import given, settings

from tests.text.samples import texts
from textmine.model import Span
from textmine.text import point_spans, sentence_spans, word_spans
from textmine.text.courtesies import body_span


def split(text: str, language: str | None = None) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith of No. 5 came at 5.30 a.m. and left.",
        "Mr. J. Smith vs. St. Mary's, e.g. this one.",
        "well... maybe not",
        "See example.com for the U.K. rules.",
        "ড. রহমান ৫.৩০ টায় এলেন।",
        "no sentence end at all",
    ],
)
def test_abbreviations_initials_and_decimals_do_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


def test_a_street_abbreviation_ends_a_sentence_before_a_new_one() -> None:
    assert split("Lamp on Tanner St. The bulb is out.") == ["Lamp on Tanner St.", "The bulb is out."]


def test_sentences_in_lower_case_and_without_a_space_are_split() -> None:
    assert split("its too dark. need lights.It is bad") == ["its too dark.", "need lights.", "It is bad"]


def test_bengali_is_split_at_danda_even_without_a_space() -> None:
    assert split("আলো নেই।ভয় লাগে। কেন?!") == ["আলো নেই।", "ভয় লাগে।", "কেন?!"]


def test_somali_arabic_urdu_and_chinese_marks_end_sentences() -> None:
    assert len(split("Waa madow. Fadlan hagaaji!")) == 2
    assert len(split("ما هذا؟ الحديقة جميلة.")) == 2
    assert len(split("یہ اچھا ہے۔ وہ نہیں")) == 2
    assert len(split("公园很好。更多灯！")) == 2


def test_emoji_belong_to_the_sentence_before_them() -> None:
    assert split("Yes! 👍 Great park 👍 More bins") == ["Yes! 👍", "Great park 👍", "More bins"]


def test_lines_and_list_items_are_sentences() -> None:
    assert split("- more bins\n- lights\n1. First\n• a • b") == ["- more bins", "- lights", "1. First", "• a", "• b"]


def test_a_line_wrapped_by_a_program_is_one_sentence() -> None:
    text = "The path by the canal is dark and I feel unsafe when\nwalking home."
    assert split(text) == [text]


def test_mixed_bengali_and_english_is_split_by_the_script_of_each_line() -> None:
    assert split("আলো নেই। ভয় লাগে।\nDr. Khan agrees. So do I.") == [
        "আলো নেই।",
        "ভয় লাগে।",
        "Dr. Khan agrees.",
        "So do I.",
    ]


def assert_exact(text: str, spans: list[Span], whole: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    covered = "".join(span.of(text) for span in spans)
    assert "".join(covered.split()) == "".join(whole.split())


@settings(deadline=None, max_examples=150)
@given(texts)
def test_sentences_cover_every_character_once_and_in_order(text: str) -> None:
    assert_exact(text, sentence_spans(text), text)


@settings(deadline=None, max_examples=150)
@given(texts)
def test_points_cover_every_character_but_courtesies_once_and_in_order(text: str) -> None:
    assert_exact(text, point_spans(text), body_span(text).of(text))


@settings(deadline=None, max_examples=60)
@given(texts)
def test_points_stay_within_a_hundred_words(text: str) -> None:
    assert all(len(word_spans(span.of(text))) <= 100 for span in point_spans(text))


def test_a_short_answer_is_one_point() -> None:
    assert len(point_spans("Too dark. More lights please, and a bench. Thank you.")) == 1


@pytest.mark.parametrize(
    "sentence", ["The path is very dark at night. ", "পার্কের রাস্তা রাতে খুব অন্ধকার থাকে। ", "Jidku aad buu u madow yahay. "]
)
def test_longer_answers_become_points_of_a_sentence_or_two(sentence: str) -> None:
    text = sentence * 20
    assert all(8 <= len(word_spans(span.of(text))) <= 24 for span in point_spans(text))


def test_a_very_long_sentence_is_cut_at_a_clause() -> None:
    text = "the road is closed " * 8 + "and, but the bus still comes " + "every day at the stop " * 8
    assert [span.of(text).split()[0] for span in point_spans(text)] == ["the", "but"]


def test_list_items_of_a_long_answer_are_points_by_themselves() -> None:
    text = "\n".join(["- We need more bins near the station entrance"] * 6)
    assert len(point_spans(text)) == 6


@pytest.mark.parametrize("unit", ["The park is dark. ", "পার্ক অন্ধকার। ", "a", "! ", "A. ", "👍", "("])
def test_a_long_text_is_split_in_seconds(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    sentence_spans(text)
    point_spans(text)
    assert time.perf_counter() - started < 4


SCRIPTS = {
    "en": ("Mill Road should stay open to all of the people who live here first.", "We need park benches."),
    "bn": ("মিল রোড এখানে যারা বাস করেন তাদের সবার জন্য সব সময় খোলা থাকা উচিত।", "পার্কে বসার বেঞ্চ দরকার।"),
    "ar": ("يجب أن يبقى شارع ميل مفتوحا للناس الذين يعيشون هنا قبل كل الناس الآخرين.", "نحتاج إلى مقاعد هنا."),
    "so": (
        "Waddada Mill Road waa in ay u furnaato dadka halkan deggan oo dhan marka hore.",
        "Kuraas ayaan u baahannahay.",
    ),
}


@pytest.mark.parametrize("first", ["en", "bn", "ar", "so"])
@pytest.mark.parametrize("then", ["en", "bn", "ar", "so"])
def test_a_sentence_in_another_script_is_a_point_of_its_own(first: str, then: str) -> None:
    long, short = SCRIPTS[first][0], SCRIPTS[then][1]
    text = f"{long} {short}"
    apart = {first, then} not in ({"en", "so"}, {first})
    assert split(text) == [long, short]
    assert [span.of(text) for span in point_spans(text)] == ([long, short] if apart else [text])


def test_a_word_or_two_in_another_script_stay_with_the_sentence_before() -> None:
    text = f"{SCRIPTS['bn'][0]} Thank you."
    assert len(point_spans(text)) == 1
