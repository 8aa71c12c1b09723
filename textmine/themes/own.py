"""Somebody's own clusterer in the place of ours: anything with scikit-learn's `fit(X)` and `labels_`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import clone

from textmine.errors import InputError, plug_in_failed
from textmine.protocols import Clusterer
from textmine.themes.space import centroids_of

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]


class OwnClusterer:
    """Clusters points with a copy of somebody's clusterer; its outliers are given to the nearest cluster.

    A point that is then too far from its theme is in none when points are assigned (`textmine.themes.assign`), and an
    answer of such points needs a person: as with our own clusterer, nobody is an outlier.

    Args:
        own: An object with `fit(X)` that sets `labels_`, such as KMeans, HDBSCAN or AgglomerativeClustering.
            It is copied, not changed.

    Raises:
        InputError: It has no `fit`.
    """

    def __init__(self, own: Clusterer) -> None:
        if not callable(getattr(own, "fit", None)) or isinstance(own, type):
            given = f"the class `{own.__name__}` itself" if isinstance(own, type) else f"a `{type(own).__name__}`"
            raise InputError(
                f"`clusterer` cannot be {given}. Give an object with `fit(X)` that sets `labels_`, such as "
                "scikit-learn's KMeans(20) or HDBSCAN()."
            )
        self.own = own

    def fit(self, X: Vectors, y: Any = None) -> OwnClusterer:  # noqa: ANN401 - scikit-learn's signature
        """Cluster (n, d) unit vectors; sets `labels_` (n,) int64, 0..k-1.

        Raises:
            InputError: The clusterer fails, gives no whole number per point, or takes every point for an outlier.
        """
        del y
        vectors = np.asarray(X, dtype=np.float32)
        try:
            fitted = clone(self.own, safe=False)
            fitted.fit(vectors)
            given = np.asarray(fitted.labels_)
        except Exception as error:  # whatever somebody else's code raises
            raise plug_in_failed("clusterer", error) from error
        self.labels_ = _without_outliers(vectors, _checked(given, len(vectors)))
        return self

    def predict(self, X: Vectors) -> Labels:
        """Return the labels found by `fit`: new points are assigned by `textmine.themes.assign`."""
        del X
        return self.labels_


def _checked(given: npt.NDArray[Any], n: int) -> Labels:
    if given.shape != (n,):
        raise InputError(
            f"`clusterer` gave labels of shape {given.shape} for {n} points. Its `labels_` must hold one label per "
            f"point: ({n},)."
        )
    if given.dtype.kind not in "iu":
        raise InputError("`clusterer` gave labels that are not whole numbers. Its `labels_` must be 0, 1, …; -1: none.")
    if not (given >= 0).any():
        raise InputError(
            f"`clusterer` took all {n} points for outliers (-1), so there is no theme. Let it make smaller clusters."
        )
    return given.astype(np.int64)


def _without_outliers(vectors: Vectors, labels: Labels) -> Labels:
    """Number the clusters 0..k-1, and give each outlier (a label below 0) to the cluster whose middle is nearest."""
    inside = labels >= 0
    result = np.empty(len(labels), dtype=np.int64)
    result[inside] = np.unique(labels[inside], return_inverse=True)[1]
    if not inside.all():
        middles = centroids_of(vectors[inside], result[inside])
        result[~inside] = np.argmax(vectors[~inside] @ middles.T, axis=1)
    return result
