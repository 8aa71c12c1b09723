"""Search: answers that have the words, answers close in meaning, and both lists as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, get_args

import regex

from textmine.desk.answers import Spans
from textmine.desk.filters import Wanted, matching
from textmine.desk.fixed import plain, sought
from textmine.desk.meaning import Meaning, has_meaning, language_of
from textmine.desk.snapshot import Snapshot
from textmine.review.state import Answer
from textmine.text.fusing import fused

How = Literal["both", "words", "meaning"]
HOWS: tuple[How, ...] = get_args(How)
_CHARACTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for.

    Attributes:
        wanted: The filters, with the text.
        how: By words, by meaning, or both.
        language: Of the text; empty: as it is detected.
    """

    wanted: Wanted
    how: How = "both"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer that was found, and why.

    Attributes:
        has_words: Whether it has all the words.
        closeness: How close in meaning it is; None where it is not, or was not looked at so.
        point: Where its closest point is; None likewise.
    """

    answer: Answer
    has_words: bool
    closeness: float | None = None
    point: tuple[int, int] | None = None


def find(now: Snapshot, asked: Asked, meaning: Meaning | None) -> list[Hit]:
    """Return what is found, the best first; without a text every answer that the filters leave, in order.

    Args:
        now: The analysis.
        asked: What is searched for.
        meaning: None where meaning cannot be searched, or not yet.
    """
    text = asked.wanted.text
    if not plain(text).split():
        return [Hit(answer, has_words=False) for answer in matching(now, asked.wanted)]
    worded = by_words(now, asked.wanted) if asked.how != "meaning" else []
    hits = {answer: Hit(answer, has_words=True) for answer in worded}
    lists = [worded]
    if meaning is not None and asked.how != "words" and has_meaning(tongue := tongue_of(asked)):
        close = meaning.near(text, tongue, matching(now, replace(asked.wanted, text="")))
        lists.append([near.answer for near in close])
        for near in close:
            hits[near.answer] = Hit(near.answer, near.answer in hits, near.closeness, (near.start, near.end))
    return [hits[answer] for answer in fused(lists)]


def tongue_of(asked: Asked) -> str:
    """Return the language of what is searched for."""
    return asked.language or language_of(asked.wanted.text)


def by_words(now: Snapshot, wanted: Wanted) -> list[Answer]:
    """Return the answers with all the words, those first of which the words are the greatest part."""
    words, texts = sought(wanted.text), now.fixed.plain_texts

    def part(answer: Answer) -> float:
        own = texts[answer]
        return sum(len(found) for word in words for found in word.findall(own)) / len(own)

    return sorted(matching(now, wanted), key=part, reverse=True)


def marked(now: Snapshot, hit: Hit, text: str) -> Spans:
    """Return what to mark in an answer that was found: the words, or else its closest point."""
    own = now.answers[hit.answer].text
    if hit.has_words and isinstance(own, str):
        return word_spans(own, sought(text))
    return [hit.point] if hit.point else []


def word_spans(text: str, words: Sequence[regex.Pattern[str]]) -> list[tuple[int, int]]:
    """Return where words stand in a text as it was written; no letter is parted from its vowel sign.

    Args:
        text: Verbatim.
        words: As `sought` makes them.

    Example:
        >>> word_spans("Café? No CAFE\u0301!", sought("café"))
        [(0, 4), (9, 14)]
    """
    characters = _CHARACTER.findall(text)
    ends = list(accumulate(map(len, characters)))
    pieces = [plain(character) for character in characters]
    # For each character as it is searched, which one of the text it is.
    owner = [place for place, piece in enumerate(pieces) for _ in piece]
    whole = "".join(pieces)
    found = []
    for word in words:
        for match in word.finditer(whole):
            first, last = owner[match.start()], owner[match.end() - 1]
            found.append((ends[first] - len(characters[first]), ends[last]))
    return sorted(found)
