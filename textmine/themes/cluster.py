"""Clusters of points: communities of their graph, Ward for the smallest sets. No outlier bin."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.themes.graph import communities, neighbours_for, shared_neighbour_graph
from textmine.themes.merging import merge_alike, merge_to
from textmine.themes.space import centroids_of, different

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
Granularity = Literal["fewer", "usual", "more"]

WARD_UP_TO = 60
"""Above this many points the graph gives better themes than Ward."""
RESOLUTION: dict[Granularity, float] = {"fewer": 0.45, "usual": 0.9, "more": 1.8}
"""Of the communities: how close the points of a theme have to be."""
FINEST = 64.0


class PointClusterer:
    """A clusterer with scikit-learn's `fit` and `labels_`, for BERTopic's clustering socket.

    Args:
        n_themes: Exact number of clusters; None lets the data decide.
        seed: Seed of the community detection.
        owners: (n,) whose point each is; a cluster needs `min_people` different owners to stand.
        min_people: Smaller clusters are dissolved into their nearest neighbours (not with `n_themes`).
        granularity: Fewer and larger clusters, or more and smaller ones (not with `n_themes`).
        runs: Of the community detection, the best of which counts; None: as `communities` does.
    """

    def __init__(
        self,
        n_themes: int | None = None,
        seed: int = 0,
        owners: npt.NDArray[np.int64] | None = None,
        min_people: int = 1,
        granularity: Granularity = "usual",
        runs: int | None = None,
    ) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.owners = owners
        self.min_people = min_people
        self.granularity = granularity
        self.runs = runs

    def fit(self, X: Vectors, y: Any = None) -> PointClusterer:  # noqa: ANN401 - scikit-learn's signature
        """Cluster (n, d) unit vectors; sets `labels_` (n,) int64."""
        del y
        vectors = np.asarray(X, dtype=np.float32)
        if self.n_themes is not None:
            self.labels_ = self._into(vectors, self.n_themes)
            return self
        self.labels_ = self._at(self.granularity, vectors)
        if self.granularity != "usual":
            # Small clusters are dissolved: what was cut finer can come out with fewer themes, and the other way round.
            either = (self.labels_, self._at("usual", vectors))
            self.labels_ = (max if self.granularity == "more" else min)(either, key=lambda labels: int(labels.max()))
        return self

    def _into(self, vectors: Vectors, n_themes: int) -> Labels:
        """Return exactly so many clusters; copies are parted only where there is no other way."""
        first, copies = different(vectors)
        if len(first) < n_themes:
            return cluster_into(vectors, n_themes, self.seed)
        return cluster_into(vectors[first], n_themes, self.seed)[copies]

    def _at(self, granularity: Granularity, vectors: Vectors) -> Labels:
        """Return the clusters of one granularity that stand and differ."""
        first, copies = different(vectors)
        owners = np.arange(len(vectors)) if self.owners is None else self.owners
        # A hundred people with five points each are a small set: the people count.
        k = neighbours_for(min(len(first), len(np.unique(owners))))
        labels = cluster(vectors[first], RESOLUTION[granularity], self.seed, self.runs, k)[copies]
        return merge_alike(vectors, dissolve_small(vectors, labels, owners, self.min_people))

    def predict(self, X: Vectors) -> Labels:
        """Return the labels found by `fit`: new points are assigned by `textmine.themes.assign`."""
        del X
        return self.labels_


def dissolve_small(vectors: Vectors, labels: Labels, owners: npt.NDArray[np.int64], min_people: int) -> Labels:
    """Give the points of clusters with too few people to the nearest cluster that stands."""
    people = np.array([len(set(owners[labels == label])) for label in range(int(labels.max()) + 1)])
    standing = np.flatnonzero(people >= min(min_people, int(people.max())))
    centroids = centroids_of(vectors, labels)[standing]
    result = labels.copy()
    loose = ~np.isin(labels, standing)
    result[loose] = standing[np.argmax(vectors[loose] @ centroids.T, axis=1)]
    return np.unique(result, return_inverse=True)[1].astype(np.int64)


def cluster(
    vectors: Vectors,
    resolution: float = RESOLUTION["usual"],
    seed: int = 0,
    runs: int | None = None,
    neighbours: int | None = None,
) -> Labels:
    """Return a label 0..k-1 for each of n unit vectors; the data decide k.

    Args:
        vectors: (n, d).
        resolution: The higher, the more clusters.
        seed: Of the community detection.
        runs: Of the community detection, the best of which counts.
        neighbours: Of each point in the graph; None: by the number of points.
    """
    n = len(vectors)
    if n < 4 or np.allclose(vectors, vectors[0]):
        return np.zeros(n, dtype=np.int64)
    if n <= WARD_UP_TO:
        return _ward_by_silhouette(vectors, resolution)
    return communities(shared_neighbour_graph(vectors, neighbours, seed), resolution, seed, runs)


def cluster_into(vectors: Vectors, k: int, seed: int = 0) -> Labels:
    """Return a label 0..k-1 for each of n unit vectors, k of them: ever finer clusters, merged to the number.

    Raises:
        InputError: More themes are asked for than there are texts, or none.
    """
    n = len(vectors)
    if k < 1:
        raise InputError(f"{k} themes were asked for. Ask for at least 1.")
    if k > n:
        raise InputError(
            f"{k} themes were asked for, but the texts with content make {n} points in all. Ask for fewer."
        )
    if n > WARD_UP_TO:
        graph = shared_neighbour_graph(vectors, seed=seed)
        resolution = RESOLUTION["usual"]
        while resolution <= FINEST:
            labels = communities(graph, resolution, seed)
            if labels.max() + 1 >= k:
                return merge_to(vectors, labels, k)
            resolution *= 2
    return merge_to(vectors, np.arange(n), k) if n <= WARD_UP_TO else _k_means(vectors, k, seed)


def _k_means(vectors: Vectors, k: int, seed: int) -> Labels:
    """Serve where so many themes are wanted that no graph has them."""
    from sklearn.cluster import KMeans

    return KMeans(k, n_init=4, random_state=seed).fit_predict(vectors).astype(np.int64)  # type: ignore[no-any-return]


def _ward_by_silhouette(vectors: Vectors, resolution: float) -> Labels:
    """Cut Ward's tree where the silhouette is best, with at most about √n clusters.

    Source:
        Ward 1963, JASA 58; Rousseeuw 1987, J. Comput. Appl. Math. 20.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.metrics import pairwise_distances, silhouette_score

    tree = linkage(vectors, method="ward")
    distances = np.clip(pairwise_distances(vectors, metric="cosine"), 0, None)
    np.fill_diagonal(distances, 0)
    best, best_labels = -2.0, np.zeros(len(vectors), dtype=np.int64)
    for k in range(2, max(3, round(1.2 * np.sqrt(resolution * len(vectors)))) + 1):
        labels = fcluster(tree, k, criterion="maxclust").astype(np.int64) - 1
        if 1 < len(set(labels)) < len(vectors):
            score = float(silhouette_score(distances, labels, metric="precomputed"))
            if score > best:
                best, best_labels = score, labels
    return best_labels
