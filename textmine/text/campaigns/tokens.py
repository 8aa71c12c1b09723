"""The words by which answers are compared: folded, and pieces of a few characters where a script has no spaces."""

from __future__ import annotations

import regex

from textmine.text.folding import fold

# Two characters of these make about a word, four of the others.
_DENSE = r"\p{Han}\p{Hiragana}\p{Katakana}"
_UNSPACED = rf"{_DENSE}\p{{Thai}}\p{{Lao}}\p{{Khmer}}\p{{Myanmar}}"
_RUN = regex.compile(rf"[{_UNSPACED}][{_UNSPACED}\p{{M}}]*|[^{_UNSPACED}\s]+")
_HAS_UNSPACED = regex.compile(rf"[{_UNSPACED}]")
_IS_DENSE = regex.compile(rf"[{_DENSE}]")


def folded_words(text: str) -> list[str]:
    """Return the words of a text without case, punctuation, emoji and joiners.

    Text in scripts without spaces comes in overlapping pieces, one from each character on, so that an insertion
    does not change all that follows.

    Example:
        >>> folded_words("Don't close our PARK!"), folded_words("公园很好")
        (['dont', 'close', 'our', 'park'], ['公园', '园很', '很好', '好'])
    """
    folded = fold(text)
    if folded.isascii() or not _HAS_UNSPACED.search(folded):
        return folded.split()
    return [piece for run in _RUN.findall(folded) for piece in _pieces(run)]


def _pieces(run: str) -> list[str]:
    """Cut a run of a script without spaces into overlapping pieces; a word stays whole."""
    if not _HAS_UNSPACED.match(run):
        return [run]
    length = _length(run)
    return [run[at : at + length] for at in range(len(run))]


def _length(run: str) -> int:
    return 2 if _IS_DENSE.match(run) else 4


def size_of(word: str) -> float:
    """Return how much of a word one of `folded_words` is.

    Example:
        >>> size_of("park"), size_of("公园")
        (1.0, 0.5)
    """
    return 1.0 if word.isascii() or not _HAS_UNSPACED.match(word) else 1 / _length(word)
