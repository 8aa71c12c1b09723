"""Sentences of Bengali script, by spaCy's rules for Bengali (danda, ৫.৩০, ড.)."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from textmine.safe import replace_surrogates
from textmine.text.tokens import EMOJI_PATTERN

_BENGALI = regex.compile(r"\p{Bengali}")
_LETTERS = regex.compile(r"[\p{L}\p{M}]")
# What spaCy puts at the start of a sentence but belongs to the one before, and the reverse.
_TRAILING = regex.compile(rf"""(?:\s*+(?:{EMOJI_PATTERN}))++|["”’)\]»]++(?=\s|$)""", regex.VERSION1)
_OPENING = regex.compile(r"""(?<=\s)["“‘(\[«]++\s*+$""")
_DANDA = regex.compile(r"[।॥]++(?=[\p{L}\p{N}])")
_CHUNK = 100_000
"""Characters given to spaCy at a time, so that a long text needs little memory."""


def occurs(text: str) -> bool:
    """Tell whether any character of `text` is Bengali."""
    return bool(_BENGALI.search(text))


def prevails(text: str) -> bool:
    """Tell whether at least half of the letters of `text` are Bengali."""
    return 2 * len(_BENGALI.findall(text)) >= len(_LETTERS.findall(text)) and occurs(text)


@cache
def _pipeline() -> Any:  # noqa: ANN401 - spaCy is imported only when needed
    import spacy

    pipeline = spacy.blank("bn")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 2 * _CHUNK
    return pipeline


def sentence_ends(line: str) -> list[int]:
    """Return the offsets in `line` at which sentences end, the end of the line left out."""
    safe = replace_surrogates(line)
    ends: set[int] = {match.end() for match in _DANDA.finditer(safe)}
    start = 0
    while start < len(safe):
        stop = min(len(safe), start + _CHUNK)
        if stop < len(safe):
            # Cut at a space, if there is one, so that no word is halved.
            stop = max(safe.rfind(" ", start + 1, stop), start + 1) if " " in safe[start + 1 : stop] else stop
        sentences = list(_pipeline()(safe[start:stop]).sents)
        ends.update(_moved(safe, start + sentence.end_char) for sentence in sentences[:-1])
        start = stop
    return sorted(end for end in ends if 0 < end < len(line))


def _moved(line: str, end: int) -> int:
    """Move a boundary behind emoji and closing quotes, and before an opening quote."""
    if opening := _OPENING.search(line, max(0, end - 4), end):
        return int(opening.start())
    trailing = _TRAILING.match(line, end)
    return int(trailing.end()) if trailing else end
