"""Who, among some points of a theme, says what a clause says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from textmine.draft.lexicon import settings
from textmine.draft.points.contrary import contrary
from textmine.draft.points.matching import Table, Vectors, Words, most_likeness
from textmine.draft.points.material import Material
from textmine.draft.points.sample import Key
from textmine.draft.points.select import Candidate
from textmine.draft.points.topical import stems
from textmine.text import words
from textmine.text.campaigns.tokens import size_of

SAYS = 0.5
"""From this probability on, a person is evidence for a point."""
BLOCK = 5_000
"""Points that are asked at a time."""
_LOOKED_AT = 0.25
"""From this probability on, it is asked whether somebody says the opposite."""
_SAME_WORDS = 0.15
"""... if so much of their words is the same."""

Tags = npt.NDArray[np.str_]
Turn = Callable[[Vectors], Vectors]


@dataclass(frozen=True, eq=False)
class Asked:
    """Clauses that points are asked about, with the languages of their points and their vectors in the metric."""

    items: Sequence[Candidate]
    turned: Vectors
    tags: Tags

    @property
    def part(self) -> Table:
        """How much of its point each clause is, (n, 1)."""
        return np.array([item.part for item in self.items])[:, None]


def tags_of(material: Material, points: Sequence[Key]) -> Tags:
    """Return the language of each point; where nobody knows it, words are compared as if it were English."""
    tags = [material.answers[key[0]].language for key in points]
    return np.array(["en" if tag == "und" else tag for tag in tags])


class Hearing:
    """Some points, read clause by clause, ready to be asked again and again.

    Args:
        material: The question's.
        points: The n points.
        turned: (n, d) their vectors without what the theme shares, in the matcher's metric.
    """

    def __init__(self, material: Material, points: Sequence[Key], turned: Vectors) -> None:
        self._material, self._turned = material, turned
        self.tags = tags_of(material, points)
        self._starts, self._texts, said = [], [], list[frozenset[str]]()
        for key in points:
            self._starts.append(len(said))
            answer, own = material.answers[key[0]].text, material.clauses(key)
            said += material.stems(key) or [frozenset()]
            self._texts += [answer[clause.start : clause.end] for clause in own] or [answer[key[1] : key[2]]]
        self._words = Words(said, material.stem_rarity)

    def asked(self, items: Sequence[Candidate]) -> Asked:
        """Return clauses of these very points, ready to be asked about."""
        rows = [item.row for item in items]
        return Asked(items, self._turned[rows], self.tags[rows])

    def saying(self, asked: Asked) -> Table:
        """Return (clauses, points): how probable it is that each point says what each clause says."""
        by_clause = self._words.likeness([stems(item.clause.tokens) for item in asked.items])
        likeness = np.maximum.reduceat(by_clause, self._starts, axis=1)
        cosines = (asked.turned @ self._turned.T).astype(np.float64) * asked.part
        found = self._material.matcher.probability(cosines, likeness, asked.tags[:, None] == self.tags[None])
        self._take_out_contraries(found, asked.items, by_clause)
        return found

    def _take_out_contraries(self, found: Table, items: Sequence[Candidate], by_clause: Table) -> None:
        """Set to nought what seems to say what a clause says but says the opposite."""
        ends = [*self._starts[1:], len(self._texts)]
        for row, point in np.argwhere(found >= _LOOKED_AT):
            clause, start = items[row].clause, self._starts[point]
            # Of a point's clauses, the one with the same words; where there are few, a "not" is about something else.
            nearest = start + int(by_clause[row, start : ends[point]].argmax())
            if by_clause[row, nearest] >= _SAME_WORDS and contrary(
                items[row].answer.text[clause.start : clause.end], self._texts[nearest]
            ):
                found[row, point] = 0.0


def further(material: Material, points: Sequence[Key], turn: Turn, asked: Asked) -> list[set[str]]:
    """Return, for each clause, who else says it: people of very many points, few of which are read clause by clause.

    Only those are read whose vectors and words leave it possible, so that nobody is missed.

    Args:
        material: The question's.
        points: Points that were not read.
        turn: Takes what the theme shares out of their vectors, and turns them into the matcher's metric.
        asked: The clauses.
    """
    found: list[set[str]] = [set() for _ in asked.items]
    for block in _blocks(points):
        turned = turn(material.vectors(block))
        able = np.flatnonzero(_possible(material, block, turned, asked).any(axis=0)).tolist()
        if not able:
            continue
        own = [block[at] for at in able]
        said = Hearing(material, own, turned[able]).saying(asked) >= SAYS
        for names, row in zip(found, said, strict=True):
            names.update(own[at][0] for at in np.flatnonzero(row).tolist())
    return found


def _blocks(points: Sequence[Key]) -> Iterator[Sequence[Key]]:
    for start in range(0, len(points), BLOCK):
        yield points[start : start + BLOCK]


def _possible(material: Material, points: Sequence[Key], turned: Vectors, asked: Asked) -> npt.NDArray[np.bool_]:
    """Return (clauses, points): whether a point may say what a clause says, its words not yet cut into clauses."""
    texts = [stems(words(material.answers[name].text[start:end])) | _shifted() for name, start, end in points]
    likeness = most_likeness([stems(item.clause.tokens) for item in asked.items], texts, material.stem_rarity)
    # Where words are not apart, where one begins depends on what stands before it.
    likeness[[any(size_of(word) < 1 for word in item.clause.tokens) for item in asked.items]] = 1.0
    cosines = (asked.turned @ turned.T).astype(np.float64) * asked.part
    same = asked.tags[:, None] == tags_of(material, points)[None]
    return np.asarray(material.matcher.probability(cosines, likeness, same) >= SAYS)


@cache
def _shifted() -> frozenset[str]:
    """The stems of words that a clause may have because its "I" was made "you"."""
    person = settings("person")
    said = " ".join([*person["shift"].values(), *person["be"].values()])
    return stems([*words(said), *words(said.replace("'", "’"))])
