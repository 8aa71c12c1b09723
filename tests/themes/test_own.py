"""Parts of one's own in `ThemeModel`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score

from tests.themes.test_odd_sets import assert_rows_are_sound
from tests.themes.texts import SUBJECT, TEXTS
from textmine import InputError, ThemeModel
from textmine.config import EmbedSettings
from textmine.embed import make_embedder
from textmine.themes.own import OwnClusterer

MIXED = [
    *TEXTS,
    "park ta khub ondhokar",
    "الحديقة مظلمة ليلا",
    "👍",
    "Parking waa qaali, and the permits cost too much",
]


class Hashed:
    """An embedder of 50 numbers: which three letters in a row are in a text, in any script."""

    def encode(self, texts: list[str]) -> Any:  # noqa: ANN401 - an array
        vectors = np.zeros((len(texts), 50))
        for row, text in enumerate(texts):
            for i in range(max(1, len(text) - 2)):
                vectors[row, sum(map(ord, text[i : i + 3])) % 50] += 1
        return vectors


class Fixed:
    """A clusterer that gives the labels it is told."""

    def __init__(self, labels: Any) -> None:  # noqa: ANN401 - good and bad labels
        self.labels = labels

    def fit(self, X: Any, y: Any = None) -> Fixed:  # noqa: ANN401 - scikit-learn's signature
        self.labels_ = self.labels(X) if callable(self.labels) else self.labels
        return self


def assert_is_sound(model: ThemeModel, texts: list[str]) -> None:
    assert_rows_are_sound(model.assignments_, texts)
    k = len(model.themes_)
    assert model.transform(texts).shape == (len(texts), k)
    assert set(model.labels_) <= {-1, *range(k)}
    assert [texts[i] for i in np.flatnonzero(model.labels_ == -1)] == ["👍"]
    assert model.themes_["title"].str.strip().ne("").all()


@pytest.mark.parametrize(
    "clusterer",
    [
        KMeans(3, random_state=0),
        HDBSCAN(min_cluster_size=3, copy=True),
        AgglomerativeClustering(4),
        DBSCAN(eps=1.1, min_samples=2),
    ],
    ids=lambda clusterer: type(clusterer).__name__,
)
def test_any_clusterer_of_scikit_learn_serves(clusterer: Any) -> None:  # noqa: ANN401 - an estimator
    model = ThemeModel(clusterer=clusterer).fit(MIXED)
    assert_is_sound(model, MIXED)
    assert not hasattr(clusterer, "labels_")


def test_the_clusterer_decides_how_many_themes_there_are() -> None:
    model = ThemeModel(clusterer=KMeans(3, n_init=10, random_state=0)).fit(TEXTS)
    assert len(model.themes_) == 3
    assert adjusted_rand_score(SUBJECT, model.labels_) > 0.6
    with pytest.raises(InputError, match="`n_themes` and a clusterer of your own: give one"):
        ThemeModel(n_themes=3, clusterer=KMeans(3)).fit(TEXTS)


def test_vectors_of_any_length_go_all_the_way() -> None:
    model = ThemeModel(embedder=Hashed(), n_themes=4).fit(MIXED)
    assert_is_sound(model, MIXED)
    assert model.prepared_.vectors.shape[1] == model.discovery_.centroids.shape[1] == 50
    assert model.refit({i: [int(model.labels_[i])] for i in range(20)}).agreement_ is not None
    assert len(model.review_order()) == len(MIXED) - 21


def test_our_own_embedder_given_by_hand_changes_nothing() -> None:
    usual = ThemeModel(n_themes=3).fit(TEXTS)
    given = ThemeModel(n_themes=3, embedder=make_embedder(EmbedSettings())).fit(TEXTS)
    assert (usual.labels_ == given.labels_).all()
    assert list(usual.themes_["title"]) == list(given.themes_["title"])


def test_a_detector_is_asked_where_no_languages_are_given() -> None:
    model = ThemeModel(embedder=Hashed(), n_themes=2, detector=lambda texts: ["cy"] * len(texts))
    assert set(model.fit(TEXTS).prepared_.languages) == {"cy"}
    assert set(model.fit(TEXTS, languages=["so"] * len(TEXTS)).prepared_.languages) == {"so"}
    with pytest.raises(InputError, match="`detector` gave"):
        model.set_params(detector=lambda texts: ["Welsh"]).fit(TEXTS)


def test_an_outlier_goes_to_the_nearest_cluster_and_names_are_counted_anew() -> None:
    vectors = np.eye(4, dtype=np.float32)[[0, 0, 2, 2, 0, 2]]
    labels = OwnClusterer(Fixed(np.array([7, 7, 3, 3, -1, -2]))).fit(vectors).labels_
    assert labels.tolist() == [1, 1, 0, 0, 1, 0]


def test_an_outlier_that_is_far_from_every_theme_needs_a_person() -> None:
    strange = "Xylophone quartets rehearse baroque sonatas beneath Jupiter"
    texts = [*TEXTS, strange]

    def labels(points: Any) -> Any:  # noqa: ANN401 - an array
        return np.array([*SUBJECT, *[-1] * (len(points) - len(SUBJECT))])

    model = ThemeModel(clusterer=Fixed(labels)).fit(texts)
    assert len(model.themes_) == 3
    assert model.labels_[-1] >= 0
    assert model.confidence_[-1] < min(model.confidence_[:-1])
    assert len(texts) - 1 not in set(model.assignments_["text_index"])


@pytest.mark.parametrize(
    ("clusterer", "message"),
    [
        (Fixed(np.array([0, 1])), r"shape \(2,\) for \d+ points"),
        (Fixed(lambda points: np.zeros((len(points), 1), int)), r"shape \(\d+, 1\)"),
        (Fixed(lambda points: np.full(len(points), np.nan)), "not whole numbers"),
        (Fixed(lambda points: ["a"] * len(points)), "not whole numbers"),
        (Fixed(lambda points: np.full(len(points), -1)), "took all .* points for outliers"),
        (Fixed(lambda points: 1 / 0), "failed.*ZeroDivisionError"),
        (KMeans(500), "failed.*n_clusters=500"),
        (KMeans(0), "failed.*n_clusters"),
        (KMeans, "cannot be the class `KMeans` itself"),
        ("KMeans", "cannot be a `str`"),
        (make_embedder, "cannot be a `function`"),
    ],
)
def test_a_bad_clusterer_is_one_plain_error(clusterer: Any, message: str) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(InputError, match=message) as caught:
        ThemeModel(embedder=Hashed(), clusterer=clusterer).fit(TEXTS)
    assert len(caught.value.problems) == 1
    assert "clusterer" in str(caught.value)


def test_another_embedder_after_fit_is_a_plain_error() -> None:
    model = ThemeModel(embedder=Hashed(), n_themes=2).fit(TEXTS)
    with pytest.raises(InputError, match="vectors of 50 numbers, and these have 384"):
        model.set_params(embedder=None).predict(TEXTS)


def test_a_key_phrase_is_in_the_texts_of_its_theme() -> None:
    dark, parking = ["রাতে পার্কে আলো দরকার", "আলো চাই, রাতে অন্ধকার"], ["مواقف السيارات غالية", "تصريح الوقوف مكلف"]
    texts = [*dark, *parking, "More bins", "Empty the bins"]
    model = ThemeModel(clusterer=Fixed(np.array([0, 0, 1, 1, 2, 2])), detector=lambda texts: ["und"] * len(texts))
    model.fit(texts)
    for theme, words in zip(model.themes_["theme_id"], model.themes_["keywords"], strict=True):
        own = " ".join(text for text, label in zip(texts, model.labels_, strict=True) if label == theme).casefold()
        assert words
        assert all(part in own for word in words for part in word.casefold().split())


@pytest.mark.parametrize("seed", [-1, 1.5, "x", None])
def test_a_seed_that_is_no_whole_number_is_refused(seed: object) -> None:
    with pytest.raises(InputError, match="`seed` cannot be"):
        ThemeModel(seed=seed).fit(["More bins", "Dark paths"])  # type: ignore[arg-type]


def test_names_of_languages_are_no_tags() -> None:
    with pytest.raises(InputError, match="No tag: `English`"):
        ThemeModel().fit(["More bins", "আলো দরকার"], languages=["English", "bn"])


def test_a_theme_confirmed_as_text_is_told_from_its_number() -> None:
    model = ThemeModel(n_themes=1).fit(["More bins", "আলো দরকার"])
    with pytest.raises(InputError, match=r"There is no theme '0' \(confirmed for text 0\)"):
        model.refit({0: ["0"]})  # type: ignore[list-item]
