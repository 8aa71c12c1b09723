"""Clusters of points: Ward for small sets, Leiden on a shared-neighbour graph for larger ones. No outlier bin."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from textmine.errors import InputError
from textmine.themes.space import unit

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

WARD_UP_TO = 150
"""Above this many points Leiden finds better themes than Ward (and Ward needs a full distance matrix)."""
WARD_EXACT_UP_TO = 5000
"""With an exact number of themes asked for, Ward serves up to here, k-means above."""
NEIGHBOURS = 10
RESOLUTION = 2.0
BLOCK = 1024


class PointClusterer:
    """A clusterer with scikit-learn's `fit` and `labels_`, for BERTopic's clustering socket.

    Args:
        n_themes: Exact number of clusters; None lets the data decide.
        seed: Seed of the community detection.
        owners: (n,) whose point each is; a cluster needs `min_people` different owners to stand.
        min_people: Smaller clusters are dissolved into their nearest neighbours (not with `n_themes`).
    """

    def __init__(
        self,
        n_themes: int | None = None,
        seed: int = 0,
        owners: npt.NDArray[np.int64] | None = None,
        min_people: int = 1,
    ) -> None:
        self.n_themes = n_themes
        self.seed = seed
        self.owners = owners
        self.min_people = min_people

    def fit(self, X: Vectors, y: Any = None) -> PointClusterer:  # noqa: ANN401 - scikit-learn's signature
        """Cluster (n, d) unit vectors; sets `labels_` (n,) int64."""
        del y
        vectors = np.asarray(X, dtype=np.float32)
        labels = cluster(vectors, self.n_themes, self.seed)
        if self.n_themes is None:
            owners = np.arange(len(vectors)) if self.owners is None else self.owners
            labels = dissolve_small(vectors, labels, owners, self.min_people)
        self.labels_ = labels
        return self

    def predict(self, X: Vectors) -> Labels:
        """Return the labels found by `fit`: new points are assigned by `textmine.themes.assign`."""
        del X
        return self.labels_


def centroids_of(vectors: Vectors, labels: Labels) -> Vectors:
    """Return (k, d) unit centroids of clusters 0..k-1."""
    k = int(labels.max()) + 1
    sums = np.zeros((k, vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, labels, vectors)
    return unit(sums.astype(np.float32))


def dissolve_small(vectors: Vectors, labels: Labels, owners: npt.NDArray[np.int64], min_people: int) -> Labels:
    """Give the points of clusters with too few people to the nearest cluster that stands."""
    people = np.array([len(set(owners[labels == label])) for label in range(int(labels.max()) + 1)])
    standing = np.flatnonzero(people >= min(min_people, int(people.max())))
    centroids = centroids_of(vectors, labels)[standing]
    result = labels.copy()
    loose = ~np.isin(labels, standing)
    result[loose] = standing[np.argmax(vectors[loose] @ centroids.T, axis=1)]
    return np.unique(result, return_inverse=True)[1].astype(np.int64)


def cluster(vectors: Vectors, n_themes: int | None, seed: int) -> Labels:
    """Return a label 0..k-1 for each of n unit vectors.

    Raises:
        InputError: More themes are asked for than there are texts.
    """
    n = len(vectors)
    if n_themes is not None:
        if n_themes > n:
            raise InputError(f"{n_themes} themes were asked for, but only {n} texts have content. Ask for fewer.")
        return _ward(vectors, n_themes) if n <= WARD_EXACT_UP_TO else _k_means(vectors, n_themes, seed)
    if n < 4:
        return np.zeros(n, dtype=np.int64)
    return _ward_by_silhouette(vectors) if n <= WARD_UP_TO else leiden(vectors, seed)


def _ward(vectors: Vectors, k: int) -> Labels:
    from sklearn.cluster import AgglomerativeClustering

    if k == 1:
        return np.zeros(len(vectors), dtype=np.int64)
    labels: Labels = AgglomerativeClustering(n_clusters=k, linkage="ward").fit_predict(vectors).astype(np.int64)
    return labels


def _k_means(vectors: Vectors, k: int, seed: int) -> Labels:
    from sklearn.cluster import KMeans

    return KMeans(k, n_init=4, random_state=seed).fit_predict(vectors).astype(np.int64)  # type: ignore[no-any-return]


def _ward_by_silhouette(vectors: Vectors) -> Labels:
    """Cut Ward's tree where the silhouette is best, with at most about √n clusters.

    Source:
        Ward 1963, JASA 58; Rousseeuw 1987, J. Comput. Appl. Math. 20.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.metrics import pairwise_distances, silhouette_score

    if np.allclose(vectors, vectors[0]):
        return np.zeros(len(vectors), dtype=np.int64)
    tree = linkage(vectors, method="ward")
    distances = np.clip(pairwise_distances(vectors, metric="cosine"), 0, None)
    np.fill_diagonal(distances, 0)
    best, best_labels = -2.0, np.zeros(len(vectors), dtype=np.int64)
    for k in range(2, max(3, round(1.2 * np.sqrt(len(vectors)))) + 1):
        labels = fcluster(tree, k, criterion="maxclust").astype(np.int64) - 1
        if 1 < len(set(labels)) < len(vectors):
            score = float(silhouette_score(distances, labels, metric="precomputed"))
            if score > best:
                best, best_labels = score, labels
    return best_labels


