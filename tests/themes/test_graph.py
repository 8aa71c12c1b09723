from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_rand_score

from tests.themes.blobs import blobs
from textmine.themes import graph
from textmine.themes.graph import communities, nearest, shared_neighbour_graph


def recall(found: np.ndarray, truth: np.ndarray) -> float:
    """Return the share of the true neighbours that were found."""
    return float(np.mean([len(set(own) & set(right)) / len(right) for own, right in zip(found, truth, strict=True)]))


def check(found: np.ndarray, n: int, k: int) -> None:
    """Each row: k different others, sorted."""
    assert found.shape == (n, k)
    assert found.dtype == np.int64
    assert (np.diff(found, axis=1) > 0).all()
    assert found.min(initial=0) >= 0
    assert not (found == np.arange(n)[:, None]).any()


def test_neighbours_by_block_are_the_same_as_at_once() -> None:
    vectors, _ = blobs(1500, 5)
    similarity = vectors @ vectors.T
    np.fill_diagonal(similarity, -np.inf)
    found = nearest(vectors, 5)
    check(found, 1500, 5)
    for i in (0, 777, 1499):
        assert set(found[i]) == set(np.argsort(-similarity[i])[:5])


@pytest.mark.slow
@pytest.mark.parametrize("d", [16, 64])
def test_neighbours_that_are_searched_for_are_nearly_all_of_them(d: int, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, _ = blobs(3000, 40, d)
    computed = nearest(vectors, 15)
    monkeypatch.setattr(graph, "EXACT_UP_TO", 100)
    searched = nearest(vectors, 15)
    check(searched, 3000, 15)
    assert recall(searched, computed) >= 0.9
    assert (nearest(vectors, 15) == searched).all()
    assert recall(nearest(vectors, 15, seed=1), searched) >= 0.9


@pytest.mark.slow
def test_searching_among_duplicates_finds_others_too(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, _ = blobs(1000, 10)
    monkeypatch.setattr(graph, "EXACT_UP_TO", 100)
    check(nearest(np.repeat(vectors[:500], 2, axis=0), 15), 1000, 15)
    check(nearest(np.concatenate([vectors[:500], np.repeat(vectors[:1], 500, axis=0)]), 15), 1000, 15)
    check(nearest(np.repeat(vectors[:1], 1000, axis=0), 15), 1000, 15)


def test_a_duplicate_is_among_the_neighbours() -> None:
    vectors = np.repeat(blobs(60, 4)[0], 2, axis=0)
    found = nearest(vectors, 3)
    check(found, 120, 3)
    assert all(i ^ 1 in found[i] for i in range(120))


@pytest.mark.parametrize("n", [1, 2, 3, 15, 16, 40])
def test_a_small_set_has_as_many_neighbours_as_there_are(n: int) -> None:
    vectors, _ = blobs(n, min(n, 3))
    check(nearest(vectors, 15), n, min(15, n - 1))
    found = shared_neighbour_graph(vectors)
    assert found.shape == (n, n)
    assert len(communities(found, 1.0, seed=0)) == n


def test_the_graph_is_symmetric_and_weighs_what_is_shared() -> None:
    vectors, truth = blobs(400, 4)
    found = shared_neighbour_graph(vectors)
    assert abs(found - found.T).max() == 0
    assert found.diagonal().max() == 0
    assert 0 < found.data.min() <= found.data.max() <= 1
    rows, columns = found.nonzero()
    assert (truth[rows] == truth[columns]).mean() > 0.99


def test_two_points_with_the_same_neighbours_have_the_greatest_weight() -> None:
    vectors = np.repeat(np.eye(2, dtype=np.float32), 4, axis=0)
    found = shared_neighbour_graph(vectors, k=3).toarray()
    expected = np.kron(np.eye(2), np.ones((4, 4))) - np.eye(8)
    assert np.allclose(found, expected)


def test_communities_are_the_groups_and_follow_the_seed() -> None:
    vectors, truth = blobs(600, 6)
    found = shared_neighbour_graph(vectors)
    labels = communities(found, 1.0, seed=3)
    assert labels.dtype == np.int64
    assert set(labels) == set(range(labels.max() + 1))
    assert adjusted_rand_score(truth, labels) > 0.95
    assert (labels == communities(found, 1.0, seed=3)).all()


def test_a_higher_resolution_gives_more_communities() -> None:
    found = shared_neighbour_graph(blobs(600, 6, noise=0.3)[0])
    numbers = [communities(found, resolution, seed=0).max() + 1 for resolution in (0.3, 1.0, 4.0, 16.0)]
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[-1]


def test_a_point_without_a_neighbour_is_a_community_of_its_own() -> None:
    pair = sparse.csr_matrix(([1.0, 1.0], ([0, 2], [2, 0])), shape=(4, 4))
    assert communities(pair, 1.0, seed=0).tolist() == [0, 1, 0, 2]
    assert communities(sparse.csr_matrix((3, 3)), 1.0, seed=0).tolist() == [0, 1, 2]
