"""A text cut into the pieces that names are told from, with exact offsets."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from textmine.safe import replace_surrogates

# A word may hold apostrophes and hyphens, but not the ending "'s"; a line break is a piece of its own.
_PIECE = regex.compile(
    r"""
    [\p{L}\p{M}\p{N}\u200C\u200D]++(?:['’ʼ‘ʻ`](?![sS](?![\p{L}\p{M}\p{N}]))[\p{L}\p{M}]++|[-‐‑][\p{L}\p{M}\p{N}]++)*+
    | ['’ʼ‘ʻ`][sS](?![\p{L}\p{M}\p{N}])
    | (?:[^\S\n]*+\n[^\S\n]*+)++
    | [^\s\p{L}\p{M}\p{N}]
    """,
    regex.VERSION1 | regex.VERBOSE,
)
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Pieces:
    """Words, signs and line breaks of a text in order; spaces are left out."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def cut(text: str) -> Pieces:
    """Return the pieces of a text in time that grows with its length alone.

    Example:
        >>> cut("Ask Marcia's lot.").words
        ('Ask', 'Marcia', "'s", 'lot', '.')
    """
    words, starts, ends = [], [], []
    for match in _PIECE.finditer(text):
        word = match.group()
        words.append(BREAK if word.isspace() else replace_surrogates(word))
        starts.append(match.start())
        ends.append(match.end())
    return Pieces(tuple(words), tuple(starts), tuple(ends))
