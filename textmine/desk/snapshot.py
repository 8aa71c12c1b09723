"""The analysis after every decision so far, as the pages read it. Nothing in it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from textmine.config import Config
from textmine.desk.fixed import Fixed
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.report.facts import is_machines, sheet_of
from textmine.report.themes import QuestionThemes
from textmine.review import Reviewed
from textmine.review.session import undone
from textmine.review.state import Answer
from textmine.schema import rows
from textmine.tables import Tables


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One moment of the review.

    Attributes:
        reviewed: Tables, outcomes, approvals and the whole log.
        config: The settings of the run.
        fixed: What no decision changes.
    """

    reviewed: Reviewed
    config: Config
    fixed: Fixed

    @property
    def number(self) -> int:
        """The number of the last decision; 0 before the first."""
        return self.reviewed.decisions[-1].number if self.reviewed.decisions else 0

    @property
    def tables(self) -> Tables:
        """The tables after review."""
        return self.reviewed.tables

    @cached_property
    def questions(self) -> dict[str, str]:
        """The open questions: id → wording."""
        own = self.tables.open_questions
        return dict(zip(own["question_id"], own["wording"], strict=True))

    @cached_property
    def themes(self) -> dict[str, Any]:
        """Theme id → its row of `themes`, in the order of the table."""
        return {row.theme_id: row for row in rows(self.tables.themes)}

    @cached_property
    def groups(self) -> frozenset[str]:
        """The themes that have themes below them."""
        return frozenset(self.tables.themes["parent_id"].dropna())

    @cached_property
    def title_languages(self) -> dict[str, str]:
        """Theme id → language of its title, where the title is people's own words."""
        found = {name: (row.title, sheet_of(row)) for name, row in self.themes.items()}
        known = {name: sheet.language for name, (title, sheet) in found.items() if is_machines(title, sheet)}
        return {name: tag for name, tag in known.items() if tag not in ("", UNKNOWN, NO_WORDS)}

    def below(self, theme: str) -> list[str]:
        """Return the themes right below one."""
        return [name for name, row in self.themes.items() if row.parent_id == theme]

    def under(self, theme: str) -> frozenset[str]:
        """Return a theme and all below it."""
        return frozenset([theme]).union(*map(self.under, self.below(theme) if theme in self.groups else ()))

    def leaves(self, question_id: str) -> list[Any]:
        """Return the themes of a question that answers can be in, most people first, those set aside last."""
        own = [row for row in self.themes.values() if row.question_id == question_id]
        own = [row for row in own if row.theme_id not in self.groups]
        return sorted(own, key=lambda row: (row.theme_id in self.reviewed.set_aside, -row.n_people, row.theme_id))

    @cached_property
    def answers(self) -> dict[Answer, Any]:
        """(response_id, question_id) → its row of `responses`."""
        return {(row.response_id, row.question_id): row for row in rows(self.tables.responses)}

    @cached_property
    def places(self) -> dict[Answer, list[Any]]:
        """Where each answer is: its rows of `assignments`, the primary one first."""
        found: dict[Answer, list[Any]] = {}
        for row in rows(self.tables.assignments):
            found.setdefault((row.response_id, row.question_id), []).append(row)
        for own in found.values():
            own.sort(key=lambda row: not row.primary)
        return found

    def themes_of(self, answer: Answer) -> list[str]:
        """Return the ids of the themes an answer is in, the primary one first."""
        return list(dict.fromkeys(row.theme_id for row in self.places.get(answer, ())))

    @cached_property
    def people(self) -> dict[str, Any]:
        """response_id → its row of `respondents`."""
        return {row.response_id: row for row in rows(self.tables.respondents)}

    @cached_property
    def sentences(self) -> dict[str, list[Any]]:
        """Theme id → the rows of its draft, in order."""
        found: dict[str, list[Any]] = {}
        for row in rows(self.tables.drafts):
            found.setdefault(row.theme_id, []).append(row)
        return found

    @cached_property
    def _shown(self) -> dict[str, QuestionThemes]:
        return {}

    def shown(self, question_id: str) -> QuestionThemes:
        """Return what shows the themes of a question as the report does."""
        if question_id not in self._shown:
            self._shown[question_id] = QuestionThemes(self.tables, question_id)
        return self._shown[question_id]

    def is_approved(self, theme: str) -> bool:
        """Tell whether as many different people as are needed have approved what a theme says now."""
        return len(self.reviewed.approved_by.get(theme, ())) >= self.config.publish.approvals

    def approvers(self, theme: str) -> str:
        """Say who approved what a theme says now, and whether that is enough; empty where nobody did."""
        people = " and ".join(self.reviewed.approved_by.get(theme, ()))
        return people if not people or self.is_approved(theme) else f"{people}; a second person is still needed"

    @cached_property
    def undone(self) -> frozenset[int]:
        """The numbers of the decisions that are undone."""
        return frozenset(undone(self.reviewed.decisions))

    @cached_property
    def made(self) -> frozenset[str]:
        """The themes that officers made."""
        return frozenset(set(self.themes) - set(self.fixed.machine.themes["theme_id"]))

    def titled(self, themes: Sequence[str]) -> list[tuple[str, str]]:
        """Return (id, title) of themes; one that is there no more has its id as title."""
        return [(name, self.themes[name].title if name in self.themes else name) for name in themes]