def nearest(vectors: Vectors, k: int) -> npt.NDArray[np.int64]:
    """Return the indices (n, k) of each vector's nearest others, block by block to bound memory."""
    n = len(vectors)
    k = min(k, n - 1)
    found = np.empty((n, k), dtype=np.int64)
    for start in range(0, n, BLOCK):
        similarity = vectors[start : start + BLOCK] @ vectors.T
        rows = np.arange(len(similarity))
        similarity[rows, start + rows] = -np.inf
        # Sorted by index, so that ties do not depend on the partition's order.
        found[start : start + BLOCK] = np.sort(np.argpartition(-similarity, k - 1, axis=1)[:, :k], axis=1)
    return found


def shared_neighbour_graph(vectors: Vectors, k: int = NEIGHBOURS) -> sparse.csr_matrix:
    """Return a symmetric (n, n) graph of nearest neighbours, weighted by the neighbours they share.

    Source:
        Jarvis & Patrick 1973, IEEE Trans. Comput. C-22; Jaccard weights as in PhenoGraph (Levine 2015).
    """
    n = len(vectors)
    neighbours = nearest(vectors, k)
    k = neighbours.shape[1]
    rows = np.repeat(np.arange(n), k)
    member = sparse.csr_matrix((np.ones(n * k), (rows, neighbours.ravel())), shape=(n, n))
    member = member + sparse.identity(n, format="csr")
    linked = ((member + member.T) > 0).astype(np.float64)
    shared = (member @ member.T).multiply(linked).tocsr()
    size = k + 1
    shared.data = shared.data / (2 * size - shared.data)
    shared.setdiag(0)
    shared.eliminate_zeros()
    shared.sort_indices()
    return shared


def leiden(vectors: Vectors, seed: int, resolution: float = RESOLUTION) -> Labels:
    """Return Leiden communities of the shared-neighbour graph.

    Source:
        Traag, Waltman & van Eck 2019, Sci. Rep. 9:5233.
    """
    from graspologic_native import leiden_csr

    graph = shared_neighbour_graph(vectors)
    _, community = leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        len(vectors),
        resolution=resolution,
        iterations=10,
        seed=seed,
    )
    labels = np.asarray([community.get(i, -1) for i in range(len(vectors))], dtype=np.int64)
    # A point without any shared neighbour is a community of its own.
    alone = np.flatnonzero(labels < 0)
    labels[alone] = labels.max() + 1 + np.arange(len(alone))
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)
