import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.evaluate.intervals import macro, proportion, replicates


# Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_the_literature(right: int, n: int, low: float, high: float) -> None:
    estimate = proportion(right, n)
    assert estimate is not None
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=5e-5)
    assert (estimate.right, estimate.n) == (right, n)


@given(st.integers(1, 3_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(counts: tuple[int, int]) -> None:
    estimate = proportion(*counts)
    assert estimate is not None
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


def test_nothing_counted_is_no_figure() -> None:
    assert proportion(0, 0) is None
    assert macro([(0, 0)]) is None


def test_every_language_weighs_the_same_in_the_mean() -> None:
    estimate = macro([(10, 10), (0, 990), (0, 0)])
    assert estimate is not None
    assert estimate.value == 0.5
    assert (estimate.right, estimate.n) == (10, 1_000)


def test_the_bootstrap_agrees_with_theory_and_with_its_seed() -> None:
    counts = [(60, 100), (80, 100)]
    estimate = macro(counts, seed=3)
    assert estimate is not None
    error = 1.96 * ((0.6 * 0.4 + 0.8 * 0.2) / 100) ** 0.5 / 2
    assert estimate.low == pytest.approx(0.7 - error, abs=0.01)
    assert estimate.high == pytest.approx(0.7 + error, abs=0.01)
    assert macro(counts, seed=3) == estimate
    assert macro(counts, seed=4) != estimate


def test_a_sample_drawn_again_has_the_weight_and_the_spread_of_its_strata() -> None:
    strata, weights = [0] * 10 + [1] * 5, [9.0] * 10 + [2.0] * 5
    drawn = replicates(strata, weights, seed=1)
    assert drawn.mean(axis=0) == pytest.approx(np.array(weights), rel=0.1)
    assert drawn[:, :10].sum(axis=1) == pytest.approx(np.full(len(drawn), 90.0))
    value = np.array([1.0, 0.0] * 5 + [0.0] * 5)
    # The variance of a stratified total: N² s² / n, stratum by stratum (Cochran 1977, 5.3).
    assert (drawn @ value).var() == pytest.approx(90**2 * (10 / 36) / 10, rel=0.1)
    assert (replicates(strata, weights, seed=1) == drawn).all()


def test_strata_of_one_text_are_drawn_again_together() -> None:
    drawn = replicates([0, 1, 2, 3], [1.0, 1.0, 1.0, 1.0])
    assert (drawn.std(axis=0) > 0).all()
    assert (replicates([0], [3.0]) == 3.0).all()
