from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.themes.learning import (
    ENOUGH,
    NOISE,
    Belief,
    Choice,
    agreement,
    indicator,
    kernel,
    learn,
    most_telling,
)
from textmine.themes.space import unit


def planted(n: int = 120, k: int = 4, noise: float = 0.8, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return vectors around k middles, what their themes say (two of them swapped), and the true themes."""
    random = np.random.default_rng(seed)
    middles = unit(random.normal(size=(k, 24)).astype(np.float32))
    truth = random.integers(k, size=n)
    vectors = unit(middles[truth] + noise * random.normal(size=(n, 24)).astype(np.float32) / 5)
    written = middles[[1, 0, *range(2, k)]]
    return vectors, vectors @ written.T, np.eye(k)[truth]


def test_confirmed_texts_correct_what_the_titles_got_wrong() -> None:
    vectors, near, truth = planted()
    before = agreement(Choice().of(Belief().of(near)), truth)[40:].mean()
    learned = learn(vectors[:40], near[:40], truth[:40])
    after = agreement(learned.choice.of(learned.score(vectors[40:], near[40:])), truth[40:]).mean()
    assert before < 0.7
    assert after > 0.9


def test_the_estimate_is_what_happens_on_texts_nobody_confirmed() -> None:
    errors = []
    for seed in range(6):
        vectors, near, truth = planted(300, noise=3.0, seed=seed)
        learned = learn(vectors[:60], near[:60], truth[:60])
        assert learned.estimate is not None
        assert 0 <= learned.estimate.low <= learned.estimate.f1 <= learned.estimate.high <= 1
        assert learned.estimate.n == 60
        real = agreement(learned.choice.of(learned.score(vectors[60:], near[60:])), truth[60:]).mean()
        errors.append(learned.estimate.f1 - real)
    assert abs(np.mean(errors)) < 0.06


def test_scores_of_a_text_left_out_are_those_of_a_fit_without_it() -> None:
    vectors, near, truth = planted(12, noise=2.0)
    # Below the number from which on the belief is fitted, leaving one out changes nothing else.
    learned = learn(vectors, near, truth)
    shortcut = truth - learned.weights / np.diag(learned.inverse)[:, None]
    for i in range(12):
        rest = np.arange(12) != i
        other = learn(vectors[rest], near[rest], truth[rest])
        direct = other.belief.of(near[[i]]) + other.correction(vectors[[i]])
        assert direct[0] == pytest.approx(shortcut[i], abs=1e-6)


def test_with_few_confirmed_texts_there_is_no_estimate() -> None:
    vectors, near, truth = planted(ENOUGH - 1)
    assert learn(vectors, near, truth).estimate is None
    assert learn(vectors, near, truth).choice == Choice()


def test_none_of_these_is_learned_too() -> None:
    vectors, near, _ = planted(60)
    learned = learn(vectors[:30], near[:30], np.zeros((30, 4)))
    assert learned.score(vectors[30:], near[30:]).max() < Belief().of(near[30:]).max()


def test_what_is_alike_is_not_asked_for_twice() -> None:
    random = np.random.default_rng(0)
    middles = np.eye(24, dtype=np.float32)[:3]
    sizes = [40, 35, 25]
    group = np.repeat(range(3), sizes)
    vectors = unit(middles[group] + 0.02 * random.normal(size=(100, 24)).astype(np.float32))
    order = most_telling(vectors, np.zeros((0, 24), np.float32), np.full(100, 0.5))
    assert sorted(order) == list(range(100))
    assert {int(group[i]) for i in order[:3]} == {0, 1, 2}
    # What somebody confirmed already need not be asked for first.
    assert group[most_telling(vectors, vectors[:5], np.full(100, 0.5))[0]] == 1


def _one_by_one(vectors: np.ndarray, known: np.ndarray, doubt: np.ndarray, most: int) -> list[int]:
    """The same order by its definition, with the whole covariance made anew at every step."""
    chosen: list[int] = []
    while len(chosen) < most:
        given = np.concatenate([known, vectors[chosen]])
        across = kernel(vectors, given)
        told = across @ np.linalg.solve(kernel(given, given) + NOISE * np.eye(len(given)), across.T)
        covariance = kernel(vectors, vectors) - told
        gain = (covariance**2) @ (doubt + 0.05) / (np.diag(covariance) + NOISE)
        gain[chosen] = -1
        chosen.append(int(np.argmax(gain)))
    return chosen


@given(st.integers(2, 40), st.integers(0, 6), st.integers(0, 10_000))
@settings(deadline=None, max_examples=30)
def test_the_next_text_is_the_one_that_tells_most_about_all_others(n: int, confirmed: int, seed: int) -> None:
    vectors, near, _ = planted(n, seed=seed)
    doubt = near.max(axis=1).astype(np.float64).clip(0, 1)
    known = planted(confirmed, seed=seed + 1)[0]
    order = most_telling(vectors, known, doubt)
    assert order.tolist() == _one_by_one(vectors, known, doubt, n)
    assert most_telling(vectors, known, doubt, most=2).tolist()[:2] == order.tolist()[:2]


@given(st.integers(1, 30), st.integers(0, 40), st.integers(0, 12))
@settings(deadline=None, max_examples=30)
def test_the_first_few_are_the_first_of_all(n: int, first: int, most: int) -> None:
    vectors, near, _ = planted(n, seed=n)
    doubt = near.max(axis=1).astype(np.float64).clip(0, 1)
    whole = most_telling(vectors, vectors[:3], doubt, most=most)
    assert most_telling(vectors, vectors[:3], doubt, most=most, first=first).tolist() == whole.tolist()[:first]
    assert sorted(whole) == list(range(n))


def test_of_copies_the_first_comes_first() -> None:
    one = planted(30)[0]
    copies = np.repeat(one, 4, axis=0)
    order = most_telling(copies, one[:0], np.full(len(copies), 0.5), most=30).tolist()[:30]
    seen = [[at for at in order if at // 4 == text] for text in range(30)]
    assert all(own == list(range(text * 4, text * 4 + len(own))) for text, own in enumerate(seen))


def test_doubtful_texts_come_first() -> None:
    vectors = np.eye(10, dtype=np.float32)
    assert most_telling(vectors, np.zeros((0, 10), np.float32), np.linspace(0, 1, 10))[0] == 9


def test_a_choice_gives_the_best_theme_and_those_near_it() -> None:
    scores = np.array([[0.9, 0.8, 0.1], [0.05, 0.0, 0.0]])
    assert Choice(0.75).of(scores).tolist() == [[True, True, False], [True, False, False]]
    assert Choice().of(np.zeros((0, 3))).shape == (0, 3)


def test_the_kernel_is_one_for_a_text_with_itself_and_the_indicator_marks_themes() -> None:
    vectors = unit(np.random.default_rng(0).normal(size=(4, 8)).astype(np.float32))
    assert np.diag(kernel(vectors, vectors)) == pytest.approx(np.ones(4), abs=1e-5)
    assert indicator({3: [1], 5: []}, [5, 3], 2).tolist() == [[0, 0], [0, 1]]
