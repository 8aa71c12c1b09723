"""Where a sign-off begins."""

from __future__ import annotations

import regex

from textmine.model import Span
from textmine.text.courtesies.letter_words import LetterWords, vocabulary
from textmine.text.privacy.personal import personal_data

_BOUNDARY = regex.compile(r"[,،、，:;؛!.…।۔。！？?؟)\]\n\r\u2028–—>]")
_PARTED = regex.compile(r"[,،、，:\n\r\u2028–—]")
_LINE = regex.compile(r"[\n\r\u2028]|<br")
_STOP = regex.compile(r"[.!…।۔。！]")
_LEADS_ON = regex.compile(r"[:?؟？]")
_PEOPLE = frozenset({"name", "third_party"})
SIGNED = 30
"""Words of a sign-off, at most."""
NAMED = 8
"""Words that stand before a name alone that is a sign-off, at least."""
UNKNOWN = 4
"""Words of a sign-off that are neither listed nor personal data, at most: a name or a place that is not known."""


class Signers:
    """What is personal data among the words of a text from one on; looked up once, where it is asked for."""

    def __init__(self, words: LetterWords, first: int) -> None:
        self._words, self._first = words, first
        self._found: tuple[Span, ...] | None = None

    def found(self) -> tuple[Span, ...]:
        """Return the personal data, in order."""
        if self._found is None:
            start = self._words.spans[self._first].start
            found = personal_data(self._words.text[start:])
            self._found = tuple(Span(start + span.start, start + span.end, span.kind) for span in found)
        return self._found

    def name(self, at: int) -> bool:
        """Tell whether a word is of personal data."""
        word = self._words.spans[at]
        return any(span.start < word.end and word.start < span.end for span in self.found())

    def among(self, at: int) -> bool:
        """Tell whether a word is of personal data, is a number, or stands with it."""
        word = self._words.folded(at)
        return word in vocabulary("signer") or word.isdecimal() or self.name(at)

    def person(self, at: int) -> bool:
        """Tell whether a word is of somebody's name."""
        word = self._words.spans[at]
        return any(span.kind in _PEOPLE and span.start <= word.start < span.end for span in self.found())


def closes(words: LetterWords, at: int, signers: Signers) -> bool:
    """Tell whether words of farewell begin at a word, and nothing but who signs follows."""
    start, closing, parted, unknown = at, False, False, 0
    numbered = any(map(str.isdigit, words.text[words.spans[at].start :]))
    while at < len(words):
        gap = words.gap(at)
        boundary = _BOUNDARY.search(gap)
        if at == start or boundary:
            sure = words.phrase("closing", at)
            if size := sure or words.phrase("thanks", at):
                closing, parted = closing or bool(sure), False
                at += size
                continue
        if at == start:
            return False
        if boundary:
            parted = bool(_PARTED.search(gap))
        if not _may_sign(words, at, signers, closing, parted):
            return False
        # An address below a name makes the name a signature.
        closing = closing or (numbered and signers.person(at))
        unknown += not signers.among(at)
        at += 1
    return unknown <= UNKNOWN


def _may_sign(words: LetterWords, at: int, signers: Signers, closing: bool, parted: bool) -> bool:
    """Tell whether a word behind a farewell may be of who signs; thanks may go on with what they are for."""
    if signers.among(at) if closing or parted else signers.name(at):
        return True
    return closing and parted and not words.first_letter(at).islower()


def _is_signature(words: LetterWords, at: int, signers: Signers) -> bool:
    """Tell whether one person's name, with an address or on a line of its own, is all that follows."""
    gap, rest = words.gap(at), words.text[words.spans[at].start :]
    addressed = "@" in rest or any(map(str.isdigit, rest))
    if _LEADS_ON.search(gap) or words.first_letter(at).islower() or len(words) - at > SIGNED // 2:
        return False
    line, stop = _LINE.search(gap), _STOP.search(gap)
    if not ((line or stop) if addressed else (line and stop and at >= NAMED)):
        return False
    return names_one(words, at, signers)


def names_one(words: LetterWords, at: int, signers: Signers) -> bool:
    """Tell whether all words from one on are somebody's name, and an address if a number or an @ is among them."""
    start = words.spans[at].start
    own = [span for span in signers.found() if span.start >= start]
    if not signers.person(at) or sum(span.kind in _PEOPLE for span in own) != 1:
        return False
    addressed = "@" in words.text[start:] or any(map(str.isdigit, words.text[start:]))
    others = [i for i in range(at, len(words)) if not signers.among(i)]
    return not others or (
        addressed and len(others) <= UNKNOWN and not any(words.first_letter(i).islower() for i in others)
    )


def signed_from(words: LetterWords, first: int) -> int:
    """Return the word at which a sign-off begins; the number of words where there is none."""
    start = max(first + 1, len(words) - SIGNED)
    if start >= len(words):
        return len(words)
    signers = Signers(words, start)
    for at in range(start, len(words)):
        if _BOUNDARY.search(words.gap(at)) and (closes(words, at, signers) or _is_signature(words, at, signers)):
            return at
    return len(words)
