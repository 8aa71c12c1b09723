"""Cohen's κ, and its resampled form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from textmine.evaluate.coding.kappa import both_of_either, cells, kappa, kappas, same

FLAGS = st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(1, 9)), min_size=2, max_size=30)


@given(FLAGS)
def test_kappa_of_a_table_is_that_of_its_labels(flags: list[tuple[bool, bool, int]]) -> None:
    one, other, weights = (np.array(part) for part in zip(*flags, strict=True))
    table = weights @ cells(one[:, None], other[:, None], np.ones((len(one), 1), dtype=np.bool_))[:, 0]
    if len({*one, *other}) == 1:
        assert np.isnan(kappa(table))
        assert np.isnan(kappas(table[None])[0])
        return
    expected = cohen_kappa_score(one, other, sample_weight=weights)
    assert kappa(table) == pytest.approx(expected, abs=1e-9)
    assert kappas(table[None])[0] == pytest.approx(expected, abs=1e-9)


def test_kappa_falls_where_a_theme_is_rare_though_people_agree() -> None:
    # Feinstein and Cicchetti 1990: the same agreement, another prevalence.
    common, rare = np.array([40.0, 9.0, 6.0, 45.0]), np.array([80.0, 10.0, 5.0, 5.0])
    assert same(common[None])[0] == same(rare[None])[0] == pytest.approx(0.85)
    assert (kappa(common), kappa(rare)) == (pytest.approx(0.70, abs=0.005), pytest.approx(0.32, abs=0.005))


def test_both_of_either_leaves_out_what_neither_gave() -> None:
    assert both_of_either(np.array([[2.0, 1.0, 1.0, 96.0]]))[0] == pytest.approx(2 / 3)


def test_a_theme_of_another_question_is_in_no_cell() -> None:
    yes = np.array([[True, True]])
    assert cells(yes, yes, np.array([[True, False]])).sum() == 1
