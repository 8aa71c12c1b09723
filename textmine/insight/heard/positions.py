"""How many people of each group are for and against, of those who raised a theme: what adds up to what."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from textmine.insight.disclosure import Figure
from textmine.insight.heard.counts import BLANK, OTHER
from textmine.insight.heard.figures import Wanted, base_name, raised_name, sure, whole_name
from textmine.insight.outputs import POSITIONS, THEME

if TYPE_CHECKING:
    from textmine.insight.disclosure.figures import Name
    from textmine.insight.heard.counts import Crossed

_EVERY = (*POSITIONS, OTHER)


def position_figures(made: Crossed, theme: str, known: Collection[Name], minimum: int) -> Wanted:
    """Return how many people of each group are for and against on one theme, ready to be protected.

    How many are neither is no figure of its own, as on pages: it is what the others leave.

    Args:
        made: The counts.
        theme: A theme of which it is shown how many people are for and against.
        known: The figures of `crossed_figures` that are shown; they are decided.
        minimum: The smallest number that is shown.
    """
    register = Wanted()
    for group in made.groups:
        least, whole = (0 if group == BLANK else minimum), raised_name(made, theme, group)
        for position in POSITIONS:
            count = made.positions[theme, group, position]
            show = whole in known
            register.add(Figure(raised_name(made, theme, group, position), count, (), least), show=show)
        own = tuple(raised_name(made, theme, group, position) for position in _EVERY)
        raised = Figure(whole, made.raised(theme, group), (own,), least, fixed=True)
        others: Name = ("cell", theme, made.grouping.question_id, group, "not")
        base = Figure(base_name(made, group), made.base(group), ((*own, others),), least, fixed=True)
        for figure in (raised, base):
            register.add(figure, show=figure.name in known)
    for position in _EVERY:
        own = tuple(raised_name(made, theme, group, position) for group in made.groups)
        count = sum(made.positions[theme, group, position] for group in made.groups)
        register.add(sure(whole_name(made, THEME, theme, position), count, own), show=True)
    return register
