"""Discovery: from points and their vectors to themes with titles, descriptions and centroids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.themes.assign import Rules, fitted_rules
from textmine.themes.cluster import PointClusterer, centroids_of
from textmine.themes.engine import find_topics
from textmine.themes.space import Centring
from textmine.themes.stopwords import question_words, stop_words
from textmine.themes.titles import (
    MOST_WORDS,
    Candidates,
    Document,
    Encode,
    PhraseTable,
    central_sentences,
    choose_titles,
    short_clauses,
    shortlist,
)

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Discovery:
    """The themes of one question, as fitted.

    Attributes:
        centring: Puts aligned vectors into the themes' space.
        centroids: (k, d) float32 unit vectors.
        labels: (n,) int64, the theme each point was clustered into.
        titles, descriptions, keywords: k of each.
        rules: When a point belongs to a theme.
    """

    centring: Centring
    centroids: Vectors
    labels: npt.NDArray[np.int64]
    titles: list[str]
    descriptions: list[str]
    keywords: list[list[str]]
    rules: Rules

    def similarity(self, vectors: Vectors, languages: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the (n, k) cosine of aligned vectors with each theme."""
        return np.asarray(self.centring.apply(vectors, languages) @ self.centroids.T, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Points:
    """What discovery works on: n points, their languages, aligned vectors and owners."""

    texts: Sequence[str]
    languages: Sequence[str]
    vectors: Vectors
    owners: npt.NDArray[np.int64]


def discover(
    points: Points,
    encode: Encode,
    *,
    n_themes: int | None = None,
    min_people: int = 3,
    seed: int = 0,
    wording: str = "",
) -> Discovery:
    """Find the themes of one question.

    Args:
        points: At least one point.
        encode: Texts to aligned vectors (used for title candidates, which are English or as written).
        n_themes: Exact number of themes; None: chosen from the data.
        min_people: Smaller clusters are not made a theme.
        seed: Seed of the clustering.
        wording: The question; its own words make no title.

    Raises:
        InputError: More themes are asked for than there are points.
    """
    centring = Centring.fit(points.vectors, points.languages)
    vectors = centring.apply(points.vectors, points.languages)
    clusterer = PointClusterer(n_themes, seed, points.owners, min_people)
    asked = question_words(wording)
    topics = find_topics(points.texts, vectors, clusterer, stop_words() | asked)
    centroids = centroids_of(vectors, topics.labels)
    rules = fitted_rules(vectors @ centroids.T)
    closeness = (vectors * centroids[topics.labels]).sum(axis=1)
    documents = [
        Document(text, language, int(owner), float(near))
        for text, language, owner, near in zip(points.texts, points.languages, points.owners, closeness, strict=True)
    ]
    members = [[documents[i] for i in np.flatnonzero(topics.labels == theme)] for theme in range(len(centroids))]
    table = PhraseTable(documents, stop_words(), asked)
    candidates = [_candidates(table, own) for own in members]

    def in_space(texts: Sequence[str]) -> Vectors:
        return centring.apply(encode(texts), ["en"] * len(texts))

    sentences = [central_sentences(own) for own in members]
    titles = choose_titles(candidates, centroids, in_space)
    for theme, title in enumerate(titles):
        if not title:
            words = " ".join((sentences[theme] or [f"Theme {theme + 1}"])[0].split()[:MOST_WORDS])
            titles[theme] = words if words not in titles else f"{words} ({theme + 1})"
    descriptions = [" ".join(own) for own in sentences]
    return Discovery(centring, centroids, topics.labels, titles, descriptions, topics.keywords, rules)


def _candidates(table: PhraseTable, documents: Sequence[Document]) -> Candidates:
    """Take title candidates from a theme's English answers, the officers' language, or else from all."""
    english = [document for document in documents if document.language == "en"]
    used = english or documents
    return Candidates(shortlist(table.ranked(used)), short_clauses(used), bool(english))
