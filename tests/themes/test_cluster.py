from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from tests.themes.blobs import blobs
from textmine.errors import InputError
from textmine.themes.cluster import WARD_UP_TO, Granularity, PointClusterer, cluster, cluster_into, dissolve_small
from textmine.themes.space import SHRINK, Centring, unit


def number(vectors: np.ndarray, granularity: Granularity, **options: int) -> int:
    return int(PointClusterer(granularity=granularity, **options).fit(vectors).labels_.max()) + 1


@pytest.mark.parametrize("n", [40, WARD_UP_TO, WARD_UP_TO + 1, 200, 900])
def test_clear_groups_are_found_without_outliers(n: int) -> None:
    vectors, truth = blobs(n, 5)
    labels = PointClusterer().fit(vectors).labels_
    assert labels.min() == 0
    assert adjusted_rand_score(truth, labels) > 0.9


@pytest.mark.parametrize("n", [1, 2, 3, 12, WARD_UP_TO, WARD_UP_TO + 10])
def test_an_exact_number_of_themes_is_kept_from_one_to_all(n: int) -> None:
    vectors, _ = blobs(n, min(n, 6))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for k in range(1, n + 1):
            assert set(PointClusterer(n_themes=k).fit(vectors).labels_) == set(range(k))


@pytest.mark.parametrize("n", [12, 100])
@pytest.mark.parametrize("kinds", [1, 5])
def test_an_exact_number_of_themes_is_kept_among_identical_answers(n: int, kinds: int) -> None:
    vectors = blobs(kinds, kinds)[0][np.arange(n) % kinds]
    for k in (1, 2, 7, n - 1, n):
        assert len(set(cluster_into(vectors, k))) == k


def test_an_exact_number_keeps_the_groups_together() -> None:
    vectors, truth = blobs(600, 6)
    assert adjusted_rand_score(truth, cluster_into(vectors, 6)) > 0.95
    merged = cluster_into(vectors, 3)
    assert all(
        (merged[truth == group] == np.bincount(merged[truth == group]).argmax()).mean() > 0.95 for group in range(6)
    )


@pytest.mark.parametrize("k", [4, 0, -1])
def test_more_themes_than_texts_or_none_is_a_plain_error(k: int) -> None:
    with pytest.raises(InputError, match=r"Ask for (fewer|at least 1)"):
        cluster_into(np.eye(3, dtype=np.float32), k)


@pytest.mark.parametrize("n", [1, 2, 3, 30, 200])
def test_identical_points_are_one_cluster(n: int) -> None:
    same = np.tile(np.eye(4, dtype=np.float32)[0], (n, 1))
    for granularity in ("fewer", "usual", "more"):
        assert set(PointClusterer(granularity=granularity).fit(same).labels_) == {0}


def test_one_or_two_points_are_one_cluster() -> None:
    assert PointClusterer(min_people=3).fit(np.eye(3, dtype=np.float32)[:1]).labels_.tolist() == [0]
    assert PointClusterer(min_people=3).fit(np.eye(3, dtype=np.float32)[:2]).labels_.tolist() == [0, 0]


@pytest.mark.parametrize("n", [12, 20, 45, WARD_UP_TO, WARD_UP_TO + 1, 150, 500])
@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("min_people", [1, 3])
def test_fewer_is_never_more_and_more_is_never_fewer(n: int, seed: int, min_people: int) -> None:
    vectors, _ = blobs(n, 8, seed=seed, noise=0.25)
    fewer, usual, more = (number(vectors, kind, min_people=min_people) for kind in ("fewer", "usual", "more"))
    assert fewer <= usual <= more


def test_fewer_and_more_make_a_difference() -> None:
    rng = np.random.default_rng(0)
    broad = np.repeat(np.linalg.qr(rng.normal(size=(24, 24)))[0][:3], 5, axis=0)
    narrow = unit(broad + 0.8 * unit(rng.normal(size=(15, 24))))
    vectors = unit((narrow[np.arange(240) % 15] + 0.2 * rng.normal(size=(240, 24))).astype(np.float32))
    assert number(vectors, "fewer") < number(vectors, "usual") < number(vectors, "more")


def test_the_seed_decides() -> None:
    vectors, _ = blobs(900, 8, noise=0.4)
    first, again = (PointClusterer(seed=3).fit(vectors).labels_ for _ in range(2))
    assert (first == again).all()


@given(st.integers(1, 90), st.integers(1, 6), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_any_number_of_points_gets_a_label_each(n: int, k: int, seed: int) -> None:
    vectors, _ = blobs(n, k, seed=seed)
    labels = cluster(vectors, seed=seed)
    assert len(labels) == n
    assert set(labels) == set(range(labels.max() + 1))


def test_small_clusters_go_to_their_nearest_neighbour() -> None:
    vectors = unit(np.array([[1, 0], [1, 0.1], [1, -0.1], [0, 1], [0.1, 1], [-0.1, 1], [0.2, 1]], np.float32))
    labels = np.array([0, 0, 0, 1, 1, 1, 2])
    assert list(dissolve_small(vectors, labels, np.arange(7), 3)) == [0, 0, 0, 1, 1, 1, 1]


def test_where_every_cluster_is_small_the_largest_stand() -> None:
    vectors = unit(np.array([[1, 0], [1, 0.1], [0, 1]], np.float32))
    assert list(dissolve_small(vectors, np.array([0, 0, 1]), np.arange(3), 9)) == [0, 0, 0]
    assert list(dissolve_small(vectors, np.array([0, 1, 2]), np.arange(3), 9)) == [0, 1, 2]


def test_one_person_with_many_points_is_no_theme() -> None:
    vectors = unit(np.array([[1, 0]] * 4 + [[0, 1]] * 4, np.float32))
    owners = np.array([0, 1, 2, 3, 9, 9, 9, 9])
    assert len(set(dissolve_small(vectors, np.array([0] * 4 + [1] * 4), owners, 3))) == 1
    many = np.repeat(vectors, 20, axis=0)
    assert set(PointClusterer(owners=np.repeat(owners, 20), min_people=3).fit(many).labels_) == {0}


def test_centring_takes_out_what_a_language_adds_as_far_as_there_are_answers_to_tell() -> None:
    def left(n: int) -> float:
        """Return how far apart two languages of n answers each are in the centred space."""
        vectors, _ = blobs(2 * n, 4)
        vectors[n:] += 0.8
        tags = ["en"] * n + ["pl"] * n
        centred = Centring.fit(unit(vectors), tags).apply(unit(vectors), tags)
        return float(np.linalg.norm(centred[n:].mean(axis=0) - centred[:n].mean(axis=0)))

    many, as_many_again, few = left(20 * SHRINK), left(40 * SHRINK), left(max(2, SHRINK // 20))
    assert as_many_again < many < 0.35 * few


def test_a_rare_language_keeps_the_common_centre() -> None:
    vectors, _ = blobs(101, 4)
    centring = Centring.fit(vectors, ["en"] * 100 + ["so"])
    own = vectors[100] - centring.mean
    assert np.linalg.norm(centring.centres["so"] - centring.mean) < 0.2 * np.linalg.norm(own)
    assert centring.apply(vectors[:1], ["xx"]).shape == (1, 16)
