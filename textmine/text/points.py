"""Points: the pieces of an answer that are analysed, each long enough to mean something by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

import regex

from textmine.model import Span
from textmine.text.courtesies import body_span
from textmine.text.sentences import sentence_spans, trimmed
from textmine.text.tokens import word_spans

WHOLE = 14
"""An answer of at most this many words is one point."""
SHORT, GOOD, MOST, LONG, LIMIT = 8, 24, 40, 60, 100
"""A piece has about 8 to 24 words, joined ones at most 40; a sentence above 60 is cut at a clause, above 100 anywhere.

Smaller pieces than these mix fewer subjects: on the sample, themes agree better with its gold set (ARI .23 against
.16 with whole answers), and a draft's clause has a vector of its own.
"""
NEW_LINE = 6
"""A piece of at least this many words ends where a line ends."""
ANOTHER_SCRIPT = 3
"""A sentence of at least this many words is not put together with one in another script: it says something else."""

_CLAUSE = regex.compile(
    r"[;؛]\s+|\s[–—-]\s+"
    r"|[,،]\s+(?=(?:and|but|because|so|which|y|pero|et|mais|e|ma|und|aber|i|ale|oo|laakiin|و|ولكن|এবং|কিন্তু|তাই|আর)\b)",
)
_COMMA = regex.compile(r"[,،、，]\s*")
_SCRIPT = regex.compile(r"(\p{Latin})|(\p{Bengali})|(\p{Arabic})|(\p{L})")


def point_spans(text: str, language: str | None = None) -> list[Span]:
    """Return the points of `text`: pieces of roughly 8 to 24 words, cut between sentences where possible.

    Together they hold every character that is not white space, in order and without overlap, but for a salutation
    at the start and a sign-off at the end of what says something (see `body_span`).

    Args:
        text: Verbatim answer.
        language: BCP-47 tag, if known.

    Returns:
        Spans of kind `point`; a text of up to 14 words is one; none for white space.

    Example:
        >>> [span.of("  More bins. ") for span in point_spans("  More bins. ")]
        ['More bins.']
    """
    words = word_spans(text)
    body = body_span(text, words)
    whole = trimmed(text, body.start, body.end, "point")
    if whole is None:
        return []
    starts = [span.start for span in words]
    if _count(starts, whole.start, whole.end) <= WHOLE:
        return [whole]
    pieces: list[Span] = []
    for sentence in sentence_spans(text, language):
        if own := trimmed(text, max(sentence.start, whole.start), min(sentence.end, whole.end), "sentence"):
            pieces += _cut(text, own, starts)
    return _packed(text, pieces, starts)


def _count(starts: list[int], start: int, end: int) -> int:
    """How many words begin in `text[start:end]`."""
    return bisect_left(starts, end) - bisect_left(starts, start)


def _cut(text: str, sentence: Span, starts: list[int]) -> list[Span]:
    """Cut a sentence of more than `LONG` words; leave any other whole."""
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    if last - first <= LONG:
        return [sentence]
    clauses = [match.end() for match in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    commas = [match.end() for match in _COMMA.finditer(text, sentence.start, sentence.end)]
    pieces, start = [], sentence.start
    while last - first > LONG:
        end = _cut_at(starts, first, last, clauses, commas)
        if end is None:
            break
        if piece := trimmed(text, start, end, "point"):
            pieces.append(piece)
        start, first = end, bisect_left(starts, end)
    rest = trimmed(text, start, sentence.end, "point")
    return [*pieces, rest] if rest else pieces


def _cut_at(starts: list[int], first: int, last: int, clauses: list[int], commas: list[int]) -> int | None:
    """Return where the words `first` to `last` are best cut, or None to leave them together."""
    latest = min(first + LONG, last - SHORT)
    for cuts in (clauses, commas):
        if cuts is commas and last - first <= LIMIT:
            return None
        low, high = (bisect_left(cuts, starts[at]) for at in (first + SHORT, latest))
        if low < high:
            good = bisect_left(cuts, starts[min(first + GOOD, latest)])
            return cuts[max(good - 1, low)]
    return starts[latest]


def _packed(text: str, pieces: list[Span], starts: list[int]) -> list[Span]:
    """Put short neighbours together until each piece is long enough."""
    packed: list[Span] = []
    for piece in pieces:
        if packed and _belongs(text, packed[-1], piece, starts):
            packed[-1] = Span(packed[-1].start, piece.end, "point")
        else:
            packed.append(Span(piece.start, piece.end, "point"))
    return packed


def _belongs(text: str, before: Span, piece: Span, starts: list[int]) -> bool:
    """Tell whether a piece is joined to the one before."""
    size = _count(starts, before.start, before.end)
    added = _count(starts, piece.start, piece.end)
    if not size or not added:
        # Punctuation or emoji alone say nothing by themselves.
        return True
    if "\n" in text[before.end : piece.start] and size >= NEW_LINE:
        return False
    if min(size, added) >= ANOTHER_SCRIPT and _script(before.of(text)) != _script(piece.of(text)):
        return False
    if size < SHORT:
        return size + added <= MOST or size < NEW_LINE
    return added < NEW_LINE and size + added <= GOOD


def _script(text: str) -> int:
    """Return a number for the script that most letters of a text are in."""
    if text.isascii():
        return 1
    found = Counter(match.lastindex or 0 for match in _SCRIPT.finditer(text))
    return max(found, key=lambda script: found[script], default=0)
