"""What a reader can work out: bounds of a hidden number by integer programming, and the cheapest way to widen them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.insight.disclosure.figures import Figure, Interval, Name

NODES = 2000
"""Branches that the solver may look at. A count, not a time, so that every machine decides the same."""

Floats = npt.NDArray[np.float64]
Box = tuple[Floats, Floats]
"""The lowest and the highest value of each variable."""

Values = dict[Name, int]
"""One possible set of figures."""


class UnsolvedError(Exception):
    """The solver found no proven answer within its limit."""


@dataclass(frozen=True, eq=False)
class Part:
    """Figures that are linked with each other and with no others.

    Attributes:
        figures: In the order of their names.
        rows: (place of the figure, cells that add up to it), one per way of adding up.
        cells: Every cell, in order.
    """

    figures: tuple[Figure, ...]
    rows: tuple[tuple[int, tuple[Name, ...]], ...]
    cells: tuple[Name, ...]
    matrix: Any = field(repr=False)
    """Sparse (rows, cells + figures): what adds up, minus the figure, is zero."""

    @property
    def names(self) -> list[Name]:
        """The names of the figures, in order."""
        return [figure.name for figure in self.figures]

    def truth(self) -> Values:
        """Return the true counts."""
        return {figure.name: figure.count for figure in self.figures}

    def column(self, name: Name) -> int:
        """Return where a figure stands among the variables."""
        return len(self.cells) + self.names.index(name)

    def values(self, found: Floats) -> Values:
        """Return the figures of a solution."""
        own = found[len(self.cells) : len(self.cells) + len(self.figures)]
        return dict(zip(self.names, (int(value) for value in own), strict=True))

    def ceiling(self) -> int:
        """Return a number that no bound has to exceed."""
        return sum(f.count for f in self.figures) + 2 * max((f.minimum for f in self.figures), default=0) + 1


def _part(figures: Sequence[Figure], rows: Sequence[tuple[Figure, tuple[Name, ...]]]) -> Part:
    from scipy.sparse import lil_matrix

    place = {figure.name: number for number, figure in enumerate(figures)}
    cells = sorted({cell for _, way in rows for cell in way})
    column = {cell: number for number, cell in enumerate(cells)}
    matrix = lil_matrix((len(rows), len(cells) + len(figures)))
    for number, (figure, way) in enumerate(rows):
        for cell in way:
            matrix[number, column[cell]] += 1
        matrix[number, len(cells) + place[figure.name]] = -1
    return Part(tuple(figures), tuple((place[figure.name], way) for figure, way in rows), tuple(cells), matrix.tocsr())


def _exactly_fixed(figure: Figure, known: Mapping[Name, Interval]) -> bool:
    return figure.fixed and figure.name in known and known[figure.name][0] == known[figure.name][1]


def parts(figures: Collection[Figure], known: Mapping[Name, Interval]) -> list[Part]:
    """Split figures into parts that have nothing to do with each other.

    A total that is shown exactly, whatever happens, links nothing: each of its sums is known by itself.

    Returns:
        The parts; they do not depend on the order of `figures`.
    """
    leader: dict[Name, Name] = {}

    def find(cell: Name) -> Name:
        while leader.setdefault(cell, cell) != cell:
            cell = leader[cell]
        return cell

    ordered = sorted(figures, key=lambda figure: figure.name)
    for figure in ordered:
        for way in figure.ways:
            cells = way if _exactly_fixed(figure, known) else [cell for each in figure.ways for cell in each]
            for cell in cells[1:]:
                leader[find(cell)] = find(cells[0])
    rows: dict[Name, list[tuple[Figure, tuple[Name, ...]]]] = {}
    for figure in ordered:
        for way in figure.ways:
            if way:
                rows.setdefault(find(way[0]), []).append((figure, tuple(sorted(way))))
    return [
        _part(sorted({figure.name: figure for figure, _ in own}.values(), key=lambda figure: figure.name), own)
        for _, own in sorted(rows.items())
    ]


def limits(part: Part, known: Mapping[Name, Interval]) -> Box:
    """Return the lowest and the highest value of every cell and figure."""
    ceiling = part.ceiling()
    told = [known.get(name, (0, ceiling)) for name in part.names]
    low = np.concatenate([np.zeros(len(part.cells)), [low for low, _ in told]])
    high = np.concatenate([np.full(len(part.cells), ceiling), [high for _, high in told]])
    return low, high


def solve(cost: Floats, matrix: Any, values: Box, rows: Box) -> Floats | None:  # noqa: ANN401 - scipy
    """Minimise over whole numbers in the box `values` whose sums by `matrix` lie in the box `rows`.

    Returns:
        The values; None if there are none.

    Raises:
        UnsolvedError: Not proven within the limit.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    result = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(*values),
        constraints=LinearConstraint(matrix, *rows),
        options={"node_limit": NODES},
    )
    if result.status == 2:
        return None
    if result.status != 0 or result.x is None:
        raise UnsolvedError(result.message)
    found: Floats = np.rint(result.x)
    return found


