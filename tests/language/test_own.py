from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

import textmine as tm
from textmine import InputError
from textmine.language.own import languages_of

TEXTS = ["The park is dark", "পার্ক অন্ধকার", "Beerta waa mugdi", "park ta khub ondhokar", "الحديقة مظلمة", "👍"]


def test_without_one_ours_is_asked() -> None:
    assert languages_of(TEXTS)[:2] == ["en", "bn"]
    assert languages_of(TEXTS) == list(tm.detect_languages(TEXTS)["language"])


@pytest.mark.parametrize("kind", [list, tuple, np.array, pd.Series], ids=["list", "tuple", "array", "series"])
def test_a_function_gives_one_tag_per_text(kind: Any) -> None:  # noqa: ANN401 - a type
    tags = ["en", "bn", "so", "bn-Latn", "ar", "zxx"]
    assert languages_of(TEXTS, lambda texts: kind(tags)) == tags


def test_our_own_function_can_be_given() -> None:
    assert languages_of(TEXTS, tm.detect_languages) == languages_of(TEXTS)


def test_a_classifier_can_be_given() -> None:
    model = make_pipeline(CountVectorizer(analyzer="char"), MultinomialNB()).fit(TEXTS[:3], ["en", "bn", "so"])
    assert languages_of(TEXTS[:3], model) == ["en", "bn", "so"]


def test_what_is_missing_is_undetermined_and_capitals_are_as_usual() -> None:
    tags = [None, float("nan"), pd.NA, "BN-latn", "zh-Hans-CN", "EN"]
    assert languages_of(TEXTS, lambda texts: tags) == ["und", "und", "und", "bn-Latn", "zh-Hans-CN", "en"]


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (lambda texts: ["en"], "1 languages for 6 texts"),
        (lambda texts: ["English"] * 6, "no language tag: `English`. Tags"),
        (lambda texts: [1] * 6, "no language tag: `1`"),
        (lambda texts: [["en"]] * 6, "no language tag"),
        (lambda texts: pd.DataFrame({"tag": ["en"] * 6}), "failed.*KeyError"),
        (lambda texts: 1 / 0, "failed.*ZeroDivisionError"),
        (lambda texts: None, "failed.*TypeError"),
        (7, "`detector` cannot be a `int`"),
        ("en", "`detector` cannot be a `str`"),
        (MultinomialNB, "`detector` cannot be a `ABCMeta`"),
    ],
)
def test_a_bad_detector_is_one_plain_error(own: Any, message: str) -> None:  # noqa: ANN401 - of wrong types
    with pytest.raises(InputError, match=message) as caught:
        languages_of(TEXTS, own)
    assert len(caught.value.problems) == 1
