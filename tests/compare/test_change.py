from __future__ import annotations

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from textmine.compare.change import Count, change_of

COUNTS = st.integers(1, 400).flatmap(lambda base: st.builds(Count, st.integers(0, base), st.just(base)))


@pytest.mark.parametrize(
    ("was", "now", "low", "high"),
    [
        (Count(48, 80), Count(56, 70), 0.0524, 0.3339),
        (Count(3, 10), Count(9, 10), 0.1705, 0.8090),
        (Count(2, 7), Count(6, 7), 0.0582, 0.8062),
        (Count(0, 29), Count(5, 56), -0.0381, 0.1926),
        (Count(0, 10), Count(0, 20), -0.2775, 0.1611),
        (Count(0, 10), Count(10, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_is_that_of_newcombes_examples(was: Count, now: Count, low: float, high: float) -> None:
    made = change_of(was, now)
    assert made is not None
    assert (made.low, made.high) == pytest.approx((low, high), abs=6e-5)


@for_any(was=COUNTS, now=COUNTS)
def test_the_interval_holds_the_change_and_turns_round_with_time(was: Count, now: Count) -> None:
    made, back = change_of(was, now), change_of(now, was)
    assert made is not None
    assert back is not None
    assert -1 <= made.low <= made.value <= made.high <= 1
    assert (made.low, made.high) == pytest.approx((-back.high, -back.low))


def test_a_word_stands_only_where_the_interval_leaves_no_change_out() -> None:
    told = [change_of(Count(20, 100), Count(n, 100)) for n in (5, 15, 20, 25, 40)]
    assert [change.direction for change in told if change] == ["faded", "unclear", "unclear", "unclear", "grew"]


def test_few_answers_are_no_ground_for_a_word() -> None:
    made = change_of(Count(1, 29), Count(300, 300))
    assert made is not None
    assert made.direction == "few"


def test_nothing_changes_where_nobody_answered() -> None:
    assert change_of(Count(0, 0), Count(3, 5)) is None
