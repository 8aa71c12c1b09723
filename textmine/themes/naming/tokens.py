"""Words as the naming compares them: folded, and reduced to a stem so that "bins" repeats "bin"."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from textmine.text import normalise, words
from textmine.themes.naming.lists import word_set
from textmine.themes.stopwords import stop_words

_ENDINGS = ("nesses", "ness", "ings", "ing", "ies", "ied", "ers", "ed", "es", "s", "e", "y")
_SHORTEST = 4
_PREFIX = 5
RUN = 6
"""So many words in a row from one answer are a quote, which needs consent."""


def folded(text: str) -> list[str]:
    """Return the words of a text, casefolded, with straight apostrophes."""
    return words(normalise(text).casefold().replace("’", "'"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what a folded word shares with its other forms: Latin letters lose an ending, other scripts their tail."""
    word = word.removesuffix("'s").removesuffix("s'")
    if not word.isascii():
        return word[:_PREFIX]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("i")


@cache
def _empty() -> frozenset[str]:
    """Return the words that say nothing."""
    return stop_words() | word_set("vague")


def content_stems(text: str, asked: Collection[str] = ()) -> list[str]:
    """Return the stems of the words that say something, in order, each once; `asked` are stems left out."""
    empty = _empty()
    found = (stem(word) for word in folded(text) if word not in empty and len(word) > 1 and not word.isnumeric())
    return [key for key in dict.fromkeys(found) if key not in asked]


def runs(spoken: list[str]) -> Iterable[tuple[str, ...]]:
    """Yield every run of `RUN` words."""
    return (tuple(spoken[i : i + RUN]) for i in range(len(spoken) - RUN + 1))
