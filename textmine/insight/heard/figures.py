"""The figures of one open question by groups, and everything by which readers could work a hidden one out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
SIDES = (True, False)


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


@dataclass(frozen=True)
class Layout:
    """Where the people of one open question by groups stand: cells that have nobody in common.

    Somebody stands in a cell once for each theme and group: marked are the first theme and the first group of each
    person, so that people can be added up over themes and over groups without counting anybody twice.
    """

    made: Crossed

    def cell(self, theme: str, group: str, first: bool, lead: bool) -> Name:
        """Return the name of one cell; `theme` is "" for people without a theme that is counted."""
        place = f"{'first' if first else 'again'} {'lead' if lead else 'more'}"
        return ("cell", self.made.asked.question_id, self.made.grouping.question_id, theme, group, place)

    def leads(self, group: str) -> tuple[bool, ...]:
        """Return the kinds of membership that a group can have."""
        return SIDES if self.made.several and group != BLANK else (True,)

    def raised(self, theme: str, group: str) -> tuple[Name, ...]:
        """Return the cells of the people of a group who raised a theme."""
        return tuple(self.cell(theme, group, first, lead) for first in SIDES for lead in self.leads(group))

    def people(self, group: str, leads: Iterable[bool]) -> tuple[Name, ...]:
        """Return cells that hold each person of a group once."""
        return tuple(self.cell(theme, group, True, lead) for theme in (*self.made.asked.themes, "") for lead in leads)

    def slack(self, what: str, theme: str, group: str) -> Name:
        """Return the cell of everybody else, of whom no output tells."""
        return ("cell", self.made.asked.question_id, self.made.grouping.question_id, theme, group, what)


def crossed_figures(made: Crossed, shown: Collection[str], minimum: int) -> Wanted:
    """Return the people of each group who answered and who raised each theme, ready to be protected.

    Readers are taken to know all totals: of each theme, of those who answered, of those without a theme, how
    often people raised a further theme or are in a further group, and the size of each group that is shown.

    Args:
        made: The counts.
        shown: The groups whose size is shown; figures of no other group are.
        minimum: The smallest number that is shown.
    """
    register, layout = Wanted(), Layout(made)
    for group in made.groups:
        _group(register, layout, group, minimum if group != BLANK else 0, show=group in shown)
        for theme in made.asked.themes:
            least = minimum if group != BLANK else 0
            name, count = raised_name(made, theme, group), made.raised(theme, group)
            register.add(Figure(name, count, (layout.raised(theme, group),), least), show=group in shown)
    for figure in _known(layout, shown):
        register.add(figure, show=True)
    return register


def _group(register: Wanted, layout: Layout, group: str, minimum: int, *, show: bool) -> None:
    """Register the people of a group who answered: with or without each theme."""
    made = layout.made
    ways = [layout.people(group, layout.leads(group))]
    ways += [(*layout.raised(theme, group), layout.slack("not", theme, group)) for theme in made.asked.themes]
    register.add(Figure(base_name(made, group), made.base(group), tuple(ways), minimum), show=show)


def _known(layout: Layout, shown: Collection[str]) -> Iterator[Figure]:
    """Yield what readers know besides, or could find out."""
    made = layout.made
    question, grouping = made.asked.question_id, made.grouping.question_id
    everybody = tuple(cell for group in made.groups for cell in layout.people(group, (True,)))
    yield sure((ANSWERED, question), len(made.asked.answered), everybody)
    for theme, raised in made.asked.themes.items():
        own = tuple(layout.cell(theme, group, first, True) for group in made.groups for first in SIDES)
        yield sure((THEME, theme), len(raised), own)
    again = tuple(layout.cell(t, group, False, True) for t in made.asked.themes for group in made.groups)
    if again:
        yield sure(("again", question, grouping), _total(made, first=False, lead=True), again)
    yield from _without(layout)
    if made.several:
        yield from _more(layout)
    sizes = made.grouping.counts() | {BLANK: sum(not names for names in made.grouping.members)}
    for group in (*shown, *(group for group in made.groups if group == BLANK)):
        people = layout.people(group, layout.leads(group))
        yield sure(total_name(made.grouping, group), sizes[group], (*people, layout.slack("silent", "", group)))


def _without(layout: Layout) -> Iterator[Figure]:
    """Yield the people without a theme that is counted: of all groups, or of each language, which a page may tell."""
    made, question = layout.made, (layout.made.asked.question_id, layout.made.grouping.question_id)
    if made.grouping.role == LANGUAGE:
        for group in made.groups:
            yield sure(
                ("without", *question, group), made.cells["", group, True, True], (layout.cell("", group, True, True),)
            )
        return
    own = tuple(layout.cell("", group, True, True) for group in made.groups)
    yield sure(("without", *question), sum(made.cells["", group, True, True] for group in made.groups), own)


def _more(layout: Layout) -> Iterator[Figure]:
    """Yield how often people are in a further group: everybody, of whom those who raised a theme are a part."""
    made = layout.made
    groups = [group for group in made.groups if group != BLANK]
    name = ("more", made.asked.question_id, made.grouping.question_id)
    ways = [tuple(cell for group in groups for cell in layout.people(group, (False,)))]
    for theme in made.asked.themes:
        own = tuple(layout.cell(theme, group, first, False) for group in groups for first in SIDES)
        ways.append((*own, layout.slack("more", theme, "")))
    yield Figure(name, _total(made, first=True, lead=False), tuple(ways), fixed=True, exact=True)
    both = tuple(layout.cell(theme, group, False, False) for theme in made.asked.themes for group in groups)
    if both:
        yield sure(("again", *name), _total(made, first=False, lead=False), both)


def _total(made: Crossed, *, first: bool, lead: bool) -> int:
    return sum(n for (_, _, own, group), n in made.cells.items() if (own, group) == (first, lead))


def sure(name: Name, count: int, cells: tuple[Name, ...]) -> Figure:
    """Return a total that readers know exactly."""
    return Figure(name, count, (cells,), fixed=True, exact=True)
