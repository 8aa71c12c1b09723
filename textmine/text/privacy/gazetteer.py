"""Lists of names, and of the words that only look like names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from textmine.resources import resource

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘ʻ`", "'"))
# A Bengali name takes endings: "রহিমাকে", "হার্টলির".
_BENGALI_ENDINGS = ("দেরকে", "য়ের", "দের", "কে", "ের", "রা", "র", "ও", "ই")
_SHORTEST = 3
_COMMON = ("british", "everyday")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names and other words, folded as by `fold_word`."""

    given: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]
    """Words of some language; a name that is among them is told by its context only."""
    vetoed: frozenset[str]
    """Never a name: time, religion, bodies, offices, places and peoples."""
    common: frozenset[str]
    """Given names common in Britain, the short ones too."""
    sure: frozenset[str]
    """Names in scripts without capitals that are no other word."""


def fold_word(word: str) -> str:
    """Return a word as the lists hold it: NFC, caseless, with straight apostrophes."""
    return unicodedata.normalize("NFC", word).casefold().translate(_APOSTROPHES)


def forms(word: str) -> Iterator[str]:
    """Yield a folded word and, in Bengali, what it may be without its ending."""
    key = fold_word(word)
    yield key
    if key[:1] >= "\u0980" and key[:1] <= "\u09ff":
        for ending in map(fold_word, _BENGALI_ENDINGS):
            if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST:
                yield key[: -len(ending)]


def ending_length(word: str) -> int:
    """Return how many characters at the end of a Bengali name are no part of it: 2 in "জনসনকে"."""
    if not "\u0980" <= word[:1] <= "\u09ff":
        return 0
    lists = gazetteer()
    for form in forms(word):
        if form in lists.given or form in lists.family:
            return len(fold_word(word)) - len(form) if unicodedata.is_normalized("NFC", word) else 0
    return 2 if word.endswith("কে") and len(word) > _SHORTEST + 2 else 0


def _read(path: Path) -> Iterator[str]:
    """Yield the folded words of one list; lines that start with # are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from map(fold_word, line.split())


def _cased(word: str) -> bool:
    """Tell whether a word is in a script with capitals."""
    return word[:1].upper() != word[:1]


@cache
def english() -> frozenset[str]:
    """Return the common English words."""
    return frozenset(_read(resource("corpora", "names", "words", "english.txt")))


@cache
def gazetteer() -> Gazetteer:
    """Return the lists of `corpora/names`, read once."""
    base = resource("corpora", "names")
    given, family = (
        frozenset(word for path in sorted((base / kind).glob("*.txt")) for word in _read(path))
        for kind in ("given", "family")
    )
    words = base / "words"
    ordinary = english() | frozenset(_read(words / "other_languages.txt"))
    vetoed = frozenset(_read(words / "not_names.txt")) | frozenset(_read(words / "places.txt"))
    # Arabic and Hindi names are mostly words as well; these few are not.
    listed = {word for word in given | family if "\u0980" <= word[:1] <= "\u09ff" and word not in ordinary}
    sure = frozenset(_read(words / "sure.txt"))
    common = frozenset(word for name in _COMMON for word in _read(base / "given" / f"{name}.txt"))
    return Gazetteer(given | sure, family, ordinary, vetoed, common, sure | listed)
