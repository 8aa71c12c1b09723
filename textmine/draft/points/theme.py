"""One theme seen through its question: its people, its points, their candidate clauses, and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.draft.clauses.candidates import Clause
from textmine.draft.points.contrary import contrary
from textmine.draft.points.matching import Table, Words, theme_centred
from textmine.draft.points.material import Key, Material
from textmine.draft.points.select import Candidate
from textmine.draft.points.topical import stems, telling_words, topicality, word_counts
from textmine.themes.space import said_once, unit

SAYS = 0.5
"""From this probability on, a person is evidence for a point."""
_LOOKED_AT = 0.25
"""From this probability on, it is asked whether somebody says the opposite."""
_SAME_WORDS = 0.15
"""... if so much of their words is the same."""
_CENTRAL, _TOPICAL = 0.7, 0.6
"""Weights of being near the middle of the theme, and in the words of the theme."""
_DILUTED = 0.4
"""What a sentence without the theme's words loses when its point has other sentences."""


class ThemeView:
    """What `drafting` needs to know about one theme."""

    def __init__(
        self, material: Material, people: set[str], assignments: pd.DataFrame, named: Collection[str] = ()
    ) -> None:
        self.material = material
        self._named = stems(named)
        self.people = material.order(people)
        self._assignments = assignments
        found = set(
            zip(
                assignments["response_id"].astype(str),
                assignments["start"].astype(int),
                assignments["end"].astype(int),
                strict=True,
            )
        )
        answers = material.answers
        known = [key for key in found if key[0] in answers and answers[key[0]].text]
        self.points: list[Key] = sorted(known, key=lambda key: (answers[key[0]].order, key[1], key[2]))

    @cached_property
    def vectors(self) -> npt.NDArray[np.float32]:
        """The points' vectors, (n, d)."""
        return np.stack([self.material.vector(key) for key in self.points])

    @cached_property
    def only_refusers(self) -> bool:
        """Nobody in the theme left their words free to publish."""
        return all(self.material.answers[key[0]].refused for key in self.points)

    @cached_property
    def languages(self) -> Counter[str]:
        """How many people of the theme wrote in each language."""
        return Counter(self.material.answers[name].base_language for name in self.speakers)

    @cached_property
    def speakers(self) -> list[str]:
        """The people whose points are known, in table order."""
        return list(dict.fromkeys(key[0] for key in self.points))

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every clause that may be shown, best first."""
        if not self.points:
            return []
        counted = said_once(self.vectors, np.ones(len(self.points)))
        central = self.vectors @ unit(np.average(self.vectors, axis=0, weights=counted))
        answers = self.material.answers
        usable = [
            (key, clause, index, words)
            for index, key in enumerate(self.points)
            if self.only_refusers or not answers[key[0]].refused
            for clause, words in zip(self.material.clauses(key), self.material.stems(key), strict=True)
        ]
        topical = self._topicality([(answers[key[0]].base_language, words) for key, _, _, words in usable])
        inner = self._inner([(answers[key[0]].base_language, float(central[index])) for key, _, index, _ in usable])
        found = [
            replace(self._candidate(key, clause, index, float(central[index]), own), inner=share)
            for (key, clause, index, _), own, share in zip(usable, topical, inner, strict=True)
        ]
        # Equal scores fall by table order.
        return sorted(found, key=lambda item: -round(item.score, 6))

    @staticmethod
    def _inner(places: list[tuple[str, float]]) -> list[float]:
        """Say of each (language, nearness) what share of its language's are no nearer: no language is farther off."""
        by_language: dict[str, list[float]] = {}
        for language, near in places:
            by_language.setdefault(language, []).append(near)
        ordered = {language: np.sort(np.array(own)) for language, own in by_language.items()}
        return [
            float(np.searchsorted(ordered[language], near, side="right")) / len(ordered[language])
            for language, near in places
        ]

    def _candidate(self, key: Key, clause: Clause, row: int, central: float, topical: float) -> Candidate:
        """Return a clause with how well it stands for the theme."""
        total = sum(len(one.tokens) for one in self.material.clauses(key))
        part = len(clause.tokens) / total if total else 1.0
        # The vector speaks for the whole point; which of its sentences is meant, the words must say.
        score = _CENTRAL * central + _TOPICAL * topical - clause.penalty - _DILUTED * (1 - part) * (1 - topical)
        weights = {token: self.material.rarity.get(token, 1.0) for token in clause.tokens}
        answer = self.material.answers[key[0]]
        return Candidate(answer, key, clause, self.vectors[row], score, weights, row, part, topical, central)

    def _topicality(self, clauses: list[tuple[str, frozenset[str]]]) -> list[float]:
        """Say of each clause (language, stems), from 0 to 1, how much its words are those of the theme."""
        material = self.material
        tells = telling_words(word_counts(material.person_words(self.points)), material.all_words, self._named)
        return topicality(clauses, tells)

    @cached_property
    def _turned(self) -> npt.NDArray[np.float32]:
        """The points' vectors without what the theme shares, in the matcher's metric."""
        return self.material.matcher.turned(theme_centred(self.vectors))

    @cached_property
    def _said(self) -> tuple[list[frozenset[str]], list[int], list[str]]:
        """The stems of every clause of every point, where each point's clauses begin, and their words."""
        found: list[frozenset[str]] = []
        starts, texts = [], []
        for key in self.points:
            starts.append(len(found))
            answer = self.material.answers[key[0]].text
            own = self.material.clauses(key)
            found += self.material.stems(key) or [frozenset()]
            texts += [answer[clause.start : clause.end] for clause in own] or [answer[key[1] : key[2]]]
        return found, starts, texts

    @cached_property
    def _words(self) -> Words:
        """The words of every clause of every point."""
        return Words(self._said[0], self.material.stem_rarity)

    @cached_property
    def _tags(self) -> npt.NDArray[np.str_]:
        """The language of each point; where nobody knows it, words are compared as if it were English."""
        tags = [self.material.answers[key[0]].language for key in self.points]
        return np.array(["en" if tag == "und" else tag for tag in tags])

    def saying(self, items: Sequence[Candidate]) -> Table:
        """Return (items, speakers): how probable it is that each person says what each candidate says."""
        if new := [item for item in items if item not in self._answered]:
            self._answered.update(zip(new, self._saying(new), strict=True))
        return np.array([self._answered[item] for item in items]).reshape(len(items), len(self.speakers))

    @cached_property
    def _answered(self) -> dict[Candidate, Table]:
        """What `saying` was asked before, by candidate."""
        return {}

    def _saying(self, items: Sequence[Candidate]) -> Table:
        """Work out what `saying` returns."""
        rows = [item.row for item in items]
        _, starts, _ = self._said
        by_clause = self._words.likeness([stems(item.clause.tokens) for item in items])
        words = np.maximum.reduceat(by_clause, starts, axis=1)
        part = np.array([item.part for item in items])[:, None]
        cosines = (self._turned[rows] @ self._turned.T).astype(np.float64) * part
        found = self.material.matcher.probability(cosines, words, self._tags[rows][:, None] == self._tags[None])
        self._take_out_contraries(found, items, by_clause)
        found[np.arange(len(rows)), rows] = 1.0
        # The points are in the order of the people.
        return np.asarray(np.maximum.reduceat(found, self._first_points, axis=1))

    def _take_out_contraries(self, found: Table, items: Sequence[Candidate], by_clause: Table) -> None:
        """Set to nought who seems to say what a candidate says but says the opposite."""
        _, starts, texts = self._said
        ends = [*starts[1:], len(texts)]
        for row, point in np.argwhere(found >= _LOOKED_AT):
            clause, start = items[row].clause, starts[point]
            # Of a point's clauses, the one with the same words; where there are few, a "not" is about something else.
            nearest = start + int(by_clause[row, start : ends[point]].argmax())
            if by_clause[row, nearest] >= _SAME_WORDS and contrary(
                items[row].answer.text[clause.start : clause.end], texts[nearest]
            ):
                found[row, point] = 0.0

    @cached_property
    def _first_points(self) -> list[int]:
        """Where each speaker's points begin."""
        return [at for at, key in enumerate(self.points) if at == 0 or self.points[at - 1][0] != key[0]]

    def supporters(self, candidate: Candidate) -> list[str]:
        """Return the people whose points say what the candidate says, its author first."""
        sure = self.saying([candidate])[0]
        names = {name for name, value in zip(self.speakers, sure, strict=True) if value >= SAYS}
        author = candidate.answer.response_id
        return [author, *self.material.order(names - {author})]

    @cached_property
    def sides(self) -> dict[str, list[str]]:
        """Who is for and who is against the proposal, people of both minds left out."""
        held: dict[str, set[str]] = {}
        for name, position in zip(self._assignments["response_id"], self._assignments["position"], strict=True):
            held.setdefault(str(name), set()).add("unknown" if pd.isna(position) else str(position))
        return {
            side: self.material.order(name for name, stated in held.items() if stated - {"unknown"} == {side})
            for side in ("for", "against")
        }
