from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.draft.quantities import scale, step_of, whole_percent


def test_every_whole_percentage_has_exactly_one_step() -> None:
    for share in range(101):
        assert len([step for step in scale() if step.least <= share <= step.most]) == 1, share


@given(st.integers(1, 5_000), st.integers(0, 5_000))
def test_the_words_agree_with_the_percentage_that_is_shown(n: int, more: int) -> None:
    step = step_of(n, n + more)
    assert step.least <= whole_percent(n, n + more) <= step.most


@given(st.integers(1, 5_000), st.integers(1, 5_000))
def test_all_is_said_of_nobody_less_than_everybody(n: int, more: int) -> None:
    assert step_of(n, n).name == "all"
    assert step_of(n, n + more).name != "all"


@pytest.mark.parametrize(
    ("n", "base", "words"),
    [
        (1999, 2000, "Nearly all"),
        (80, 100, "Most"),
        (109, 200, "More than half"),
        (50, 100, "About half"),
        (34, 180, "About a fifth"),
        (1, 8, "About one in seven"),
        (5, 2000, "A few"),
    ],
)
def test_shares_have_the_published_words(n: int, base: int, words: str) -> None:
    assert step_of(n, base).words == words


def test_the_scale_prints_its_ranges() -> None:
    assert {step.words: step.range for step in scale()}["About a quarter"] == "23% to 28%"
    assert scale()[-1].range == "under 4%"


def test_nobody_has_no_words() -> None:
    with pytest.raises(ValueError, match="no place"):
        step_of(0, 10)
