"""Who says what: how many people share a word, who wrote a run of words, and how words are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import regex

from textmine.text import words
from textmine.themes.naming.model import Document
from textmine.themes.naming.tokens import content_stems, folded, runs, stem

FEW = 3
"""Of many people, fewer than this are few: a word they alone use carries little, a name may be a person's."""
FEW_FROM = 8


def few_of(people: int) -> int:
    """Return how many of so many people are no longer few."""
    return FEW if people >= FEW_FROM else 2


MANY = 0.25
"""The share of people from which words count as shared by many."""


@dataclass(frozen=True)
class Voices:
    """What the people of one theme say.

    Attributes:
        n: How many people.
        stems: How many of them use each content word.
        likely: How much more a word belongs to this theme than to all, 0–1.
        run_people: How many of them wrote each run of six words.
        by_person: The content words of each.
    """

    n: int
    stems: dict[str, int]
    likely: dict[str, float]
    run_people: dict[tuple[str, ...], int]
    by_person: tuple[frozenset[str], ...]

    def carried(self, text: str, asked: Collection[str]) -> float:
        """Say how far a text is in words that many of the people share, 0–1, the question's own words aside."""
        keys = content_stems(text, asked)
        top = max((n * self.likely[key] for key, n in self.stems.items() if key not in asked), default=0)
        if not keys or not top:
            return 0.0
        worth = [self._worth(key, top) for key in keys]
        best = sorted(worth, reverse=True)
        return float(0.5 * np.mean(best[:2]) * (1 if len(best) > 1 else 0.9) + 0.5 * np.mean(best))

    def shared(self, text: str, asked: Collection[str] = ()) -> float:
        """Say how many of the people, besides one, use at least half of a text's content words, 0–1."""
        wanted = set(content_stems(text, asked))
        if not wanted:
            return 0.0
        n = sum(2 * len(wanted & own) >= len(wanted) for own in self.by_person)
        return min(1.0, float(np.sqrt(max(0, n - 1) / max(1, self.n - 1) / MANY)))

    def _worth(self, key: str, top: float) -> float:
        """Return how far one word is shared, 0–1, against the most shared one; what few say counts half."""
        n = self.stems.get(key, 0)
        alone = 0.5 if n < few_of(self.n) and self.n > 2 else 1.0
        return alone * min(1.0, float(np.sqrt(n * self.likely.get(key, 0.0) / top)))

    def is_quote(self, text: str) -> bool:
        """Say whether a text has six words in a row that one person alone wrote."""
        return any(self.run_people.get(run, 0) == 1 for run in runs(folded(text)))


def voices(documents: Sequence[Document], everybody: dict[str, float]) -> Voices:
    """Count who says what in one theme; `everybody` is each stem's share of all people of the question."""
    stems: dict[str, set[int]] = defaultdict(set)
    said: dict[tuple[str, ...], set[int]] = defaultdict(set)
    own: dict[int, set[str]] = defaultdict(set)
    for document in documents:
        for key in content_stems(document.text):
            stems[key].add(document.owner)
            own[document.owner].add(key)
        for run in runs(folded(document.text)):
            said[run].add(document.owner)
    n = max(1, len({document.owner for document in documents}))
    share = {key: len(owners) / n for key, owners in stems.items()}
    likely = {key: value / (value + everybody.get(key, value)) for key, value in share.items()}
    counts = {key: len(owners) for key, owners in stems.items()}
    people = tuple(frozenset(keys) for keys in own.values())
    return Voices(n, counts, likely, {run: len(owners) for run, owners in said.items()}, people)


def shares(documents: Sequence[Document]) -> dict[str, float]:
    """Return the share of all people who use each content word."""
    people: dict[str, set[int]] = defaultdict(set)
    for document in documents:
        for key in content_stems(document.text):
            people[key].add(document.owner)
    n = max(1, len({document.owner for document in documents}))
    return {key: len(owners) / n for key, owners in people.items()}


@dataclass(frozen=True)
class Writing:
    """How words are usually written inside sentences; `rare_names`: capitalised ones that hardly anybody else uses."""

    forms: dict[str, str]
    small: frozenset[str]
    rare_names: frozenset[str]

    def cased(self, word: str, shouted: bool) -> str:
        """Return a word in the form most people give it: "CCTV", "Chapel"; a shouted one in small letters."""
        known = self.forms.get(word.casefold())
        if known is not None and known.casefold() == word.casefold():
            return known
        calm = shouted or (word.isupper() and len(word) > 2 and word.casefold() in self.small)
        return word.lower() if calm else word


_SHOUTED = regex.compile(r"\b\p{Lu}{4,}(?:\s+\p{Lu}{3,})+\b")


def calmed(text: str) -> str:
    """Return a text with two or more shouted words in a row in small letters.

    Example:
        >>> calmed("CLOSING ROADS to cars near the NHS clinic")
        'closing roads to cars near the NHS clinic'
    """
    return _SHOUTED.sub(lambda match: match.group().lower(), text)


def writing(documents: Sequence[Document]) -> Writing:
    """Learn from all documents how words are written in mid-sentence."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    owners: dict[str, set[int]] = defaultdict(set)
    for document in documents:
        for key in {stem(word) for word in folded(document.text)}:
            owners[key].add(document.owner)
        if document.text.isupper():
            continue
        found = words(calmed(document.text))
        for word in found[1:]:
            forms[word.casefold()][word] += 1
    few = few_of(len({document.owner for document in documents}))
    lower = {word for word, counts in forms.items() if word in counts}
    usual = {word: max(sorted(counts), key=lambda form: counts[form]) for word, counts in forms.items()}
    rare = {
        w
        for w, form in usual.items()
        if w not in lower and form[:1].isupper() and len(owners[stem(w.replace("’", "'"))]) < few
    }
    changed = {w: form for w, form in usual.items() if form != w}
    small = frozenset(word for word, form in usual.items() if form == word)
    return Writing(changed, small, frozenset(rare))
