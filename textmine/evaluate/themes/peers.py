"""What people use instead of textmine, and what textmine was at first."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from textmine.embed import load_alignment
from textmine.evaluate.themes.fitted import Fitted, Labels, single
from textmine.evaluate.themes.vectors import PLAIN_SPACE, Material, Vectors
from textmine.themes.cluster import dissolve_small
from textmine.themes.graph import communities, shared_neighbour_graph
from textmine.themes.space import Centring, centroids_of


@dataclass(frozen=True)
class FirstVersion:
    """textmine's themes before it had a model of its own, on whole texts.

    Fixed offsets per language, the centres of the languages at hand, small communities, and every text in the theme
    it is nearest to.
    """

    name: str = "first-version"
    what: str = "textmine before its model was trained: plain e5, fixed language offsets, small Leiden communities"
    told: bool = False
    plain: bool = True
    neighbours: int = 10
    resolution: float = 2.0
    min_people: int = 2
    trusted: int = 5
    """Texts a language needed before half of its own mean was trusted."""

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Find communities of the shared-neighbour graph of aligned and centred vectors."""
        del n_themes
        centring = self._centring(_aligned(material), material.tags)
        vectors = centring.apply(_aligned(material), material.tags)
        found = communities(shared_neighbour_graph(vectors, self.neighbours, seed), self.resolution, seed)
        found = dissolve_small(vectors, found, np.arange(len(vectors)), self.min_people)
        centroids = centroids_of(vectors, found)

        def nearest(new: Material) -> Labels:
            return _nearest(centring.apply(_aligned(new), new.tags), centroids)

        return single(nearest(material), nearest)

    def _centring(self, vectors: Vectors, tags: Sequence[str]) -> Centring:
        """Return the centres of the languages, which today's themes hardly need and trust far later."""
        mean = vectors.mean(axis=0)
        centres = {}
        for tag in sorted(set(tags)):
            own = vectors[[other == tag for other in tags]]
            centres[tag] = mean + len(own) / (len(own) + self.trusted) * (own.mean(axis=0) - mean)
        return Centring(mean, centres)


@dataclass(frozen=True)
class Bertopic:
    """BERTopic's defaults for many languages. UMAP is given a seed, and is otherwise as BERTopic makes it."""

    name: str
    what: str
    plain: bool
    told: bool = False

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Find topics; its outliers have no theme."""
        del n_themes
        # BERTopic replaces the host program's warning filters when it is imported and used.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from bertopic import BERTopic
            from umap import UMAP

            reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
            model: Any = BERTopic(language="multilingual", umap_model=reducer, verbose=False)
            labels, _ = model.fit_transform(list(material.texts), embeddings=self._vectors(material))

        def predict(new: Material) -> Labels:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return np.asarray(model.transform(list(new.texts), embeddings=self._vectors(new))[0], dtype=np.int64)

        return single(np.asarray(labels, dtype=np.int64), predict)

    def _vectors(self, material: Material) -> Vectors:
        return material.plain if self.plain else material.vectors


@dataclass(frozen=True)
class KMeans:
    """k-means, told how many themes there are."""

    name: str = "k-means-told"
    what: str = "k-means on textmine's vectors, told how many themes there are"
    told: bool = True
    plain: bool = False

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Find the number of clusters it is told."""
        from sklearn.cluster import KMeans as Estimator

        model = Estimator(min(n_themes, len(material)), n_init=10, random_state=seed).fit(material.vectors)

        def predict(new: Material) -> Labels:
            return np.asarray(model.predict(new.vectors), dtype=np.int64)

        return single(np.asarray(model.labels_, dtype=np.int64), predict)


@dataclass(frozen=True)
class Leiden:
    """textmine's graph clustering and nothing around it; new texts go to the nearest centroid."""

    name: str = "leiden"
    what: str = "Leiden communities of whole texts on textmine's vectors, without what textmine does around them"
    told: bool = False
    plain: bool = False

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Find communities of the shared-neighbour graph."""
        del n_themes
        labels = communities(shared_neighbour_graph(material.vectors, seed=seed), 1.0, seed)
        centroids = centroids_of(material.vectors, labels)
        return single(labels, lambda new: _nearest(new.vectors, centroids))


def _aligned(material: Material) -> Vectors:
    """Return the plain vectors with the fixed offset of each language removed."""
    return load_alignment(PLAIN_SPACE).apply(material.plain, material.tags)


def _nearest(vectors: Vectors, centroids: Vectors) -> Labels:
    return np.asarray(np.argmax(vectors @ centroids.T, axis=1), dtype=np.int64)
