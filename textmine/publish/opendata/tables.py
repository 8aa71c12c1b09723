"""The rows of each file. Numbers are those that all outputs of the consultation show together; none is counted here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.insight import CLOSED_ROLES, Rule, breakdowns, consultation_release
from textmine.insight.heard import Heard, heard
from textmine.insight.outputs import ANSWERED, CLOSED, POSITIONS, THEME
from textmine.publish.files.tables import outcome_rows
from textmine.publish.opendata.answers import Gathered, gather
from textmine.publish.opendata.protect import Protected, protect_rows
from textmine.publish.selection import Chosen, chosen_themes
from textmine.publish.texts import clean
from textmine.publish.wording import wording
from textmine.schema import rows
from textmine.themes.counts import bases

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.publish.publication import Publication
    from textmine.review import Reviewed

Rows = list[list[object]]


@dataclass(frozen=True)
class OpenData:
    """Everything that the files are written from.

    Attributes:
        files: Name of the file → its rows.
        gathered: Which answers could be published, as far as consent and personal data go.
        protected: Which of them are, as far as numbers go.
    """

    files: dict[str, Rows]
    gathered: Gathered
    protected: Protected


def open_data(publication: Publication) -> OpenData:
    """Return the open data of a publication. The gate has to have been passed."""
    reviewed, config = publication.reviewed, publication.config
    themes = chosen_themes(reviewed)
    gathered = gather(reviewed, themes)
    release = consultation_release(reviewed.tables, config.publish)
    protected = protect_rows(gathered.answers, themes, reviewed.tables, config.publish, release)
    numbers = _Numbers(reviewed, config, heard(reviewed.tables, config.publish, release), themes)
    answers: Rows = [
        [row.row_id, row.question_id, row.language, ";".join(row.themes), row.text] for row in protected.rows
    ]
    files: dict[str, Iterable[list[object]]] = {
        "answers": answers,
        "questions": numbers.questions(),
        "themes": numbers.themes(),
        "closed": numbers.closed(),
        "groups": numbers.groups(),
        "theme-groups": numbers.theme_groups(),
        "outcomes": outcome_rows(publication),
    }
    return OpenData({name: list(found) for name, found in files.items()}, gathered, protected)


class _Numbers:
    """The figures of one consultation, as far as they are shown."""

    def __init__(self, reviewed: Reviewed, config: Config, by_group: Heard, themes: list[Chosen]) -> None:
        self._tables = reviewed.tables
        self._settings = config.publish
        self._heard = by_group
        self._themes = themes
        self._rule = Rule(config.publish.minimum_count, config.publish.rounding)

    def _shown(self, name: tuple[str, ...], count: int, *, exact: bool = False) -> object:
        """Return a number as it is shown; empty where it is hidden."""
        if not self._heard.release.shows(name):
            return ""
        return count if exact else self._rule.shown(count)

    def questions(self) -> Iterator[list[object]]:
        """Yield the open questions that have published themes, and how many answered: as every page says."""
        base, asked = bases(self._tables.responses), {theme.question_id for theme in self._themes}
        for row in rows(self._tables.open_questions):
            if row.question_id in asked:
                answered = base.get(row.question_id, 0)
                shown = answered if answered >= self._settings.minimum_count else ""
                yield [row.question_id, clean(row.wording), shown]

    def themes(self) -> Iterator[list[object]]:
        """Yield the published themes."""
        held = dict(zip(self._tables.themes["theme_id"], self._tables.themes["position_counts"], strict=True))
        for theme in self._themes:
            counts = _counts(held.get(theme.theme_id))
            sides = [
                self._shown((THEME, theme.theme_id, side), int(counts.get(side, 0)), exact=True) for side in POSITIONS
            ]
            people = self._shown((THEME, theme.theme_id), theme.n_people, exact=True)
            title, description = clean(theme.title), clean(theme.description)
            yield [theme.theme_id, theme.question_id, theme.parent_id or "", title, description, people, *sides]

    def closed(self) -> Iterator[list[object]]:
        """Yield the options of closed questions."""
        minimum, other = self._settings.minimum_count, wording()["people"]["other_answers"]
        for question in breakdowns(self._tables, CLOSED_ROLES, minimum, other):
            base = self._shown((ANSWERED, question.question_id), question.base) if question.base >= minimum else ""
            for option, count in question.counts.items():
                shown = self._shown((CLOSED, question.question_id, option), count)
                yield [question.question_id, clean(question.wording), clean(option), shown, base]

    def groups(self) -> Iterator[list[object]]:
        """Yield the groups of people."""
        for row in rows(self._heard.groups):
            yield [row.group_question, clean(row.group_wording), clean(row.group), _cell(row.n), _cell(row.base)]

    def theme_groups(self) -> Iterator[list[object]]:
        """Yield the published themes by groups of people."""
        published = {theme.theme_id for theme in self._themes}
        for row in rows(self._heard.themes):
            if row.theme_id in published:
                about = [row.question_id, row.theme_id, row.group_question, clean(row.group)]
                yield [*about, _cell(row.n), _cell(row.base)]


def _counts(held: object) -> dict[str, Any]:
    return dict(json.loads(held)) if isinstance(held, str) else {}


def _cell(number: Any) -> object:  # noqa: ANN401 - a number or one of the ways to be missing
    return "" if pd.isna(number) else int(number)
