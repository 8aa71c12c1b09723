from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.metrics import adjusted_rand_score
from sklearn.pipeline import Pipeline

from tests.themes.texts import SUBJECT, TEXTS
from textmine import InputError, ThemeModel

NO_CONTENT = ["N/A", "👍", "", "নেই", "???"]


@pytest.fixture(scope="module")
def model() -> ThemeModel:
    return ThemeModel(n_themes=3, seed=0).fit([*TEXTS, *NO_CONTENT])


def test_an_answer_lands_with_its_subject_in_any_language(model: ThemeModel) -> None:
    labels = model.labels_[: len(TEXTS)]
    assert adjusted_rand_score(SUBJECT, labels) > 0.6


def test_a_label_is_minus_one_only_without_content(model: ThemeModel) -> None:
    assert (model.labels_[: len(TEXTS)] >= 0).all()
    assert (model.labels_[len(TEXTS) :] == -1).all()
    assert (model.confidence_[len(TEXTS) :] == 0).all()


def test_the_fitted_tables_have_the_promised_shape(model: ThemeModel) -> None:
    themes, rows = model.themes_, model.assignments_
    assert list(themes.columns) == ["theme_id", "title", "description", "keywords", "n_texts"]
    assert list(themes["theme_id"]) == [0, 1, 2]
    assert themes["title"].str.strip().ne("").all()
    assert themes["title"].is_unique
    assert list(rows.columns) == ["text_index", "theme_id", "score", "start", "end", "primary"]
    assert rows["score"].between(0, 1).all()
    assert (rows[rows["primary"]].groupby("text_index").size() == 1).all()
    texts = [*TEXTS, *NO_CONTENT]
    for row in rows.itertuples():
        assert texts[row.text_index][row.start : row.end].strip()
    assert np.issubdtype(model.labels_.dtype, np.integer)
    assert ((model.confidence_ >= 0) & (model.confidence_ <= 1)).all()


def test_predict_and_transform_agree_with_the_fit(model: ThemeModel) -> None:
    scores = model.transform([*TEXTS, "N/A"])
    assert scores.shape == (len(TEXTS) + 1, 3)
    assert ((scores >= 0) & (scores <= 1)).all()
    predicted = model.predict([*TEXTS, "N/A"])
    assert predicted[-1] == -1
    assert (predicted[: len(TEXTS)] == model.labels_[: len(TEXTS)]).mean() > 0.9


def test_a_new_answer_goes_to_the_right_theme(model: ThemeModel) -> None:
    dark = model.labels_[6]
    assert model.predict(["no lamps on the footpath, cannot see anything at night"])[0] == dark


def test_the_same_seed_gives_the_same_result(model: ThemeModel) -> None:
    again = clone(model).fit([*TEXTS, *NO_CONTENT])
    assert (again.labels_ == model.labels_).all()
    pd.testing.assert_frame_equal(again.themes_, model.themes_)
    pd.testing.assert_frame_equal(again.assignments_, model.assignments_)


def test_it_keeps_scikit_learn_conventions(model: ThemeModel) -> None:
    assert ThemeModel(n_themes=4).get_params()["n_themes"] == 4
    assert clone(model).get_params() == model.get_params()
    with pytest.raises(NotFittedError):
        ThemeModel().predict(["bins"])
    labels = Pipeline([("themes", ThemeModel(n_themes=3))]).fit(TEXTS)["themes"].labels_
    assert len(labels) == len(TEXTS)
    revived = pickle.loads(pickle.dumps(model))  # noqa: S301 - our own bytes
    assert (revived.predict(TEXTS[:3]) == model.predict(TEXTS[:3])).all()


def test_refit_keeps_what_people_confirmed() -> None:
    model = ThemeModel(n_themes=3, seed=0).fit(TEXTS)
    other = (int(model.labels_[0]) + 1) % 3
    model.refit({0: [other], 1: [], 2: [0, 1]})
    rows = model.assignments_
    assert set(rows.loc[rows["text_index"] == 0, "theme_id"]) == {other}
    assert model.labels_[0] == other
    assert rows[rows["text_index"] == 1].empty
    assert model.confidence_[1] == 0
    assert set(rows.loc[rows["text_index"] == 2, "theme_id"]) == {0, 1}
    model.refit({5: [other]})
    assert set(model.assignments_.loc[model.assignments_["text_index"] == 0, "theme_id"]) == {other}


