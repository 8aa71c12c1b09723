"""Quotes: exactly as people wrote them, a sentence or a clause, never from somebody who said no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

import numpy as np
import regex

from textmine.draft.clauses.candidates import LONGEST, flaws_of
from textmine.draft.points.cover import most_made
from textmine.draft.points.hearing import SAYS
from textmine.draft.points.matching import Table
from textmine.draft.points.select import Candidate, overlap, repeats
from textmine.draft.points.theme import ThemeView
from textmine.model import Span
from textmine.text import words

_POOL = 100
"""Sentences looked at closely."""
_SHORTEST, _LONGEST = 6, 40
_MOST = 3
_FITNESS = 2.0
"""How much fitness counts beside the number of people."""
_SPOKEN_FOR = 0.5
"""How much of what the key points say is left for quotes to say."""
_BULLET = regex.compile(r"^\s*(?:[-–—•·*]\s+|\(?\p{Nd}{1,2}[.)](?=\s))+")
_ENDS = regex.compile(r"^[\s,;:–—-]+|[\s,;:–—-]+$")
_LANGUAGE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an answer, verbatim, and the candidate that led to them."""

    response_id: str
    text: str
    candidate: Candidate
    fresh: bool
    """No key point says it in the same words."""
    short: bool
    """It is no longer than a sentence should be."""


def _sentence_around(view: ThemeView, candidate: Candidate) -> Span | None:
    """Return the sentence that holds most of a candidate's clause."""
    start, end = candidate.clause.start, candidate.clause.end
    spans = view.material.sentences(candidate.answer.response_id)
    shared = [(min(end, span.end) - max(start, span.start), span) for span in spans]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and 2 * best[0] >= end - start else None


def _texts(view: ThemeView, candidate: Candidate) -> Iterator[str]:
    """Yield the sentence around a clause, or the clause itself where the sentence is long."""
    if (span := _sentence_around(view, candidate)) is None:
        return
    answer = candidate.answer.text
    sentence = _BULLET.sub("", span.of(answer)).strip()
    if len(words(sentence)) > LONGEST:
        clause = _ENDS.sub("", _BULLET.sub("", answer[candidate.clause.start : candidate.clause.end]))
        if not candidate.clause.flaws and len(words(clause)) <= LONGEST:
            yield clause
            return
    yield sentence


def _quotable(view: ThemeView, points: list[Candidate]) -> Iterator[Quote]:
    """Yield everything that may be quoted, the most central first."""
    shortest = _SHORTEST if points else 3
    seen: set[tuple[str, str]] = set()
    for candidate in view.candidates:
        if candidate.answer.refused:
            continue
        for text in _texts(view, candidate):
            key = (candidate.answer.response_id, text)
            count = len(words(text))
            if key in seen or "\n" in text or flaws_of(text) or not shortest <= count <= _LONGEST:
                continue
            seen.add(key)
            fresh = not any(point.answer.response_id == key[0] for point in points) and not repeats(candidate, points)
            yield Quote(key[0], text, candidate, fresh, count <= LONGEST)
        if len(seen) >= _POOL:
            return


def _fitness(items: list[Candidate]) -> Table:
    """Return how good each is to quote: near the theme's middle, in its words, without a penalty."""
    return np.array([exp(_FITNESS * item.score) for item in items])


class _Chosen:
    """The quotes of one theme while they are chosen."""

    def __init__(self, view: ThemeView, points: list[Candidate]) -> None:
        self._view = view
        self.quotes: list[Quote] = []
        said = view.saying(points).max(axis=0) if points else np.zeros(len(view.speakers))
        self._spoken_for = _SPOKEN_FOR * said

    def take(self, pool: list[Quote], most: int, strict: bool = True, impersonal: bool = True) -> None:
        """Add quotes until there are `most`, those first that speak for most people who are not spoken for.

        Args:
            pool: What may be quoted.
            most: How many quotes there shall be.
            strict: Whether quotes that make the same point are left out; the same words always are.
            impersonal: Whether quotes with personal data are left out. Looked for last, since that takes longest.
        """
        missing = most - len(self.quotes)
        if missing <= 0 or not pool:
            return
        items = [quote.candidate for quote in pool]
        saying = self._view.saying(items)

        def fits(index: int, taken: list[int]) -> bool:
            standing = [*self.quotes, *(pool[other] for other in taken)]
            if any(self._repeats(pool[index], saying[index], other, strict) for other in standing):
                return False
            return not (impersonal and self._view.material.has_personal_data(pool[index].text))

        for index in most_made(saying, _fitness(items), missing, fits, self._spoken_for):
            self.quotes.append(pool[index])
            self._spoken_for = np.maximum(self._spoken_for, saying[index])

    def _repeats(self, quote: Quote, saying: Table, other: Quote, strict: bool) -> bool:
        """Say whether a quote is by the same person as another, in the same words, or (strictly) of the same point."""
        if quote.response_id == other.response_id or overlap(quote.candidate, other.candidate) > 0.8:
            return True
        return strict and bool(saying[self._view.speakers.index(other.response_id)] >= SAYS)


def quotes(view: ThemeView, points: list[Candidate]) -> list[Quote]:
    """Return up to three quotes by different people; each much-written language is heard if it can be.

    Long sentences, sentences with personal data, and those that already stand as key points, are used only where
    nothing else is left.
    """
    found = list(_quotable(view, points))
    chosen = _Chosen(view, points)
    fresh = [quote for quote in found if quote.candidate.clear and quote.fresh]
    best = [quote for quote in fresh if quote.short and not quote.candidate.clause.flaws]
    for language, number in sorted(view.languages.items(), key=lambda pair: (-pair[1], pair[0])):
        if number >= _LANGUAGE_SHARE * len(view.people):
            own = [quote for quote in best if quote.candidate.answer.base_language == language]
            chosen.take(own, min(len(chosen.quotes) + 1, _MOST))
    chosen.take(best, _MOST)
    if not chosen.quotes:
        for pool, most, impersonal in (
            (fresh, _MOST, True),
            ([quote for quote in found if quote.short], _MOST, True),
            (found, _MOST, True),
            (found, 1, False),
        ):
            if not chosen.quotes:
                chosen.take(pool, most, strict=False, impersonal=impersonal)
    return chosen.quotes