def extreme(part: Part, known: Mapping[Name, Interval], name: Name, *, highest: bool) -> Values:
    """Return possible figures in which the figure `name` is as low or as high as it can be.

    Raises:
        ValueError: What is known contradicts itself.
        UnsolvedError: Not found within the limit.
    """
    low, high = limits(part, known)
    cost = np.zeros(len(low))
    cost[part.column(name)] = -1 if highest else 1
    return _solved(part, cost, (low, high))


def _solved(part: Part, cost: Floats, box: Box) -> Values:
    """Return the possible figures that cost least."""
    nothing = np.zeros(len(part.rows))
    found = solve(cost, part.matrix, box, (nothing, nothing))
    if found is None:
        raise ValueError("The figures of a release contradict each other: a sum does not add up.")
    return part.values(found)


def spread(part: Part, known: Mapping[Name, Interval], up: Mapping[Name, bool]) -> Values:
    """Return possible figures in which many small ones are higher or lower at once, each by its minimum at most.

    Args:
        part: The figures.
        known: What readers are told.
        up: Small figures → whether they are to be high.

    Raises:
        ValueError: What is known contradicts itself.
        UnsolvedError: Not found within the limit.
    """
    low, high = limits(part, known)
    cost, first = np.zeros(len(low)), len(part.cells)
    for place, figure in enumerate(part.figures, start=first):
        if figure.name in up:
            cost[place] = -1 if up[figure.name] else 1
            low[place] = max(low[place], figure.count - figure.minimum)
            high[place] = min(high[place], figure.count + figure.minimum)
    return _solved(part, cost, (low, high))


def bounds(part: Part, known: Mapping[Name, Interval], name: Name) -> Interval:
    """Return the smallest and the largest value that readers cannot rule out for one figure.

    Args:
        part: The figures it is linked with.
        known: What readers are told.
        name: The figure.

    Raises:
        ValueError: What is known contradicts itself.
        UnsolvedError: Not found within the limit.
    """
    low, high = (extreme(part, known, name, highest=highest)[name] for highest in (False, True))
    return low, high


def cheapest_change(part: Part, known: Mapping[Name, Interval], name: Name, target: int) -> Values | None:
    """Return possible figures in which `name` has the value `target`, breaking as few shown ones as it takes.

    Shown figures that are not fixed may change; a change costs the size of the figure, so that small
    ones go first.

    Returns:
        The figures; None if it is impossible.

    Raises:
        UnsolvedError: Not found within the limit.

    Source:
        Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data",
        Networks 22 (1992): secondary suppression as a cheapest change of the table that keeps its totals.
    """
    from scipy.sparse import bmat, csr_matrix, eye

    low, high = limits(part, known)
    movable = [figure for figure in part.figures if figure.name in known and not figure.fixed]
    count, width = len(movable), len(low)
    columns = [part.column(figure.name) for figure in movable]
    low[columns], high[columns] = 0, part.ceiling()
    low[part.column(name)] = high[part.column(name)] = target
    # Two more variables per movable figure: how far it falls below what readers are told, and how far above.
    picked = csr_matrix((np.ones(count), (range(count), columns)), shape=(count, width))
    matrix = bmat([[part.matrix, None, None], [picked, eye(count), None], [picked, None, -eye(count)]]).tocsr()
    told_low, told_high = (np.array([known[figure.name][side] for figure in movable]) for side in (0, 1))
    nothing, anything = np.zeros(len(part.rows)), np.full(count, np.inf)
    rows = np.concatenate([nothing, told_low, -anything]), np.concatenate([nothing, anything, told_high])
    values = (
        np.concatenate([low, np.zeros(2 * count)]),
        np.concatenate([high, np.full(2 * count, part.ceiling())]),
    )
    cost = np.concatenate([np.zeros(width), [1 + figure.count for figure in movable] * 2])
    found = solve(cost, matrix, values, rows)
    return None if found is None else part.values(found)
