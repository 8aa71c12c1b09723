from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from textmine.compare.align import Together, align
from textmine.compare.likeness import Shared, rule, shared_points
from textmine.compare.said import SaidTheme
from textmine.themes.space import unit

SAME, LOOK = rule().same, rule().look
SHARES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.tuples(*(arrays(np.float64, size, elements=st.floats(0, 1)) for _ in range(2)))
)


def shared(forward: list[list[float]], back: list[list[float]] | None = None) -> Shared:
    there, home = np.array(forward), np.array(back or forward)
    return Shared(there, home, (there + home) / 2)


def places(groups: list[Together]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(group.old, group.new) for group in groups]


@for_any(shares=SHARES)
def test_every_theme_is_in_one_group(shares: tuple[np.ndarray, np.ndarray]) -> None:
    groups = align(Shared(*shares, shares[0]), SAME, LOOK)
    assert sorted(place for group in groups for place in group.old) == list(range(shares[0].shape[0]))
    assert sorted(place for group in groups for place in group.new) == list(range(shares[0].shape[1]))


def test_the_pairs_are_the_best_in_total_not_one_after_the_other() -> None:
    # The likest pair, 0 and 0, would leave 1 without a partner.
    assert places(align(shared([[0.9, 0.8], [0.8, 0.0]]), SAME)) == [((0,), (1,)), ((1,), (0,))]


def test_what_is_hardly_alike_is_new_and_gone() -> None:
    assert places(align(shared([[0.1]]), SAME)) == [((0,), ()), ((), (0,))]


def test_a_theme_that_is_two_now_was_split_and_two_that_are_one_were_merged() -> None:
    forward, back = [[0.4, 0.4, 0.0]], [[0.9, 0.8, 0.0]]
    assert places(align(shared(forward, back), SAME)) == [((0,), (0, 1)), ((), (2,))]
    turned = shared(np.array(back).T.tolist(), np.array(forward).T.tolist())
    assert places(align(turned, SAME)) == [((0, 1), (0,)), ((2,), ())]


def test_a_pair_in_doubt_stays_together_and_is_marked() -> None:
    groups = align(shared([[0.9, 0.0, 0.0], [0.0, 0.3, 0.0]]), 0.5, 0.2)
    assert places(groups) == [((0,), (0,)), ((1,), (1,)), ((), (2,))]
    assert [group.sure for group in groups] == [True, False, True]


def test_parts_are_not_looked_for_where_only_titles_are_known() -> None:
    assert places(align(shared([[0.9, 0.8]]), SAME, parts=False)) == [((0,), (0,)), ((), (1,))]


def theme(name: str, points: np.ndarray) -> SaidTheme:
    return SaidTheme(name, "q", name, "", len(points), 100, frozenset(map(str, range(len(points)))), points)


def cloud(axis: int, n: int, seed: int) -> np.ndarray:
    """Points around one axis of a space in which all have something in common."""
    noise = np.random.default_rng(seed).normal(scale=0.1, size=(n, 16))
    noise[:, axis] += 1
    noise[:, 15] += 2
    return unit(noise.astype(np.float32))


def test_the_same_topics_are_matched_and_another_one_is_not() -> None:
    old = [theme("bins", cloud(0, 30, 1)), theme("lights", cloud(1, 20, 2)), theme("buses", cloud(2, 25, 3))]
    new = [theme("lighting", cloud(1, 40, 4)), theme("rubbish", cloud(0, 12, 5)), theme("dogs", cloud(3, 25, 6))]
    assert places(align(shared_points(old, new), SAME)) == [((0,), (1,)), ((1,), (0,)), ((2,), ()), ((), (2,))]


def test_a_consultation_is_like_itself() -> None:
    themes = [theme(str(axis), cloud(axis, 20, axis)) for axis in range(5)]
    assert places(align(shared_points(themes, themes), SAME)) == [((n,), (n,)) for n in range(5)]


def test_what_all_answers_have_in_common_is_no_likeness() -> None:
    old = [theme(str(axis), cloud(axis, 20, axis)) for axis in range(3)]
    new = [theme(str(axis), cloud(axis, 20, axis)) for axis in range(7, 10)]
    assert all(not (group.old and group.new) for group in align(shared_points(old, new), SAME))


def test_a_theme_of_one_point_is_at_home_where_it_belongs_and_is_no_home() -> None:
    old, new = [theme("bins", cloud(0, 30, 1)), theme("one", cloud(1, 1, 2))], [theme("bins", cloud(0, 30, 3))]
    made = shared_points(old, new)
    assert made.back[1, 0] == 0


def test_a_single_theme_on_each_side_is_matched_if_it_is_the_same() -> None:
    bins, buses = [theme("bins", cloud(0, 30, 1))], [theme("buses", cloud(2, 30, 2))]
    assert places(align(shared_points(bins, [theme("rubbish", cloud(0, 20, 3))]), SAME)) == [((0,), (0,))]
    assert places(align(shared_points(bins, buses), SAME)) == [((0,), ()), ((), (0,))]


def test_likeness_does_not_depend_on_which_comes_first() -> None:
    old, new = ([theme(str(axis), cloud(axis, 20, axis + seed)) for axis in range(3)] for seed in (0, 9))
    assert shared_points(new, old).likeness == pytest.approx(shared_points(old, new).likeness.T, abs=1e-6)


def test_a_campaign_in_the_same_words_does_not_make_a_theme_unlike_itself() -> None:
    old = [theme(str(axis), cloud(axis, 40, axis)) for axis in range(4)]
    new = [theme(str(axis), np.repeat(cloud(axis, 2, axis + 9), 30, axis=0)) for axis in range(4)]
    assert places(align(shared_points(old, new), SAME)) == [((n,), (n,)) for n in range(4)]
