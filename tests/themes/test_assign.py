from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.themes.assign import confidence, fitted_rules, mark_primary, point_assignments


def similarity(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def of(*rows: list[float], language: str = "en") -> pd.DataFrame:
    return point_assignments(similarity(*rows), [language] * len(rows))


def test_a_point_that_fits_nowhere_has_no_theme() -> None:
    assert list(of([0.1, 0.05], [0.6, 0.1])["point"]) == [1]


def test_a_close_second_theme_is_given_too() -> None:
    assert list(of([0.60, 0.58, 0.1])["theme"]) == [0, 1]


def test_a_distant_second_theme_is_not() -> None:
    assert list(of([0.6, 0.3])["theme"]) == [0]


@pytest.mark.parametrize("n", [1, 2, 5, 40, 300])
def test_few_points_of_any_language_fit_nowhere(n: int) -> None:
    # Somali is less similar to everything: its own distribution says what is far.
    tags = ["en"] * 200 + ["so"] * n
    best = np.concatenate([np.linspace(0.2, 0.7, 200), np.linspace(0.1, 0.3, n)]).astype(np.float32)[:, None]
    rules = fitted_rules(best, tags)
    themed = set(point_assignments(best, tags, rules)["point"])
    english = 1 - sum(i < 200 for i in themed) / 200
    somali = 1 - sum(i >= 200 for i in themed) / n
    assert english <= 0.06
    if n >= 300:
        assert somali <= 0.08
    assert rules.standard(best[:, 0].astype(float), tags).shape == (200 + n,)


def test_what_is_near_fits_however_near_the_others_are() -> None:
    best = np.linspace(0.6, 0.9, 50, dtype=np.float32)[:, None]
    assert len(point_assignments(best, ["bn"] * 50, fitted_rules(best, ["bn"] * 50))) == 50


def test_a_language_that_was_not_fitted_has_the_common_scale() -> None:
    best = np.linspace(0.2, 0.7, 60, dtype=np.float32)[:, None]
    rules = fitted_rules(best, ["en"] * 60)
    assert rules.standard(np.array([0.45]), ["ar"]) == pytest.approx((0.45 - rules.common.middle) / 0.225, abs=0.05)


def test_confidence_rises_with_similarity_and_is_a_probability() -> None:
    values = confidence(np.array([0.0, 0.2, 0.4, 0.9]), ["so"] * 4)
    assert (np.diff(values) > 0).all()
    assert 0 < values[0] < values[-1] < 1


def test_no_points_and_no_themes_give_an_empty_frame() -> None:
    for shape in ((0, 3), (3, 0)):
        rows = point_assignments(np.zeros(shape, np.float32), ["en"] * shape[0])
        assert rows.empty
        assert list(rows.columns) == ["point", "theme", "score"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.floats(0.25, 1)), min_size=0, max_size=30))
@settings(deadline=None, max_examples=60)
def test_exactly_one_row_of_every_answer_is_primary(rows: list[tuple[int, int, float]]) -> None:
    frame = pd.DataFrame(rows, columns=["answer", "theme", "score"]).astype({"answer": int, "theme": int})
    frame["primary"] = mark_primary(frame)
    assert (frame.groupby("answer")["primary"].sum() == 1).all()


def test_the_theme_most_of_an_answer_is_about_is_primary() -> None:
    frame = pd.DataFrame({"answer": [7, 7, 7], "theme": [0, 1, 1], "score": [0.9, 0.6, 0.7]})
    assert list(mark_primary(frame)) == [False, False, True]
