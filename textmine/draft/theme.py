"""One theme seen through its question: its people, its points and their candidate clauses, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.draft.candidates import Clause
from textmine.draft.material import Key, Material
from textmine.draft.select import SUPPORTS, Candidate
from textmine.draft.topical import stems, telling_words, topicality, word_counts
from textmine.themes.space import unit

POOL = 80
"""Candidates looked at closely."""
_CENTRAL, _SHARED, _TOPICAL = 0.7, 0.4, 0.6
"""Weights of being near the middle of the theme, of being said by many, and in the words of the theme."""
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
        return Counter(self.material.answers[name].base_language for name in {key[0] for key in self.points})

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every clause that may be shown, best first."""
        if not self.points:
            return []
        middle = unit(self.vectors.mean(axis=0))
        centrality = _CENTRAL * (self.vectors @ middle) + _SHARED * self._shared()
        answers = self.material.answers
        usable = [
            (key, clause, index)
            for index, key in enumerate(self.points)
            if self.only_refusers or not answers[key[0]].refused
            for clause in self.material.clauses(key)
        ]
        found = []
        for (key, clause, index), topical in zip(usable, self._topicality(usable), strict=True):
            score = float(centrality[index]) + _TOPICAL * topical - clause.penalty
            diluted = len(self.material.clauses(key)) > 1
            if diluted:
                # The vector speaks for the whole point; which of its sentences is meant, the words must say.
                score -= _DILUTED * (1.0 - topical)
            clear = topical > 0 or not diluted
            weights = {token: self.material.rarity.get(token, 1.0) for token in clause.tokens}
            found.append(Candidate(answers[key[0]], key, clause, self.vectors[index], score, weights, clear))
        # Equal scores fall by table order.
        return sorted(found, key=lambda item: -round(item.score, 6))

    def _shared(self) -> npt.NDArray[np.float32]:
        """Say of each point, from 0 to 1, how many of the theme's points say the same (logarithmic)."""
        near = np.array([np.count_nonzero(self.vectors @ vector >= SUPPORTS) for vector in self.vectors])
        seen = np.log1p(near)
        return np.asarray(seen / max(float(seen.max()), 1.0), dtype=np.float32)

    def _topicality(self, usable: list[tuple[Key, Clause, int]]) -> list[float]:
        """Say of each clause, from 0 to 1, how much its words are those of the theme."""
        material = self.material
        tells = telling_words(word_counts(material.person_words(self.points)), material.all_words, self._named)
        return topicality(
            [(material.answers[key[0]].base_language, stems(clause.tokens)) for key, clause, _ in usable], tells
        )

    def supporters(self, candidate: Candidate) -> list[str]:
        """Return the people whose points say what the candidate says, its author first."""
        near = self.vectors @ candidate.vector >= SUPPORTS
        names = {key[0] for key, hit in zip(self.points, near, strict=True) if hit}
        author = candidate.answer.response_id
        return [author, *self.material.order(names - {author})]

    def sides(self) -> dict[str, list[str]]:
        """Return who is for and who is against the proposal, people of both minds left out."""
        held: dict[str, set[str]] = {}
        for name, position in zip(self._assignments["response_id"], self._assignments["position"], strict=True):
            held.setdefault(str(name), set()).add("unknown" if pd.isna(position) else str(position))
        return {
            side: self.material.order(name for name, stated in held.items() if stated - {"unknown"} == {side})
            for side in ("for", "against")
        }
