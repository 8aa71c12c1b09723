"""The themes of each question, as the drop-down cells of a workbook offer them: `title (id)`, and the id decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from textmine.report.facts import family
from textmine.review.replay import Reviewed
from textmine.review.session import standing
from textmine.review.workbook.sheet import Offer
from textmine.review.workbook.words import words

NONE = "none"
"""No group, or none of the themes."""


class Choosing:
    """What can be chosen where a theme is asked for.

    Args:
        reviewed: The analysis after review.
        run: The run of the analysis: ids of merged themes hold in it alone.

    Attributes:
        order: Question → its themes, each group followed by those in it.
        titles: Theme → its title.
        named: Theme → `title (id)`.
        parents: Theme → the group right above it, or nothing.
        merged: Theme that is there no more → (its title, the theme it was merged into).
    """

    def __init__(self, reviewed: Reviewed, run: str) -> None:
        themes = reviewed.tables.themes
        questions = reviewed.tables.open_questions["question_id"]
        self.order: dict[str, list[Any]] = {
            question: list(_in_order(family(themes[themes["question_id"] == question]), None)) for question in questions
        }
        self.titles = {row.theme_id: str(row.title) for own in self.order.values() for row in own}
        self.named = {theme: named(theme, title) for theme, title in self.titles.items()}
        self.parents = {
            row.theme_id: row.parent_id if row.parent_id in self.named else ""
            for own in self.order.values()
            for row in own
        }
        self.groups = frozenset(self.parents.values()) - {""}
        self.merged = _merged(reviewed, run, self.named)
        self._offers: dict[tuple[str, ...], Offer] = {}

    @cached_property
    def _questions(self) -> dict[str, str]:
        return {row.theme_id: question for question, own in self.order.items() for row in own}

    @cached_property
    def now(self) -> dict[str, str]:
        """Theme that is there no more → the theme it was merged into."""
        return {theme: into for theme, (_, into) in self.merged.items()}

    def today(self, themes: str) -> str:
        """Return ids of themes, as a row keeps them, with those that were merged since under today's ids."""
        return " ".join(sorted({self.now.get(theme, theme) for theme in themes.split()}))

    def to_merge_into(self, theme: str, question: str) -> Offer:
        """Offer the other themes of a question that answers can be in."""
        own = words()["themes"]["barred"]
        barred = self._elsewhere(question) | dict.fromkeys(self.groups, own["into_group"]) | {theme: own["itself"]}
        return self._offer(("merge", theme), self._leaves(question, but=theme), barred)

    def to_move_to(self, question: str) -> Offer:
        """Offer the themes of a question that answers can be in, and none of them."""
        own = words()["answers"]
        leaves = self._leaves(question) | {NONE: own["none"]}
        barred = self._elsewhere(question) | dict.fromkeys(self.groups, own["barred"]["group"])
        return self._offer(("move", question), leaves, barred)

    def to_add(self, question: str) -> Offer:
        """Offer the themes of a question that answers can be in."""
        barred = self._elsewhere(question) | dict.fromkeys(self.groups, words()["answers"]["barred"]["group"])
        return self._offer(("add", question), self._leaves(question), barred)

    def to_put_under(self, theme: str, question: str) -> Offer:
        """Offer the other groups of a question, themes that nobody is in, and no group."""
        own = words()["themes"]
        known = self.order[question]
        groups = {row.theme_id for row in known if row.theme_id in self.groups or not row.n_people} - {theme}
        offered = {NONE: own["no_group"]} | {
            row.theme_id: self.named[row.theme_id] for row in known if row.theme_id in groups
        }
        leaves = {row.theme_id: own["barred"]["leaf"] for row in known if row.theme_id not in groups}
        barred = self._elsewhere(question) | leaves | {theme: own["barred"]["under_itself"]}
        return self._offer(("group", theme), offered, barred)

    def _offer(self, key: tuple[str, ...], offered: Mapping[str, str], barred: Mapping[str, str]) -> Offer:
        if key not in self._offers:
            self._offers[key] = Offer(dict(offered), dict(barred), self.now)
        return self._offers[key]

    def _leaves(self, question: str, but: str = "") -> dict[str, str]:
        """Return the themes of a question that answers can be in, with their names."""
        own = (row.theme_id for row in self.order[question])
        return {theme: self.named[theme] for theme in own if theme not in self.groups and theme != but}

    def _elsewhere(self, question: str) -> dict[str, str]:
        """Return the themes of other questions, with why they cannot be chosen."""
        why = words()["themes"]["barred"]["other_question"]
        return {theme: why for theme, own in self._questions.items() if own != question}


def named(theme: str, title: str) -> str:
    """Return how a theme is shown where it can be chosen: titles repeat, ids do not.

    Example:
        >>> named("q1.02", "রাস্তার  আলো")
        'রাস্তার আলো (q1.02)'
    """
    return f"{' '.join(title.split())} ({theme})"


def _in_order(below: Mapping[str | None, list[Any]], parent: str | None) -> Iterator[Any]:
    for row in below.get(parent, ()):
        yield row
        yield from _in_order(below, row.theme_id)


def _merged(reviewed: Reviewed, run: str, there: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the themes that decisions merged into others, in this run."""
    went: dict[str, tuple[str, str]] = {}
    for decision in standing(reviewed.decisions):
        if decision.do == "merge" and decision.before.get("run") == run:
            titles = decision.before.get("titles", {})
            went |= {theme: (str(titles.get(theme, "")), decision.after["into"]) for theme in decision.after["merged"]}
    found: dict[str, tuple[str, str]] = {}
    for theme, (title, into) in went.items():
        # The log only grows, so that a chain of merges has an end.
        while into not in there and into in went:
            into = went[into][1]
        if into in there and theme not in there:
            found[theme] = (title, into)
    return found
