from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.themes.assign import RULES, confidence, fitted_rules, mark_primary, point_assignments


def similarity(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=np.float32)


def test_a_point_that_fits_nowhere_has_no_theme() -> None:
    rows = point_assignments(similarity([0.1, 0.05], [0.6, 0.1]))
    assert list(rows["point"]) == [1]


def test_in_a_loose_set_only_few_points_fit_nowhere() -> None:
    loose = np.linspace(0.05, 0.4, 50, dtype=np.float32).reshape(-1, 1)
    unfit = 50 - len(point_assignments(loose, fitted_rules(loose)))
    assert 0 < unfit <= 4
    assert fitted_rules(np.full((9, 1), 0.9, np.float32)) == RULES


def test_a_close_second_theme_is_given_too() -> None:
    rows = point_assignments(similarity([0.60, 0.58, 0.1]))
    assert list(rows["theme"]) == [0, 1]


def test_a_distant_second_theme_is_not() -> None:
    assert list(point_assignments(similarity([0.6, 0.4]))["theme"]) == [0]


def test_confidence_is_one_half_at_the_floor_and_rises() -> None:
    values = confidence(np.array([RULES.floor, RULES.floor + 0.2, 1.0], dtype=np.float32))
    assert abs(values[0] - 0.5) < 1e-6
    assert values[0] < values[1] < values[2] <= 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.floats(0.25, 1)), min_size=0, max_size=30))
@settings(deadline=None, max_examples=60)
def test_exactly_one_row_of_every_answer_is_primary(rows: list[tuple[int, int, float]]) -> None:
    frame = pd.DataFrame(rows, columns=["answer", "theme", "score"]).astype({"answer": int, "theme": int})
    frame["primary"] = mark_primary(frame)
    assert (frame.groupby("answer")["primary"].sum() == 1).all()


def test_the_theme_most_of_an_answer_is_about_is_primary() -> None:
    frame = pd.DataFrame({"answer": [7, 7, 7], "theme": [0, 1, 1], "score": [0.9, 0.6, 0.7]})
    assert list(mark_primary(frame)) == [False, False, True]
