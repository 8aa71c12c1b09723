"""Where a salutation ends."""

from __future__ import annotations

import regex

from textmine.text.courtesies.letter_words import LetterWords, vocabulary

_MARK = regex.compile(r"[,،、，:;؛!.।。！？?؟\n\r\u2028–—>]")
SALUTED = 6
"""Words of a salutation behind its first ones, at most."""


def _salutation(words: LetterWords, at: int) -> int:
    """Return how many words the salutation that begins at a word has, else 0."""
    if at >= len(words):
        return 0
    whole = words.phrase("salutation", at)
    if whole and _MARK.search(words.gap(at + whole)):
        return whole
    first = words.phrase("opening", at)
    if not first or _MARK.search(words.gap(at + first)):
        return 0
    for end in range(at + first + 1, min(at + first + SALUTED, len(words)) + 1):
        gap = words.gap(end)
        if _MARK.search(gap) and not (gap.strip() == "." and words.folded(end - 1) in vocabulary("signer")):
            return end - at if _addressed(words, at + first, end) else 0
    return 0


def _addressed(words: LetterWords, start: int, end: int) -> bool:
    """Tell whether some words name people: listed ones, or words with a capital; one of a script that has none."""
    listed = [words.folded(at) in vocabulary("addressed") for at in range(start, end)]
    letters = [words.first_letter(at) for at in range(start, end)]
    others = [letter for known, letter in zip(listed, letters, strict=True) if not known and not letter.isupper()]
    if not others:
        return True
    return len(others) == 1 and listed[-1] and not others[0].islower()


def saluted(words: LetterWords) -> int:
    """Return how many words the salutations at the start of a text have."""
    at = 0
    while more := _salutation(words, at):
        at += more
    return at
