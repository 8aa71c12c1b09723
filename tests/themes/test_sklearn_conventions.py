"""scikit-learn's conventions, each by itself.

`check_estimator` stops before its first check of an estimator whose input is text: its checks make arrays of numbers.
Those that need no data are run here (`WITHOUT_DATA`). Of the others, the ones that mean something for text are here
with texts: fit returns self, fit twice gives the same, parameters and input stay as they are, nothing works before fit,
pickling, the order and the company of texts do not matter, pandas output, feature names. The rest is about numbers
(dtypes, NaN, sparse and complex matrices, one feature, sample weights) or about classifiers and regressors.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, clone
from sklearn.cluster import KMeans
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import estimator_checks

from tests.themes.texts import SUBJECT, TEXTS
from textmine import InputError, ThemeModel

WITHOUT_DATA = [
    estimator_checks.check_estimator_cloneable,
    estimator_checks.check_estimator_repr,
    estimator_checks.check_estimator_tags_renamed,
    estimator_checks.check_valid_tag_types,
    estimator_checks.check_mixin_order,
    estimator_checks.check_no_attributes_set_in_init,
    estimator_checks.check_do_not_raise_errors_in_init_or_set_params,
    estimator_checks.check_parameters_default_constructible,
    estimator_checks.check_get_params_invariance,
    estimator_checks.check_set_params,
]


class Letters(BaseEstimator):  # type: ignore[misc]
    """An embedder that is an estimator: how often each of some letters is in a text."""

    def __init__(self, letters: str = "abcdefghijklmnopqrstuvwxyz", floor: float = 0.1) -> None:
        self.letters = letters
        self.floor = floor

    def encode(self, texts: list[str]) -> Any:  # noqa: ANN401 - an array
        return np.array([[self.floor + text.count(letter) for letter in self.letters] for text in texts])


@pytest.fixture(scope="module")
def model() -> ThemeModel:
    return ThemeModel(n_themes=3, seed=0).fit([*TEXTS, "N/A"])


def fast(**parameters: Any) -> ThemeModel:  # noqa: ANN401 - any parameter
    """A model that embeds in no time."""
    return ThemeModel(embedder=Letters(), **parameters)


@pytest.mark.parametrize("check", WITHOUT_DATA, ids=lambda check: check.__name__)
def test_scikit_learns_own_check(check: Callable[[str, object], None]) -> None:
    check("ThemeModel", ThemeModel())


def test_scikit_learn_runs_no_check_that_makes_numbers() -> None:
    with pytest.warns(SkipTestWarning, match="requires input  of type"):
        results = estimator_checks.check_estimator(ThemeModel())
    assert [result["check_name"] for result in results] == ["check_estimator_cloneable"]


def test_a_clone_has_the_parameters_and_nothing_that_was_fitted(model: ThemeModel) -> None:
    copy = clone(model)
    assert copy.get_params() == model.get_params()
    assert not [name for name in vars(copy) if name.endswith("_")]


def test_parameters_of_an_embedder_and_a_clusterer_are_reached_through_the_model() -> None:
    model = ThemeModel(embedder=Letters(), clusterer=KMeans(3, random_state=0))
    assert model.get_params()["clusterer__n_clusters"] == 3
    assert "embedder" in model.get_params(deep=False)
    assert "embedder__floor" not in model.get_params(deep=False)
    model.set_params(clusterer__n_clusters=2, embedder__floor=0.5, seed=7)
    assert (model.clusterer.n_clusters, model.embedder.floor, model.seed) == (2, 0.5, 7)
    copy = clone(model)
    assert copy.clusterer is not model.clusterer
    assert copy.get_params()["embedder__floor"] == 0.5
    with pytest.raises(ValueError, match="Invalid parameter 'themes'"):
        model.set_params(themes=3)


def test_nothing_is_checked_before_fit() -> None:
    model = ThemeModel(n_themes="many", embedder=3, clusterer="KMeans", detector=7)  # type: ignore[arg-type]
    assert model.get_params()["clusterer"] == "KMeans"
    with pytest.raises(InputError):
        model.fit(TEXTS)


def test_fit_returns_the_model_and_changes_neither_parameters_nor_input() -> None:
    texts, model = list(TEXTS), fast(n_themes=3, clusterer=None)
    before = model.get_params()
    assert model.fit(texts) is model
    assert model.get_params() == before
    assert texts == TEXTS
    clusterer = KMeans(3, random_state=0)
    own = fast(clusterer=clusterer).fit(texts)
    assert own.clusterer is clusterer
    assert not hasattr(clusterer, "labels_")


@pytest.mark.parametrize(
    "call",
    [
        lambda model: model.predict(TEXTS),
        lambda model: model.transform(TEXTS),
        lambda model: model.score(TEXTS),
        lambda model: model.refit({0: [0]}),
        lambda model: model.review_order(),
        lambda model: model.get_feature_names_out(),
    ],
    ids=["predict", "transform", "score", "refit", "review_order", "get_feature_names_out"],
)
def test_nothing_works_before_fit(call: Callable[[ThemeModel], object]) -> None:
    with pytest.raises(NotFittedError):
        call(ThemeModel())


def test_fitting_again_gives_the_same(model: ThemeModel) -> None:
    labels, themes, rows = model.labels_.copy(), model.themes_.copy(), model.assignments_.copy()
    again = clone(model).fit([*TEXTS, "N/A"]).fit([*TEXTS, "N/A"])
    assert (again.labels_ == labels).all()
    pd.testing.assert_frame_equal(again.themes_, themes)
    pd.testing.assert_frame_equal(again.assignments_, rows)


def test_fitting_again_forgets_what_was_confirmed() -> None:
    model = fast(n_themes=3).fit(TEXTS)
    before = model.assignments_.copy()
    model.refit({0: [], 1: [2]})
    pd.testing.assert_frame_equal(model.fit(TEXTS).assignments_, before)


@pytest.mark.parametrize("keep", ["pickle", "joblib"])
def test_a_model_comes_back_from_a_file_as_it_was(model: ThemeModel, keep: str, tmp_path: Path) -> None:
    file = tmp_path / "model"
    if keep == "pickle":
        file.write_bytes(pickle.dumps(model))
        back = pickle.loads(file.read_bytes())  # noqa: S301 - our own bytes
    else:
        joblib.dump(model, file)
        back = joblib.load(file)
    assert (back.predict(TEXTS) == model.predict(TEXTS)).all()
    np.testing.assert_array_equal(back.transform(TEXTS), model.transform(TEXTS))
    pd.testing.assert_frame_equal(back.refit({0: [1]}).assignments_, pickle.loads(pickle.dumps(back)).assignments_)  # noqa: S301


def test_parts_of_ones_own_come_back_too(tmp_path: Path) -> None:
    model = fast(clusterer=KMeans(3, random_state=0)).fit(TEXTS)
    joblib.dump(model, tmp_path / "model")
    assert (joblib.load(tmp_path / "model").predict(TEXTS) == model.predict(TEXTS)).all()


def test_the_company_and_the_order_of_new_texts_do_not_matter(model: ThemeModel) -> None:
    whole = model.transform(TEXTS)
    np.testing.assert_allclose(model.transform(TEXTS[4:7]), whole[4:7], atol=0.02)
    np.testing.assert_allclose(model.transform(TEXTS[::-1])[::-1], whole, atol=0.02)


def test_fit_transform_and_fit_predict_are_what_they_say() -> None:
    languages = ["en"] * 4 + ["bn", "so"] + ["en"] * 12
    model = fast(n_themes=3)
    together = model.fit_transform(TEXTS, languages=languages)
    np.testing.assert_array_equal(together, model.transform(TEXTS, languages=languages))
    assert (model.fit_predict(TEXTS, languages=languages) == model.labels_).all()


def test_it_is_the_last_step_of_a_pipeline() -> None:
    trim = FunctionTransformer(lambda texts: [text.strip() for text in texts])
    pipeline = Pipeline([("trim", trim), ("themes", fast(n_themes=3))]).fit([f"  {text} " for text in TEXTS])
    direct = fast(n_themes=3).fit(TEXTS)
    assert (pipeline["themes"].labels_ == direct.labels_).all()
    assert (pipeline.predict(TEXTS) == direct.predict(TEXTS)).all()
    assert pipeline.score(TEXTS, SUBJECT) == direct.score(TEXTS, SUBJECT)


def test_it_gives_features_to_a_classifier() -> None:
    pipeline = make_pipeline(ThemeModel(n_themes=3), LogisticRegression()).fit(TEXTS, SUBJECT)
    assert pipeline.score(TEXTS, SUBJECT) > 0.75
    assert list(pipeline[:-1].get_feature_names_out()) == list(pipeline[0].themes_["title"])


def test_a_grid_search_uses_the_labels_of_people() -> None:
    order = np.random.default_rng(0).permutation(len(TEXTS))
    texts, subject = [TEXTS[i] for i in order], [SUBJECT[i] for i in order]
    search = GridSearchCV(ThemeModel(), {"n_themes": [1, 3]}, cv=2).fit(texts, subject)
    assert search.best_params_ == {"n_themes": 3}
    assert search.cv_results_["mean_test_score"][0] == 0


def test_a_grid_search_reaches_into_a_clusterer() -> None:
    model = fast(clusterer=KMeans(2, random_state=0))
    search = GridSearchCV(model, {"clusterer__n_clusters": [2, 4]}, cv=2).fit([*TEXTS, *TEXTS])
    assert np.isfinite(search.cv_results_["mean_test_score"]).all()
    assert search.best_estimator_.clusterer.n_clusters == search.best_params_["clusterer__n_clusters"]


def test_the_score_is_the_adjusted_rand_index_where_people_said_something(model: ThemeModel) -> None:
    own = model.predict(TEXTS)
    assert model.score(TEXTS, own) == 1
    assert model.score(TEXTS, [str(label) for label in own]) == 1
    some: list[Any] = [None if i % 3 == 0 else label for i, label in enumerate(own)]
    assert model.score(TEXTS, some) == 1
    one_off: list[Any] = [*own[:-1], "something else"]
    assert 0.7 < model.score(TEXTS, one_off) < 1
    assert abs(model.score(TEXTS, np.random.default_rng(0).permutation(SUBJECT))) < 0.3


def test_without_labels_the_score_says_whether_the_themes_come_back(model: ThemeModel) -> None:
    assert model.score(TEXTS) > 0.8
    jumbled = ["x y z", "q w", "k j v", "zz", "y y q", "w k"]
    assert model.score(jumbled) < model.score(TEXTS)
    assert fast(n_themes=1).fit(TEXTS).score(TEXTS) == 0


@pytest.mark.parametrize(
    ("y", "message"), [([0], "18 texts, but 1 labels"), ([None] * 18, "fewer than two labels")], ids=["few", "none"]
)
def test_labels_that_cannot_be_compared_are_a_plain_error(model: ThemeModel, y: list[Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        model.score(TEXTS, y)


def test_features_are_named_by_the_titles(model: ThemeModel) -> None:
    names = model.get_feature_names_out()
    assert names.dtype == object
    assert list(names) == list(model.themes_["title"])
    union = FeatureUnion([("themes", fast(n_themes=2)), ("more", fast(n_themes=3))]).fit(TEXTS)
    assert len(union.get_feature_names_out()) == union.transform(TEXTS).shape[1] == 5


def test_pandas_output_has_titles_as_columns_and_keeps_the_index() -> None:
    texts = pd.Series(TEXTS, index=[f"R{i}" for i in range(len(TEXTS))])
    model = fast(n_themes=3).set_output(transform="pandas")
    frame = model.fit_transform(texts)
    assert list(frame.columns) == list(model.themes_["title"])
    assert list(frame.index) == list(texts.index)
    pd.testing.assert_frame_equal(model.transform(texts), frame)
    np.testing.assert_array_equal(clone(model).set_output(transform="default").fit_transform(texts), frame)


@pytest.mark.parametrize(
    "texts",
    [
        pd.Series(TEXTS, index=range(100, 118)),
        pd.Series(TEXTS, dtype="string"),
        pd.Series(TEXTS, dtype="category"),
        np.array(TEXTS, dtype=object),
        np.array(TEXTS),
        tuple(TEXTS),
    ],
    ids=["series", "string series", "category", "object array", "str array", "tuple"],
)
def test_texts_come_in_any_row_of_strings(texts: Any) -> None:  # noqa: ANN401 - what a notebook holds
    assert (fast(n_themes=3).fit(texts).labels_ == fast(n_themes=3).fit(TEXTS).labels_).all()


def test_what_is_missing_in_a_frame_has_no_content() -> None:
    texts = [*TEXTS, None, float("nan"), pd.NA]
    for held in (texts, pd.Series(texts, dtype="string"), np.array(texts, dtype=object)):
        assert list(fast(n_themes=3).fit(held).labels_[-3:]) == [-1, -1, -1]


def test_languages_may_be_a_column_with_an_index_of_its_own() -> None:
    texts = pd.Series(TEXTS, index=range(100, 118))
    languages = pd.Series(["en"] * 18, index=range(100, 118))
    assert len(fast(n_themes=3).fit(texts, languages=languages).labels_) == 18


@pytest.mark.parametrize(
    "texts",
    [pd.DataFrame({"answer": TEXTS}), np.array([TEXTS, TEXTS]), {"a": "b"}, b"bytes", 7, None],
    ids=["frame", "two dimensions", "mapping", "bytes", "number", "nothing"],
)
def test_what_is_no_row_of_texts_is_a_plain_error(texts: Any) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(InputError, match=r"list of texts|Not a text"):
        fast().fit(texts)
