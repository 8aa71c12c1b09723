from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from textmine.errors import InputError
from textmine.themes.cluster import cluster, dissolve_small, leiden, nearest
from textmine.themes.space import Centring, unit


def blobs(n: int, k: int, d: int = 16, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return n unit vectors around k directions, and the direction of each."""
    rng = np.random.default_rng(seed)
    centres = np.linalg.qr(rng.normal(size=(d, d)))[0][:k]
    truth = np.arange(n) % k
    return unit((centres[truth] + 0.15 * rng.normal(size=(n, d))).astype(np.float32)), truth


@pytest.mark.parametrize("n", [60, 900])
def test_clear_groups_are_found_without_outliers(n: int) -> None:
    vectors, truth = blobs(n, 6)
    labels = cluster(vectors, None, seed=0)
    assert labels.min() == 0
    assert adjusted_rand_score(truth, labels) > (0.9 if n < 500 else 0.55)


@pytest.mark.parametrize("n", [60, 900])
@pytest.mark.parametrize("k", [1, 4, 9])
def test_an_exact_number_of_themes_is_kept(n: int, k: int) -> None:
    assert len(set(cluster(blobs(n, 6)[0], k, seed=0))) == k


def test_the_seed_decides_leiden() -> None:
    vectors, _ = blobs(900, 8)
    assert (leiden(vectors, 3) == leiden(vectors, 3)).all()


def test_neighbours_by_block_are_the_same_as_at_once() -> None:
    vectors, _ = blobs(1500, 5)
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -np.inf)
    found = nearest(vectors, 5)
    for i in (0, 777, 1499):
        assert set(found[i]) == set(np.argsort(-similarity[i])[:5])


@given(st.integers(1, 40), st.integers(1, 6), st.integers(0, 5))
@settings(deadline=None, max_examples=40)
def test_any_number_of_points_gets_a_label_each(n: int, k: int, seed: int) -> None:
    vectors, _ = blobs(n, min(k, 16), seed=seed)
    labels = cluster(vectors, None, seed)
    assert len(labels) == n
    assert set(labels) == set(range(labels.max() + 1))


def test_identical_points_are_one_cluster() -> None:
    assert set(cluster(np.tile(np.eye(4, dtype=np.float32)[0], (30, 1)), None, 0)) == {0}


def test_small_clusters_go_to_their_nearest_neighbour() -> None:
    vectors = unit(np.array([[1, 0], [1, 0.1], [1, -0.1], [0, 1], [0.1, 1], [-0.1, 1], [0.2, 1]], np.float32))
    labels = np.array([0, 0, 0, 1, 1, 1, 2])
    assert list(dissolve_small(vectors, labels, np.arange(7), 3)) == [0, 0, 0, 1, 1, 1, 1]


def test_one_person_with_many_points_is_no_theme() -> None:
    vectors = unit(np.array([[1, 0]] * 4 + [[0, 1]] * 4, np.float32))
    owners = np.array([0, 1, 2, 3, 9, 9, 9, 9])
    assert len(set(dissolve_small(vectors, np.array([0] * 4 + [1] * 4), owners, 3))) == 1


def test_too_many_themes_is_a_plain_error() -> None:
    with pytest.raises(InputError, match="Ask for fewer"):
        cluster(np.eye(3, dtype=np.float32), 4, 0)


def test_centring_takes_out_what_a_language_adds() -> None:
    vectors, _ = blobs(400, 4)
    shifted = vectors.copy()
    shifted[200:] += 0.8
    tags = ["en"] * 200 + ["pl"] * 200
    centring = Centring.fit(unit(shifted), tags)
    before = unit(shifted)[200:].mean(axis=0) - unit(shifted)[:200].mean(axis=0)
    centred = centring.apply(unit(shifted), tags)
    after = centred[200:].mean(axis=0) - centred[:200].mean(axis=0)
    assert np.linalg.norm(after) < 0.35 * np.linalg.norm(before)


def test_a_rare_language_keeps_the_common_centre() -> None:
    vectors, _ = blobs(101, 4)
    centring = Centring.fit(vectors, ["en"] * 100 + ["so"])
    own = vectors[100] - centring.mean
    assert np.linalg.norm(centring.centres["so"] - centring.mean) < 0.2 * np.linalg.norm(own)
    assert centring.apply(vectors[:1], ["xx"]).shape == (1, 16)
