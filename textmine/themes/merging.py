"""Merge clusters: to a number, or those that say the same."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textmine.themes.space import unit

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

ALIKE = 0.8
"""Clusters whose centroids are closer than this say the same."""


def merge_to(vectors: Vectors, labels: Labels, k: int) -> Labels:
    """Merge clusters until k are left, each time the two whose union is tightest (Ward's criterion).

    Args:
        vectors: (n, d).
        labels: (n,) 0..m-1.
        k: At least 1.

    Returns:
        (n,) 0..min(k, m)-1.
    """
    m = int(labels.max()) + 1
    sizes = np.bincount(labels, minlength=m).astype(np.float64)
    means = np.zeros((m, vectors.shape[1]))
    np.add.at(means, labels, vectors)
    means /= sizes[:, None]
    into = np.arange(m)
    cost = _ward_costs(means, sizes)
    for _ in range(m - k):
        a, b = sorted(np.unravel_index(int(np.argmin(cost)), cost.shape))
        means[a] = (sizes[a] * means[a] + sizes[b] * means[b]) / (sizes[a] + sizes[b])
        sizes[a] += sizes[b]
        into[into == b] = a
        cost[b, :] = cost[:, b] = np.inf
        alive = np.isfinite(cost[a]) | (np.arange(m) == a)
        alive[b] = False
        gaps = ((means - means[a]) ** 2).sum(axis=1) * sizes * sizes[a] / (sizes + sizes[a])
        cost[a, :] = cost[:, a] = np.where(alive, gaps, np.inf)
        cost[a, a] = np.inf
    return np.unique(into[labels], return_inverse=True)[1].astype(np.int64)


def _ward_costs(means: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return (m, m): how much looser each union is than its two parts."""
    squares = (means**2).sum(axis=1)
    gaps = np.maximum(squares[:, None] + squares[None, :] - 2 * means @ means.T, 0)
    cost: npt.NDArray[np.float64] = gaps * (sizes[:, None] * sizes[None, :]) / (sizes[:, None] + sizes[None, :])
    np.fill_diagonal(cost, np.inf)
    return cost


def merge_alike(vectors: Vectors, labels: Labels, alike: float = ALIKE) -> Labels:
    """Merge clusters whose centroids have a cosine of at least `alike`, the closest two first."""
    k = int(labels.max()) + 1
    sums = np.zeros((k, vectors.shape[1]))
    np.add.at(sums, labels, vectors)
    into = np.arange(k)
    centroids = unit(sums.astype(np.float32))
    near = centroids @ centroids.T
    np.fill_diagonal(near, -1)
    while True:
        a, b = sorted(np.unravel_index(int(np.argmax(near)), near.shape))
        if k < 2 or near[a, b] < alike:
            return np.unique(into[labels], return_inverse=True)[1].astype(np.int64)
        sums[a] += sums[b]
        into[into == b] = a
        centroids[a] = unit(sums[a].astype(np.float32))
        centroids[b] = 0
        near[b, :] = near[:, b] = -1
        near[a, :] = near[:, a] = np.where(near[a] > -1, centroids @ centroids[a], -1)
        near[a, a] = -1
