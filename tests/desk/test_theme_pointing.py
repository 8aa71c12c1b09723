"""The point of a draft sentence in the answers behind it: the stretch that is marked, in every script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.desk.answers import Piece
from textmine.desk.live import Live
from textmine.desk.pages.theme.pointing import Pointer, best_place, whole
from textmine.desk.pages.theme.shortening import AROUND, in_short
from textmine.desk.snapshot import Snapshot
from textmine.report.themes import WHOLE
from textmine.review.state import Answer
from textmine.tables import replace, write_tables

from ..review.sample import MEMBERS, sample
from .conftest import Desk
from .vectors import turned

CHARACTERS = ["a", "é", "e\u0301", " ", ".", "স্ত্রী", "কি", "আ", "ة", "مَ", "🏽", "👍🏽", "👩‍👧", "1️⃣", "🇸🇴", "\n", "w"]
TEXTS = st.lists(st.sampled_from(CHARACTERS), max_size=60).map("".join)


def characters(text: str) -> set[int]:
    """Where a text can be cut without cutting a character."""
    return {0, *(match.end() for match in regex.finditer(r"\X", text))}


def marked(now: Snapshot, pointer: Pointer, answer: Answer) -> list[str]:
    """The marked stretches of an answer."""
    return [now.answers[answer].text[start:end] for start, end in pointer.at(answer).spans]


def draft(now: Snapshot, theme: str, text: str) -> Any:  # noqa: ANN401 - a named tuple of `drafts`
    """The sentence of a draft that begins like this."""
    return next(row for row in now.sentences[theme] if row.text.startswith(text))


@pytest.mark.parametrize(
    ("sentence", "text", "found"),
    [
        ("Your street is dark.", "Hello!! MY  street is dark. Thanks", "MY  street is dark."),
        ("You weren't told about your bins.", "Look, I wasn’t told about our bins", "I wasn’t told about our bins"),
        ("রাস্তার আলো জ্বলে না।", "প্রথমত, রাস্তার আলো জ্বলে না। ধন্যবাদ", "রাস্তার আলো জ্বলে না।"),
        ("Ra'yigayga waa haa.", "Waxaan leeyahay: ra’yigayga waa haa!", "ra’yigayga waa haa!"),
        ("Bus somoy moto ashe na.", "Bhai, bus somoy moto ashe na 🚌😤", "bus somoy moto ashe na"),
        ("الحافلات لا تأتي في موعدها.", "مرحبا. الحافلات لا تأتي في موعدها؟ شكرا", "الحافلات لا تأتي في موعدها؟"),
        ("Park e light nai, very dark.", "আমি বলি: park e light nai, very dark… ধন্যবাদ", "park e light nai, very dark…"),
        ("Lights out again.", "1️⃣ Lights 💡 out again 🌃", "Lights 💡 out again"),
    ],
)
def test_a_sentence_is_found_in_the_words_it_was_taken_from(sentence: str, text: str, found: str) -> None:
    place = best_place(sentence, text, [])
    assert place is not None
    assert text[slice(*place)] == found


@pytest.mark.parametrize("text", ["My road is dark", "", "রাস্তার আলো", "is dark street your"])
def test_a_sentence_that_is_not_there_is_not_found(text: str) -> None:
    assert best_place("Your street is dark.", text, []) is None


def test_of_several_places_the_one_in_the_theme_is_taken() -> None:
    text = "It is dark. Really, it is dark."
    assert best_place("It is dark.", text, [(12, 31)]) == (20, 31)
    assert best_place("It is dark.", text, []) == (0, 11)


@given(text=TEXTS, start=st.integers(0, 200), length=st.integers(1, 50))
def test_what_is_marked_never_cuts_a_character(text: str, start: int, length: int) -> None:
    start = min(start, max(len(text) - 1, 0))
    end = min(start + length, len(text))
    low, high = whole(text, (start, end))
    assert low <= start <= end <= high
    assert {low, high} <= characters(text) or start == end


@settings(max_examples=40)
@given(texts=st.lists(TEXTS.filter(bool), min_size=1, max_size=4), first=st.booleans())
def test_a_long_answer_in_short_keeps_every_mark_and_cuts_no_character(texts: list[str], first: bool) -> None:
    pieces = [Piece(text * 9, (place % 2 == 0) == first) for place, text in enumerate(texts)]
    short = in_short(pieces)
    assert len(short) == len(pieces)
    for before, after in zip(pieces, short, strict=True):
        if before.marked or len(before.text) <= 2 * AROUND:
            assert after == before
            continue
        head, tail = after.text.split(" … ", 1)
        assert before.text.startswith(head)
        assert before.text.endswith(tail)
        assert len(head) <= AROUND
        assert len(head) in characters(before.text)
        assert len(before.text) - len(tail) in characters(before.text)


@pytest.mark.parametrize(
    ("theme", "text", "answer", "words"),
    [
        ("q1.01", "You need more parking", ("r1", "q1"), "We need more parking for residents."),
        ("q1.01", "আমাদের", ("r2", "q1"), "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"),
        ("q1.01", "Baabuurta", ("r3", "q1"), "Baabuurta meel la dhigto ma jirto."),
        ("q1.02", "The street", ("r1", "q1"), "The street lights are broken."),
        ("q1.00", "The street", ("r1", "q1"), "The street lights are broken."),
        ("q1.03", "نحتاج", ("r7", "q1"), "نحتاج إلى المزيد من الأشجار في الحي."),
    ],
)
def test_the_answer_a_sentence_was_taken_from_has_its_words_marked(
    still: Desk, theme: str, text: str, answer: Answer, words: str
) -> None:
    now = still.live.now()
    pointer = Pointer(now, theme, draft(now, theme, text))
    assert marked(now, pointer, answer) == [words]
    assert pointer.at(answer).how == "words"


def test_a_figure_marks_all_that_an_answer_says_on_the_theme(still: Desk) -> None:
    now = still.live.now()
    pointer = Pointer(now, "q1.00", now.sentences["q1.00"][0])
    assert pointer.at(("r1", "q1")).how == "theme"
    assert marked(now, pointer, ("r1", "q1")) == [
        "We need more parking for residents.",
        "The street lights are broken.",
    ]


@pytest.fixture
def two_points(tmp_path: Path) -> Snapshot:
    """Parking, in which r1 and r3 make two points each: the first of r1 and the second of r3 are alike."""
    tables = sample({**MEMBERS, "q1.01": [*MEMBERS["q1.01"], ("r1", "q1"), ("r3", "q1")]})
    alike = {(("r1", "q1"), 0): 1.0, (("r3", "q1"), 1): 0.9, (("r3", "q1"), 0): 0.1}
    write_tables(turned(tables, alike), tmp_path)
    return Live(tmp_path).now()


def said(now: Snapshot, text: str, *people: str) -> Any:  # noqa: ANN401 - a named tuple of `drafts`
    """A key point of `q1.01` that rests on these people."""
    return now.sentences["q1.01"][0]._replace(kind="key_point", text=text, evidence=list(people))


def test_elsewhere_the_nearest_point_is_marked(two_points: Snapshot) -> None:
    row = said(two_points, "You need more parking for residents.", "r1", "r3")
    pointer = Pointer(two_points, "q1.01", row)
    assert marked(two_points, pointer, ("r3", "q1")) == ["Geedo badan ayaan u baahanahay."]
    assert pointer.at(("r3", "q1")).how == "near"


def test_the_point_is_taken_from_the_first_whose_words_they_are(two_points: Snapshot) -> None:
    row = said(two_points, "You need more parking for residents.", "r2", "r1", "r3")
    pointer = Pointer(two_points, "q1.01", row)
    assert marked(two_points, pointer, ("r3", "q1")) == ["Geedo badan ayaan u baahanahay."]


def test_an_officers_wording_points_to_what_shares_its_words(two_points: Snapshot) -> None:
    parking = said(two_points, "Residents ask for more parking spaces.", "r1", "r3")
    lights = said(two_points, "Broken street lights were named.", "r1", "r3")
    assert marked(two_points, Pointer(two_points, "q1.01", parking), ("r3", "q1")) == [
        "Geedo badan ayaan u baahanahay."
    ]
    assert marked(two_points, Pointer(two_points, "q1.01", lights), ("r3", "q1")) == [
        "Baabuurta meel la dhigto ma jirto."
    ]


def test_without_vectors_all_that_is_said_on_the_theme_is_marked(tmp_path: Path) -> None:
    tables = sample()
    write_tables(
        replace(tables, vectors=tables.vectors.iloc[:0], vector_array=np.zeros((0, 8), dtype=np.float32)), tmp_path
    )
    now = Live(tmp_path).now()
    pointer = Pointer(now, "q1.02", draft(now, "q1.02", "The street lights"))
    assert pointer.at(("r6", "q1")) == Pointer(now, "q1.02", now.sentences["q1.02"][0]).at(("r6", "q1"))
    assert marked(now, pointer, ("r6", "q1")) == ["The lights on our street do not work at night."]


def test_in_the_sample_every_sentence_stands_in_the_answer_named_first(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    spoken = [row for own in now.sentences.values() for row in own if row.kind in ("key_point", "quote")]
    assert {Pointer(now, row.theme_id, row).at((row.evidence[0], row.question_id)).how for row in spoken} == {"words"}
    assert len({now.answers[row.evidence[0], row.question_id].language for row in spoken}) >= 4


def test_in_the_sample_marks_are_whole_characters_of_the_answer(sample_desk: Desk) -> None:
    now = sample_desk.live.now()
    for theme, own in now.sentences.items():
        for row in own:
            pointer = Pointer(now, theme, row)
            for response in row.evidence[:5]:
                text = now.answers[response, row.question_id].text
                for span in pointer.at((response, row.question_id)).spans:
                    assert set(span) <= characters(text)


def test_only_long_answers_are_shown_in_short(sample_desk: Desk) -> None:
    from textmine.desk.pages.theme.listing import items

    now = sample_desk.live.now()
    theme = next(iter(now.sentences))
    answers = [answer for answer in now.answers if theme in now.themes_of(answer)]
    found = items(now, answers, theme)
    assert {item.short is not None for item in found} == {True, False}
    for item in found:
        assert (item.short is not None) == (len(now.answers[item.card.response_id, item.card.question_id].text) > WHOLE)
