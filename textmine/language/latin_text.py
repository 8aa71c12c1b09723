"""Texts in Latin letters as the models see them: without names, in the case the language is usually written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from textmine.language.ngrams import fold
from textmine.language.scripts import words_by_script
from textmine.text import words

LEAST_KEPT = 2
"""Words, at least, that must be left when names are left out."""
NAME_WORDS = 3
"""Up to this many words, all or all but one capitalised, may be a name."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘ʻ`", "'"))


@dataclass(frozen=True, slots=True)
class LatinText:
    """A text, or a part of one, in Latin letters."""

    words: tuple[str, ...]
    """As written, with straight apostrophes."""
    plain: str
    """What speaks for a language: the text without names, in lower case if it is mostly in capitals."""
    folded: tuple[str, ...]
    """The words of `plain` as the n-gram model sees them."""
    is_name_like: bool
    """Whether it may be a name: a few words, all (or two of three) capitalised, not mostly in capitals."""

    @classmethod
    def of(cls, text: str, words: Sequence[str]) -> LatinText:
        """Make one of a text and its words, one or more."""
        as_written = tuple(words)
        if _mostly_capitals(text):
            return cls(as_written, text.lower(), _folded(as_written), False)
        capital = [word[0].isupper() for word in words]
        name_like = len(words) <= NAME_WORDS and sum(capital) >= min(len(words), NAME_WORDS - 1)
        # The first word of a sentence is capitalised anyway; it belongs to a name if the next one is too.
        capital[0] = capital[0] and capital[1:2] == [True]
        if len(words) > NAME_WORDS:
            capital = [at and fold(word) not in english_words() for at, word in zip(capital, words, strict=True)]
        kept = tuple(word for word, is_name in zip(as_written, capital, strict=True) if not is_name)
        if len(kept) == len(words) or len(kept) < LEAST_KEPT:
            return cls(as_written, text, _folded(as_written), name_like)
        return cls(as_written, " ".join(kept), _folded(kept), name_like)


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    """Return words as the n-gram model sees them."""
    return tuple(map(fold, words))


def _mostly_capitals(text: str) -> bool:
    """Tell whether more than half of the letters are capitals: the models know languages as they are written."""
    return not text.islower() and 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def sorted_words(text: str) -> dict[str, list[str]]:
    """Return the words of a text by script, with straight apostrophes."""
    return words_by_script(words(text.translate(_APOSTROPHES)))


def latin_text(text: str) -> LatinText | None:
    """Return a text in Latin letters; None if it has no words, or words in other scripts too."""
    groups = sorted_words(text)
    return LatinText.of(text, groups["Latn"]) if set(groups) == {"Latn"} else None


@cache
def english_words() -> frozenset[str]:
    """Return the common English words."""
    text = files("textmine.language").joinpath("data", "english.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
