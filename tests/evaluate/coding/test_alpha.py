"""Krippendorff's α and MASI against published examples."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.evaluate.coding import Alpha, masi

# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", sections A, B and C.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(("coders", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], alpha: float) -> None:
    units = [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]
    assert Alpha(units).value() == pytest.approx(alpha, abs=5e-4)


# Passonneau 2006: equal sets; one in the other; overlapping; apart.
@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("ab", "ab", 0), ("ab", "a", 1 - 1 / 2 * 2 / 3), ("ab", "bc", 1 - 1 / 3 * 1 / 3), ("a", "b", 1), ("", "", 0)],
)
def test_masi_weighs_how_sets_overlap(one: str, other: str, distance: float) -> None:
    assert masi(frozenset(one), frozenset(other)) == pytest.approx(distance)
    assert masi(frozenset(other), frozenset(one)) == pytest.approx(distance)


def test_none_of_these_is_as_far_from_a_theme_as_can_be() -> None:
    assert masi(frozenset(), frozenset("a")) == 1


SETS = st.frozensets(st.sampled_from("abc"))
UNITS = st.lists(st.lists(SETS, min_size=2, max_size=4), min_size=2, max_size=8)


def by_definition(units: list[list[frozenset[str]]], distance: object) -> float:
    """Return α from the pairs of values themselves, as the definition has it."""
    assert callable(distance)
    values = [value for unit in units for value in unit]
    n = len(values)
    observed = sum(distance(a, b) / (len(unit) - 1) for unit in units for a, b in itertools.permutations(unit, 2)) / n
    expected = sum(distance(a, b) for a, b in itertools.permutations(values, 2)) / (n * (n - 1))
    return 1 - observed / expected if expected else float("nan")


@given(UNITS)
def test_alpha_of_sets_is_what_its_definition_says(units: list[list[frozenset[str]]]) -> None:
    assert Alpha(units, masi).value() == pytest.approx(by_definition(units, masi), nan_ok=True)


@given(UNITS, st.integers(1, 4))
def test_weights_say_how_much_answers_count_and_not_how_many_there_are(
    units: list[list[frozenset[str]]], by: int
) -> None:
    alpha = Alpha(units)
    assert alpha.value(np.full(len(units), float(by))) == pytest.approx(alpha.value(), nan_ok=True)


def test_an_answer_without_weight_does_not_count() -> None:
    units = [("a", "a"), ("b", "b"), ("b", "a")]
    assert Alpha(units).value(np.array([1.0, 1.0, 0.0])) == pytest.approx(1.0)
    assert Alpha(units).value() < 1


def test_the_same_value_everywhere_has_no_alpha() -> None:
    assert np.isnan(Alpha([("a", "a"), ("a", "a")]).value())


def test_an_answer_that_one_person_coded_is_left_out() -> None:
    units = [("a", "a"), ("b", "b"), ("b",), ()]
    assert Alpha(units).n == 2
    assert Alpha(units).value() == Alpha(units[:2]).value()
