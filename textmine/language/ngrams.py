"""Letter n-grams of words, hashed: which of a few languages in Latin letters each word speaks for.

A linear model over the n-grams inside words, so that the evidence of a text is the sum of the evidence of its words.
Sums are of whole numbers: the result for a text never depends on the texts beside it.

Source:
    Hashed n-grams: Weinberger et al. 2009, "Feature hashing for large scale multitask learning"; character n-grams
    for languages: Cavnar and Trenkle 1994, "N-gram-based text categorization".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import regex

from textmine.resources import resource

LONGEST = 5
"""N-grams of one to this many letters; the ends of the word count as letters."""
WORD_REACH = 24
"""Letters of a word that are looked at."""
BITS = 16
START, END = "\x02", "\x03"

_REPEATED = regex.compile(r"(\p{L})\1{2,}")
_BASE, _MIX, _SPREAD = np.uint64(1_000_003), np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_WHOLE_WORD = 99


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word as the model sees it: lower case, letters repeated for emphasis cut to two.

    Example:
        >>> fold("Sooooo")
        'soo'
    """
    word = word.lower()
    if len(word) > 3:
        word = _REPEATED.sub(r"\1\1", word)
    return word[:WORD_REACH]


def _buckets(rolling: npt.NDArray[np.uint64], kind: int) -> npt.NDArray[np.intp]:
    """Spread rolling hashes of n-grams of one kind over the buckets."""
    mixed = rolling * _MIX + np.uint64(kind) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    mixed *= _SPREAD
    mixed ^= mixed >> np.uint64(32)
    return (mixed & np.uint64((1 << BITS) - 1)).astype(np.intp)


def hashed_ngrams(words: Sequence[str]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the bucket of every n-gram of `words` and, beside it, the index of its word.

    Args:
        words: Folded words, none empty.

    Returns:
        Two integer arrays of one length: buckets (0 to 2**16 - 1) and word indices, not in order.
    """
    lengths = np.array([len(word) + 2 for word in words], dtype=np.intp)
    letters = "".join(f"{START}{word}{END}" for word in words).encode("utf-32-le", "replace")
    codes = np.frombuffer(letters, dtype=np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(words)), lengths)
    buckets, of_word = [], []
    rolling = codes + np.uint64(1)
    whole = np.zeros(len(words), dtype=np.uint64)
    starts = np.cumsum(lengths) - lengths
    with np.errstate(over="ignore"):
        for order in range(1, LONGEST + 1):
            if order > 1:
                rolling = rolling[:-1] * _BASE + codes[order - 1 :] + np.uint64(1)
            inside = owners[: len(rolling)] == owners[order - 1 :]
            if order == 1:
                inside &= codes > ord(END)
            buckets.append(_buckets(rolling[inside], order))
            of_word.append(owners[: len(rolling)][inside])
        for at in range(int(lengths.max(initial=0))):
            longer = lengths > at
            whole[longer] = whole[longer] * _BASE + codes[starts[longer] + at] + np.uint64(1)
        buckets.append(_buckets(whole, _WHOLE_WORD))
    of_word.append(np.arange(len(words)))
    return np.concatenate(buckets), np.concatenate(of_word)


@dataclass(frozen=True)
class NgramModel:
    """Weights of hashed n-grams for a few classes of languages in Latin letters."""

    classes: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    """(2**16, classes)"""
    scale: float
    """A weight of 1 is this much log-odds."""
    bias: npt.NDArray[np.float64]
    """(classes,) log-odds before a word is read."""

    def word_scores(self, words: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return how much each of `words` speaks for each class, in units of `scale`: (words, classes)."""
        scores = np.zeros((len(words), len(self.classes)), dtype=np.int32)
        for start in range(0, len(words), 5_000):
            part = words[start : start + 5_000]
            buckets, of_word = hashed_ngrams([word or " " for word in part])
            for column in range(len(self.classes)):
                sums = np.bincount(of_word, weights=self.weights[buckets, column], minlength=len(part))
                scores[start : start + len(part), column] = sums.astype(np.int32)
        return scores


@cache
def ngram_model() -> NgramModel:
    """Load the model of `models/language`."""
    about = json.loads(resource("models", "language", "latin.json").read_text(encoding="utf-8"))
    with np.load(resource("models", "language", "latin.npz"), allow_pickle=False) as file:
        weights = file["weights"]
    return NgramModel(tuple(about["classes"]), weights, float(about["scale"]), np.array(about["bias"]))


class WordScores:
    """The model's scores of the words of many texts, each word looked at once."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Score the words of texts, given as folded words."""
        self.model = ngram_model()
        ordered = sorted({word for words in texts for word in words})
        self._at = {word: i for i, word in enumerate(ordered)}
        self._scores = self.model.word_scores(ordered)

    def of(self, words: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return (words, classes) scores in units of the model's scale."""
        return self._scores[[self._at[word] for word in words]]

    def logs(self, texts: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Return (texts, classes) log-probabilities of the classes."""
        sums = np.array([self.of(words).sum(axis=0) for words in texts], dtype=np.float64)
        return log_softmax(sums * self.model.scale + self.model.bias)


def log_softmax(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return log-probabilities of the rows of `scores`."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float64)
