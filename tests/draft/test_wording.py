from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.draft import figure_sentence, figures, minority_sentence
from textmine.draft.wording import percent
from textmine.text import sentence_spans, words


def test_the_figure_says_words_number_base_and_percentage() -> None:
    expected = "About a fifth of the people who answered raised this: 34 of 180 (19%)."
    assert figure_sentence(34, 180) == expected


def test_fewer_than_five_people_are_not_counted_out() -> None:
    expected = "Fewer than five of the 180 people who answered raised this."
    assert figure_sentence(4, 180) == expected


def test_another_minimum_is_written_in_words() -> None:
    assert figure_sentence(9, 180, minimum=10).startswith("Fewer than ten of the 180")
    assert figure_sentence(9, 180, minimum=20).startswith("Fewer than 20 of the 180")


def test_a_tiny_base_gets_no_percentage_nor_whether_it_was_everybody() -> None:
    assert figure_sentence(2, 3) == figure_sentence(3, 3) == "Fewer than five people raised this."


def test_everybody_is_said_as_all() -> None:
    expected = "All 12 people who answered (100%) raised this."
    assert figure_sentence(12, 12) == expected


def test_large_numbers_have_commas() -> None:
    assert "1,234 of 5,678" in figure_sentence(1234, 5678)


@pytest.mark.parametrize(
    ("n", "base", "expected"),
    [(5, 2000, "less than 1%"), (1999, 2000, "more than 99%"), (1, 8, "13%"), (0, 9, "0%"), (9, 9, "100%")],
)
def test_percentages_never_deny_anybody(n: int, base: int, expected: str) -> None:
    assert percent(n, base) == expected


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="not possible"):
        figure_sentence(3, 2)


@given(st.integers(0, 4), st.integers(0, 10_000))
def test_a_small_number_is_never_shown(n: int, more: int) -> None:
    sentence = figure_sentence(n, n + more)
    assert f"{n} of" not in sentence
    assert n == 0 or "ewer than five" in sentence


@given(st.integers(5, 10**6), st.integers(0, 10**6))
def test_a_larger_number_is_stated_and_no_sentence_is_long(n: int, more: int) -> None:
    sentence = figure_sentence(n, n + more)
    assert f"{n:,}" in sentence
    assert len(words(sentence)) <= 25


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.sampled_from(["for", "against"]), st.booleans())
def test_no_sentence_on_a_minority_is_long(n: int, more: int, side: str, counted: bool) -> None:
    text = minority_sentence(n, side, "It is dark.", raised=n + more if counted else None)
    assert all(len(words(span.of(text))) <= 25 for span in sentence_spans(text))
    assert "residents" not in text


def test_figures_are_exact() -> None:
    assert figures(34, 180) == {"n": 34, "base": 180, "share": 0.1889}


def test_a_minority_says_its_base_and_which_side_of_the_proposal_it_is_on() -> None:
    assert minority_sentence(7, "against", raised=59) == (
        "A smaller number, 7 of the 59 people who raised this, disagree with the proposal overall."
    )
    assert minority_sentence(7, "against") == (
        "A smaller number, 7 of the people who raised this, disagree with the proposal overall."
    )


def test_a_small_minority_is_not_counted_out() -> None:
    assert minority_sentence(2, "for", "It is dark.", raised=40) == (
        "Fewer than five of the 40 people who raised this agree with the proposal overall. One point made: It is dark."
    )
    assert "3" not in minority_sentence(2, "for", raised=3)
