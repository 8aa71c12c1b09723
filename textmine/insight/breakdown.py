"""Closed questions and groups of people, counted for publication: rare answers folded, kinds of respondent apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.insight.closed import choices_of, in_order, scale_order

if TYPE_CHECKING:
    import pandas as pd

    from textmine.tables import Tables

CLOSED_ROLES = ("closed_single", "closed_multi", "matrix", "rating")
"""Closed questions on the proposals. A matrix has one per line."""
GROUP_ROLES = ("equality", "geography")
"""Questions on who people are, and where they live."""
SEPARATORS = (";", "|", "\n")
"""What may stand between the options of one answer. A comma may also stand inside an option."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One closed question: true counts, not yet fit to publish.

    Attributes:
        question_id: Its id.
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


def separator_of(values: pd.Series[str]) -> str | None:
    """Return what separates the options of a question with several answers; None if that is not certain."""
    given = values.dropna()
    return next((mark for mark in SEPARATORS if given.str.contains(mark, regex=False).any()), None)


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


def _breakdown(tables: Tables, question: dict[str, str], minimum: int, other: str) -> Breakdown | None:
    """Count one question; None if nobody answered, or its options cannot be told apart."""
    values = tables.respondents[question["question_id"]]
    several = question["role"] == "closed_multi"
    separator = separator_of(values) if several else None
    choices = choices_of(values, separator)
    if not any(choices) or (several and separator is None):
        return None
    names = folded(Counter(option for options in choices for option in options), minimum, other)
    kinds = kinds_of(tables.respondents)
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
        question_id=question["question_id"],
        wording=question["wording"],
        role=question["role"],
        several=several,
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
    rows = tables.questions[["question_id", "wording", "role"]].to_dict("records")
    questions = [{str(name): str(value) for name, value in row.items()} for row in rows]
    found = [
        _breakdown(tables, question, minimum, other)
        for question in questions
        if question["role"] in roles and question["question_id"] in tables.respondents
    ]
    return [breakdown for breakdown in found if breakdown]
