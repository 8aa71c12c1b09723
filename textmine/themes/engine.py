"""BERTopic as topic engine, with our vectors, clusterer, vectorizer and seed in its sockets."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.progress import ask_for_no_widgets
from textmine.protocols import Clusterer
from textmine.text import terms

Vectors = npt.NDArray[np.float32]

NO_WORDS = "…"
"""Stands for a text without words (a lone emoji or digit), so that it still has a row in the vocabulary."""
KEYWORDS = 10


@dataclass(frozen=True)
class TermAnalyzer:
    """Text to one- and two-word terms without stop words; picklable, right in every script."""

    stop: frozenset[str]

    def __call__(self, text: str) -> list[str]:
        """Return the terms of a text, at least one."""
        kept = [term for term in terms(text) if term not in self.stop]
        pairs = [f"{a} {b}" for a, b in itertools.pairwise(kept)]
        return [*kept, *pairs] or [NO_WORDS]


@dataclass(frozen=True, eq=False)
class Topics:
    """What the engine found: a label per document, 0..k-1 by size, and each topic's keywords."""

    labels: npt.NDArray[np.int64]
    keywords: list[list[str]]


def make_engine(clusterer: Clusterer, analyzer: TermAnalyzer) -> Any:  # noqa: ANN401 - bertopic has no types
    """Return an unfitted BERTopic; its defaults would drop every non-Latin letter and leave outliers."""
    ask_for_no_widgets()
    from bertopic import BERTopic
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    return BERTopic(
        language="multilingual",
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=clusterer,
        vectorizer_model=CountVectorizer(analyzer=analyzer),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        top_n_words=3 * KEYWORDS,
        calculate_probabilities=False,
        verbose=False,
    )


def find_topics(documents: Sequence[str], vectors: Vectors, clusterer: Clusterer, stop: Collection[str]) -> Topics:
    """Run the engine.

    Args:
        documents: n texts.
        vectors: (n, d) float32, aligned, centred, unit length.
        clusterer: Decides the number of topics.
        stop: Terms that are never keywords.
    """
    analyzer = TermAnalyzer(frozenset(stop))
    vocabulary = {term for document in documents for term in analyzer(document)}
    if len(vocabulary) < 2:  # "More bins" alone: nothing to weigh against anything
        labels = clusterer.fit(vectors).labels_
        return Topics(labels, [_distinct(sorted(vocabulary)) for _ in range(int(labels.max()) + 1)])
    engine = make_engine(clusterer, analyzer)
    # BERTopic replaces the host program's warning filters when it is imported and used.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        labels, _ = engine.fit_transform(list(documents), embeddings=vectors)
    topics = sorted(set(labels))
    # A small topic is filled up with words of weight 0, which none of its documents has.
    keywords = [_distinct([word for word, weight in engine.get_topic(topic) or [] if weight > 0]) for topic in topics]
    return Topics(np.searchsorted(topics, labels).astype(np.int64), keywords)


def _distinct(words: Sequence[str]) -> list[str]:
    """Return the first keywords, without words already inside a kept one."""
    kept: list[str] = []
    for word in words:
        if not word or word == NO_WORDS:
            continue
        inside = set(word.split())
        if any(inside & set(other.split()) for other in kept):
            continue
        kept.append(word)
    return kept[:KEYWORDS]
