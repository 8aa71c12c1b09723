"""What a letter says, without its salutation and its sign-off."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from textmine.model import Span
from textmine.text.courtesies.letter_words import LetterWords
from textmine.text.courtesies.salutations import saluted
from textmine.text.courtesies.sign_offs import SIGNED, Signers, closes, names_one, signed_from

_BETWEEN = regex.compile(r"[\s,،、，:;؛!.।。！?؟？]*")
_DASH = " \t\r\n\u2028\u2029\xa0–—"


def _only(words: LetterWords, first: int) -> bool:
    """Tell whether nothing but a sign-off, or names, addresses and the like, follows a salutation of some words."""
    rest = range(first, len(words))
    if not rest:
        return first > 0
    if len(rest) > 2 * SIGNED:
        return False
    signers = Signers(words, first)
    if closes(words, first, signers):
        return True
    if all(signers.among(at) for at in rest) and any(signers.name(at) for at in rest):
        return True
    return names_one(words, first, signers)


def body_span(text: str, words: Sequence[Span] | None = None) -> Span:
    """Return where the text between a salutation and a sign-off is; the whole text where nothing is between.

    Thanks for something, and a name within a sentence, are no sign-off.

    Args:
        text: Verbatim answer.
        words: Its words, if they are known.

    Example:
        >>> text = "Dear Sir or Madam, the park is dark. Thank you for the bins. Yours faithfully, Ann Lee"
        >>> body_span(text).of(text)
        'the park is dark. Thank you for the bins.'
    """
    read = LetterWords(text, words)
    first = saluted(read)
    last = signed_from(read, first)
    start, end = 0, len(text)
    if (not first and last == len(read)) or _only(read, first):
        return Span(start, end, "body")
    if first:
        after = read.spans[first - 1].end
        between = _BETWEEN.match(text, after)
        start = between.end() if between else after
    if last < len(read):
        end = len(text[: read.spans[last].start].rstrip(_DASH))
    return Span(start, end, "body")


def is_courtesy(text: str) -> bool:
    """Tell whether a text is nothing but a salutation, a sign-off, or names, addresses and the like.

    Example:
        >>> is_courtesy("Yours faithfully, Sheila Bannister (Mrs)"), is_courtesy("Thank you for the new bins")
        (True, False)
    """
    words = LetterWords(text)
    return _only(words, saluted(words))
