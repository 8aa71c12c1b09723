"""Themes of very many answers: found in a sample, and looked for again in what the sample does not cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.themes.assign import EDGE
from textmine.themes.discover import Discovery, Options, Points, discover, seen_with
from textmine.themes.naming import Encode

Labels = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Weights = npt.NDArray[np.float64]
Closely = Callable[[Sequence[str], Sequence[str]], npt.NDArray[np.float32]]
"""Texts and languages → aligned vectors."""

LENGTHS = (60, 250)
"""Characters at which an answer is no longer short, and from which it is long."""
LEAST = 100
"""Answers of each language and length that are in the sample, if there are so many: a small language is not lost."""
MORE = 0.01
"""The others may fit nowhere more often than the sample's own answers by this much."""
AGAIN = 2
"""How often what is not covered is sampled again, at most."""
AGAIN_SHARE = 4
"""One part in so many of the sample's size is what is sampled again."""
BLOCK = 50_000
"""Points that are compared with the themes at a time."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """Themes that were found in some of the points.

    Attributes:
        found: The themes; `vectors` and `labels` are of the points of the sample.
        seen: The themes as the vectors of all points see them; `found`, unless those of the sample are others.
        chosen: (m,) those points, by their place.
        points: How many there are.
        again: How often what was not covered was sampled again.
        covered: Share of the answers outside the sample that fit a theme; None where the sample is the whole.
    """

    found: Discovery
    seen: Discovery
    chosen: Labels
    points: int
    again: int = 0
    covered: float | None = None

    def facts(self) -> dict[str, Any]:
        """Return what the questions' table says of it."""
        return {
            "points": self.points,
            "in_sample": len(self.chosen),
            "sampled_again": self.again,
            "covered": None if self.covered is None else round(self.covered, 4),
        }


@dataclass(frozen=True, eq=False)
class _Answers:
    """What a sample is drawn by: n different answers. Copies of one are drawn once.

    Attributes:
        of_point: (points,) the answer of each point.
        first: Whether no answer before says the same.
        strata: Language and length.
    """

    of_point: Labels
    first: Flags
    strata: Labels

    @classmethod
    def of(cls, points: Points) -> _Answers:
        """Look at the points of every answer."""
        _, of_point = np.unique(points.owners, return_inverse=True)
        order = np.argsort(of_point, kind="stable")
        starts = np.flatnonzero(np.diff(of_point[order], prepend=-1))
        own = np.split(order, starts[1:])
        said = ["\n".join(points.texts[i] for i in rows) for rows in own]
        first = np.zeros(len(said), dtype=np.bool_)
        first[list({text: i for i, text in reversed(list(enumerate(said)))}.values())] = True
        bands = np.searchsorted(LENGTHS, [len(text) for text in said], side="right")
        kinds = [f"{points.languages[rows[0]]} {band}" for rows, band in zip(own, bands, strict=True)]
        return cls(of_point.astype(np.int64), first, np.unique(kinds, return_inverse=True)[1].astype(np.int64))


def draw(strata: Labels, among: Flags, number: int, random: np.random.Generator) -> Labels:
    """Return some answers, from each stratum its share, and at least `LEAST` where there are so many.

    Args:
        strata: (n,) of each answer.
        among: (n,) those that can be drawn.
        number: How many, about.
        random: Draws.
    """
    share = min(1.0, number / max(int(among.sum()), 1))
    drawn = []
    for stratum in np.unique(strata[among]):
        own = np.flatnonzero(among & (strata == stratum))
        drawn.append(random.permutation(own)[: max(round(share * len(own)), LEAST)])
    return np.sort(np.concatenate(drawn)) if drawn else np.zeros(0, dtype=np.int64)


