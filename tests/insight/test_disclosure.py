from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.insight import suppress

NAMES = "abcdefgh"
TABLES = st.lists(st.integers(0, 12), min_size=2, max_size=4).map(lambda counts: dict(zip(NAMES, counts, strict=False)))


def tables_with_total(published: dict[str, int | None], total: int, lowest: int) -> list[dict[str, int]]:
    """Every table of whole numbers that has this total and these published cells: the reader's knowledge."""
    hidden = [cell for cell, count in published.items() if count is None]
    left = total - sum(count for count in published.values() if count is not None)
    return [
        {**{c: n for c, n in published.items() if n is not None}, **dict(zip(hidden, guess, strict=True))}
        for guess in product(range(lowest, left + 1), repeat=len(hidden))
        if sum(guess) == left
    ]


def test_small_counts_and_zeros_are_hidden() -> None:
    shown = suppress({"a": 50, "b": 0, "c": 4, "d": 60}, 3)
    assert shown["b"] is None
    assert shown["c"] is None  # so that b cannot be had by subtraction
    assert suppress({"a": 4, "b": 3, "c": 4, "d": 90}, 5)["d"] == 90


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert suppress({"a": 5, "b": 6}, 5) == {"a": 5, "b": 6}
    assert suppress({"a": 0, "b": 1}, 0) == {"a": 0, "b": 1}
    assert suppress({}, 5) == {}


def test_a_single_small_count_takes_the_next_smallest_with_it() -> None:
    assert suppress({"x": 2, "y": 40, "z": 9}, 5) == {"x": None, "y": 40, "z": None}


def test_equal_counts_are_hidden_together_so_that_order_gives_nothing_away() -> None:
    assert suppress({"x": 4, "y": 5, "z": 5, "w": 30}, 5) == {"x": None, "y": None, "z": None, "w": 30}


def test_many_counts_just_below_the_minimum_are_not_given_away_by_their_sum() -> None:
    # Five cells that add up to 20, all known to be below 5, could only be 4 each.
    shown = suppress({**dict.fromkeys("abcde", 4), "f": 50, "g": 60}, 5)
    assert shown["f"] is None
    assert shown["g"] == 60


@settings(deadline=None, max_examples=150)
@given(TABLES, st.integers(1, 5))
def test_every_hidden_count_has_more_than_minimum_possible_values(counts: dict[str, int], minimum: int) -> None:
    published = suppress(counts, minimum)
    assert all(published[cell] is None for cell, count in counts.items() if count < minimum)
    if not any(count is not None for count in published.values()):
        return
    for lowest in (0, 1):
        possible = tables_with_total(published, sum(counts.values()), lowest)
        for cell, count in published.items():
            if count is None:
                assert len({table[cell] for table in possible}) > minimum


@settings(deadline=None, max_examples=150)
@given(TABLES, st.integers(1, 5))
def test_who_knows_the_rule_still_cannot_work_out_a_hidden_count(counts: dict[str, int], minimum: int) -> None:
    published = suppress(counts, minimum)
    if not any(count is not None for count in published.values()):
        return
    possible = [
        table
        for table in tables_with_total(published, sum(counts.values()), 0)
        if suppress(table, minimum) == published
    ]
    for cell, count in published.items():
        if count is None:
            assert len({table[cell] for table in possible}) >= 2
