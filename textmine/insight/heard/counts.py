"""How many people of each group answered an open question and raised each of its themes: true counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.insight.outputs import POSITIONS
from textmine.insight.people import WITH_CONTENT
from textmine.themes.counts import positions_of

if TYPE_CHECKING:
    from textmine.insight.breakdown import Grouping
    from textmine.tables import Tables

OTHER = "other"
"""Neither for nor against, both, or not clear."""
BLANK = ""
"""Stands for the people who are in no group, since they left the question on it blank."""

Raised = Mapping[str, str]
"""Person → position, of everybody who raised a theme."""


@dataclass(frozen=True)
class Asked:
    """One open question: who answered it, and what they raised.

    Attributes:
        question_id: Its id.
        answered: The people who gave an answer with content.
        themes: Theme without themes below it → who raised it, and their position; in the order of the table.
    """

    question_id: str
    answered: frozenset[str]
    themes: dict[str, Raised]


def asked_questions(tables: Tables, minimum: int) -> list[Asked]:
    """Return the open questions that at least `minimum` people answered, with the themes as many people raised."""
    said = tables.responses[tables.responses["status"].isin(WITH_CONTENT)]
    people = {str(question): frozenset(own) for question, own in said.groupby("question_id")["response_id"]}
    held = positions_of(tables.assignments)
    parents = set(tables.themes["parent_id"].dropna())
    own: dict[str, dict[str, Raised]] = {}
    for theme, question in zip(tables.themes["theme_id"], tables.themes["question_id"], strict=True):
        raised = held.get(str(theme), {})
        if theme not in parents and len(raised) >= max(minimum, 1):
            own.setdefault(str(question), {})[str(theme)] = raised
    return [
        Asked(question, people[question], own.get(question, {}))
        for question in map(str, tables.open_questions["question_id"])
        if len(people.get(question, ())) >= max(minimum, 1)
    ]


@dataclass(frozen=True)
class Crossed:
    """One open question by one way of grouping people. Somebody in two groups is counted in each.

    Attributes:
        asked: The question.
        grouping: The groups.
        cells: (theme, group, whether it is the person's first theme) → people; the theme is "" for people without one.
        positions: (theme, group, position) → people.
        several: Whether anybody who answered is in several groups.
    """

    asked: Asked
    grouping: Grouping
    cells: Counter[tuple[str, str, bool]]
    positions: Counter[tuple[str, str, str]]
    several: bool

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, and where somebody is in none, the blank."""
        blank = any(group == BLANK for _, group, _ in self.cells)
        return (*self.grouping.groups, BLANK) if blank else self.grouping.groups

    def base(self, group: str) -> int:
        """Return how many people of a group answered."""
        return sum(self.cells[theme, group, True] for theme in (*self.asked.themes, ""))

    def raised(self, theme: str, group: str) -> int:
        """Return how many people of a group raised a theme."""
        return self.cells[theme, group, True] + self.cells[theme, group, False]


def crossed(asked: Asked, grouping: Grouping, people: list[str]) -> Crossed:
    """Count an open question by groups.

    Args:
        asked: The question.
        grouping: The groups of every respondent.
        people: The respondents, in the order of `grouping.members`.
    """
    cells, positions = Counter[tuple[str, str, bool]](), Counter[tuple[str, str, str]]()
    several = False
    for person, names in zip(people, grouping.members, strict=True):
        if person not in asked.answered:
            continue
        several |= len(names) > 1
        held = {theme: raised[person] for theme, raised in asked.themes.items() if person in raised}
        for group in names or (BLANK,):
            cells.update((theme, group, place == 0) for place, theme in enumerate(held or [""]))
            positions.update(
                (theme, group, position if position in POSITIONS else OTHER) for theme, position in held.items()
            )
    return Crossed(asked, grouping, cells, positions, several)
