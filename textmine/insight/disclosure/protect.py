"""Secondary suppression: which figures have to be hidden so that no small one can be worked out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from textmine.insight.disclosure.figures import Figure, Interval, Name
from textmine.insight.disclosure.linear import Part, UnsolvedError, Values, cheapest_change, extreme, parts, spread
from textmine.insight.disclosure.release import Release, fixed_figures, required
from textmine.insight.disclosure.rule import Rule

LARGEST = 2000
"""A part with more figures is not worked on: its breakdown is withheld as a whole."""
TRIES = 8
"""How often many figures are moved at once, before they are looked at one by one."""


class _Protection:
    """The protection of one part: what is still shown, and possible figures that prove it safe."""

    def __init__(self, part: Part, known: Mapping[Name, Interval], fixed: Mapping[Name, Interval]) -> None:
        self.part = part
        self.known = {name: told for name, told in known.items() if name in set(part.names)}
        self.fixed = fixed
        self.possible: list[Values] = [part.truth()]
        """Figures that agree with everything shown. Hiding more keeps them possible."""

    def run(self) -> bool:
        """Hide what has to be hidden; False if it cannot be done."""
        small = [figure for figure in self.part.figures if figure.small]
        if len(self.part.figures) > LARGEST:
            return False
        for number in range(TRIES if len(small) > TRIES else 0):
            self._spread(small, number)
        return all(self._protect(figure) for figure in small)

    def _spread(self, small: Sequence[Figure], number: int) -> None:
        """Look for possible figures that are far apart in many places at once, so that few have to be tried singly."""
        drawn = np.random.default_rng(number // 2).random(len(small)) < 0.5
        up = {figure.name: bool(high) != bool(number % 2) for figure, high in zip(small, drawn, strict=True)}
        left = {figure.name for figure in small if not self._is_safe(figure)}
        if left:
            self.possible.append(spread(self.part, self.known, {name: up[name] for name in left}))

    def _is_safe(self, figure: Figure) -> bool:
        low, high = self._seen(figure.name)
        return high - low >= figure.minimum

    def _seen(self, name: Name) -> Interval:
        values = [values[name] for values in self.possible]
        return min(values), max(values)

    def _protect(self, figure: Figure) -> bool:
        """Widen the bounds of one small figure, upwards as far as that goes, then downwards."""
        if self._is_safe(figure):
            return True
        self.possible += [extreme(self.part, self.known, figure.name, highest=up) for up in (False, True)]
        if self._is_safe(figure):
            return True
        low, high = self._seen(figure.name)
        width, ceiling = required(self.part, figure, self.fixed)
        top = max(min(low + width, ceiling), high)
        return self._reach(figure.name, top) and self._reach(figure.name, top - width)

    def _reach(self, name: Name, target: int) -> bool:
        """Hide so much that a reader cannot rule out that the figure is `target`."""
        low, high = self._seen(name)
        if low <= target <= high:
            return True
        values = cheapest_change(self.part, self.known, name, target)
        if values is None:
            return False
        self.possible.append(values)
        self.known = {
            other: (first, last) for other, (first, last) in self.known.items() if first <= values[other] <= last
        }
        return True


def _told(figure: Figure, rule: Rule) -> Interval:
    """Return what a reader learns from the figure if it is shown."""
    return replace(rule, minimum=figure.minimum, rounding=0 if figure.exact else rule.rounding).told(figure.count)


def protect(figures: Collection[Figure], wanted: Collection[Name], rule: Rule) -> Release:
    """Decide which of the wanted figures are shown.

    Small ones are hidden. Then, one small figure after the other, as many more are hidden as it
    takes that the values a reader cannot rule out lie at least its `minimum` apart: those that a
    cheapest change of the table has to touch. Where that cannot be done, or not within the
    solver's limit, every figure that is not fixed is withheld from that part of the release.

    Args:
        figures: Every count that is stated or has to be protected, with true values.
        wanted: The names of those to show. Fixed ones among them are shown whatever they are.
        rule: How shown figures are rounded; its minimum is not used, each figure has its own.

    Returns:
        The release; it does not depend on the order of `figures`. What fixed figures give away
        by themselves no hiding can mend: `audit` lists it.

    Raises:
        ValueError: The figures contradict each other.

    Source:
        Hundepool et al., "Statistical Disclosure Control" (2012), section 4.4 (secondary suppression).

    Example:
        >>> cells = {"Agree": 20, "Disagree": 9, "Not sure": 2}
        >>> figures = [Figure((name,), n, minimum=5) for name, n in cells.items()]
        >>> total = Figure(("total",), 31, sums=(tuple((name,) for name in cells),), fixed=True)
        >>> sorted(protect([*figures, total], [("total",), *((name,) for name in cells)], Rule(5)).known)
        [('Agree',), ('total',)]
    """
    asked = set(wanted)
    shown = [figure for figure in figures if figure.name in asked and (figure.fixed or not figure.small)]
    start = Release(tuple(figures), {figure.name: _told(figure, rule) for figure in shown})
    fixed = fixed_figures(start)
    known, withheld = dict(fixed), frozenset[Name]()
    for part in parts(figures, fixed):
        protection = _Protection(part, start.known, fixed)
        try:
            done = protection.run()
        except UnsolvedError:
            done = False
        if done:
            known |= protection.known
        else:
            withheld |= {name for name in part.names if name in protection.known and name not in fixed}
    # A fixed total can stand in several parts, any other figure in one only.
    return replace(start, known=known, withheld=withheld)
