"""What the people of a campaign share, and what each of them wrote in their own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from textmine.model import Span
from textmine.text.campaigns.grouping import RULE
from textmine.text.campaigns.shingles import RUN
from textmine.text.campaigns.tokens import size_of
from textmine.text.courtesies import body_span, is_courtesy
from textmine.text.folding import fold
from textmine.text.tokens import word_spans

_Run = tuple[str, ...]
_CLOSING = regex.compile(r"\p{P}+")
OWN_WORDS = 3
"""Words on a stretch, fewer of which are a slip of the pen rather than something of one's own."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the answers of one campaign have in common.

    Attributes:
        template: The text of most of them, without what its sender added.
        example: The place of an answer with that text.
        same: How many answers have exactly that text, but for case, space, punctuation and emoji.
        changed: How many have small changes.
        added: How many have words of the person's own.
        own: Per answer, where the person's own words are; a salutation, a sign-off, a name or an address is none.
    """

    template: str
    example: int
    same: int
    changed: int
    added: int
    own: tuple[tuple[Span, ...], ...]


def _units(text: str, folded: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """Return the folded words of a text with their places; single characters of a script without spaces."""
    found = []
    for span in word_spans(text):
        word = span.of(text)
        spaced = size_of(folded(word) or "a") == 1
        pieces = [span] if spaced else [Span(at, at + 1) for at in range(span.start, span.end)]
        found += [(own, piece.start, piece.end) for piece in pieces if (own := folded(piece.of(text)))]
    return found


def _runs(words: Sequence[str]) -> list[_Run]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _variants(word: str) -> set[str]:
    """Return a word and what is left of it without one of its letters: mistyped words have one in common."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))} if len(word) > 3 else {word}


def shared(texts: Sequence[str]) -> Shared:
    """Return what the answers of one campaign share.

    Args:
        texts: The answers of a campaign, at least one.

    Example:
        >>> letter = "Please keep the library on Mill Lane open for our children."
        >>> found = shared([letter, letter, letter + " My son Ali learnt to read there."])
        >>> found.same, found.added, [span.of(letter + " My son Ali learnt to read there.") for span in found.own[2]]
        (2, 1, ['My son Ali learnt to read there.'])
    """
    # Most words are in most answers; people's words are not kept after the call.
    folded = cache(fold)
    read = {text: _units(text, folded) for text in dict.fromkeys(texts)}
    units = [read[text] for text in texts]
    words = [[word for word, _, _ in own] for own in units]
    uses = Counter(run for own in words for run in set(_runs(own)))
    least = max(min(2, len(texts)), RULE.common * len(texts))
    common = {run for run, people in uses.items() if people >= least}
    known = {variant for word in {word for run in common for word in run} for variant in _variants(word)}
    own_words = {text: tuple(_closed(text, span) for span in _own(own, common, known)) for text, own in read.items()}
    places = tuple(own_words[text] for text in texts)
    said = {text: tuple(_said(text, spans)) for text, spans in own_words.items()}
    keys = [" ".join(own) for own in words]
    counts = Counter(keys)
    example = min(range(len(texts)), key=lambda at: (-counts[keys[at]], _length(places[at]), at))
    same = counts[keys[example]]
    own = tuple(said[text] for text in texts)
    added = sum(bool(spans) and key != keys[example] for spans, key in zip(own, keys, strict=True))
    template = _without(texts[example], places[example])
    return Shared(template, example, same, len(texts) - same - added, added, own)


def _own(units: Sequence[tuple[str, int, int]], common: set[_Run], known: set[str]) -> Iterator[Span]:
    """Yield the stretches of a text that are in no common run and mostly of other words."""
    mask = [False] * len(units)
    for at, run in enumerate(_runs([word for word, _, _ in units])):
        if run in common:
            mask[at : at + RUN] = [True] * RUN
    start = 0
    for at in range(len(units) + 1):
        if at == len(units) or mask[at]:
            if at - start >= OWN_WORDS and _strange(units[start:at], known):
                yield Span(units[start][1], units[at - 1][2], "own")
            start = at + 1


def _closed(text: str, span: Span) -> Span:
    """Return a stretch with the punctuation right behind it."""
    rest = _CLOSING.match(text, span.end)
    return Span(span.start, rest.end() if rest else span.end, span.kind)


def _said(text: str, stretches: Sequence[Span]) -> Iterator[Span]:
    """Yield what says something in some stretches of a text: no salutation, sign-off, name or address alone."""
    for span in stretches:
        stretch = span.of(text)
        if not is_courtesy(stretch):
            body = body_span(stretch)
            yield Span(span.start + body.start, span.start + body.end, span.kind)


def _strange(units: Sequence[tuple[str, int, int]], known: set[str]) -> bool:
    """Tell whether a third of some words at least are none of the template, not even mistyped."""
    strange = sum(not (_variants(word) & known) for word, _, _ in units)
    return strange >= max(2, len(units) / 3)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _without(text: str, spans: Sequence[Span]) -> str:
    """Return a text with "…" in the place of some of its parts."""
    parts, last = [], 0
    for span in spans:
        parts.append(text[last : span.start].strip())
        last = span.end
    return " … ".join([*parts, text[last:].strip()]) if spans else text.strip()
