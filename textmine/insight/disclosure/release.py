"""Every count that the outputs of one consultation state or could state, and what readers can work out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from textmine.insight.disclosure.figures import Figure, Interval, Name
from textmine.insight.disclosure.linear import Part, UnsolvedError, bounds, parts


@dataclass(frozen=True)
class Release:
    """All outputs of one consultation together.

    Attributes:
        figures: Every count that is stated or has to be protected.
        known: What readers are told: name → the values they cannot rule out; a figure that is not
            shown in any output has no entry.
        withheld: Figures that could not be protected singly, so that all of their kind were hidden.
    """

    figures: tuple[Figure, ...]
    known: Mapping[Name, Interval] = field(default_factory=dict)
    withheld: frozenset[Name] = frozenset()

    def shows(self, name: Name) -> bool:
        """Whether readers are told this figure."""
        return name in self.known

    def __add__(self, other: Release) -> Release:
        """Return both together; no output adds figures of one to figures of the other."""
        return Release(self.figures + other.figures, {**self.known, **other.known}, self.withheld | other.withheld)


@dataclass(frozen=True, slots=True)
class Exposure:
    """A small number that readers can work out, or narrow down too far."""

    name: Name
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Said:
    """A number stated in running text.

    Attributes:
        about: The beginning of the names it may stand for, such as ("theme", "t1"); () for any.
        number: The number of people, or the per cent.
        base: For a percentage, what it is a percentage of; 0: it is a number of people.
    """

    about: Name
    number: float
    base: int = 0

    def values(self) -> Interval:
        """Return the smallest and the largest number of people it can mean; the smallest is larger if none can."""
        if not self.base:
            return math.ceil(self.number), math.floor(self.number)
        # Whole percentages: 16% is anything from 15.5% to 16.5%.
        low, high = (round((self.number + part) * self.base / 100, 6) for part in (-0.5, 0.5))
        return max(math.ceil(low), 0), math.floor(high)


def fixed_figures(release: Release) -> dict[Name, Interval]:
    """Return what readers are told whatever is done to protect the rest."""
    names = {figure.name for figure in release.figures if figure.fixed}
    return {name: told for name, told in release.known.items() if name in names}


def required(part: Part, figure: Figure, fixed: Mapping[Name, Interval]) -> tuple[int, int]:
    """Return how far apart the bounds of a small figure have to lie, and the highest that they can reach.

    What is decided elsewhere may leave it less room than `minimum` already: of 6 people in all, a
    part is 0 to 6. Then it has to keep all of that room, and at least two values.
    """
    low, high = bounds(part, fixed, figure.name)
    return max(min(figure.minimum, high - low), 1), high


def _exposure(
    part: Part, figure: Figure, known: Mapping[Name, Interval], fixed: Mapping[Name, Interval]
) -> Exposure | None:
    """Return how a small figure is exposed; None if it is protected. What cannot be proven counts as exposed."""
    try:
        low, high = bounds(part, known, figure.name)
        safe = high - low >= figure.minimum or high - low >= required(part, figure, fixed)[0]
    except UnsolvedError:
        low, high, safe = figure.count, figure.count, False
    return None if safe else Exposure(figure.name, low, high)


def _audit(release: Release, fixed: Mapping[Name, Interval]) -> list[Exposure]:
    small = [
        _exposure(part, figure, release.known, fixed)
        for part in parts(release.figures, fixed)
        for figure in part.figures
        if figure.small
    ]
    return sorted((found for found in small if found), key=lambda exposure: exposure.name)


def audit(release: Release) -> list[Exposure]:
    """Return every small figure that readers of all outputs together can work out or narrow down too far.

    A reader is taken to know every figure shown, what adds up to what, and that people are whole
    and never fewer than zero. For each small figure the smallest and the largest value they
    cannot rule out are computed exactly, by integer programming; these have to lie `minimum`
    apart (see `required`). So a reader can never be sure that a hidden number is small.

    Returns:
        The exposures, ordered by name; empty if everything small is protected.

    Raises:
        ValueError: The figures contradict each other.

    Source:
        Fischetti and Salazar-González, "Models and algorithms for optimizing cell suppression in
        tabular data with linear constraints", JASA 95 (2000): the attacker's problem.
        Hundepool et al., "Statistical Disclosure Control" (2012), chapter 4.
    """
    return _audit(release, fixed_figures(release))


def _meant(figures: Sequence[Figure], said: Said) -> dict[Name, Interval]:
    """Return what a stated number gives away, of every figure it can mean."""
    low, high = said.values()
    return {
        figure.name: (low, high)
        for figure in figures
        if figure.name[: len(said.about)] == said.about and low <= figure.count <= high
    }


def exposures(release: Release, stated: Iterable[Said]) -> list[Exposure]:
    """Return what becomes known when running text states more numbers than the tables do.

    A number gives a figure away only where it is the true one, so a number that stands for
    something else ("3 lamps") may be taken for a figure, but no true figure is missed.

    Args:
        release: All outputs, as they are protected.
        stated: The numbers that sentences state.

    Returns:
        The exposures that `release` alone does not have.
    """
    known = dict(release.known)
    for said in stated:
        for name, (low, high) in _meant(release.figures, said).items():
            old = known.get(name, (low, high))
            known[name] = max(old[0], low), min(old[1], high)
    if known == dict(release.known):
        return []
    fixed = fixed_figures(release)
    before = {exposure.name: exposure for exposure in _audit(release, fixed)}
    after = _audit(replace(release, known=known), fixed)
    return [exposure for exposure in after if before.get(exposure.name) != exposure]
