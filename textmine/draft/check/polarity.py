"""Whether a sentence says the opposite of the answers it rests on: "not", "more" for "fewer", "open" for "close"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

import regex

from textmine.draft.check.evidence import Answer
from textmine.draft.check.words import fold, is_small, listed, stem, tokens
from textmine.draft.lexicon import settings
from textmine.text import word_spans

Signs = Mapping[str, frozenset[int]]
"""Each thing that is spoken of, and whether it is affirmed (1), denied (-1) or both."""

_BREAK = regex.compile(r"[.!?؟…।॥\n,;:،؛()]+|\s[-–—]+\s|—")
_BEHIND = 2
"""So many words before a Bengali "not" are turned by it."""
_ALIKE = 0.7
"""A sentence with so many words in common, in order, with one of an answer is that one, changed."""
_ENOUGH = 0.5
"""A sentence that shares less of its words with any of an answer is too far from it to contradict it."""
_NEAR = 0.6
"""Sentences of answers that share so much of what the closest one shares are asked."""


@cache
def _opposites() -> dict[str, tuple[str, int]]:
    """Return, for each word that has an opposite, which pair it is of and which end."""
    found: dict[str, tuple[str, int]] = {}
    for number, pair in enumerate(settings("check")["opposites"]):
        for sign, words in ((1, pair["plus"]), (-1, pair["minus"])):
            for word in words:
                found.setdefault(fold(word), (f"±{number}", sign))
    return found


@lru_cache(maxsize=50_000)
def signs(text: str) -> Signs:
    """Say what a sentence affirms and denies: stems, and pairs of opposites alone and with the word they are about.

    Example:
        >>> found = signs("Not more cars")
        >>> found["±0"], found["±0 car"]
        (frozenset({-1}), frozenset({-1}))
    """
    found: dict[str, set[int]] = {}
    for clause in _clauses(text):
        words, opposites, unclear = _turned(clause)
        for at, word in enumerate(clause):
            for name, sign in _named(clause, at, word):
                turned = (opposites if name.startswith("±") else words)[at] % 2
                also = {sign, -sign} if at in unclear and not name.startswith("±") else set()
                found.setdefault(name, set()).update({-sign if turned else sign} | also)
    return {name: frozenset(own) for name, own in found.items()}


def _clauses(text: str) -> list[list[str]]:
    """Return the folded words of each clause."""
    folded = fold(text)
    clauses: list[list[str]] = [[]]
    end = 0
    for span in word_spans(folded):
        if _BREAK.search(folded, end, span.start):
            clauses.append([])
        for part in tokens(span.of(folded)):
            if part in listed("negation", "stops"):
                clauses.append([])
            clauses[-1].append(part)
        end = span.end
    return [clause for clause in clauses if clause]


def _named(clause: Sequence[str], at: int, word: str) -> Iterator[tuple[str, int]]:
    """Yield what a word stands for, with its sign."""
    if word in _opposites():
        name, sign = _opposites()[word]
        yield name, sign
        about = next((other for other in clause[at + 1 : at + 3] if not is_small(other)), None)
        if about is not None:
            yield f"{name} {stem(about)}", sign
    elif not is_small(word) and word not in _negators():
        yield stem(word), 1


@cache
def _negators() -> frozenset[str]:
    return listed("negation", "before") | listed("negation", "after")


def _carries(word: str) -> bool:
    return not is_small(word) or word in _opposites()


def _turned(clause: Sequence[str]) -> tuple[Counter[int], Counter[int], set[int]]:
    """Return how often each place is turned by a "not": any word, opposites only, and where nobody can tell."""
    words, opposites, unclear = Counter[int](), Counter[int](), set[int]()
    for at, word in enumerate(clause):
        following = clause[at + 1] if at + 1 < len(clause) else ""
        if word in listed("negation", "before") and following not in listed("negation", "not_turning"):
            carrying = [place for place in range(at + 1, len(clause)) if _carries(clause[place])]
            words.update(carrying[:1])
            opposites.update(carrying[: 1 if carrying and clause[carrying[0]] in _opposites() else 2])
            # "Don't put cameras there" and "don't install cameras there" say the same of cameras.
            unclear.update(carrying[1:2])
        elif word in listed("negation", "after"):
            behind = range(max(0, at - _BEHIND), at)
            opposites.update(behind)
            words.update(behind)
    return words, opposites, unclear


def contradicted(text: str, answers: Sequence[Answer], rarity: Callable[[str], float]) -> str | None:
    """Return what a sentence affirms and the closest sentences of the answers deny, or the other way round.

    Only the sentences that share most with it are asked, and of them those that speak of the thing in question: one
    that agrees is enough, since among many answers somebody may say the opposite. A sentence that differs from one of
    an answer by hardly more than a "not" says the opposite as well.

    Returns:
        A name as `signs` gives them, or the "not"; None if nothing is contradicted.
    """
    own = signs(text)
    pieces = [piece for answer in answers for piece in answer.sentences]
    near = list(_closest(own, pieces, rarity))
    said = [signs(piece) for piece in near]
    bound = {name.split(" ")[0] for name in own for piece in said if " " in name and name in piece}
    for name, sign in own.items():
        votes = [bool(sign & piece[name]) for piece in said if name in piece]
        if votes and not any(votes) and (" " in name or name not in bound):
            return name
    return negated(text, near)


def _closest(own: Signs, pieces: Sequence[str], rarity: Callable[[str], float]) -> Iterator[str]:
    """Yield the sentences that share most with one; with two things at least, where it has as many."""
    names = [name for name in own if " " not in name]
    shared = [[name for name in names if name in signs(piece)] for piece in pieces]
    weights = [sum(map(rarity, found)) for found in shared]
    best = max(weights, default=0.0)
    if best < _ENOUGH * sum(map(rarity, names)):
        return
    for piece, found, weight in zip(pieces, shared, weights, strict=True):
        if weight and weight >= _NEAR * best and len(found) >= min(2, len(names)):
            yield piece


def negated(text: str, pieces: Iterable[str]) -> str | None:
    """Return a "not" that is all but the only difference between a sentence and the one it comes closest to."""
    own = tokens(text)
    difference = None
    for piece in pieces:
        other = tokens(piece)
        matches = SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
        blocks = [block for block in matches if block.size]
        if sum(block.size for block in blocks) < _ALIKE * len(own):
            continue
        window = _with_nots(other, blocks[0].b, blocks[-1].b + blocks[-1].size)
        here, there = (Counter(word for word in words if _is_not(word)) for words in (own, window))
        if (here.total() + there.total() + _swapped(own, window)) % 2 == 0:
            return None
        difference = next(iter((here - there) or (there - here)), "not")
    return difference


def _with_nots(words: Sequence[str], start: int, end: int) -> Sequence[str]:
    """Return some words in a row, with a "not" directly before or (in Bengali) after them."""
    before = start > 0 and words[start - 1] in listed("negation", "before")
    after = end < len(words) and words[end] in listed("negation", "after")
    return words[start - before : end + after]


def _swapped(own: Sequence[str], other: Sequence[str]) -> int:
    """Return how many opposites stand in one for their other end in the other, as "unsafe" for "not safe"."""
    ends = [{_opposites()[word] for word in words if word in _opposites()} for words in (own, other)]
    return sum((pair, -sign) in ends[1] and (pair, sign) not in ends[1] for pair, sign in ends[0])


@lru_cache(maxsize=10_000)
def _is_not(word: str) -> bool:
    """Tell whether a folded word is a "not" and nothing else."""
    return word in _negators() and word not in _opposites()


def word_for(name: str, text: str) -> str:
    """Return the word of a sentence that stands for a thing `signs` names; the name itself if none does."""
    pair = name.split(" ")[0]
    for word in tokens(text):
        if _opposites().get(word, ("",))[0] == pair or (not is_small(word) and stem(word) == pair):
            return word
    return "not" if pair.startswith("±") else pair
