"""A set of texts in one language, and the shorter texts that are cut from it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import regex

WHOLE = "whole"
LENGTHS = ("1", "2", "3", "5", "10", WHOLE)
"""Words, or the whole text."""
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo"})
"""Languages that put no space between words: two characters stand for a word."""

_TWO_LETTERS = regex.compile(r"\p{L}[\p{L}\p{M}]")


@dataclass(frozen=True, slots=True)
class TextSet:
    """Texts from one place in one language."""

    name: str
    language: str
    held_out: bool
    """False: texts like these were used to train or to tune textmine."""
    texts: tuple[str, ...]
    windowed: bool = True
    """False: the texts are short by themselves and only measured whole."""
    declaration: bool = False
    """Whether the texts are paragraphs of the Declaration in a language that answers are expected in."""
    unexpected: bool = False
    """Whether they are paragraphs of it in another language, which nobody has told textmine to expect."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The texts of one length from one set."""

    source: TextSet
    length: str
    texts: tuple[str, ...]


def ask(sets: tuple[TextSet, ...], sample: int, seed: int) -> list[Asked]:
    """Return the texts to ask every system about, the same for the same seed.

    Args:
        sets: Where they come from.
        sample: The most texts per set and length.
        seed: Of the sampling, and of where in a text a window is.
    """
    asked = []
    for source in sets:
        for length in LENGTHS if source.windowed else (WHOLE,):
            texts = tuple(windows(source, length, sample, seed))
            if texts:
                asked.append(Asked(source, length, texts))
    return asked


def windows(source: TextSet, length: str, sample: int, seed: int) -> Iterator[str]:
    """Give up to `sample` texts of one length, each from another text of the set.

    A window is so many words in a row at a random place; one without two letters in a row is dropped, as are
    texts that are too short for it.
    """
    key = zlib.crc32(f"{source.name} {source.held_out} {length}".encode())
    random = np.random.default_rng([seed, key])
    found = 0
    for index in random.permutation(len(source.texts)):
        if found == sample:
            return
        text = _window(source.texts[int(index)], source.language, length, random)
        if text is not None and _TWO_LETTERS.search(text):
            found += 1
            yield text


def _window(text: str, language: str, length: str, random: np.random.Generator) -> str | None:
    """Return so many words of a text from a random place, None if it has fewer."""
    if length == WHOLE:
        return text
    joiner, units, size = " ", text.split(), int(length)
    if language in UNSPACED:
        joiner, units, size = "", list("".join(units)), 2 * size
    if len(units) < size:
        return None
    start = int(random.integers(len(units) - size + 1))
    return joiner.join(units[start : start + size])
