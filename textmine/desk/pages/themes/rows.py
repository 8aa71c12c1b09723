"""The themes of a question as the list shows them: groups with their themes below, and those set aside apart."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from textmine.desk.pages.themes.members import members_of
from textmine.desk.snapshot import Snapshot
from textmine.language import language_name
from textmine.model import Decision
from textmine.report import facts
from textmine.report.themes import position_parts
from textmine.review.resolve import LEAST_OVERLAP
from textmine.review.session import standing
from textmine.review.state import Answer
from textmine.review.workbook.words import words

NOT_KNOWN = 2.0
"""Stands for a stability that is not known: behind all others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One theme, or group of themes, in the list.

    Attributes:
        language: Of the title; empty where it is not known.
        positions: The parts of the bar, as in the report.
        disagreement: That people are for and against, in words; empty where they are not.
        languages: (language, people), most people first.
        steadiness: In words; empty where it is not known.
        loose: Whether it hardly comes back when it is found again.
        stability: What the list is sorted by; of a group, that of its loosest theme.
        minority: That few people hold it, in words; empty otherwise.
        weak: Whether the title fits few of the answers.
        made: Whether an officer made it.
        outcome: What the council did, in words; empty where that is open.
        approved: Who approved it, in words; empty where nobody did.
        lapsed: Who approved what it does not say any more.
        below: The themes of a group.
    """

    theme_id: str
    title: str
    language: str
    n_people: int
    percent: int
    positions: tuple[tuple[str, str, int, float, float], ...]
    disagreement: str
    languages: tuple[tuple[str, int], ...]
    steadiness: str
    loose: bool
    stability: float
    minority: str
    weak: bool
    made: bool
    outcome: str
    approved: str
    lapsed: str
    is_group: bool
    below: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A theme that is set aside.

    Attributes:
        by: Who set it aside; empty where the decision cannot be told any more.
        decision: The number of that decision, to be undone; 0 likewise.
        others: How many more come back with it.
    """

    theme_id: str
    title: str
    language: str
    n_people: int
    reason: str
    by: str
    decision: int
    others: int


SORTS: Mapping[str, Callable[[Row], Any]] = {
    "people": lambda row: (-row.n_people, row.title.casefold()),
    "title": lambda row: row.title.casefold(),
    "steadiness": lambda row: (row.stability, -row.n_people),
}
"""What the list can be sorted by: most people, titles from A, or the loosest first."""


def rows_of(now: Snapshot, question: str, sort: str = "people") -> tuple[Row, ...]:
    """Return what is to be published: the groups first, then the themes that stand alone."""
    own = now.tables.responses
    themed = facts.people_themed(own[own["question_id"] == question])
    held = _languages(now, question)
    family = facts.family(now.tables.themes[now.tables.themes["question_id"] == question])

    def rows(parent: str | None) -> tuple[Row, ...]:
        kept = [row for row in family.get(parent, ()) if row.theme_id not in now.reviewed.set_aside]
        made = [_row(now, row, themed, held, rows(row.theme_id)) for row in kept]
        return tuple(sorted(made, key=lambda row: (not row.is_group, SORTS[sort](row))))

    return rows(None)


def leaves(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the themes that answers can be in."""
    for row in rows:
        yield from leaves(row.below) if row.is_group else (row,)


def _row(
    now: Snapshot,
    theme: Any,  # noqa: ANN401 - a named tuple of `themes`
    themed: int,
    held: Mapping[str, Mapping[str, str]],
    below: tuple[Row, ...],
) -> Row:
    name, sheet, is_group = theme.theme_id, facts.sheet_of(theme), theme.theme_id in now.groups
    positions, steadiness = facts.held_positions(theme), facts.steadiness(theme.stability)
    spoken = Counter(ChainMap(*(dict(held.get(one, {})) for one in now.under(name))).values())
    own = theme.stability if pd.notna(theme.stability) else NOT_KNOWN
    outcome = now.reviewed.outcomes.get(name)
    return Row(
        theme_id=name,
        title=theme.title,
        language=now.title_languages.get(name, ""),
        n_people=int(theme.n_people),
        percent=round(100 * theme.share),
        positions=tuple(position_parts(positions)),
        disagreement=facts.disagreement(positions, is_group),
        languages=tuple((language_name(tag), n) for tag, n in spoken.most_common()),
        steadiness=steadiness,
        loose=steadiness == facts.LOOSE,
        stability=min((row.stability for row in below), default=own),
        minority="" if is_group else facts.minority(int(theme.n_people), themed),
        weak=sheet.weak and facts.is_machines(theme.title, sheet),
        made=name in now.made,
        outcome=words()["outcomes"]["choices"][outcome.outcome] if outcome else "",
        approved=now.approvers(name),
        lapsed=now.reviewed.lapsed.get(name, ""),
        is_group=is_group,
        below=below,
    )


def _languages(now: Snapshot, question: str) -> dict[str, dict[str, str]]:
    """Return, per theme, the language of each person in it."""
    found: dict[str, dict[str, str]] = {}
    for answer, places in now.places.items():
        if answer[1] == question:
            tag = now.answers[answer].language
            for place in places:
                found.setdefault(place.theme_id, {})[answer[0]] = tag if isinstance(tag, str) else "und"
    return found


def aside_of(now: Snapshot, question: str) -> list[Aside]:
    """Return what is set aside of a question, most people first; a group stands for the themes below it."""
    aside = now.reviewed.set_aside
    own = [now.themes[name] for name in aside if now.themes[name].question_id == question]
    own = [row for row in own if row.parent_id not in aside]
    return [_aside(now, row) for row in sorted(own, key=lambda row: -row.n_people)]


def _aside(now: Snapshot, theme: Any) -> Aside:  # noqa: ANN401 - a named tuple of `themes`
    name = theme.theme_id
    decision = decision_aside(now, name)
    return Aside(
        theme_id=name,
        title=theme.title,
        language=now.title_languages.get(name, ""),
        n_people=int(theme.n_people),
        reason=now.reviewed.set_aside[name],
        by=decision.by if decision else "",
        decision=decision.number if decision else 0,
        others=len(now.under(name)) - 1,
    )


def decision_aside(now: Snapshot, theme: str) -> Decision | None:
    """Return the standing decision that set a theme aside; None where it cannot be told any more.

    In another run the theme had another id, so it is known by its answers first.
    """
    taken = [
        decision
        for decision in standing(now.reviewed.decisions)
        if decision.do == "set_aside" and decision.reason == now.reviewed.set_aside[theme]
    ]
    answers = {member.answer for member in members_of(now, theme)}
    alike = [(_overlap(answers, decision), decision.number, decision) for decision in taken]
    best = max(alike, key=lambda item: item[:2], default=None)
    if best is not None and best[0] >= LEAST_OVERLAP:
        return best[2]
    named = [decision for decision in taken if theme in decision.after.get("set_aside", ())]
    return named[-1] if named else None


def _overlap(answers: AbstractSet[Answer], decision: Decision) -> Fraction:
    """Return the Jaccard index of a theme's answers and those of the theme that a decision named."""
    recorded = {(pair[0], pair[1]) for pair in decision.members.get(decision.payload["theme"], ())}
    return Fraction(len(answers & recorded), len(answers | recorded) or 1)
