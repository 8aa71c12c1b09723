"""The reviewed themes of one question as a fitted BERTopic, for its pictures and tables."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.errors import InputError
from textmine.schema import ANSWER
from textmine.tables import Tables
from textmine.themes.engine import TermAnalyzer, make_engine
from textmine.themes.space import Centring, said_once, weights_of
from textmine.themes.stopwords import question_words, stop_words

Vectors = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]

NOWHERE = -1
NOWHERE_LABEL = "In no theme"


@dataclass(frozen=True, eq=False)
class _Points:
    """The points of a question: what BERTopic calls documents.

    Attributes:
        texts: (n,) as written.
        vectors: (n, d) in the space that the themes were found in.
        labels: (n,) number of the theme each is in, in the order of `themes`; -1: in none.
        themes: The themes that points are in: `theme_id`, `title`.
    """

    texts: list[str]
    vectors: Vectors
    labels: Labels
    themes: pd.DataFrame


def topics_of(tables: Tables, question_id: str | None = None) -> Any:  # noqa: ANN401 - bertopic has no types
    """Return a fitted BERTopic whose topics are the themes of a question.

    Args:
        tables: An analysis, after review.
        question_id: The open question; None where there is only one with themes.

    Returns:
        A `bertopic.BERTopic`. Its documents are the points; they and their vectors are kept as `documents_` and
        `embeddings_`, as `visualize_documents` wants them, and `theme_ids_` says which theme each topic is.

    Raises:
        InputError: There is no such question, or it has no themes.
    """
    question = _question(tables, question_id)
    points = _points(tables, question)
    wording = tables.questions.set_index("question_id")["wording"].get(question, "")
    analyzer = TermAnalyzer(stop_words() | question_words(str(wording or "")))
    engine = make_engine(_as_reviewed(), analyzer)
    # BERTopic replaces the host program's warning filters when it is imported and used.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        topics, _ = engine.fit_transform(points.texts, embeddings=points.vectors, y=points.labels)
    number = dict(zip(topics, points.labels.tolist(), strict=True))
    engine.theme_ids_ = {topic: points.themes["theme_id"].iloc[n] for topic, n in number.items() if n >= 0}
    titles = {topic: points.themes["title"].iloc[n] for topic, n in number.items() if n >= 0}
    engine.set_topic_labels({topic: titles.get(topic, NOWHERE_LABEL) for topic in number})
    engine.documents_, engine.embeddings_ = points.texts, points.vectors
    return engine


def _as_reviewed() -> Any:  # noqa: ANN401 - bertopic has no types
    """Return what BERTopic takes for "the clusters are known": they are passed to its fit as `y`."""
    from bertopic.cluster import BaseCluster

    return BaseCluster()


def _question(tables: Tables, question_id: str | None) -> str:
    known = list(dict.fromkeys(tables.assignments["question_id"]))
    if question_id is None and len(known) == 1:
        return str(known[0])
    if question_id in known:
        return str(question_id)
    there = ", ".join(f"`{name}`" for name in known) or "none"
    asked = "Say which question." if question_id is None else f"There is no open question `{question_id}` with themes."
    raise InputError(f"{asked} Questions with themes: {there}.")


def _points(tables: Tables, question: str) -> _Points:
    """Return the points of a question with the theme that each is in after review."""
    own = (tables.vectors["question_id"] == question).to_numpy()
    places = tables.vectors[own].reset_index(drop=True)
    answers = tables.responses[tables.responses["question_id"] == question].set_index("response_id")
    people = places["response_id"]
    texts = [
        text[start:end]
        for text, start, end in zip(answers["text"].loc[people], places["start"], places["end"], strict=True)
    ]
    rows = tables.assignments[tables.assignments["question_id"] == question]
    themes = tables.themes[tables.themes["theme_id"].isin(rows["theme_id"])].reset_index(drop=True)
    order = {theme: n for n, theme in enumerate(themes["theme_id"])}
    labels = _theme_of_each(places, rows).map(order).fillna(NOWHERE).to_numpy(dtype=np.int64)
    weights = said_once(tables.vector_array[own], weights_of(pd.factorize(people)[0].astype(np.int64)))
    languages = answers["language"].loc[people].tolist()
    centring = Centring.fit(tables.vector_array[own], languages, weights)
    return _Points(texts, centring.apply(tables.vector_array[own], languages), labels, themes)


def _theme_of_each(places: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Return the theme id of each point, missing where it is in none.

    Somebody who assigns an answer assigns its points with it: whatever lies inside what was assigned is in the theme.
    Of several themes, a point is in the one it fits best.
    """
    both = places.reset_index().merge(rows, on=ANSWER, suffixes=("", "_theme"))
    inside = both[(both["start"] >= both["start_theme"]) & (both["end"] <= both["end_theme"])]
    best = inside.sort_values(["index", "score"], ascending=[True, False], kind="stable").drop_duplicates("index")
    return best.set_index("index")["theme_id"].reindex(places.index)
