"""Languages in Latin letters: statistics, held to the function words that the language cannot do without."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from textmine.language.catalogue import UNKNOWN, read_toml
from textmine.language.statistical import vote

FEW_WORDS = 2
"""Texts this short are English if their words are, else nobody can tell."""
LONGER = 6
"""From this many words on, one word more or less does not matter."""
CLEARLY_ENGLISH, VERY_ENGLISH = 0.4, 0.6
"""Share of common English words above which no vote is needed, in longer and in shorter texts."""
RATHER_ENGLISH, RATHER_SURE = 0.33, 0.7
"""Share of common English words above which a vote for another language without cues is not believed,
and how sure English is then."""
BARELY_ENGLISH = 0.2
"""Share of common English words below which a vote for English is not believed."""
CUE_SHARE = 0.1
"""Least share of a language's function words among all words."""
SURE = 0.99
# Endings that the other languages here hardly use.
_ENGLISH_ENDING = regex.compile(r"[a-z]{3,}(?:ings?|ness|ships?|ful|less|ly|ers|ies|ght|ed)|[a-z]{2,}'s")


class Guess(NamedTuple):
    """A language and how probable it is."""

    tag: str
    confidence: float


@cache
def english_words() -> frozenset[str]:
    """Return the common English words."""
    text = files("textmine.language").joinpath("data", "english.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def _cues() -> dict[str, frozenset[str]]:
    """Return the function words of each language in Latin letters."""
    return {tag: frozenset(str(words).split()) for tag, words in read_toml("cues.toml").items()}


def _hits(words: list[str], known: frozenset[str]) -> int:
    """How many of `words` are known; of "l'arbre" the part "l'" is looked up too."""
    return sum(
        word in known or ("'" in word and word[: word.index("'") + 1] in known and len(word) > 2) for word in words
    )


def _english_hits(words: list[str]) -> int:
    """How many of `words` are common English, or have an ending that other languages here do not use."""
    return _hits(words, english_words()) + sum(
        bool(_ENGLISH_ENDING.fullmatch(word)) and word not in english_words() for word in words
    )


def certainty(count: int) -> float:
    """How far a probability can be trusted that rests on `count` words."""
    return 1 - 1 / (count + 2)


def latin_language(text: str, words: list[str], tags: tuple[str, ...]) -> Guess:
    """Return the language of a text in Latin letters, `und` where neither words nor statistics can tell.

    Args:
        text: The text, for the vote.
        words: Its words, lower case, with straight apostrophes.
        tags: The languages it may be in.
    """
    english = _english_hits(words) if "en" in tags else 0
    share = english / len(words)
    if len(words) <= FEW_WORDS:
        return Guess("en", 0.6 + 0.3 * (share == 1)) if share >= 0.5 else Guess(UNKNOWN, 0.0)
    cues = {tag: _hits(words, known) for tag, known in _cues().items() if tag in tags}
    most = max(cues.values(), default=0)
    sure = certainty(len(words))
    if english > 2 * most and share >= (CLEARLY_ENGLISH if len(words) >= LONGER else VERY_ENGLISH):
        return Guess("en", SURE * sure)
    best = vote(text, tags)
    if best is None:
        return Guess("en", share * sure) if share >= RATHER_ENGLISH else Guess(UNKNOWN, 0.0)
    tag, probability = best
    if tag == "en":
        supported = english >= max(1, most, BARELY_ENGLISH * len(words))
        return Guess("en", max(probability, share) * sure) if supported else Guess(UNKNOWN, 0.0)
    if tag not in cues or _supported(words, _cues()[tag]):
        return Guess(tag, probability * sure)
    if share >= RATHER_ENGLISH:
        return Guess("en", max(share, RATHER_SURE) * sure)
    return Guess(UNKNOWN, 0.0)


def _supported(words: list[str], known: frozenset[str]) -> bool:
    """Tell whether the words bear out a vote for a language other than English."""
    found = _hits(words, known)
    rest = words if len(words) < LONGER else [word for word in words if word not in known]
    return found >= max(1, CUE_SHARE * len(words), _english_hits(rest))
