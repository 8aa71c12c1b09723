"""Key points: the few things most people of a theme say, in their own clauses, and who says each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import exp

import numpy as np

from textmine.draft.points import sides
from textmine.draft.points.cover import most_made
from textmine.draft.points.demands import Test, demands
from textmine.draft.points.hearing import SAYS
from textmine.draft.points.matching import Table
from textmine.draft.points.select import Candidate, repeats
from textmine.draft.points.theme import ThemeView

POOL = 300
"""Candidates looked at closely."""
_SIZES = ((0, 2), (12, 3), (30, 4), (60, 5))
"""From so many people on, at most so many key points."""
_LANGUAGE_SHARE = 0.25
"""A language this share of a theme's people wrote in is heard among its key points."""
_PENALTY = 2.0
"""How much a clause's penalty counts beside the number of people who make its point.

Nearness to the theme's middle and the theme's words are asked for, but not weighed: on argkp that would lower coverage
from .58 to .50, because the middle is always the same point.
"""
SEVERAL = 2
"""A key point is made by so many people, where any is."""
MANY = 12
"""From so many people on, a theme has two key points, if a second is surely about it."""
_OWN_WORDS, _NEAR_MIDDLE = 0.5, 0.67
"""How much of the theme's words such a point has, and of how many candidates it is nearer to the middle."""
_AGAIN = 0.35
"""From this probability on, a clause is taken to say again what a key point says: stricter than for evidence."""


def fitness(items: list[Candidate]) -> Table:
    """Return how good each candidate is to show, above 0 and at most 1."""
    return np.array([exp(-_PENALTY * item.clause.penalty) for item in items])


