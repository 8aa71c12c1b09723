from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import textmine as tm
from textmine import Analysis, InputError
from textmine.review import decide

QUESTION = "c11"


@pytest.fixture(scope="module")
def analysis(sample_run: Path) -> Analysis:
    return tm.open(sample_run)


@pytest.fixture(scope="module")
def topics(analysis: Analysis) -> Any:  # noqa: ANN401 - bertopic has no types
    return analysis.to_bertopic(QUESTION)


def theme_of_documents(topics: Any) -> list[str | None]:  # noqa: ANN401 - bertopic has no types
    return [topics.theme_ids_.get(topic) for topic in topics.topics_]


def test_the_topics_are_the_themes_with_their_titles(analysis: Analysis, topics: Any) -> None:  # noqa: ANN401
    themes = analysis.themes[analysis.themes["question_id"] == QUESTION].set_index("theme_id")["title"]
    assert set(topics.theme_ids_.values()) <= set(themes.index)
    shown = topics.get_topic_info().set_index("Topic")["CustomName"]
    assert {shown[topic] for topic in topics.theme_ids_} == {themes[theme] for theme in topics.theme_ids_.values()}
    assert shown[-1] == "In no theme"


def test_every_point_is_a_document_in_the_theme_it_fits_best(analysis: Analysis, topics: Any) -> None:  # noqa: ANN401
    places = analysis.machine.vectors[analysis.machine.vectors["question_id"] == QUESTION]
    assert len(topics.documents_) == len(topics.topics_) == len(places)
    rows = analysis.assignments.sort_values("score", ascending=False, kind="stable")
    best = rows.drop_duplicates(["response_id", "question_id", "start", "end"])
    keys = ["response_id", "question_id", "start", "end"]
    expected = places.merge(best, on=keys, how="left")["theme_id"]
    assert theme_of_documents(topics) == [None if theme != theme else theme for theme in expected]
    texts = analysis.responses.set_index(["response_id", "question_id"])["text"]
    own = [texts[r, q][start:end] for r, q, start, end in places[keys].itertuples(index=False)]
    assert topics.documents_ == own


def test_its_vectors_are_ours_and_close_to_their_topics(analysis: Analysis, topics: Any) -> None:  # noqa: ANN401
    assert topics.embeddings_.shape == (len(topics.documents_), analysis.vectors.shape[1])
    np.testing.assert_allclose(np.linalg.norm(topics.embeddings_, axis=1), 1, atol=1e-5)
    own = np.asarray(topics.topics_)
    middles = np.stack([topics.embeddings_[own == topic].mean(axis=0) for topic in range(len(topics.theme_ids_))])
    themed = own >= 0
    assert ((topics.embeddings_[themed] @ middles.T).argmax(axis=1) == own[themed]).mean() > 0.7


def test_words_of_every_script_are_whole(topics: Any) -> None:  # noqa: ANN401 - bertopic has no types
    words = set(topics.vectorizer_model.get_feature_names_out())
    assert {"পার্কে", "bins"} <= words


@pytest.mark.parametrize("picture", ["visualize_barchart", "visualize_hierarchy", "visualize_heatmap"])
def test_a_picture_has_the_titles_in_it(topics: Any, picture: str) -> None:  # noqa: ANN401 - bertopic has no types
    figure = getattr(topics, picture)(custom_labels=True)
    assert type(figure).__name__ == "Figure"
    title = topics.custom_labels_[1]
    assert title[:10] in figure.to_json()


@pytest.mark.slow
def test_the_maps_are_figures(topics: Any) -> None:  # noqa: ANN401 - bertopic has no types
    documents = topics.visualize_documents(topics.documents_, embeddings=topics.embeddings_, custom_labels=True)
    assert sum(len(trace.x) for trace in documents.data) >= len(topics.documents_)
    assert type(topics.visualize_topics(custom_labels=True)).__name__ == "Figure"


def test_it_is_as_reviewed(sample_copy: Path) -> None:
    before = tm.open(sample_copy)
    first, second, third = before.themes[before.themes["question_id"] == QUESTION]["theme_id"].head(3)
    answer = before.assignments[before.assignments["theme_id"] == third]["response_id"].iloc[0]
    decide(
        sample_copy,
        "Ada Officer",
        [
            {"do": "rename", "theme": first, "title": "<b>আলো</b> চাই"},
            {"do": "merge", "themes": [second], "into": first},
            {"do": "unassign", "answer": [answer, QUESTION], "theme": third},
            {"do": "assign", "answer": [answer, QUESTION], "theme": first},
        ],
    )
    after = tm.open(sample_copy)
    topics = after.to_bertopic(QUESTION)
    assert second not in topics.theme_ids_.values()
    topic = next(topic for topic, theme in topics.theme_ids_.items() if theme == first)
    assert "<b>আলো</b> চাই" in topics.custom_labels_
    places = after.machine.vectors[after.machine.vectors["question_id"] == QUESTION]["response_id"]
    assert topic in {topics.topics_[i] for i in np.flatnonzero(places == answer)}


def test_a_script_in_an_answer_does_not_run_in_a_picture(topics: Any) -> None:  # noqa: ANN401
    named = copy(topics)
    named.set_topic_labels({0: "</script><script>alert(1)</script>"})
    page = named.visualize_heatmap(custom_labels=True).to_html(include_plotlyjs=False)
    assert "<script>alert" not in page


def test_a_question_that_is_not_there_is_a_plain_error(analysis: Analysis) -> None:
    with pytest.raises(InputError, match=r"Say which question. Questions with themes: `c10`, `c11`"):
        analysis.to_bertopic()
    with pytest.raises(InputError, match="no open question `ward` with themes"):
        analysis.to_bertopic("ward")
