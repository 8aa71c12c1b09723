from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.samples import BY_LANGUAGE, MIXED, declaration, rows, tags
from tests.text.samples import texts
from textmine.language import detect
from textmine.language.latin_text import latin_text
from textmine.language.mixed import LEAST_MIXED, MOST_PARTS, PART_WORDS, longest_run, parts, suspects
from textmine.text import words

gains = st.lists(st.integers(-3, 3), max_size=30)


@settings(deadline=None)
@given(gains)
def test_the_longest_run_has_the_greatest_sum_there_is(gain: list[int]) -> None:
    sums = [0, *accumulate(gain)]
    best = max(sums[end] - sums[start] for end in range(len(sums)) for start in range(end + 1))
    run = longest_run(np.array(gain, dtype=np.float64))
    assert run.evidence == best == sum(gain[run.start : run.end])


@settings(deadline=None)
@given(texts)
def test_parts_come_from_the_text_in_order_and_are_long_enough(text: str) -> None:
    at = 0
    for part in parts(text):
        assert len(words(part)) >= PART_WORDS
        at = text.index(part, at) + len(part)


@pytest.mark.parametrize("text", ["", "More bins", "More bins please", "আলো নেই", "Nal ma jiro halkan"])
def test_one_clause_has_no_parts(text: str) -> None:
    assert parts(text) == []


def test_only_the_first_sentences_of_an_endless_answer_are_looked_at() -> None:
    assert len(parts("The park is dark. " * 500)) == MOST_PARTS


@pytest.mark.parametrize("language", ["en", "so", "bn-Latn"])
def test_nothing_in_a_plain_answer_speaks_for_a_run_in_another_language(language: str) -> None:
    read = latin_text(BY_LANGUAGE[language])
    assert read is not None
    assert suspects([(read, language)])[0][1] is None


def test_a_run_of_another_language_is_found_where_it_stands() -> None:
    read = latin_text("My son wants to play football laakiin garoon ma jiro halkan")
    assert read is not None
    suspicious, run = suspects([(read, "en")])[0]
    assert suspicious
    assert run is not None
    assert set(run.words) >= {"laakiin", "garoon", "jiro"}
    assert not {"wants", "play"} & set(run.words)


def test_a_text_of_a_few_words_has_no_second_language() -> None:
    short = "nal badan more bins please"
    read = latin_text(short)
    assert read is not None
    assert len(read.words) < LEAST_MIXED
    assert suspects([(read, "en")]) == [(False, None)]


def test_a_bengali_answer_with_an_english_sentence_lists_both_the_main_one_first() -> None:
    assert tags(MIXED) == ["bn", "en"]
    assert tags("রাস্তায় আলো নেই। Please leave the lights on at night, we are afraid to walk home.") == ["en", "bn"]


@pytest.mark.parametrize("term", ["COVID-19", "ULEZ", "Tower Hamlets", "LTN"])
def test_a_latin_term_in_bengali_or_arabic_is_no_mix(term: str) -> None:
    assert tags(f"আমাদের এলাকায় {term} নিয়ে অনেক সমস্যা") == ["bn"]
    assert tags(f"لدينا مشاكل كثيرة في الحي بسبب {term} كل يوم") == ["ar"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("My son wants to play football laakiin garoon ma jiro", ["en", "so"]),
        ("Habeenkii waan baqanayaa when it is dark", ["so", "en"]),
        ("The bus is full tai amake hete jete hoy", ["bn-Latn", "en"]),
        ("I like the park ale wieczorem jest tam po prostu niebezpiecznie", ["pl", "en"]),
        ("বাচ্চারা খেলতে চায় but the swings have been broken for months", ["en", "bn"]),
        (
            "The park is very dark at night and I am afraid. Il parco è molto buio di notte e non c'è luce.",
            ["en", "it"],
        ),
    ],
)
def test_a_change_of_language_lists_both_and_no_third(text: str, languages: list[str]) -> None:
    assert tags(text) == languages


def test_english_answers_with_loan_words_have_one_language() -> None:
    loans = [row["text"] for row in rows("mixed.csv") if (row["kind"], row["languages"]) == ("loan", "en")]
    assert len(loans) > 10
    assert (detect(loans)["languages"].map(tuple) == ("en",)).all()


def test_whole_paragraphs_of_plain_text_are_hardly_ever_mixed() -> None:
    for language in ("en", "so", "bn", "ar", "pl", "es"):
        assert (detect(declaration(language)[::2])["languages"].map(len) == 1).mean() >= 0.96, language


def test_the_main_language_of_mixed_answers_comes_first() -> None:
    mixed = [row for row in rows("mixed.csv") if row["kind"] == "sentence"]
    found = detect([row["text"] for row in mixed])["language"]
    right = [tag == row["languages"].split(";")[0] for tag, row in zip(found, mixed, strict=True)]
    assert np.mean(right) >= 0.93