class KeyPoints:
    """The key points of one theme while they are chosen."""

    def __init__(self, view: ThemeView) -> None:
        self.view = view
        self.chosen: list[Candidate] = []
        self._spoken_for: Table = np.zeros(len(view.speakers))

    def _clean(self, item: Candidate, impersonal: bool) -> bool:
        return not (impersonal and self.view.material.has_personal_data(item.sentence))

    def add(self, able: list[Candidate], most: int, impersonal: bool, least: int) -> bool:
        """Add up to `most` candidates that stand for most people; say whether there was any.

        Args:
            able: Best first.
            most: How many to add.
            impersonal: Whether personal data is avoided.
            least: By how many people each must be made.
        """
        able = able[:POOL]
        if not able or most <= 0:
            return False
        saying = self.view.saying(able)
        many = (saying >= SAYS).sum(axis=1) >= least

        def fits(index: int, taken: list[int]) -> bool:
            standing = [*self.chosen, *(able[other] for other in taken)]
            fresh = all(saying[index, self._place(other)] < _AGAIN for other in standing)
            return (
                bool(many[index])
                and fresh
                and not repeats(able[index], standing)
                and self._clean(able[index], impersonal)
            )

        taken = most_made(saying, fitness(able), most, fits, self._spoken_for)
        for place, index in enumerate(taken):
            others = [*taken[:place], *taken[place + 1 :]]
            taken[place] = self._best_worded(able, saying, index, partial(fits, taken=others))
            self._spoken_for = np.maximum(self._spoken_for, saying[taken[place]])
        self.chosen += [able[index] for index in taken]
        return bool(taken)

    def _best_worded(self, able: list[Candidate], saying: Table, index: int, fits: Callable[[int], bool]) -> int:
        """Return whose words a point is put in: the theme's own, of those that at least as many people say."""
        people = (saying >= SAYS).sum(axis=1)
        place = self._place(able[index])
        same = [
            other
            for other in np.flatnonzero(saying[:, place] >= SAYS).tolist()
            if saying[index, self._place(able[other])] >= SAYS and people[other] >= people[index]
        ]
        good = fitness(able)
        ranked = sorted(same, key=lambda other: -people[other] * good[other] * exp(able[other].topical))
        return next((other for other in ranked if other == index or fits(other)), index)

    def _place(self, item: Candidate) -> int:
        return self.view.speakers.index(item.answer.response_id)

    def shared(self, pool: list[Candidate], most: int) -> None:
        """Add up to `most` points that several people make, in the theme's words; or else one in other words."""
        if not self._add_first(demands()[0], pool, most):
            self._add_first(demands()[1], pool, 1)

    def _add_first(self, demand: tuple[Test, bool], pool: list[Candidate], most: int) -> bool:
        """Add what meets one demand and is made by several people."""
        test, impersonal = demand
        return self.add([item for item in pool if test(item)], most, impersonal, SEVERAL)

    def alone(self, pool: list[Candidate]) -> None:
        """Add one point of one person, under the strictest demands that anything meets."""
        for test, impersonal in demands():
            if not self.chosen:
                self.add([item for item in pool if test(item)], 1, impersonal, 1)

    def beside(self, pool: list[Candidate]) -> None:
        """Put a second point beside a lonely one where many people are in the theme: in its words, near its middle."""
        test, impersonal = demands()[0]
        able = [item for item in pool if test(item) and item.topical >= _OWN_WORDS and item.inner >= _NEAR_MIDDLE]
        if len(self.chosen) == 1 and len(self.view.people) >= MANY:
            self.add(able, 1, impersonal, 1)

    def several_languages(self, certain: list[Candidate], most: int) -> None:
        """Hear every other language that a quarter of the people wrote in, if it says something new."""
        first = list(self.chosen)
        for language in _much_written(self.view):
            own = [item for item in certain if item.answer.base_language == language]
            if len(self.chosen) - len(first) < max(1, most // 2):
                self.shared(own, 1)
        others = self.chosen[len(first) :]
        self.chosen = [*first[: most - len(others)], *others]

    def both_sides(self, certain: list[Candidate], most: int) -> None:
        """Add the most-made point of a side that has none, where the theme's people are split."""
        for side in sides.unheard(self.view, self.chosen):
            test, impersonal = demands()[0]
            able = [item for item in sides.own_points(self.view, certain, side) if test(item)]
            standing, self.chosen = self.chosen, self.chosen[: most - 1]
            if not self.add(able, 1, impersonal, SEVERAL):
                self.chosen = standing

    def widest_first(self) -> list[Candidate]:
        """Return the key points, those first that most people make; the order of choice decides between equals."""
        self.view.ask(self.chosen)
        people = {item: len(self.view.supporters(item)) for item in self.chosen}
        return sorted(self.chosen, key=lambda item: -people[item])


def chosen_points(view: ThemeView, most: int) -> list[Candidate]:
    """Return `most` candidates that stand for most people, if need be such as one person alone makes.

    `key_points` decides for itself how many there are.
    """
    points = KeyPoints(view)
    certain = [item for item in view.candidates if item.clause.sentence is not None]
    points.shared(certain, most)
    for test, impersonal in demands():
        points.add([item for item in certain if test(item)], most - len(points.chosen), impersonal, 1)
    return points.chosen


def _much_written(view: ThemeView) -> Iterator[str]:
    """Yield every language but English that is to be heard, the most written first."""
    for language, number in sorted(view.languages.items(), key=lambda pair: (-pair[1], pair[0])):
        if language not in ("en", "und", "zxx") and number >= _LANGUAGE_SHARE * len(view.people):
            yield language


def key_points(view: ThemeView) -> list[Candidate]:
    """Return up to five candidates that say different things, the most widely made first.

    English speaks first where anybody wrote English; every other language that a quarter of the people
    wrote in adds a point if that point is not made already. Where people are split, both sides have a point.
    A point of one person stands only where nothing, or in a large theme one point alone, is shared.
    """
    most = max(number for people, number in _SIZES if len(view.people) >= people)
    points = KeyPoints(view)
    certain = [item for item in view.candidates if item.clause.sentence is not None]
    english = [item for item in certain if item.answer.voice == "english"]
    points.shared(english or certain, most)
    if english:
        points.several_languages(certain, most)
    points.both_sides(certain, most)
    for pool in (english, certain):
        points.alone(pool)
    # What is near the middle among few candidates of a language says little.
    points.beside(english or certain)
    return points.widest_first()
