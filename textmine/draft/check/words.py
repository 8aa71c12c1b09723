"""Words as the checks compare them: folded, without endings, with the lists of `data/check.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import regex

from textmine.draft.lexicon import settings
from textmine.text import normalise, words

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘ʻ`", "'"))
_ZEROS = "০٠۰"
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
_END = regex.compile(r"(?<=[.!?…][\"'”’)]?)\s+|(?<=[؟۔।॥])|[\n\r\u2028\u2029]+")
_HYPHEN = regex.compile("[-‐‑]")
_BENGALI = regex.compile(r"\p{Bengali}")
_ARABIC = regex.compile(r"\p{Arabic}")


def fold(text: str) -> str:
    """Return a text for comparison: NFC, caseless, straight apostrophes, digits of any script as 0 to 9."""
    return normalise(text).translate(_APOSTROPHES).translate(_DIGITS).casefold()


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, those with a hyphen in parts."""
    return tuple(part for word in words(fold(text)) for part in _parts(word))


def _parts(word: str) -> list[str]:
    return [part for part in _HYPHEN.split(word) if part]


def pieces(text: str) -> list[str]:
    """Return roughly the sentences of a text: no more is needed to compare, and nothing heavy is loaded for it.

    Example:
        >>> pieces("It is dark at 5.30. আলো নেই। Why?")
        ['It is dark at 5.30.', 'আলো নেই।', 'Why?']
    """
    return [piece.strip() for piece in _END.split(text) if piece.strip()]


@cache
def listed(*path: str) -> frozenset[str]:
    """Return a list of `check.toml` by the names that lead to it, folded."""
    found: Any = settings("check")
    for name in path:
        found = found[name]
    return frozenset(fold(word) for word in (found.split() if isinstance(found, str) else found))


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    lists = settings("check")["endings"]
    return {name: tuple(map(fold, own)) for name, own in lists.items() if isinstance(own, list)}


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a folded word without its ending.

    Example:
        >>> stem("lights"), stem("lighting"), stem("পার্কের") == stem("পার্কে") == stem("পার্ক")
        ('light', 'light', True)
    """
    endings, left = _endings(), int(settings("check")["endings"]["left"])
    script = "bengali" if _BENGALI.search(word) else "arabic" if _ARABIC.search(word) else "latin"
    if script == "arabic":
        opening = next((part for part in endings["arabic_openings"] if word.startswith(part)), "")
        word = word[len(opening) :] if len(word) - len(opening) >= left else word
    for _ in range(2 if script == "bengali" else 1):
        ending = next((part for part in endings[script] if word.endswith(part) and len(word) - len(part) >= left), "")
        word = word[: len(word) - len(ending)]
    return word


def is_small(word: str) -> bool:
    """Tell whether a folded word carries no claim."""
    return word in listed("small", "words")


def content(found: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of the folded words that carry a claim, in order; numerals are checked elsewhere."""
    return tuple(stem(word) for word in found if not is_small(word) and not word[0].isdigit())


def reason(which: str, /, **values: object) -> str:
    """Return one of the reasons, filled in."""
    return str(settings("check")["reasons"][which]).format(**values)
