"""Do two points of a theme say the same? How probable that is, from their vectors and their words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.resources import resource
from textmine.themes.space import said_once, unit

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Vectors = npt.NDArray[np.float32]
Table = npt.NDArray[np.float64]

SETTLED = 20
"""Points a theme needs before half of its own mean is taken out.

With less than all of it, two points that have nothing but the theme in common have a cosine near 0 in themes of any
size: a small theme's mean is made of the very points it would be taken from.
"""
BROADER = 0.6
"""What is taken off the log-odds in a consultation: its themes are broader than one side of one argument, on which the
parameters were fitted, so that fewer of a theme's points say the same.

Of 41 pairs read in the sample consultation, 19 of the 26 that are more likely than not with it are right, and 4 of the
15 that would be without it.
"""
PLAIN = "plain"
"""The parameters for vectors of a model that no metric was trained for."""


@dataclass(frozen=True, eq=False)
class Matcher:
    """How probable it is that two points say the same, given that they are in one theme.

    Attributes:
        cosine: What the cosine adds to the log-odds, ...
        words: ... the likeness of the words, ...
        constant: ... and a constant.
        cosine_alone: The same where words cannot be compared, between two languages: the cosine, ...
        constant_alone: ... and the constant.
        metric: Two matrices (d, r) and (r, d) whose product is added to a vector; None: vectors stay as they are.
    """

    cosine: float
    words: float
    constant: float
    cosine_alone: float
    constant_alone: float
    metric: tuple[Vectors, Vectors] | None = None

    def turned(self, vectors: Vectors) -> Vectors:
        """Return (n, d) unit vectors in which the same argument is nearer than the same subject."""
        if self.metric is None or self.metric[0].shape[0] != vectors.shape[1]:
            return unit(vectors)
        added = (vectors @ self.metric[0]) @ self.metric[1]
        return unit(np.asarray(vectors + added, dtype=np.float32))

    def probability(
        self, cosines: Table, words: Table, comparable: npt.NDArray[np.bool_], broader: float = BROADER
    ) -> Table:
        """Return, for each pair, how probable it is that both say the same.

        Args:
            cosines: Of vectors that are centred on their theme and `turned`.
            words: How alike the words are, 0 to 1.
            comparable: Both are in the same language.
            broader: See `BROADER`; 0 for arguments of one side on one topic.
        """
        alone = self.cosine_alone * cosines + self.constant_alone
        both = self.cosine * cosines + self.words * words + self.constant
        return _logistic(np.where(comparable, both, np.maximum(both, alone)) - broader)


def _logistic(odds: Table) -> Table:
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


@cache
def matcher(identity: str = "") -> Matcher:
    """Load the matcher of `models/keypoints` for the vectors of an embedding model.

    Args:
        identity: The model's identity, as in the manifest; the plain parameters serve any that was not trained for.
    """
    known = json.loads(resource("models", "keypoints", "match.json").read_text(encoding="utf-8"))["parameters"]
    space = next((name for name in known if name != PLAIN and identity.startswith(name)), PLAIN)
    metric = None
    if space != PLAIN:
        with np.load(resource("models", "keypoints", f"{space}.npz")) as file:
            metric = (file["down"].astype(np.float32), file["up"].astype(np.float32))
    return Matcher(**known[space], metric=metric)


def theme_middle(vectors: Vectors) -> Table:
    """Return what all points of a theme share, as far as their number lets it be told; copies of a text count once."""
    if not len(vectors):
        return np.zeros(vectors.shape[1:])
    counted = said_once(vectors, np.ones(len(vectors)))
    n = counted.sum()
    mean = np.average(vectors, axis=0, weights=counted)
    return np.asarray(mean * n / (n + SETTLED), dtype=np.float64)


def without(vectors: Vectors, middle: Table) -> Vectors:
    """Return (n, d) unit vectors without what the points of their theme share."""
    return unit(np.asarray(vectors - middle, dtype=np.float32))


def theme_centred(vectors: Vectors) -> Vectors:
    """Return (n, d) unit vectors without what all points of the theme share."""
    return without(vectors, theme_middle(vectors)) if len(vectors) else vectors


def rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how much each word stem tells: near 0 for one that most texts have."""
    count: dict[str, int] = {}
    for text in texts:
        for stem in text:
            count[stem] = count.get(stem, 0) + 1
    return {stem: log((len(texts) + 1) / (number + 0.5)) for stem, number in count.items()}


def word_likeness(
    rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]], weight: Mapping[str, float]
) -> Table:
    """Return (rows, columns) how alike the words of each pair are: the cosine of their stems by rarity.

    Args:
        rows: Stems of the texts on one side.
        columns: Stems of those on the other.
        weight: What each stem tells; unknown ones tell nothing.
    """
    return Words(columns, weight).likeness(rows)


def most_likeness(
    rows: Sequence[frozenset[str]], texts: Sequence[frozenset[str]], weight: Mapping[str, float]
) -> Table:
    """Return (rows, texts) how alike the words of each row and of any part of each text are at most.

    Args:
        rows: Stems of clauses.
        texts: Stems of whole texts.
        weight: As for `word_likeness`.
    """
    from scipy.sparse import csr_array

    known = {stem: at for at, stem in enumerate(sorted({stem for row in rows for stem in row}))}
    places = [[known[stem] for stem in text & known.keys()] for text in texts]
    starts = np.cumsum([0, *map(len, places)])
    at = np.array([place for own in places for place in own], dtype=np.int64)
    having = csr_array((np.ones(len(at)), at, starts), shape=(len(texts), len(known)))
    # The part of a text that has what both have, and nothing else, is the most alike.
    squares = _matrix(rows, known, weight).power(2)
    return np.asarray(np.sqrt((squares @ having.T).toarray()), dtype=np.float64)


class Words:
    """Texts by their stems, ready to be compared with others again and again.

    Args:
        texts: Stems of each text.
        weight: What each stem tells; unknown ones tell nothing.
    """

    def __init__(self, texts: Sequence[frozenset[str]], weight: Mapping[str, float]) -> None:
        self._weight = weight
        self._stems = {stem: at for at, stem in enumerate(sorted({stem for text in texts for stem in text}))}
        self._columns = _matrix(texts, self._stems, weight).T.tocsr()

    def likeness(self, rows: Sequence[frozenset[str]]) -> Table:
        """Return (rows, texts) how alike the words of each pair are: the cosine of their stems by rarity."""
        left = _matrix(rows, self._stems, self._weight)
        return np.asarray((left @ self._columns).toarray(), dtype=np.float64)


def _matrix(texts: Sequence[frozenset[str]], stems: Mapping[str, int], weight: Mapping[str, float]) -> csr_array:
    """Return a sparse matrix with a row of unit length for each text (over all its stems, known columns only)."""
    from scipy.sparse import csr_array

    data: list[float] = []
    at: list[int] = []
    starts = [0]
    for text in texts:
        length = sum(weight.get(stem, 0.0) ** 2 for stem in text) ** 0.5 or 1.0
        for stem in sorted(text & stems.keys()):
            data.append(weight.get(stem, 0.0) / length)
            at.append(stems[stem])
        starts.append(len(at))
    return csr_array((data, at, starts), shape=(len(texts), len(stems)))
