"""Languages in Latin letters: two models weighed, a second voice where they are unsure, and guards against folly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from textmine.language.catalogue import UNKNOWN, known_languages
from textmine.language.latin_text import LatinText, english_words
from textmine.language.ngrams import WordScores, log_softmax
from textmine.language.primary import primary
from textmine.language.second import SecondVoice, second_opinion
from textmine.language.weigh import ROMANISED, UNEXPECTED, Floats, weighing

ROMANISED_BENGALI = "bn-Latn"
UNSURE = 0.9
"""Below this probability the second voice is asked."""
PLAIN_MARGIN, PLAIN_WORDS, PLAIN_SHARE = 8.0, 4, 0.35
"""Log-odds of the n-gram model, words, and share of common words, from which on a text is plainly English, and no other
model is asked."""
SURELY_ENGLISH, ENGLISH_ENOUGH = 0.8, 0.4
"""Share of common English words from which on a text, or a part of an English one, is neither romanised nor unknown."""
ONE_WORD, SURELY_NAME = 1, 2
"""A word by itself tells nothing; up to two words that look like a name are one."""
NAME_SURE = 0.97
"""What may be a name is one, unless a language is at least this sure."""
SURE = {"so": {2: 0.8, 3: 0.7}, ROMANISED_BENGALI: {2: 0.7, 3: 0.8, 4: 0.8}}
SURE_OTHERS = {2: 0.65, 3: 0.6}
"""How sure a language must be of itself in texts of a few words: nobody is to be made a foreigner by a guess."""
WHOLE = 2.0
"""How many nats likelier the language of the whole is than others in its parts."""


class Guess(NamedTuple):
    """A language and how probable it is."""

    tag: str
    confidence: float


@cache
def candidates(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages in Latin letters that are weighed: every one that is known."""
    known = {tag for tag, entry in known_languages().items() if entry.script == "Latn"}
    return (*sorted((known | set(tags)) & primary().languages - {ROMANISED_BENGALI}), ROMANISED_BENGALI, ROMANISED)


def is_expected(tag: str, tags: tuple[str, ...]) -> bool:
    """Tell whether a language is among the expected ones; Bengali is in either script."""
    return tag in tags or tag == ROMANISED or (tag == ROMANISED_BENGALI and "bn" in tags)


def latin_languages(
    texts: Sequence[LatinText],
    tags: tuple[str, ...],
    *,
    restricted: bool,
    second: SecondVoice | None = None,
    wholes: Sequence[str] | None = None,
) -> list[Guess]:
    """Return the likeliest language of each text in Latin letters; `und` for one that nobody knows.

    Args:
        texts: Each with one word or more.
        tags: The expected languages.
        restricted: Only these may be named; otherwise others too, on more evidence.
        second: The second voice, asked where the models are unsure; None: nobody is.
        wholes: Where the texts are parts of others: the language of each whole, which is likelier than English then.
    """
    if not texts:
        return []
    words = [text.folded for text in texts]
    ngrams = WordScores(words).logs(words)
    guesses: list[Guess | None] = [
        _plainly_english(text, own) if "en" in tags else None for text, own in zip(texts, ngrams, strict=True)
    ]
    rest = [i for i, guess in enumerate(guesses) if guess is None]
    if rest:
        asked = candidates(tags)
        expected = [is_expected(tag, tags) for tag in asked]
        heard = [tag for tag in asked if tag in tags]
        logs = log_softmax(
            _scores([texts[i] for i in rest], ngrams[rest], asked, [wholes[i] for i in rest] if wholes else None)
            - np.where(expected, 0.0, 0.0 if restricted else UNEXPECTED)
        )
        for i, own in zip(rest, logs, strict=True):
            if second is not None and own.max() < np.log(UNSURE):
                own = second_opinion(own, asked, heard, texts[i].plain, second)
            best = int(own.argmax())
            nameless = asked[best] == ROMANISED or (restricted and not expected[best])
            guess = Guess(UNKNOWN, 0.0) if nameless else Guess(asked[best], float(np.exp(own[best])))
            in_english = wholes is not None and wholes[i] == "en"
            guesses[i] = _guarded(guess, texts[i], tags, ENGLISH_ENOUGH if in_english else SURELY_ENGLISH)
    return [guess or Guess(UNKNOWN, 0.0) for guess in guesses]


def _plainly_english(text: LatinText, ngrams: Floats) -> Guess | None:
    """Return English for a text that nothing speaks against; None where the other models must be asked."""
    if len(text.folded) < PLAIN_WORDS:
        return None
    others = ngrams.copy()
    own = weighing().classes.index("en")
    others[own] = -np.inf
    if ngrams[own] - others.max() < PLAIN_MARGIN:
        return None
    share = sum(word in english_words() for word in text.folded) / len(text.folded)
    return Guess("en", float(np.exp(ngrams[own]))) if share >= PLAIN_SHARE else None


def _scores(texts: Sequence[LatinText], ngrams: Floats, asked: tuple[str, ...], wholes: Sequence[str] | None) -> Floats:
    """Return the weighed log-score of each language for each text."""
    columns = [tag if tag != ROMANISED else ROMANISED_BENGALI for tag in asked]
    voice = np.array([[row[tag] for tag in columns] for row in primary().scores([t.plain for t in texts], asked)])
    counts = np.array([len(text.folded) for text in texts], dtype=np.intp)
    scores = weighing().weigh(voice, ngrams, counts, asked)
    if wholes is None:
        return scores + weighing().english_prior(counts, asked)
    return scores + [[WHOLE * (tag == whole) for tag in asked] for whole in wholes]


def _guarded(guess: Guess, text: LatinText, tags: tuple[str, ...], share: float) -> Guess:
    """Return the guess, or English or `und` where it would be folly to believe it."""
    if "en" in tags and guess.tag in (UNKNOWN, ROMANISED_BENGALI) and len(text.folded) >= PLAIN_WORDS - 1:
        common = sum(word in english_words() for word in text.folded)
        if common >= share * len(text.folded):
            return Guess("en", 0.8)
    if guess.tag in ("en", UNKNOWN):
        return guess
    count = len(text.words)
    named = text.is_name_like and (count <= SURELY_NAME or guess.confidence < NAME_SURE)
    if count <= ONE_WORD or named:
        return Guess("en", 0.6) if all(word in english_words() for word in text.folded) else Guess(UNKNOWN, 0.0)
    if guess.confidence < SURE.get(guess.tag, SURE_OTHERS).get(count, 0.0):
        return Guess(UNKNOWN, 0.0)
    return guess
