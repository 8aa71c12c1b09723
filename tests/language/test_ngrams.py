import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.samples import BY_LANGUAGE, plain_words
from textmine.language.ngrams import (
    BITS,
    LONGEST,
    WORD_REACH,
    WordScores,
    fold,
    hashed_ngrams,
    log_softmax,
    ngram_model,
)

folded = st.text(st.characters(min_codepoint=33), min_size=1, max_size=30).map(fold).filter(bool)


def buckets(word: str) -> list[int]:
    return sorted(hashed_ngrams([word])[0].tolist())


def test_the_buckets_of_a_word_are_those_the_model_was_trained_with() -> None:
    assert buckets("nal") == [
        350, 1446, 10263, 14322, 23457, 24921, 26886, 37595, 39568, 40462, 44844, 47270, 54068, 55108,
    ]  # fmt: skip


def test_buckets_are_inside_the_table() -> None:
    found, _ = hashed_ngrams(plain_words("so") + plain_words("pl") + plain_words("vi"))
    assert 0 <= found.min() <= found.max() < 2**BITS == len(ngram_model().weights)


@settings(deadline=None)
@given(folded)
def test_a_word_has_its_ngrams_without_the_lone_ends_and_itself(word: str) -> None:
    letters = len(word) + 2
    ngrams = sum(max(0, letters - order + 1) for order in range(1, LONGEST + 1)) - 2
    assert len(buckets(word)) == ngrams + 1


@settings(deadline=None)
@given(st.lists(folded, min_size=1, max_size=8))
def test_a_word_is_hashed_alike_alone_and_in_company(words: list[str]) -> None:
    found, of_word = hashed_ngrams(words)
    for at, word in enumerate(words):
        assert sorted(found[of_word == at].tolist()) == buckets(word)


def test_no_words_have_no_buckets() -> None:
    found, of_word = hashed_ngrams([])
    assert (len(found), len(of_word)) == (0, 0)


@pytest.mark.parametrize(
    ("word", "seen"),
    [("NAL", "nal"), ("Sooooo", "soo"), ("ooo", "ooo"), ("আলো", "আলো"), ("HELLO", "hello"), ("١٠٠٠٠", "١٠٠٠٠")],
)
def test_words_are_seen_in_lower_case_with_emphasis_cut(word: str, seen: str) -> None:
    assert fold(word) == seen


def test_only_the_beginning_of_an_endless_word_is_seen() -> None:
    assert fold("ab" * 1_000) == "ab" * (WORD_REACH // 2)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more_in_plain_letters(word: str) -> None:
    plain = "".join(character for character in word if character.isascii())
    assert fold(fold(plain)) == fold(plain)


def test_the_score_of_a_text_is_the_sum_of_those_of_its_words() -> None:
    model = ngram_model()
    texts = [tuple(map(fold, text.replace(",", "").split())) for text in BY_LANGUAGE.values()]
    together = WordScores(texts).logs(texts)
    sums = np.array([sum(model.word_scores([word])[0].astype(int) for word in words) for words in texts])
    assert np.array_equal(together, log_softmax(sums * model.scale + model.bias))


def test_the_order_of_the_words_does_not_matter() -> None:
    words = ("nal", "badan", "ayaan", "u", "baahannahay")
    scores = WordScores([words, words[::-1]]).logs([words, words[::-1]])
    assert np.array_equal(scores[0], scores[1])


def test_words_score_the_same_across_the_batches_of_five_thousand() -> None:
    listed = sorted({word for tag in ("so", "en", "pl", "it", "tr", "fi", "hu", "vi") for word in plain_words(tag)})
    words = [*listed, *(f"{word}x" for word in listed)]
    assert len(words) > 5_000
    together = ngram_model().word_scores(words)
    for at in (0, 4_998, 4_999, 5_000, 5_001, len(words) - 1):
        assert np.array_equal(together[at], ngram_model().word_scores([words[at]])[0])


def test_an_empty_word_scores_like_a_blank_and_breaks_nothing() -> None:
    assert ngram_model().word_scores(["", "nal"]).shape == (2, len(ngram_model().classes))


def test_the_model_has_a_class_for_each_language_it_tells_and_for_the_rest() -> None:
    model = ngram_model()
    assert set(model.classes) == {"en", "so", "bn-Latn", "other", "romanised"}
    assert model.weights.shape == (2**BITS, len(model.classes))
    assert model.weights.dtype == np.int8
    assert model.scale > 0


@pytest.mark.parametrize("language", ["en", "so", "bn-Latn"])
def test_a_plain_answer_speaks_for_its_own_class(language: str) -> None:
    words = tuple(map(fold, BY_LANGUAGE[language].replace(",", "").replace(".", "").split()))
    scores = WordScores([words])
    assert scores.model.classes[int(scores.logs([words])[0].argmax())] == language


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-500, 500), min_size=3, max_size=3), min_size=1, max_size=5))
def test_log_probabilities_sum_to_one_and_keep_the_order(scores: list[list[float]]) -> None:
    logs = log_softmax(np.array(scores))
    assert np.exp(logs).sum(axis=1) == pytest.approx(1)
    assert np.allclose(np.diff(logs), np.diff(np.array(scores)))
