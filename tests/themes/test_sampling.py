"""Themes of very many answers: found in a sample, and looked for again in what it does not cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from tests.themes.blobs import blobs
from textmine.themes.discover import Options, Points
from textmine.themes.sampling import AGAIN, LEAST, Sampled, blocks, discover_in_sample, draw, standing_for
from textmine.themes.space import unit

TAGS = np.array(["en", "bn", "so", "bn-Latn", "ar"])
WORDS = {
    "en": "The path is dark",
    "bn": "পথ অন্ধকার",
    "so": "Waddadu waa mugdi",
    "bn-Latn": "rasta ondhokar",
    "ar": "الطريق مظلم",
}


def points(n: int, k: int, rare: int = 0) -> tuple[Points, np.ndarray]:
    """n points of as many people around k directions, and the direction of each; the `rare` last on their own."""
    vectors, truth = blobs(n, k, d=k + 8)
    if rare:
        truth[-rare:] = k
        vectors[-rare:] = unit(0.05 * vectors[-rare:] + np.eye(k + 8, dtype=np.float32)[-1] * 1.0)
    tags = [str(tag) for tag in np.random.default_rng(1).choice(TAGS, size=n, p=[0.8, 0.1, 0.05, 0.03, 0.02])]
    texts = [f"{WORDS[tag]} 🙂 {truth[i]} {i}" for i, tag in enumerate(tags)]
    return Points(texts, tags, vectors, np.arange(n)), truth


def find(n: int, k: int, sample: int, rare: int = 0) -> tuple[Sampled, Points, np.ndarray]:
    every, truth = points(n, k, rare)
    dimensions = every.vectors.shape[1]
    found = discover_in_sample(
        every, lambda phrases: blobs(len(phrases), 1, d=dimensions)[0], Options(seed=1, sample=sample)
    )
    return found, every, truth


def test_where_the_sample_is_the_whole_themes_are_those_of_all_points() -> None:
    found, _, _ = find(400, 4, sample=400)
    assert found.covered is None
    assert (found.chosen == np.arange(400)).all()


def test_themes_of_a_sample_are_those_of_everybody() -> None:
    found, every, truth = find(4_000, 6, sample=800)
    assert len(found.chosen) < 1_400
    nearest = np.concatenate([similarity.argmax(axis=1) for _, similarity, _ in blocks(every, found.found)])
    assert adjusted_rand_score(truth, nearest) > 0.95


def test_every_language_is_in_the_sample_with_enough_answers() -> None:
    found, every, _ = find(4_000, 6, sample=600)
    for tag in TAGS:
        own = sum(language == tag for language in every.languages)
        assert sum(every.languages[i] == tag for i in found.chosen) >= min(own, LEAST), tag


def test_what_the_sample_misses_is_sampled_again() -> None:
    found, every, truth = find(6_000, 6, sample=300, rare=150)
    best = np.concatenate([similarity.max(axis=1) for _, similarity, _ in blocks(every, found.found)])
    assert found.again in range(AGAIN + 1)
    assert best[truth == 6].mean() > 0.5
    assert found.covered is not None
    assert found.covered > 0.9


def test_copies_of_a_letter_are_drawn_once() -> None:
    every, _ = points(2_000, 4)
    texts = ["We, the undersigned, object."] * 1_500 + list(every.texts[1_500:])
    same = Points(texts, every.languages, every.vectors, every.owners)
    found = discover_in_sample(same, lambda phrases: blobs(len(phrases), 1, d=12)[0], Options(sample=500))
    assert sum(i < 1_500 for i in found.chosen) == 1


def test_the_same_seed_draws_the_same_answers() -> None:
    first, second = (find(2_000, 4, sample=400)[0] for _ in range(2))
    assert (first.chosen == second.chosen).all()
    assert (first.found.labels == second.found.labels).all()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=400), st.integers(1, 400), st.integers(0, 9))
def test_those_drawn_stand_for_everybody(strata: list[int], number: int, seed: int) -> None:
    own, everybody = np.array(strata), np.ones(len(strata), dtype=bool)
    chosen = np.zeros(len(strata), dtype=bool)
    chosen[draw(own, everybody, number, np.random.default_rng(seed))] = True
    weights = standing_for(own, everybody, chosen)
    for stratum in set(strata):
        assert weights[own == stratum].sum() == pytest.approx((own == stratum).sum())
    assert (weights[~chosen] == 0).all()


def test_themes_found_with_better_vectors_are_assigned_by_those_that_everybody_has() -> None:
    every, truth = points(3_000, 6)
    random = np.random.default_rng(2)
    worse = unit(every.vectors + 0.45 * random.normal(size=every.vectors.shape).astype(np.float32))
    known = dict(zip(every.texts, every.vectors, strict=True))
    poor = Points(every.texts, every.languages, worse, every.owners)
    encode = lambda phrases: blobs(len(phrases), 1, d=14)[0]  # noqa: E731
    closely = lambda texts, languages: np.stack([known[text] for text in texts])  # noqa: E731

    def agreement(sample: Sampled) -> float:
        nearest = np.concatenate([similarity.argmax(axis=1) for _, similarity, _ in blocks(poor, sample.seen)])
        return float(adjusted_rand_score(truth, nearest))

    alone = discover_in_sample(poor, encode, Options(sample=600))
    helped = discover_in_sample(poor, encode, Options(sample=600), closely=closely)
    assert len(helped.found.names) == 6
    assert agreement(helped) > agreement(alone) + 0.03
