from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from tests.themes.blobs import blobs
from textmine.themes.merging import merge_alike, merge_to
from textmine.themes.space import unit


@given(st.integers(1, 40), st.integers(1, 45), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_as_many_clusters_as_asked_for_are_left_and_none_is_cut(n: int, k: int, seed: int) -> None:
    vectors, _ = blobs(3 * n, min(n, 5), seed=seed)
    labels = np.random.default_rng(seed).permutation(np.arange(3 * n) % n)
    merged = merge_to(vectors, labels, k)
    assert set(merged) == set(range(min(k, n)))
    assert all(len(set(merged[labels == label])) == 1 for label in range(n))


def test_from_single_points_it_is_wards_method() -> None:
    vectors, _ = blobs(80, 5, noise=0.4)
    for k in (2, 5, 9):
        ours = merge_to(vectors, np.arange(80), k)
        theirs = AgglomerativeClustering(k, linkage="ward").fit_predict(vectors)
        assert adjusted_rand_score(theirs, ours) == pytest.approx(1)


def test_the_pieces_of_a_group_are_put_together() -> None:
    vectors, truth = blobs(240, 4)
    pieces = truth * 3 + np.arange(240) // 4 % 3
    assert adjusted_rand_score(truth, merge_to(vectors, pieces, 4)) == 1


def test_a_tiny_cluster_goes_first() -> None:
    vectors = unit(np.array([[1, 0]] * 9 + [[0.5, 0.5]] + [[0, 1]] * 9, np.float32))
    merged = merge_to(vectors, np.array([0] * 9 + [1] + [2] * 9), 2)
    assert merged[0] != merged[-1]


def test_identical_clusters_still_come_down_to_the_number() -> None:
    same = np.tile(np.eye(4, dtype=np.float32)[0], (12, 1))
    for k in range(1, 7):
        assert set(merge_to(same, np.arange(12) % 6, k)) == set(range(k))


def test_clusters_that_say_the_same_are_merged_and_others_stay() -> None:
    vectors, truth = blobs(240, 4)
    pieces = truth * 2 + np.arange(240) // 4 % 2
    merged = merge_alike(vectors, pieces)
    assert adjusted_rand_score(truth, merged) == 1
    assert set(merged) == set(range(4))
    assert (merge_alike(vectors, truth) == truth).all()


def test_the_bound_decides_what_is_alike() -> None:
    vectors = unit(np.array([[1, 0], [1, 0.1], [1, 1], [0, 1]], np.float32))
    labels = np.arange(4)
    assert merge_alike(vectors, labels, 0.99).tolist() == [0, 0, 1, 2]
    assert merge_alike(vectors, labels, 0.2).tolist() == [0, 0, 0, 0]
    assert merge_alike(vectors, labels, 1.01).tolist() == [0, 1, 2, 3]


def test_one_cluster_stays_one() -> None:
    vectors, _ = blobs(5, 2)
    assert merge_alike(vectors, np.zeros(5, np.int64)).tolist() == [0] * 5
    assert merge_to(vectors, np.zeros(5, np.int64), 3).tolist() == [0] * 5