def standing_for(strata: Labels, among: Flags, chosen: Flags) -> Weights:
    """Return (n,) how many answers of its stratum each chosen one stands for; 0 for the others.

    Source:
        Horvitz & Thompson 1952, JASA 47: weights are inverse to the chance of being drawn.
    """
    n = int(strata.max()) + 1
    all_, kept = np.bincount(strata[among], minlength=n), np.bincount(strata[chosen], minlength=n)
    return np.where(chosen, all_[strata] / np.maximum(kept[strata], 1), 0.0)


def discover_in_sample(
    points: Points, encode: Encode, options: Options, wording: str = "", closely: Closely | None = None
) -> Sampled:
    """Find the themes of one question; of very many points, in a sample of them.

    The sample is drawn by language and length. Then every other answer is compared with the themes. Where clearly
    more of them fit nowhere than of the sample's own, some of those are added, and themes are found again.

    Args:
        points: At least one point.
        encode: Texts to aligned vectors.
        options: How themes are to be found; `sample` says how many points are not too many.
        wording: The question.
        closely: Gives better vectors than `points` has, too slowly for all: themes are found with those of the sample.

    Raises:
        InputError: More themes are asked for than there are points.
    """
    n = len(points.texts)
    if n <= options.sample:
        return Sampled(*_found(points, encode, options, wording, closely), np.arange(n), n)
    answers, random = _Answers.of(points), np.random.default_rng(options.seed)
    strata, number = answers.strata, round(options.sample * len(answers.first) / n)
    chosen = np.zeros(len(strata), dtype=bool)
    chosen[draw(strata, answers.first, number, random)] = True
    rounds = 0
    while True:
        places = np.flatnonzero(chosen[answers.of_point])
        weights = standing_for(strata, answers.first, chosen)[answers.of_point[places]]
        found, seen = _found(some(points, places), encode, options, wording, closely, weights)
        fits = covered(points, seen, answers.of_point)
        others = answers.first & ~chosen
        lost = others & ~fits
        share = float(fits[others].mean()) if others.any() else 1.0
        missed = share < float(fits[chosen].mean()) - MORE
        if rounds == AGAIN or not missed or lost.sum() < options.min_people:
            return Sampled(found, seen, places, n, rounds, share)
        rounds += 1
        chosen[draw(strata, lost, number // AGAIN_SHARE, random)] = True
        # From here on, those that were not covered stand for those that were not.
        strata = np.unique(2 * strata + fits, return_inverse=True)[1].astype(np.int64)


def _found(
    points: Points,
    encode: Encode,
    options: Options,
    wording: str,
    closely: Closely | None,
    standing_for: Weights | None = None,
) -> tuple[Discovery, Discovery]:
    """Return the themes of these points, and as the points' own vectors see them."""
    if closely is None:
        found = discover(points, encode, options, wording, standing_for)
        return found, found
    near = replace(points, vectors=closely(points.texts, points.languages))
    found = discover(near, encode, options, wording, standing_for)
    return found, seen_with(found, points, standing_for)


def some(points: Points, places: Labels) -> Points:
    """Return some of the points."""
    return Points(
        [points.texts[i] for i in places],
        [points.languages[i] for i in places],
        points.vectors[places],
        points.owners[places],
    )


def blocks(points: Points, found: Discovery) -> Iterator[tuple[int, npt.NDArray[np.float32], list[str]]]:
    """Yield the first point, the (m, k) similarity with the themes and the languages of so many points at a time."""
    for start in range(0, len(points.texts), BLOCK):
        tags = list(points.languages[start : start + BLOCK])
        yield start, found.similarity(points.vectors[start : start + BLOCK], tags), tags


def covered(points: Points, found: Discovery, of_point: Labels) -> Flags:
    """Return which answers have a point that fits one of the themes.

    Args:
        points: n points.
        found: The themes.
        of_point: (n,) the answer of each point, 0..a-1.
    """
    result = np.zeros(int(of_point.max()) + 1, dtype=bool)
    for start, similarity, tags in blocks(points, found):
        fits = found.rules.standard(similarity.max(axis=1).astype(np.float64), tags) > EDGE
        result[of_point[start : start + len(tags)][fits]] = True
    return result
