"""Every count that the outputs of a consultation state, registered in one release and protected together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textmine.insight.breakdown import CLOSED_ROLES, GROUP_ROLES, Breakdown, breakdowns
from textmine.insight.disclosure import Figure, Release, Rule, protect, suppress
from textmine.insight.people import WhoTookPart, who_took_part
from textmine.themes.campaigns import same_text, stated_same, users

if TYPE_CHECKING:
    from textmine.config import PublishSettings
    from textmine.insight.disclosure.figures import Name
    from textmine.tables import Tables

KINDS = ("individual", "organisation")
"""Kinds of respondent that are shown apart."""
POSITIONS = ("for", "against")
"""Positions on a theme that are shown; everybody else in it is neither, both or not clear."""

# How names begin. What follows: question or theme, option or position, kind of respondent.
RESPONSES: Name = ("responses",)
KIND, CLOSED, ANSWERED, LANGUAGE, GROUP, THEME = "kind", "closed", "answered", "language", "group", "theme"


@dataclass
class _Register:
    """Figures as they are registered, and those to show."""

    figures: list[Figure] = field(default_factory=list)
    wanted: set[Name] = field(default_factory=set)

    def add(self, figure: Figure, *, show: bool) -> None:
        self.figures.append(figure)
        if show:
            self.wanted.add(figure.name)


def _decided(register: _Register, base: Name, counts: Mapping[Name, int], minimum: int) -> None:
    """Register a table of exclusive groups with its base; what of it is shown, `suppress` decides."""
    shown = suppress({name[-1]: count for name, count in counts.items()}, minimum)
    whole = any(count is not None for count in shown.values())
    for name, count in counts.items():
        register.add(Figure(name, count, (), minimum, fixed=True), show=whole and shown[name[-1]] is not None)
    register.add(Figure(base, sum(counts.values()), (tuple(counts),), fixed=True), show=True)


def _closed_cells(question: Breakdown, option: str, kind: str) -> tuple[Name, ...]:
    """Return the cells that people of one kind who answered the question fall into, as far as one option tells."""
    name = (CLOSED, question.question_id, option, kind)
    if question.several:
        return name, (*name, "not chosen")
    return tuple((CLOSED, question.question_id, other, kind) for other in question.counts)


def _ways(question: Breakdown, kind: str) -> list[tuple[Name, ...]]:
    """Return every way in which the people of one kind who answered add up."""
    options = question.counts if question.several else list(question.counts)[:1]
    return [_closed_cells(question, option, kind) for option in options]


def _closed(register: _Register, question: Breakdown, minimum: int, *, apart: bool) -> None:
    """Register a closed question: its totals as every page shows them, and the kinds of respondent apart."""
    kinds, name = sorted(question.bases), question.question_id
    public = shown_options(question, minimum)
    for option, total in question.counts.items():
        cells = tuple((CLOSED, name, option, kind) for kind in kinds)
        for cell in cells if len(kinds) > 1 else ():
            register.add(
                Figure(cell, question.by_kind[option][cell[-1]], (), minimum), show=apart and cell[-1] in KINDS
            )
        shown = public[option] is not None
        register.add(Figure((CLOSED, name, option), total, (cells,), minimum, fixed=True), show=shown)
    for kind in kinds if len(kinds) > 1 else ():
        figure = Figure((ANSWERED, name, kind), question.bases[kind], tuple(_ways(question, kind)), minimum)
        register.add(figure, show=apart and kind in KINDS)
    everybody = zip(*(_ways(question, kind) for kind in kinds), strict=True)
    ways = tuple(tuple(cell for way in together for cell in way) for together in everybody)
    register.add(Figure((ANSWERED, name), question.base, ways, fixed=True), show=True)


def _group(register: _Register, group: Breakdown, minimum: int) -> None:
    """Register a table of groups of people; where somebody can be in several, each beside those who are not in it."""
    base: Name = (GROUP, group.question_id)
    counts: dict[Name, int] = {(*base, option): n for option, n in group.counts.items()}
    if not group.several:
        _decided(register, base, counts, minimum)
        return
    shown = shown_options(group, minimum)
    for name, count in counts.items():
        register.add(Figure(name, count, (), minimum, fixed=True), show=shown[name[-1]] is not None)
    ways = tuple((name, (*name, "not chosen")) for name in counts)
    register.add(Figure(base, group.base, ways, fixed=True), show=True)


def shown_options(question: Breakdown, minimum: int) -> dict[str, int | None]:
    """Return the totals of a closed question that every output shows; all None where too few answered."""
    shown = suppress(question.counts, minimum)
    return shown if question.base >= minimum else dict.fromkeys(shown)


def kinds_are_shown(who: WhoTookPart, minimum: int) -> bool:
    """Whether the outputs say how many individuals and how many organisations responded."""
    return None not in suppress(who.kinds, minimum).values()


def _kinds(register: _Register, who: WhoTookPart, closed: Iterable[Breakdown], minimum: int) -> None:
    """Register individuals and organisations, which are shown exactly or not at all.

    Where they are shown, each closed question, with who left it blank, adds up to them. Where they are
    hidden, no output tells kinds apart, so the questions say nothing about each other.
    """
    public = kinds_are_shown(who, minimum)
    cells: dict[str, list[tuple[Name, ...]]] = {kind: [((KIND, kind),)] for kind in who.kinds}
    for question in closed if public else ():
        for kind in who.kinds:
            blank: Name = (CLOSED, question.question_id, "", kind)
            cells[kind] += [(*way, blank) for way in _ways(question, kind)]
    for kind, count in who.kinds.items():
        register.add(Figure((KIND, kind), count, tuple(cells[kind]), minimum, fixed=True, exact=True), show=public)
    everybody = tuple((KIND, kind) for kind in who.kinds)
    register.add(Figure(RESPONSES, who.responses, (everybody,), fixed=True, exact=True), show=True)


def page_release(tables: Tables, settings: PublishSettings) -> Release:
    """Return the counts of pages and reports, protected together.

    Args:
        tables: The analysis, after review.
        settings: Thresholds and rounding.

    Returns:
        The release: that of `people_release` and that of `theme_release`, which no output adds up.
    """
    return people_release(tables, settings) + theme_release(tables, settings)


def consultation_release(tables: Tables, settings: PublishSettings, *, group: str | None = None) -> Release:
    """Return all counts of a consultation's outputs, protected together.

    What pages and reports show is decided first, and stays as it is; themes by groups are shown beside it as far as
    no small number can be worked out from everything together.

    Args:
        tables: The analysis, after review.
        settings: Thresholds and rounding.
        group: Of themes by groups, decide on this way of grouping people alone (its id); None: on all.

    Returns:
        The release: that of `page_release` and that of `heard_release`.
    """
    from textmine.insight.heard.release import heard_release

    public = page_release(tables, settings)
    return public + heard_release(tables, settings, public, group=group)


def people_release(tables: Tables, settings: PublishSettings) -> Release:
    """Return the counts of people that do not follow from the themes, protected together.

    The totals that the public page shows are decided first, each table by itself (`suppress`).
    Beside them, the kinds of respondent apart are shown only as far as no small number can be
    worked out from everything together: organisations are what is left of the total without the
    individuals.

    Returns:
        The release. Names: ("responses",), ("kind", kind), ("closed", question, option),
        ("closed", question, option, kind), ("answered", question), ("answered", question, kind),
        ("language", tag), ("group", question, group).
    """
    minimum = settings.minimum_count
    who, register = who_took_part(tables), _Register()
    closed = breakdowns(tables, CLOSED_ROLES, minimum)
    for question in closed:
        _closed(register, question, minimum, apart=kinds_are_shown(who, minimum))
    if who.kinds:
        _kinds(register, who, closed, minimum)
    if who.languages:
        _decided(register, (LANGUAGE,), {(LANGUAGE, tag): n for tag, n in who.languages.items()}, minimum)
    for group in breakdowns(tables, GROUP_ROLES, settings.breakdown_minimum):
        _group(register, group, settings.breakdown_minimum)
    return protect(register.figures, register.wanted, Rule(minimum, settings.rounding))


def _by_text(register: _Register, theme: str, people: int, same: int, minimum: int) -> tuple[tuple[Name, ...], ...]:
    """Register who used the same text as others and who did not, where a draft says how many did; return the way."""
    if not same:
        return ()
    names: tuple[Name, Name] = ((THEME, theme, "same text"), (THEME, theme, "other text"))
    register.add(Figure(names[0], same, (), minimum, exact=True), show=True)
    register.add(Figure(names[1], people - same, (), minimum, exact=True), show=False)
    return (names,)


def theme_release(tables: Tables, settings: PublishSettings) -> Release:
    """Return the people of each theme and how many are for and against, as far as no small number can be worked out.

    Themes overlap in ways that no output states, so each stands by itself.

    Returns:
        The release. Names: ("theme", theme), ("theme", theme, position), ("theme", theme, "same text").
    """
    minimum, register = settings.minimum_count, _Register()
    used = users(tables.responses, tables.themes, tables.assignments)
    columns = ("theme_id", "n_people", "position_counts")
    for theme, people, held in zip(*(tables.themes[column] for column in columns), strict=True):
        counts = json.loads(held) if isinstance(held, str) else {}
        cells: list[Name] = [(THEME, str(theme), position) for position in (*POSITIONS, "other")]
        for cell in cells[:-1]:
            register.add(Figure(cell, int(counts.get(cell[-1], 0)), (), minimum, exact=True), show=True)
        same = stated_same(int(people), same_text(used, str(theme)), minimum)
        ways = (tuple(cells), *_by_text(register, str(theme), int(people), same, minimum))
        figure = Figure((THEME, str(theme)), int(people), ways, minimum, fixed=True, exact=True)
        register.add(figure, show=not figure.small)
    return protect(register.figures, register.wanted, Rule(minimum, settings.rounding))
