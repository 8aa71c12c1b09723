"""Closed questions and groups of people, counted for publication: rare answers folded, kinds of respondent apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.ingest.matrix import by_statement
from textmine.ingest.option_lists import known_options
from textmine.insight.closed import choices_of, in_order, scale_order

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

    from textmine.tables import Tables

CLOSED_ROLES = ("closed_single", "closed_multi", "matrix", "rating")
"""Closed questions on the proposals. A matrix has one table for each statement."""
GROUP_ROLES = ("equality", "geography")
"""Questions on who people are, and where they live."""
OTHER = "Other answers"
"""The name that rare answers are put together under."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One closed question: true counts, not yet fit to publish.

    Attributes:
        question_id: Its id; of a grid in one column, with the statement after it.
        wording: As people read it.
        role: Of `CLOSED_ROLES` or `GROUP_ROLES`.
        several: Whether a person could choose several options.
        counts: Option → people, in the order of reading.
        by_kind: Option → kind of respondent → people.
        bases: Kind of respondent → people who answered.
    """

    question_id: str
    wording: str
    role: str
    several: bool
    counts: dict[str, int]
    by_kind: dict[str, dict[str, int]]
    bases: dict[str, int]

    @property
    def base(self) -> int:
        """How many people answered."""
        return sum(self.bases.values())


def folded(counts: dict[str, int], minimum: int, other: str) -> dict[str, str]:
    """Return option → the name it is published under: an answer few gave, off any scale, is `other`.

    An "Other: …" may hold anything, a name too.
    """
    if scale_order(counts):
        return {option: option for option in counts}
    return {option: other if counts[option] < max(minimum, 2) else option for option in counts}


def kinds_of(respondents: pd.DataFrame) -> list[str]:
    """Return the kind of every respondent."""
    return [str(kind) for kind in respondents["kind"].fillna("unknown")]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One table to count: a question, or one statement of a grid."""

    question_id: str
    wording: str
    role: str
    cells: Sequence[object]
    options: Sequence[str]


def _asked(question: Any, cells: Sequence[object]) -> Iterator[_Asked]:  # noqa: ANN401 - a row of `questions`
    """Yield what a question asks: a grid in one column asks one thing for each of its statements."""
    statements = by_statement(cells) if question.role == "matrix" else {}
    for statement, answers in statements.items():
        name = f"{question.question_id}: {statement}"
        yield _Asked(name, f"{question.wording}: {statement}", question.role, answers, ())
    if statements:
        return
    options: Sequence[str] = ()
    if question.role in ("closed_multi", "equality"):
        # What files word differently may have been put under one name since the options were found.
        counts = Counter(cell for cell in cells if isinstance(cell, str))
        found = known_options(counts, told=question.role == "closed_multi")
        options = tuple(dict.fromkeys((*question.options, *found)))
    yield _Asked(question.question_id, question.wording, question.role, cells, options)


def _named(asked: _Asked, minimum: int, other: str) -> list[tuple[str, ...]]:
    """Return what each person chose, under the names it is published under; () for a blank."""
    choices = choices_of(asked.cells, asked.options)
    names = folded(Counter(option for options in choices for option in options), minimum, other)
    return [tuple(dict.fromkeys(names[option] for option in options)) for options in choices]


def _ordered(totals: Counter[str], other: str) -> list[str]:
    """Return options in the order of reading, what was put together last."""
    return sorted(in_order(totals), key=lambda name: name == other)


def _breakdown(asked: _Asked, kinds: Sequence[str], minimum: int, other: str) -> Breakdown | None:
    """Count one question; None if nobody answered it."""
    choices = _named(asked, minimum, other)
    if not any(choices):
        return None
    pairs = Counter((name, kind) for names, kind in zip(choices, kinds, strict=True) for name in names)
    totals = Counter[str]()
    for (name, _), count in pairs.items():
        totals[name] += count
    order = _ordered(totals, other)
    answered = Counter(kind for options, kind in zip(choices, kinds, strict=True) if options)
    return Breakdown(
        question_id=asked.question_id,
        wording=asked.wording,
        role=asked.role,
        several=asked.role == "closed_multi" or bool(asked.options),
        counts={name: totals[name] for name in order},
        by_kind={name: {kind: pairs[name, kind] for kind in sorted(set(kinds))} for name in order},
        bases={kind: answered[kind] for kind in sorted(set(kinds))},
    )


def _every(tables: Tables, roles: tuple[str, ...]) -> list[_Asked]:
    """Return every table to count of the questions of these roles, in the order of the consultation."""
    return [
        asked
        for question in tables.questions.itertuples()
        if question.role in roles and question.question_id in tables.respondents
        for asked in _asked(question, list(tables.respondents[str(question.question_id)]))
    ]


def breakdowns(tables: Tables, roles: tuple[str, ...], minimum: int, other: str = OTHER) -> list[Breakdown]:
    """Count every question of these roles that anybody answered, in the order of the consultation.

    Args:
        tables: The analysis, after review.
        roles: `CLOSED_ROLES` or `GROUP_ROLES`.
        minimum: Answers that are on no scale and fewer people gave are put together.
        other: The name they are put together under; it stands last.
    """
    kinds = kinds_of(tables.respondents)
    found = [_breakdown(asked, kinds, minimum, other) for asked in _every(tables, roles)]
    return [breakdown for breakdown in found if breakdown]


@dataclass(frozen=True, slots=True)
class Grouping:
    """One question on who people are, person by person.

    Attributes:
        question_id: Its id.
        wording: As people read it.
        role: Of `GROUP_ROLES`, or what else puts people into groups.
        groups: The names of the groups as every output has them, in the order of reading.
        members: The groups of each respondent, in the order of the table; () for a blank.
    """

    question_id: str
    wording: str
    role: str
    groups: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]

    def counts(self) -> dict[str, int]:
        """Return group → people; somebody in two groups is counted in each."""
        found = Counter(name for names in self.members for name in names)
        return {group: found[group] for group in self.groups}


def groupings(tables: Tables, minimum: int, other: str = OTHER) -> list[Grouping]:
    """Return the groups of every respondent for each question of `GROUP_ROLES` that anybody answered.

    Args:
        tables: The analysis, after review.
        minimum: As for `breakdowns`: rare answers are put together in the same way.
        other: The name they are put together under.
    """
    found = []
    for asked in _every(tables, GROUP_ROLES):
        members = _named(asked, minimum, other)
        totals = Counter(name for names in members for name in names)
        if totals:
            order = tuple(_ordered(totals, other))
            found.append(Grouping(asked.question_id, asked.wording, asked.role, order, tuple(members)))
    return found
