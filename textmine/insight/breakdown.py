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


def _breakdown(asked: _Asked, kinds: Sequence[str], minimum: int, other: str) -> Breakdown | None:
    """Count one question; None if nobody answered it."""
    choices = choices_of(asked.cells, asked.options)
    if not any(choices):
        return None
    names = folded(Counter(option for options in choices for option in options), minimum, other)
    pairs = Counter(
        (name, kind)
        for options, kind in zip(choices, kinds, strict=True)
        for name in {names[option] for option in options}
    )
    totals = Counter[str]()
    for (name, _), count in pairs.items():
        totals[name] += count
    order = sorted(in_order(totals), key=lambda name: name == other)
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


def breakdowns(tables: Tables, roles: tuple[str, ...], minimum: int, other: str = "Other answers") -> list[Breakdown]:
    """Count every question of these roles that anybody answered, in the order of the consultation.

    Args:
        tables: The analysis, after review.
        roles: `CLOSED_ROLES` or `GROUP_ROLES`.
        minimum: Answers that are on no scale and fewer people gave are put together.
        other: The name they are put together under; it stands last.
    """
    kinds = kinds_of(tables.respondents)
    found = [
        _breakdown(asked, kinds, minimum, other)
        for question in tables.questions.itertuples()
        if question.role in roles and question.question_id in tables.respondents
        for asked in _asked(question, list(tables.respondents[str(question.question_id)]))
    ]
    return [breakdown for breakdown in found if breakdown]
