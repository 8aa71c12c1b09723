"""Whether a sentence is people's own words: part of an answer, with "I" as "you" at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from textmine.draft.check.words import fold, listed, tokens
from textmine.draft.lexicon import settings
from textmine.text import word_spans

_SKIPPED = 2
"""So many words in a row of the answer may be left out, if they are fillers."""
_LONGEST_DOUBT = 6


@cache
def _same() -> dict[str, str]:
    """Return the form in which both sides of the change to "you" are the same."""
    person = settings("person")
    return {**person["shift"], **person["be"]}


@cache
def _fillers() -> frozenset[str]:
    """Words that `tidy` may take out of a clause."""
    lists = settings("fillers")
    phrases = [phrase for name in ("always", "before_mark", "before_subject") for phrase in lists[name]]
    words = in_second_person([word for phrase in phrases for word in tokens(phrase)])
    return frozenset(words) - listed("negation", "before")


def in_second_person(found: Sequence[str]) -> tuple[str, ...]:
    """Return folded words with both sides of the change to "you" alike."""
    same = _same()
    return tuple(part for word in found for part in same.get(word, word).split())


def places(sentence: Sequence[str], answer: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence begins and ends in an answer, both as `in_second_person` gives them."""
    for start, word in enumerate(answer):
        if sentence and word == sentence[0] and (end := _end(sentence, answer, start)):
            yield start, end


def _end(sentence: Sequence[str], answer: Sequence[str], start: int) -> int:
    """Return where a sentence that begins at a place ends, a few fillers passed over; 0 if the answer differs."""
    at, fillers = start, _fillers()
    for word in sentence:
        skipped = 0
        while at < len(answer) and answer[at] != word:
            if skipped == _SKIPPED or answer[at] not in fillers:
                return 0
            at, skipped = at + 1, skipped + 1
        if at == len(answer):
            return 0
        at += 1
    return at


def doubted(answer: str, same: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a "not" or a doubt stands directly before some words of an answer, or a Bengali "not" after them.

    Args:
        answer: The answer as written.
        same: Its words as `in_second_person` gives them.
        start: The first of the words.
        end: The one after the last.
    """
    if end < len(same) and same[end] in listed("negation", "after") and not _parted(answer, end):
        return True
    before = tuple(same[max(0, start - _LONGEST_DOUBT) : start])
    if before[-1:] == ("that",):
        before = before[:-1]
    if not any(before[-len(doubt) :] == doubt for doubt in _doubts()):
        return False
    return not _parted(answer, start)


@cache
def _doubts() -> tuple[tuple[str, ...], ...]:
    return tuple(in_second_person(tokens(doubt)) for doubt in settings("check")["negation"]["doubts"])


def _parted(answer: str, start: int) -> bool:
    """Tell whether a mark of punctuation stands before the word at `start`."""
    folded, at, end = fold(answer), 0, 0
    for span in word_spans(folded):
        if at == start:
            return bool(folded[end : span.start].strip())
        at, end = at + len(in_second_person(tokens(span.of(folded)))), span.end
    return False
