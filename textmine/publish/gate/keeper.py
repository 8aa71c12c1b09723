"""Asking the gate: once, or again and again while officers decide."""

from __future__ import annotations

from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING

from textmine.draft.contents import digest
from textmine.draft.marks import Checker, blocking
from textmine.errors import Problem
from textmine.insight import people_release, theme_release
from textmine.memo import Memo
from textmine.publish.gate.checks import Gate, kinds_in
from textmine.publish.selection import Chooser, Chosen
from textmine.publish.wording import one_line
from textmine.report import Obstacle

if TYPE_CHECKING:
    from textmine.config import Config, PublishSettings
    from textmine.insight import Release
    from textmine.review import Reviewed
    from textmine.tables import Tables

TEXTS, RELEASES = 5_000, 4
"""Of how many texts it is kept whether they hold personal data, and how many releases of figures are kept."""


class Gatekeeper:
    """`obstacles` for somebody who asks again and again while officers decide.

    What was found out is kept by all that it follows from: theme by theme what is published of it and what the
    faithfulness check says, text by text the personal data, and the figures about people. Threads wait for each other.

    Attributes:
        choose: `chosen_themes`, kept in the same way.
    """

    def __init__(self) -> None:
        self.choose = Chooser()
        self._check = Checker()
        self._lock = Lock()
        self._kinds: Memo[str, tuple[str, ...]] = Memo(TEXTS)
        self._people: Memo[str, Release] = Memo(RELEASES)

    def __call__(self, reviewed: Reviewed, config: Config) -> list[Obstacle]:
        """Return what `obstacles` returns."""
        return self._found(reviewed, config, self.choose(reviewed))

    def blockers(self, reviewed: Reviewed, config: Config) -> list[Problem]:
        """Return what `blockers` returns."""
        themes = self.choose(reviewed)
        names = {theme.theme_id: _name(theme) for theme in themes}
        return [
            Problem(f"{names[item.theme_id]}: {_marked(item)}" if item.theme_id else _marked(item))
            for item in self._found(reviewed, config, themes)
        ]

    def _found(self, reviewed: Reviewed, config: Config, themes: list[Chosen]) -> list[Obstacle]:
        """Return what stands in the way of these themes."""
        failures = self._failures(reviewed, config.publish.minimum_count)
        release = cache(partial(self._release, reviewed.tables, config.publish))
        with self._lock:
            return Gate(reviewed, config, themes, failures, self._kinds_in, release).obstacles()

    def _failures(self, reviewed: Reviewed, minimum: int) -> dict[tuple[str, int], list[str]]:
        """Return what the faithfulness check finds wrong, by sentence: made anew, whatever the tables say."""
        drafts = self._check(reviewed.tables, minimum=minimum)
        return {
            (str(theme), int(ordinal)): blocking(checks)
            for theme, ordinal, checks in zip(drafts["theme_id"], drafts["ordinal"], drafts["checks"], strict=True)
        }

    def _kinds_in(self, text: str) -> tuple[str, ...]:
        return self._kinds.get(text, partial(kinds_in, text))

    def _release(self, tables: Tables, settings: PublishSettings) -> Release:
        """Return the figures that are published together."""
        people = self._people.get(_basis(tables, settings), partial(people_release, tables, settings))
        return people + theme_release(tables, settings)


def _name(theme: Chosen) -> str:
    """Name a theme on one line. A title that holds personal data itself is not repeated."""
    title = "title not shown" if kinds_in(theme.title) else f"“{one_line(theme.title)}”"
    return f"Theme `{one_line(theme.theme_id)}` ({title})"


def _basis(tables: Tables, settings: PublishSettings) -> str:
    """Return a name for all that the figures about people follow from."""
    questions, people, answers = tables.questions, tables.respondents, tables.responses
    asked = [name for name in questions["question_id"] if name in people]
    content = [
        settings.model_dump(mode="json"),
        [questions[name].tolist() for name in ("question_id", "wording", "role")],
        [people[name].astype("str").tolist() for name in ("response_id", "kind", *asked)],
        [answers[name].tolist() for name in ("response_id", "question_id", "status", "language", "text")],
    ]
    return digest(content)


def obstacles(reviewed: Reviewed, config: Config) -> list[Obstacle]:
    """Return everything that stands between the analysis and publication.

    Each theme that was not set aside needs an outcome, a named person's approval of what it says now, sentences
    that its evidence carries, no personal data, only words of people who agreed, and safe figures. A page in
    another language needs approved headings and translations. A named person's `override` lifts `failed_check`,
    `personal_data` and `unsafe_figure`, nothing else. Reasons never repeat answers or personal data.

    Args:
        reviewed: The analysis with the officers' decisions.
        config: Gives the smallest number of people that may be published, and the languages of the pages.
    """
    return Gatekeeper()(reviewed, config)


def blockers(reviewed: Reviewed, config: Config) -> list[Problem]:
    """Return every reason why the analysis may not be published yet.

    Args:
        reviewed: The analysis with the officers' decisions.
        config: Its settings.

    Returns:
        One line each, with the theme's id and title and, in brackets, the name of the check; empty
        if nothing is in the way.
    """
    return Gatekeeper().blockers(reviewed, config)


def _marked(item: Obstacle) -> str:
    """Put the name of the check at the end of a reason."""
    return f"{item.reason.removesuffix('.')} ({item.check})."
