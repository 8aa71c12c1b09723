"""Where in an answer the point of a draft sentence is: in its own words, or else in the point nearest to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import regex

from textmine.desk.answers import spans_in
from textmine.desk.snapshot import Snapshot
from textmine.draft.check.align import in_second_person, places
from textmine.draft.check.words import content, tokens
from textmine.model import Span
from textmine.review.state import Answer
from textmine.text import word_spans

How = Literal["words", "near", "theme"]
SPEAKING = ("key_point", "quote")
"""Kinds of sentences that people said; the others state figures."""
_CHARACTER = regex.compile(r"\X")
_STOP = regex.compile(r"[.!?…।॥؟۔]+")


@dataclass(frozen=True, slots=True)
class Pointed:
    """What to mark in an answer.

    Attributes:
        spans: The stretches, each of whole characters.
        how: `words`: the sentence stands there, with "I" as "you" at most; `near`: the point nearest to the
            sentence's; `theme`: all that the answer says on the theme.
    """

    spans: tuple[tuple[int, int], ...]
    how: How


class Pointer:
    """Finds the point of one draft sentence in the answers that it rests on.

    Args:
        now: The analysis.
        theme: The theme, or group, that the draft is of.
        draft: A row of `drafts`.
    """

    def __init__(self, now: Snapshot, theme: str, draft: Any) -> None:  # noqa: ANN401 - a named tuple of `drafts`
        self._now, self._theme, self._draft = now, theme, draft

    def at(self, answer: Answer) -> Pointed:
        """Return what to mark in an answer."""
        own = spans_in(self._now, answer, self._theme)
        if self._draft.kind not in SPEAKING:
            return Pointed(tuple(own), "theme")
        text = text_of(self._now, answer)
        if (found := best_place(self._draft.text, text, own)) is not None:
            return Pointed((whole(text, found),), "words")
        return self._nearest(answer, own) or Pointed(tuple(own), "theme")

    def _nearest(self, answer: Answer, own: list[tuple[int, int]]) -> Pointed | None:
        """Return the answer's point in the theme that is nearest to the sentence's."""
        rows = self._points(answer, own)
        if self._source is None or not rows:
            return None
        vectors = self._now.fixed.vectors
        best = rows[int(np.argmax(vectors[rows] @ vectors[self._source]))]
        return Pointed((whole(text_of(self._now, answer), self._span(best)),), "near")

    @cached_property
    def _source(self) -> int | None:
        """The row of `vectors` of the point that the sentence was taken from; None where there is none."""
        answers = [(response, self._draft.question_id) for response in self._draft.evidence]
        for answer in answers:
            text = text_of(self._now, answer)
            own = spans_in(self._now, answer, self._theme)
            if (found := best_place(self._draft.text, text, own)) is not None:
                rows = self._points(answer, [found])
                return max(rows, key=lambda row: shared(self._span(row), found)) if rows else None
        # Words of an officer or a language model: the author stands first.
        return self._alike(answers[0]) if answers else None

    def _alike(self, answer: Answer) -> int | None:
        """Return the point of an answer in the theme that shares most of the sentence's words."""
        wanted = set(content(tokens(self._draft.text)))
        text = text_of(self._now, answer)
        rows = self._points(answer, spans_in(self._now, answer, self._theme))

        def words_shared(row: int) -> int:
            start, end = self._span(row)
            return len(wanted & set(content(tokens(text[start:end]))))

        return max(rows, key=words_shared, default=None)

    def _points(self, answer: Answer, spans: list[tuple[int, int]]) -> list[int]:
        """Return the rows of `vectors` of an answer's points that lie in some stretches of it."""
        rows = self._now.fixed.points.get(answer, [])
        return [row for row in rows if any(shared(self._span(row), span) > 0 for span in spans)]

    def _span(self, row: int) -> tuple[int, int]:
        return self._now.fixed.point_spans[row]


def text_of(now: Snapshot, answer: Answer) -> str:
    """Return an answer as it was written; empty where there is none."""
    row = now.answers.get(answer)
    return row.text if row is not None and isinstance(row.text, str) else ""


def best_place(sentence: str, text: str, preferred: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where a sentence stands in a text, with "I" as "you" at most; None where it does not.

    Args:
        sentence: Of a draft.
        text: The verbatim answer.
        preferred: Where it is looked for first, if it stands there several times.

    Example:
        >>> best_place("Your street is dark.", "Hello! My street is dark. Thanks", [])
        (7, 25)
    """
    found = list(_places(sentence, text))
    return max(found, key=lambda place: sum(shared(place, span) for span in preferred), default=None)


def shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how many characters two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _places(sentence: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that a sentence was taken from."""
    spans: list[Span] = []
    same: list[str] = []
    for span in word_spans(text):
        parts = in_second_person(tokens(span.of(text)))
        same += parts
        spans += [span] * len(parts)
    for first, after in places(in_second_person(tokens(sentence)), same):
        end = spans[after - 1].end
        stop = _STOP.match(text, end)
        yield spans[first].start, stop.end() if stop else end


def whole(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Widen a stretch so that no letter loses its vowel sign, and no emoji a part."""
    start, end = span
    for match in _CHARACTER.finditer(text):
        if match.start() < start < match.end():
            start = match.start()
        if match.end() >= end:
            return start, match.end()
    return start, end
