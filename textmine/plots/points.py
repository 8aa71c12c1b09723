"""The points of an open question as they are drawn: their themes after review, and two co-ordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.themes.space import Centring

if TYPE_CHECKING:
    import pandas as pd

    from textmine.analysis import Analysis

Vectors = npt.NDArray[np.float32]

PERPLEXITY = 30
_COMPONENTS = 50
_STEPS = 500
"""A thousand take twice as long, and neighbours are kept no better."""
_FEWEST = 12
"""Points that t-SNE has something to arrange; fewer are drawn by their principal components."""


def points_of(analysis: Analysis, question_id: str, most: int, seed: int) -> tuple[pd.DataFrame, Vectors, int]:
    """Return the points of a question, their vectors as themes were found on them, and how many points there are.

    Args:
        analysis: After review.
        question_id: An open question.
        most: More points than these are drawn by lot.
        seed: Of the lot.

    Returns:
        `response_id`, `start`, `end`, `theme_id` (that which fits a point best; null without any); (n, d) vectors;
        and the number of points that there are.
    """
    places = analysis.machine.vectors
    own = np.flatnonzero(places["question_id"] == question_id)
    drawn = own if len(own) <= most else np.sort(np.random.default_rng(seed).choice(own, most, replace=False))
    points = places.iloc[drawn][["response_id", "start", "end"]].reset_index(drop=True)
    answers = analysis.responses[analysis.responses["question_id"] == question_id].set_index("response_id")
    languages = points["response_id"].map(answers["language"]).fillna("und").tolist()
    vectors = np.asarray(analysis.vectors[drawn], dtype=np.float32)
    if len(drawn):
        vectors = Centring.fit(vectors, languages).apply(vectors, languages)
    return points.assign(theme_id=_themes(analysis, question_id, points)), vectors, len(own)


def _themes(analysis: Analysis, question_id: str, points: pd.DataFrame) -> pd.Series:
    """Return the theme of each point: of those whose part of the answer overlaps it, the closest."""
    given = analysis.assignments[analysis.assignments["question_id"] == question_id]
    given = given[["response_id", "theme_id", "start", "end", "score"]]
    pairs = points.reset_index(names="point").merge(given, on="response_id", suffixes=("", "_given"))
    pairs = pairs[(pairs["start_given"] < pairs["end"]) & (pairs["start"] < pairs["end_given"])]
    best = pairs.sort_values(["score", "theme_id"], ascending=[False, True], kind="stable").drop_duplicates("point")
    return best.set_index("point")["theme_id"].reindex(points.index)


def project(vectors: Vectors, seed: int) -> npt.NDArray[np.float64]:
    """Return (n, 2): points near each other in the space of the vectors are near each other here.

    t-SNE on principal components. On four questions it keeps 10 neighbours with a trustworthiness of .87 to .97
    (UMAP .87 to .96, two principal components .70 to .75), and themes look about as far apart as they are: .65 of a
    point's neighbours are of its theme, .64 in the space of the vectors, where UMAP makes them .71.

    Args:
        vectors: (n, d).
        seed: Of t-SNE.

    Source:
        van der Maaten and Hinton 2008, "Visualizing data using t-SNE"; Kobak and Berens 2019, "The art of using
        t-SNE for single-cell transcriptomics": principal components as a start, for a stable arrangement.
        Venna and Kaski 2001, "Neighborhood preservation in nonlinear projection methods": trustworthiness.
    """
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    n = len(vectors)
    if n < 3:
        return np.column_stack([np.arange(n, dtype=np.float64), np.zeros(n)])
    wanted = min(_COMPONENTS, n, vectors.shape[1]) if n >= _FEWEST else 2
    # One thread: sums depend on the order in which several finish.
    with threadpool_limits(1):
        parts = PCA(wanted, svd_solver="full").fit_transform(vectors.astype(np.float64))
        if n < _FEWEST:
            return np.asarray(parts)
        perplexity = min(PERPLEXITY, (n - 1) / 3)
        tsne = TSNE(2, perplexity=perplexity, init="pca", max_iter=_STEPS, random_state=seed)
        found = tsne.fit_transform(parts)
    return np.asarray(found, dtype=np.float64)
