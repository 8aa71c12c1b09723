"""How many people of a theme used the same text, and when that may be said."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from textmine.themes.campaigns import same_text, senders, stated_same

ANSWERS = [
    {"response_id": f"r{at}", "question_id": question, "campaign_id": campaign}
    for question, campaigns in {"q1": ["a"] * 4 + ["b"] * 3 + [None] * 5, "q2": ["c"] * 12}.items()
    for at, campaign in enumerate(campaigns)
]
SENT = senders(pd.DataFrame(ANSWERS))


def test_the_texts_of_a_question_are_counted_apart_the_largest_first() -> None:
    assert same_text(SENT, "q1", [f"r{at}" for at in range(12)]) == (4, 3)


def test_a_text_that_two_people_of_a_theme_used_is_left_out() -> None:
    assert same_text(SENT, "q1", ["r0", "r1", "r4", "r5", "r6", "r9"]) == (3,)


def test_nobody_has_no_text() -> None:
    assert same_text(SENT, "q1", []) == ()


@given(st.integers(0, 60), st.lists(st.integers(3, 30), max_size=3), st.integers(1, 10))
def test_neither_side_of_what_is_said_is_below_the_minimum(n: int, texts: list[int], minimum: int) -> None:
    same = stated_same(n, texts, minimum)
    assert same == 0 or (same >= minimum and n - same >= minimum)
