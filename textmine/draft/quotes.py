"""Quotes: whole sentences exactly as people wrote them, never from somebody who said no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from textmine.draft.candidates import flaws_of
from textmine.draft.select import SAME, Candidate
from textmine.draft.theme import POOL, ThemeView
from textmine.model import Span
from textmine.text import words

_SHORTEST, _LONGEST = 6, 40
_MOST = 3
_BULLET = regex.compile(r"^\s*(?:[-–—•·*]\s+|\(?\p{Nd}{1,2}[.)](?=\s))+")
_LANGUAGE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an answer, verbatim, and the candidate that led to it."""

    response_id: str
    text: str
    candidate: Candidate
    fresh: bool
    """No key point comes from the same sentence."""
    personal: bool


def _sentence_around(view: ThemeView, candidate: Candidate) -> Span | None:
    """Return the sentence that holds most of a candidate's clause."""
    start, end = candidate.clause.start, candidate.clause.end
    spans = view.material.sentences(candidate.answer.response_id)
    shared = [(min(end, span.end) - max(start, span.start), span) for span in spans]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and 2 * best[0] >= end - start else None


def _quotable(view: ThemeView, points: list[Candidate]) -> Iterator[Quote]:
    """Yield every sentence that may be quoted, the most central first."""
    shortest = _SHORTEST if points else 3
    seen: set[tuple[str, str]] = set()
    for candidate in view.candidates:
        if candidate.answer.refused or (span := _sentence_around(view, candidate)) is None:
            continue
        text = _BULLET.sub("", span.of(candidate.answer.text)).strip()
        key = (candidate.answer.response_id, text)
        if key in seen or "\n" in text or flaws_of(text) or not shortest <= len(words(text)) <= _LONGEST:
            continue
        seen.add(key)
        fresh = not any(
            point.answer.response_id == key[0] and point.clause.start < span.end and span.start < point.clause.end
            for point in points
        )
        yield Quote(key[0], text, candidate, fresh, view.material.has_personal_data(text))
        if len(seen) == POOL:
            return


def _take(pool: list[Quote], chosen: list[Quote], most: int) -> None:
    """Add quotes of people not quoted yet that say something new, or fill up with the rest."""
    for strict in (True, False):
        for quote in pool:
            if len(chosen) >= most:
                return
            if any(quote.response_id == other.response_id or _same(quote, other, strict) for other in chosen):
                continue
            chosen.append(quote)


def _same(one: Quote, other: Quote, strict: bool) -> bool:
    """Same words, or (when strict) the same point."""
    close = float(one.candidate.vector @ other.candidate.vector) > SAME
    return one.text.casefold() == other.text.casefold() or (strict and close)


def quotes(view: ThemeView, points: list[Candidate]) -> list[Quote]:
    """Return up to three quotes by different people; each much-written language is heard if it can be.

    Sentences with personal data, and sentences that already stand as key points, are used only where
    nothing else is left.
    """
    found = list(_quotable(view, points))
    chosen: list[Quote] = []
    best = [quote for quote in found if quote.candidate.clear and quote.fresh and not quote.personal]
    for language, number in sorted(view.languages.items(), key=lambda pair: (-pair[1], pair[0])):
        if number >= _LANGUAGE_SHARE * len(view.people):
            own = [quote for quote in best if quote.candidate.answer.base_language == language]
            _take(own, chosen, min(len(chosen) + 1, _MOST))
    _take(best, chosen, _MOST)
    if not chosen:
        _take([quote for quote in found if not quote.personal], chosen, _MOST)
    if not chosen:
        _take(found, chosen, 1)
    return chosen
