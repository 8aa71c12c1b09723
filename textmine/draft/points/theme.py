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
from textmine.draft.points.hearing import SAYS, Hearing, further
from textmine.draft.points.matching import Table, theme_middle, without
from textmine.draft.points.material import Material
from textmine.draft.points.sample import READ, Key, sampled
from textmine.draft.points.select import Candidate
from textmine.draft.points.topical import stems, telling_words, topicality
from textmine.themes.space import said_once, unit

_CENTRAL, _TOPICAL = 0.7, 0.6
"""Weights of being near the middle of the theme, and in the words of the theme."""
_DILUTED = 0.4
"""What a sentence without the theme's words loses when its point has other sentences."""


class ThemeView:
    """What `drafting` needs to know about one theme.

    Attributes:
        people: Who is in it, in table order.
        points: Its points that are read, in table order: all of them, or a sample where there are very many.
    """

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
        self._all: list[Key] = sorted(known, key=lambda key: (answers[key[0]].order, key[1], key[2]))
        self.points = sampled(self._all, self._groups(), READ) if len(self._all) > READ else self._all
        self._supporters: dict[Candidate, list[str]] = {}

    def _groups(self) -> list[tuple[str, str]]:
        """Return the language and the side of each point."""
        side = {name: side for side, names in self.sides.items() for name in names}
        answers = self.material.answers
        return [(answers[key[0]].language, side.get(key[0], "")) for key in self._all]

    @cached_property
    def vectors(self) -> npt.NDArray[np.float32]:
        """The vectors of the points that are read, (n, d)."""
        return self.material.vectors(self.points)

    @cached_property
    def only_refusers(self) -> bool:
        """Nobody in the theme left their words free to publish."""
        return all(self.material.answers[key[0]].refused for key in self._all)

    @cached_property
    def languages(self) -> Counter[str]:
        """How many people of the theme wrote in each language."""
        return self.material.people(self._all)

    @cached_property
    def speakers(self) -> list[str]:
        """The people whose points are read, in table order."""
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
        own = material.word_counts(self.points, self.languages)
        tells = telling_words(own, material.all_words, self._named)
        return topicality(clauses, tells)

    @cached_property
    def _middle(self) -> Table:
        """What the theme's points share."""
        return theme_middle(self.vectors)

    def _turned(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return vectors without what the theme shares, in the matcher's metric."""
        return self.material.matcher.turned(without(vectors, self._middle))

    @cached_property
    def _hearing(self) -> Hearing:
        """The points that are read, ready to be asked."""
        return Hearing(self.material, self.points, self._turned(self.vectors))

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
        found = self._hearing.saying(self._hearing.asked(items))
        found[np.arange(len(items)), [item.row for item in items]] = 1.0
        # The points are in the order of the people.
        return np.asarray(np.maximum.reduceat(found, self._first_points, axis=1))

    @cached_property
    def _first_points(self) -> list[int]:
        """Where each speaker's points begin."""
        return [at for at, key in enumerate(self.points) if at == 0 or self.points[at - 1][0] != key[0]]

    def supporters(self, candidate: Candidate) -> list[str]:
        """Return the people whose points say what the candidate says, its author first."""
        self.ask([candidate])
        return self._supporters[candidate]

    def ask(self, items: Sequence[Candidate]) -> None:
        """Find the supporters of several candidates in one go, among all points of the theme, read or not."""
        if not (new := [item for item in items if item not in self._supporters]):
            return
        read = set(self.points) if len(self.points) < len(self._all) else None
        rest = [] if read is None else [key for key in self._all if key not in read]
        others = further(self.material, rest, self._turned, self._hearing.asked(new))
        for item, sure, more in zip(new, self.saying(new), others, strict=True):
            names = {name for name, value in zip(self.speakers, sure, strict=True) if value >= SAYS}
            author = item.answer.response_id
            self._supporters[item] = [author, *self.material.order((names | more) - {author})]

    @cached_property
    def sides(self) -> dict[str, list[str]]:
        """Who is for and who is against the proposal, people of both minds left out."""
        held: dict[str, set[str]] = {}
        columns = self._assignments["response_id"].tolist(), self._assignments["position"].fillna("unknown").tolist()
        for name, position in zip(*columns, strict=True):
            held.setdefault(str(name), set()).add(str(position))
        return {
            side: self.material.order(name for name, stated in held.items() if stated - {"unknown"} == {side})
            for side in ("for", "against")
        }
