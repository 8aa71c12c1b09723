from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from textmine.draft.points.cover import most_made

_TABLES = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).random((8, 12)))


def test_the_next_point_is_the_one_of_most_people_not_spoken_for() -> None:
    crowd, same_crowd, few, one = np.eye(4)[[0, 0, 1, 2]]
    people = np.array([0] * 6 + [1] * 3 + [2])
    table = np.array([row[people] for row in (crowd, same_crowd, few, one)])
    assert most_made(table, np.ones(4), 3) == [0, 2, 3]


def test_a_row_unfit_to_show_gives_way_to_one_that_fewer_people_make() -> None:
    table = np.array([[1.0, 1.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0]])
    assert most_made(table, np.array([0.5, 1.0]), 1) == [1]


def test_the_last_test_is_told_what_is_taken() -> None:
    seen: list[list[int]] = []

    def fits(index: int, taken: list[int]) -> bool:
        seen.append(list(taken))
        return index != 0

    assert most_made(np.eye(3), np.ones(3), 2, fits) == [1, 2]
    assert seen == [[], [], [1]]


def test_people_spoken_for_already_are_not_counted_again() -> None:
    table = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert most_made(table, np.ones(2), 1, spoken_for=np.array([1.0, 1.0, 0.0])) == [1]


@given(_TABLES, st.integers(1, 8))
def test_rows_are_different_and_more_of_them_begin_with_the_same(table: np.ndarray, most: int) -> None:
    chosen = most_made(table, np.ones(8), most)
    assert len(set(chosen)) == len(chosen) == most
    assert chosen == most_made(table, np.ones(8), 8)[:most]


@given(_TABLES)
def test_no_single_row_stands_for_more_than_the_first(table: np.ndarray) -> None:
    (first,) = most_made(table, np.ones(8), 1)
    assert table[first].sum() >= table.sum(axis=1).max() - 1e-6