def test_refit_without_news_changes_nothing() -> None:
    model = ThemeModel(n_themes=3, seed=0).fit(TEXTS)
    before = model.assignments_.copy()
    pd.testing.assert_frame_equal(model.refit({}).assignments_, before)


def test_refit_moves_what_is_like_the_confirmed_and_little_else() -> None:
    model = ThemeModel(n_themes=3, seed=0).fit(TEXTS)
    home, away = int(model.labels_[0]), int(model.labels_[6])
    before, near = model.labels_.copy(), model.transform(TEXTS)
    model.refit({0: [away], 1: [away], 3: [away], 4: [away]})
    moved = np.flatnonzero(model.labels_ != before)
    assert {0, 1, 3, 4} <= set(moved)
    change = model.transform(TEXTS) - near
    assert change[2, home] < -0.2
    assert abs(change[12:, home]).max() < 0.1
    assert home != away
    assert not set(moved) & set(range(6, 12))


def test_the_texts_to_review_first_are_of_different_kinds() -> None:
    model = ThemeModel(n_themes=3, seed=0).fit([*TEXTS, *TEXTS, "N/A"])
    order = model.review_order()
    assert sorted(order) == list(range(36))
    assert len({SUBJECT[i % 18] for i in order[:3]}) == 3
    model.refit({int(order[0]): []})
    assert int(order[0]) not in set(model.review_order())
    assert len(model.review_order()) == 35


def test_refit_refuses_what_does_not_exist() -> None:
    model = ThemeModel(n_themes=2).fit(TEXTS)
    with pytest.raises(InputError, match="no theme 9") as caught:
        model.refit({99: [0], 0: [9]})
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    "texts",
    [
        ["More bins"],
        ["More bins", "পার্কে আলো দরকার", "Parking"],
        ["the same words again"] * 12,
        ["bins"] * 3,
        ["آپ کا شکریہ پارک بہت اچھا ہے"] * 2 + ["Ulice są brudne i ciemne w nocy"] * 2,
        ["dark paths and bins " * 1250],
        ["👍", "N/A"],
        [],
    ],
    ids=["one", "three", "identical", "one word", "unseen languages", "5,000 words", "no content", "nothing"],
)
def test_odd_sets_give_a_sensible_result(texts: list[str]) -> None:
    model = ThemeModel().fit(texts)
    assert len(model.labels_) == len(texts)
    assert len(model.themes_) == len(set(model.labels_) - {-1}) or len(model.themes_) >= 1 or not texts
    assert model.transform(texts).shape == (len(texts), len(model.themes_))


def test_more_themes_than_texts_is_a_plain_error() -> None:
    with pytest.raises(InputError, match="5 themes were asked for, but the texts with content make 2 points"):
        ThemeModel(n_themes=5).fit(["More bins", "More lights"])


def test_non_texts_are_refused() -> None:
    with pytest.raises(InputError, match="position 1"):
        ThemeModel().fit(["bins", 7])  # type: ignore[list-item]


@pytest.mark.slow
def test_parallel_news_lands_in_the_same_theme(real_data: Path) -> None:
    pairs = pd.read_csv(real_data / "hornmt" / "parallel.csv").head(150)
    texts = [*pairs["en"], *pairs["so"]]
    model = ThemeModel(seed=0).fit(texts, languages=["en"] * 150 + ["so"] * 150)
    same = (model.labels_[:150] == model.labels_[150:]).mean()
    rng = np.random.default_rng(0)
    chance = (model.labels_[:150] == rng.permutation(model.labels_[150:])).mean()
    assert same > chance + 0.25


def test_one_very_long_answer_has_no_more_say_than_others() -> None:
    long = "The bins overflow and the street is dark at night. Parking is too expensive here. " * 350
    model = ThemeModel(seed=0).fit([long, *TEXTS])
    themed = set(model.assignments_["text_index"])
    assert len(themed) >= 17
    assert len(set(model.labels_[1:])) >= 2
