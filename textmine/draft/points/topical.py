"""Which words make a theme: those its people use more than others who answered in the same language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import log

STEM = 5
"""Words are compared by so many first characters, which joins "light", "lights" and "lighting"."""
_BEST = 4
"""How many of a clause's words count, so that a long clause gains nothing by its length."""
_NAMED = 2.0
"""What a word of the theme's title or keywords counts for."""

PersonWords = Mapping[tuple[str, str], frozenset[str]]
"""(language, response id) → the stems that person uses."""


def stems(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of words of two characters or more."""
    return frozenset(word[:STEM].casefold() for word in words if len(word) > 1)


@dataclass(frozen=True)
class WordCounts:
    """How many people of each language use each stem, and how many people there are.

    Attributes:
        one: How many people each person whose words were counted stands for; 1 where all were.
    """

    using: Mapping[str, Mapping[str, float]]
    people: Mapping[str, int]
    one: Mapping[str, float] = field(default_factory=dict)


def word_counts(words: PersonWords) -> WordCounts:
    """Count people by language and stem."""
    using: dict[str, Counter[str]] = {}
    people: Counter[str] = Counter()
    for (language, _), own in words.items():
        using.setdefault(language, Counter()).update(own)
        people[language] += 1
    return WordCounts(using, people)


def standing_for(counts: WordCounts, people: Mapping[str, int]) -> WordCounts:
    """Return the counts of a sample of people as those of all of them: each stands for several in their language."""
    one = {language: people[language] / n for language, n in counts.people.items() if people[language] != n}
    if not one:
        return counts
    using = {
        language: {stem: n * one.get(language, 1) for stem, n in own.items()} for language, own in counts.using.items()
    }
    return WordCounts(using, people, one)


def telling_words(theme: WordCounts, question: WordCounts, named: Collection[str]) -> dict[str, dict[str, float]]:
    """Return, per language, how much each stem tells that somebody speaks of the theme (only what does tell).

    A stem tells as much as the share of the theme's people who use it, times the logarithm of how much
    more often they use it than everybody else. One used by a single person of several tells nothing.
    """
    result: dict[str, dict[str, float]] = {}
    for language, inside in theme.using.items():
        people, everybody = theme.people[language], max(question.people.get(language, 0), theme.people[language])
        everywhere = question.using.get(language, {})
        tells = {}
        for stem, number in inside.items():
            if number <= theme.one.get(language, 1) and people > 2 and stem not in named:
                continue
            ours = (number + 0.5) / (people + 1)
            others = (max(everywhere.get(stem, 0) - number, 0) + 0.5) / (everybody - people + 1)
            if ours > others:
                tells[stem] = number / people * log(ours / others) * (_NAMED if stem in named else 1.0)
        result[language] = tells
    return result


def topicality(clauses: list[tuple[str, frozenset[str]]], tells: dict[str, dict[str, float]]) -> list[float]:
    """Say of each clause (language, stems), from 0 to 1, how much its words are those that make the theme."""
    sums = []
    for language, own in clauses:
        known = tells.get(language, {})
        sums.append(sum(sorted((known.get(stem, 0.0) for stem in own), reverse=True)[:_BEST]))
    top: dict[str, float] = {}
    for (language, _), value in zip(clauses, sums, strict=True):
        top[language] = max(top.get(language, 0.0), value)
    return [
        value / top[language] if top[language] > 0 else 0.0 for (language, _), value in zip(clauses, sums, strict=True)
    ]
