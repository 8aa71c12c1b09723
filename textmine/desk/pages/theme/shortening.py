"""A long answer in short: what is marked in it, and the words on either side."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from textmine.desk.answers import Piece

AROUND = 120
"""Characters that are shown on either side of a mark."""
_CHARACTER = regex.compile(r"\X")


def in_short(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the marked pieces of a text whole, and of the others the words beside those; without any, the beginning.

    The person's own words, where others sent the rest too, stay whole as well.

    Example:
        >>> [piece.text for piece in in_short([Piece("Well then. " * 20, False), Piece("It is dark.", True)])][1:]
        ['It is dark.']
    """
    last = len(pieces) - 1
    return tuple(
        piece if piece.marked or piece.own else Piece(_beside(piece.text, place > 0 or not last, place < last), False)
        for place, piece in enumerate(pieces)
    )


def _beside(text: str, after: bool, before: bool) -> str:
    """Return the beginning of a text that comes after a mark, and the end of one that comes before one."""
    if len(text) <= 2 * AROUND:
        return text
    return f"{_head(text) if after else ''} … {_tail(text) if before else ''}"


def _head(text: str) -> str:
    """Return the beginning of a text up to the end of a word, or of a character where there are no spaces."""
    ends = [match.end() for match in _CHARACTER.finditer(text) if match.end() <= AROUND]
    words = [end for end in ends if text[end].isspace()]
    return text[: (words or ends or [0])[-1]]


def _tail(text: str) -> str:
    """Return the end of a text from the beginning of a word on, or of a character where there are no spaces."""
    starts = [match.start() for match in _CHARACTER.finditer(text) if match.start() >= len(text) - AROUND]
    words = [start for start in starts if text[start - 1].isspace()]
    return text[(words or starts or [len(text)])[0] :]
