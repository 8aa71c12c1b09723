from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textmine.memo import Memo


@given(st.lists(st.integers(0, 6)), st.integers(0, 5))
def test_the_values_asked_for_last_are_kept_and_no_more(asked: list[int], most: int) -> None:
    memo, made = Memo[int, int](most), []
    for at, key in enumerate(asked):
        latest = list(dict.fromkeys(reversed(asked[:at])))[: max(most, 1)]
        made.clear()
        assert memo.get(key, lambda key=key: made.append(key) or key * 10) == key * 10
        assert made == ([] if key in latest else [key])
        assert all((other in memo) == (other in [key, *latest][: max(most, 1) + (key in latest)]) for other in range(7))
