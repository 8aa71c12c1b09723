"""The ways to find campaigns that are compared."""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from textmine.evaluate.contract import check_names
from textmine.text.campaigns import campaign_ids
from textmine.text.folding import fold

Groups = list[str | None]
Find = Callable[[Sequence[str], str], Groups]

LEAST = 3
"""People who make a campaign, for every system."""
WORDS = 8
"""Words of a text that a baseline looks at, at least."""
COSINE = 0.6
"""Both this and `RATIO` were chosen like textmine's own thresholds, on the other half of the texts."""
RATIO = 80


def ours(texts: Sequence[str], question: str) -> Groups:
    """Find campaigns as `textmine run` does."""
    return campaign_ids(texts, question=question)


def exact(texts: Sequence[str], question: str) -> Groups:
    """Put answers together that are the same but for case, space, punctuation and emoji."""
    keys = [fold(text) for text in texts]
    counts = Counter(keys)
    return [key if counts[key] >= LEAST and _long(key) else None for key in keys]


def cosine(texts: Sequence[str], question: str) -> Groups:
    """Put answers together by single link: TF-IDF over runs of 3 to 5 characters, cosine."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    keys = [fold(text) for text in texts]
    matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False).fit_transform(keys)
    alike = (matrix @ matrix.T).tocoo()
    pairs = (
        (int(one), int(other))
        for one, other, value in zip(alike.row, alike.col, alike.data, strict=True)
        if value >= COSINE and one < other
    )
    return _joined(keys, pairs)


def neighbours(texts: Sequence[str], question: str) -> Groups:
    """Put answers with the text they are nearest to: containment of runs of 5 characters, no chains."""
    keys = [fold(text) for text in texts]
    runs = [{key[at : at + 5] for at in range(len(key) - 4)} for key in keys]
    leaders: list[int] = []
    result: Groups = [None] * len(keys)
    for at in sorted((at for at in range(len(keys)) if _long(keys[at])), key=lambda at: len(runs[at])):
        shares = ((len(runs[at] & runs[leader]) / len(runs[leader]), leader) for leader in leaders)
        best, leader = max(shares, default=(0.0, at))
        if best < COSINE:
            leaders.append(at)
            leader = at
        result[at] = str(leader)
    return _large(result)


def fuzzy(texts: Sequence[str], question: str) -> Groups:
    """Put answers together by single link: rapidfuzz's `token_set_ratio` of every pair.

    Raises:
        ImportError: rapidfuzz is not installed.
    """
    rapidfuzz = importlib.import_module("rapidfuzz")
    keys = [fold(text) for text in texts]
    long = [at for at, key in enumerate(keys) if _long(key)]
    asked = [keys[at] for at in long]
    scores = rapidfuzz.process.cdist(asked, asked, scorer=rapidfuzz.fuzz.token_set_ratio, score_cutoff=RATIO)
    pairs = ((long[int(one)], long[int(other)]) for one, other in zip(*scores.nonzero(), strict=True))
    return _joined(keys, pairs)


SYSTEMS: Mapping[str, Find] = {
    "textmine": ours,
    "exact only": exact,
    "TF-IDF": cosine,
    "characters": neighbours,
    "rapidfuzz": fuzzy,
}
OURS = "textmine"


def load_systems(wanted: tuple[str, ...]) -> tuple[dict[str, Find], tuple[str, ...]]:
    """Return the systems to run, and those that need a package that is not installed.

    Raises:
        ConfigError: There is no system of that name.
    """
    check_names("system", wanted, tuple(SYSTEMS))
    chosen = {name: find for name, find in SYSTEMS.items() if not wanted or name in wanted}
    lacking = tuple(name for name in chosen if name == "rapidfuzz" and not _has("rapidfuzz"))
    return {name: find for name, find in chosen.items() if name not in lacking}, lacking


def _has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _long(key: str) -> bool:
    return key.count(" ") + 1 >= WORDS


def _joined(keys: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Groups:
    """Return the groups that pairs of long texts make, each joined to all it is linked to."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = [(one, other) for one, other in pairs if _long(keys[one]) and _long(keys[other])]
    rows, columns = np.array(links, dtype=np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(links)), (rows, columns)), shape=(len(keys), len(keys)))
    return _large([str(label) for label in connected_components(graph, directed=False)[1]])


def _large(labels: Sequence[str | None]) -> Groups:
    """Leave out groups of fewer than `LEAST`."""
    counts = Counter(labels)
    return [label if label is not None and counts[label] >= LEAST else None for label in labels]
