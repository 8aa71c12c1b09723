"""How many people of each group are for and against, of those who raised a theme: what adds up to what."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from textmine.insight.disclosure import Figure
from textmine.insight.heard.counts import BLANK, OTHER
from textmine.insight.heard.figures import SIDES, Wanted, base_name, raised_name, sure
from textmine.insight.outputs import POSITIONS, THEME

if TYPE_CHECKING:
    from textmine.insight.disclosure.figures import Name
    from textmine.insight.heard.counts import Crossed

_EVERY = (*POSITIONS, OTHER)


def position_figures(made: Crossed, theme: str, known: Collection[Name], minimum: int) -> Wanted:
    """Return how many people of each group are for and against on one theme, ready to be protected.

    Args:
        made: The counts.
        theme: A theme of which it is shown how many people are for and against.
        known: The figures of `crossed_figures` that are shown; they are decided.
        minimum: The smallest number that is shown.
    """
    register = Wanted()
    for group in made.groups:
        least, whole = (minimum if group != BLANK else 0), raised_name(made, theme, group)
        for position in _EVERY:
            name, count = raised_name(made, theme, group, position), made.held(theme, group, position)
            figure = Figure(name, count, (_cells(made, theme, group, position),), least)
            register.add(figure, show=position != OTHER and whole in known)
        everybody = tuple(cell for position in _EVERY for cell in _cells(made, theme, group, position))
        register.add(Figure(whole, made.raised(theme, group), (everybody,), least, fixed=True), show=whole in known)
        others: Name = ("cell", theme, made.grouping.question_id, group, "not")
        base = Figure(base_name(made, group), made.base(group), ((*everybody, others),), least, fixed=True)
        register.add(base, show=base.name in known)
    for position in _EVERY:
        own = tuple(_cell(made, theme, group, position, lead=True) for group in made.groups)
        count = sum(made.positions[theme, group, position, True] for group in made.groups)
        register.add(sure((THEME, theme, position), count, own), show=True)
    if made.several:
        _further(register, made, theme)
    return register


def _further(register: Wanted, made: Crossed, theme: str) -> None:
    """Register how often people who raised the theme are in a further group, as if readers knew it."""
    places = [(group, position) for group in made.groups for position in _EVERY if group != BLANK]
    own = tuple(_cell(made, theme, group, position, lead=False) for group, position in places)
    count = sum(made.positions[theme, group, position, False] for group, position in places)
    register.add(sure(("more", theme, made.grouping.question_id), count, own), show=True)


def _cell(made: Crossed, theme: str, group: str, position: str, *, lead: bool) -> Name:
    place = "lead" if lead else "more"
    return ("cell", theme, made.grouping.question_id, group, position, place)


def _cells(made: Crossed, theme: str, group: str, position: str) -> tuple[Name, ...]:
    leads = SIDES if made.several and group != BLANK else (True,)
    return tuple(_cell(made, theme, group, position, lead=lead) for lead in leads)
