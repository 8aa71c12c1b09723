"""Discovery: from points and their vectors to themes with titles, descriptions and centroids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.protocols import Clusterer
from textmine.themes.assign import Rules, fitted_rules
from textmine.themes.cluster import RESOLUTION, Granularity, PointClusterer
from textmine.themes.engine import find_topics
from textmine.themes.naming import Document, Encode, Named, name_themes
from textmine.themes.own import OwnClusterer
from textmine.themes.space import Centring, centroids_of, said_once, weights_of
from textmine.themes.stopwords import question_words, stop_words

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Points:
    """What discovery works on: n points, their languages, aligned vectors and owners."""

    texts: Sequence[str]
    languages: Sequence[str]
    vectors: Vectors
    owners: Labels


@dataclass(frozen=True)
class Options:
    """How themes are to be found.

    Attributes:
        n_themes: Exact number of themes; None: the answers decide.
        granularity: Fewer and broader themes, or more and narrower ones.
        min_people: Smaller groups of answers are not made a theme.
        seed: Of everything that is random.
        own: Somebody's own clusterer in the place of ours; it decides how many themes there are.
        sample: Of more points than this, themes are found in a sample.
    """

    n_themes: int | None = None
    granularity: Granularity = "usual"
    min_people: int = 3
    seed: int = 0
    own: Clusterer | None = None
    sample: int = 12_000

    def __post_init__(self) -> None:
        """Refuse what is no number or no granularity.

        Raises:
            InputError: Each of them.
        """
        numbers = {"n_themes": 1 if self.n_themes is None else self.n_themes, "min_people": self.min_people}
        problems = [
            f"`{name}` cannot be `{value}`. Give a whole number."
            for name, value in numbers.items()
            if not isinstance(value, int | np.integer)
        ]
        if not isinstance(self.seed, int | np.integer) or self.seed < 0:
            problems.append(f"`seed` cannot be `{self.seed}`. Give a whole number from 0.")
        if self.granularity not in RESOLUTION:
            problems.append(f"`granularity` cannot be `{self.granularity}`. Allowed: {', '.join(RESOLUTION)}.")
        if self.own is not None and self.n_themes is not None:
            problems.append("`n_themes` and a clusterer of your own: give one of them. The clusterer says how many.")
        if problems:
            raise InputError(problems)

    def clusterer(self, owners: Labels, seed: int | None = None, runs: int | None = None) -> Clusterer:
        """Return an unfitted clusterer for points of these owners."""
        if self.own is not None:
            return OwnClusterer(self.own)
        own = self.seed if seed is None else seed
        return PointClusterer(self.n_themes, own, owners, self.min_people, self.granularity, runs)


@dataclass(frozen=True, eq=False)
class Discovery:
    """The themes of one question, as fitted.

    Attributes:
        centring: Puts aligned vectors into the themes' space.
        vectors: (n, d) the points in it.
        centroids: (k, d) float32 unit vectors.
        labels: (n,) int64, the theme each point was clustered into.
        names: k names.
        rules: When a point belongs to a theme.
    """

    centring: Centring
    vectors: Vectors
    centroids: Vectors
    labels: Labels
    names: list[Named]
    rules: Rules

    def similarity(self, vectors: Vectors, languages: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the (n, k) cosine of aligned vectors with each theme."""
        return np.asarray(self.centring.apply(vectors, languages) @ self.centroids.T, dtype=np.float32)


def discover(
    points: Points,
    encode: Encode,
    options: Options = Options(),
    wording: str = "",
    standing_for: Weights | None = None,
) -> Discovery:
    """Find the themes of one question.

    Args:
        points: At least one point.
        encode: Texts to aligned vectors (used for title candidates, which are English or as written).
        options: How themes are to be found.
        wording: The question; its own words make no title.
        standing_for: (n,) of how many each point is one, where the points are a sample; None: of itself.

    Raises:
        InputError: More themes are asked for than there are points.
    """
    weights = counted(points, standing_for)
    centring = Centring.fit(points.vectors, points.languages, weights)
    vectors = centring.apply(points.vectors, points.languages)
    stop = stop_words() | question_words(wording)
    topics = find_topics(points.texts, vectors, options.clusterer(points.owners), stop)
    centroids = centroids_of(vectors, topics.labels, weights)
    rules = fitted_rules(vectors @ centroids.T, points.languages, weights)
    members = documents_of(points, vectors, centroids, topics.labels)
    names = name_themes(members, centroids, centred(encode, centring), wording=wording, keywords=topics.keywords)
    return Discovery(centring, vectors, centroids, topics.labels, names, rules)


def counted(points: Points, standing_for: Weights | None) -> Weights:
    """Return (n,) how much each point counts: see `weights_of` and `said_once`."""
    weights = said_once(points.vectors, weights_of(points.owners))
    return weights if standing_for is None else weights * standing_for


def seen_with(found: Discovery, points: Points, standing_for: Weights | None = None) -> Discovery:
    """Return the same themes as other vectors of the same points see them, to assign further points by those.

    Args:
        found: The themes, as found with the vectors that know meaning best.
        points: The same n points, with the vectors that every point has.
        standing_for: As in `discover`.
    """
    weights = counted(points, standing_for)
    centring = Centring.fit(points.vectors, points.languages, weights)
    vectors = centring.apply(points.vectors, points.languages)
    centroids = centroids_of(vectors, found.labels, weights)
    rules = fitted_rules(vectors @ centroids.T, points.languages, weights)
    return replace(found, centring=centring, vectors=vectors, centroids=centroids, rules=rules)


def centred(encode: Encode, centring: Centring) -> Encode:
    """Return `encode` followed by the step into the themes' space."""
    return lambda texts: centring.apply(encode(texts), ["en"] * len(texts))


def documents_of(points: Points, vectors: Vectors, centroids: Vectors, labels: Labels) -> list[list[Document]]:
    """Return the documents of each cluster, in the order of the points.

    Args:
        points: n points.
        vectors: (n, d) of them, in the space of the centroids.
        centroids: (k, d).
        labels: (n,) 0..k-1.
    """
    closeness = (vectors * centroids[labels]).sum(axis=1)
    members: list[list[Document]] = [[] for _ in centroids]
    for i, label in enumerate(labels):
        owner, near = int(points.owners[i]), float(closeness[i])
        members[label].append(Document(points.texts[i], points.languages[i], owner, near, vectors[i]))
    return members
