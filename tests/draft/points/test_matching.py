from __future__ import annotations

import numpy as np
import pytest

from textmine.draft.points.contrary import contrary
from textmine.draft.points.matching import BROADER, matcher, rarity, theme_centred, word_likeness
from textmine.draft.points.topical import stems
from textmine.embed.adapter import SPACE
from textmine.text import words


def _stems(text: str) -> frozenset[str]:
    return stems(word.casefold() for word in words(text))


@pytest.mark.parametrize("identity", ["", f"{SPACE}-08084d88cc8c/onnxruntime"])
def test_nearer_points_and_more_words_in_common_make_it_more_probable(identity: str) -> None:
    model = matcher(identity)
    near = np.array([[0.0, 0.3, 0.6, 0.9]])
    there, none = np.ones((1, 4), dtype=bool), np.zeros((1, 4))
    by_cosine = model.probability(near, none, there)[0]
    by_words = model.probability(none, near, there)[0]
    for found in (by_cosine, by_words):
        assert (np.diff(found) > 0).all()
        assert ((found > 0) & (found < 1)).all()


def test_two_languages_are_compared_by_their_vectors_alone() -> None:
    model = matcher("")
    cosines, no_words = np.array([[0.9]]), np.zeros((1, 1))
    alike, foreign = (model.probability(cosines, no_words, np.array([[same]])) for same in (True, False))
    assert foreign > alike


def test_a_consultation_asks_for_more_than_an_argument() -> None:
    cosines, there = np.full((1, 1), 0.5), np.ones((1, 1), dtype=bool)
    model = matcher("")
    strict = model.probability(cosines, cosines, there)
    assert BROADER > 0
    assert strict < model.probability(cosines, cosines, there, broader=0.0)


def test_only_vectors_of_the_trained_model_are_turned() -> None:
    vectors = np.random.default_rng(0).normal(size=(5, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert np.allclose(matcher("some-other-model").turned(vectors), vectors, atol=1e-6)
    turned = matcher(f"{SPACE}-x").turned(vectors)
    assert not np.allclose(turned, vectors, atol=1e-3)
    assert np.allclose(np.linalg.norm(turned, axis=1), 1.0, atol=1e-5)


def test_vectors_of_another_size_stay_as_they_are() -> None:
    vectors = np.eye(3, dtype=np.float32)
    assert np.allclose(matcher(f"{SPACE}-x").turned(vectors), vectors)


@pytest.mark.parametrize("n", [5, 200])
def test_points_that_share_the_theme_alone_are_unlike_in_small_and_large_themes(n: int) -> None:
    rng = np.random.default_rng(1)
    noise = rng.normal(size=(n, 64)) / 8
    vectors = (noise + np.eye(64)[0] * 0.5).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    centred = theme_centred(vectors)
    cosines = (centred @ centred.T)[np.triu_indices(n, 1)]
    assert abs(cosines.mean()) < 0.12


def test_copies_count_once_for_what_a_theme_shares() -> None:
    rng = np.random.default_rng(2)
    own = rng.normal(size=(6, 16)).astype(np.float32)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    campaign = np.concatenate([own, np.repeat(own[:1], 100, axis=0)])
    assert np.allclose(theme_centred(campaign)[:6], theme_centred(own), atol=1e-5)


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        ("More lights in the park", "the park needs lighting", "empty the bins on Mondays"),
        ("পার্কে আরও আলো দরকার", "পার্কে আলো নেই", "ময়লার বাক্স খালি করুন"),
        ("Nalal badan beerta", "beerta nal ma leh", "qashinka ha la qaado"),
        ("park e light nai", "park e aro light chai", "moyla porishkar koren"),
        ("الأضواء في الحديقة معطلة", "أضواء جديدة في الحديقة", "اجمعوا القمامة"),
    ],
)
def test_words_in_common_count_in_every_script(one: str, same: str, other: str) -> None:
    said = [_stems(text) for text in (one, same, other)]
    likeness = word_likeness(said, said, rarity(said))
    assert likeness[0, 1] > likeness[0, 2]
    assert np.allclose(np.diag(likeness), 1.0)
    assert np.allclose(likeness, likeness.T)


def test_rare_words_count_more_than_common_ones() -> None:
    said = [_stems(text) for text in ("the lamps", "the bins", "the lamps again", "the road")]
    likeness = word_likeness(said, said, rarity(said))
    assert likeness[0, 2] > likeness[0, 1]


def test_texts_without_words_are_like_nothing() -> None:
    assert word_likeness([frozenset()], [frozenset({"lamp"})], {"lamp": 1.0}).tolist() == [[0.0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bowling Green needs a fairness ordinance", "Bowling Green does not need a fairness ordinance"),
        ("Medical marijuana should be legal", "Medical marijuana should never be legal"),
    ],
)
def test_a_denial_is_contrary_and_agreement_is_not(one: str, other: str) -> None:
    assert contrary(one, other)
    assert contrary(other, one)
    assert not contrary(one, one)
    assert not contrary(other, other)
