"""The figures of one open question by groups, and everything by which readers could work a hidden one out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textmine.insight.disclosure import Figure
from textmine.insight.heard.counts import BLANK
from textmine.insight.heard.groups import total_name
from textmine.insight.outputs import ANSWERED, LANGUAGE, THEME

if TYPE_CHECKING:
    from textmine.insight.disclosure.figures import Name
    from textmine.insight.heard.counts import Crossed

# How names begin. What follows: question or theme, question on the group, group, position.
BASE, RAISED = "base", "raised"
_FIRST = (True, False)


@dataclass
class Wanted:
    """Figures as they are registered, and the names of those to show."""

    figures: list[Figure] = field(default_factory=list)
    names: set[Name] = field(default_factory=set)

    def add(self, figure: Figure, *, show: bool) -> None:
        """Register a figure."""
        self.figures.append(figure)
        if show:
            self.names.add(figure.name)


def base_name(made: Crossed, group: str) -> Name:
    """Return the name of the people of a group who answered."""
    return (BASE, made.asked.question_id, made.grouping.question_id, group)


def raised_name(made: Crossed, theme: str, group: str, position: str = "") -> Name:
    """Return the name of the people of a group who raised a theme, or held a position on it."""
    name = (RAISED, theme, made.grouping.question_id, group)
    return (*name, position) if position else name


def whole_name(made: Crossed, *name: str) -> Name:
    """Return the name of a total over all groups; where people are in several, it counts them in each."""
    return (*name, "in each group", made.grouping.question_id) if made.several else name


def sure(name: Name, count: int, cells: tuple[Name, ...]) -> Figure:
    """Return a total that readers know exactly."""
    return Figure(name, count, (cells,), fixed=True, exact=True)


@dataclass(frozen=True)
class _Layout:
    """Names of the cells of one open question by groups.

    Somebody stands in a cell once for each theme. The first theme of each person is marked, so that people can be
    added up over themes without counting anybody twice.
    """

    made: Crossed

    def cell(self, *place: str) -> Name:
        return ("cell", self.made.asked.question_id, self.made.grouping.question_id, *place)

    def raised(self, theme: str, group: str) -> tuple[Name, ...]:
        return tuple(self.cell(theme, group, "first" if first else "again") for first in _FIRST)

    def without(self, group: str) -> Name:
        return self.cell("", group, "first")

    def people(self, group: str) -> tuple[Name, ...]:
        return (*(self.cell(theme, group, "first") for theme in self.made.asked.themes), self.without(group))


def crossed_figures(made: Crossed, shown: Collection[str], minimum: int) -> Wanted:
    """Return the people of each group who answered and who raised each theme, ready to be protected.

    Readers are taken to know all totals: of each theme, of those who answered, of those without a theme, how
    often people raised a further theme, how often they are in a further group, how many left the question on the
    group blank, and the size of each group that is shown.

    Args:
        made: The counts, with the groups whose size is hidden put together.
        shown: The groups whose size is shown; figures of no other group are.
        minimum: The smallest number that is shown.
    """
    register, layout = Wanted(), _Layout(made)
    for group in made.groups:
        least, show = (0 if group == BLANK else minimum), group in shown
        ways = [layout.people(group)]
        ways += [(*layout.raised(theme, group), layout.cell(theme, group, "not")) for theme in made.asked.themes]
        register.add(Figure(base_name(made, group), made.base(group), tuple(ways), least), show=show)
        for theme in made.asked.themes:
            cells = (layout.raised(theme, group),)
            register.add(Figure(raised_name(made, theme, group), made.raised(theme, group), cells, least), show=show)
    for figure in (*_totals(layout), *_without(layout), *_sizes(layout), *_outside(layout)):
        register.add(figure, show=True)
    return register


def _totals(layout: _Layout) -> Iterator[Figure]:
    """Yield what all groups together add up to."""
    made, themes = layout.made, layout.made.asked.themes
    people = tuple(cell for group in made.groups for cell in layout.people(group))
    name = whole_name(made, ANSWERED, made.asked.question_id)
    yield sure(name, sum(made.base(group) for group in made.groups), people)
    for theme in themes:
        own = tuple(cell for group in made.groups for cell in layout.raised(theme, group))
        yield sure(whole_name(made, THEME, theme), sum(made.raised(theme, group) for group in made.groups), own)
    again = tuple(layout.cell(theme, group, "again") for theme in themes for group in made.groups)
    if again:
        number = sum(n for (_, _, first), n in made.cells.items() if not first)
        yield sure(("again", made.asked.question_id, made.grouping.question_id), number, again)


def _without(layout: _Layout) -> Iterator[Figure]:
    """Yield the people without a theme that is counted: of all groups, or of each language, which a page may tell."""
    made = layout.made
    name = ("without a theme", made.asked.question_id, made.grouping.question_id)
    if made.grouping.role == LANGUAGE:
        for group in made.groups:
            yield sure((*name, group), made.cells["", group, True], (layout.without(group),))
    else:
        number = sum(made.cells["", group, True] for group in made.groups)
        yield sure(name, number, tuple(map(layout.without, made.groups)))


def _sizes(layout: _Layout) -> Iterator[Figure]:
    """Yield the sizes of groups, with the people who did not answer; readers know that of all hidden ones together."""
    made = layout.made
    sizes = made.grouping.counts() | {BLANK: sum(not names for names in made.grouping.members)}
    for group in made.groups:
        cells = (*layout.people(group), layout.cell("", group, "did not answer"))
        yield sure(total_name(made.grouping, group), sizes[group], cells)


def _outside(layout: _Layout) -> Iterator[Figure]:
    """Yield, where people can be in several groups, everybody as those in one group and those outside it."""
    made = layout.made
    for theme, raised in made.asked.themes.items() if made.several else ():
        for group in made.groups:
            outside, others = layout.cell(theme, group, "outside"), layout.cell(theme, group, "outside, not")
            yield sure((THEME, theme, "outside", group), len(raised), (*layout.raised(theme, group), outside))
            everybody = (*layout.people(group), outside, others)
            yield sure((ANSWERED, theme, "outside", group), len(made.asked.answered), everybody)
