"""What the Equality Impact evidence is written from: themes by groups, the population, and what was not asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.draft.quantities import whole_percent
from textmine.insight import GROUP_ROLES, breakdowns, who_took_part
from textmine.insight.census import Representation, characteristic_of, characteristics, read_census, representation
from textmine.insight.heard import Heard, heard
from textmine.publish.page import Text
from textmine.publish.selection import chosen_themes
from textmine.publish.texts import tagged
from textmine.schema import rows

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.publish.page import Page, Theme
    from textmine.review import Reviewed


@cache
def equality_wording() -> dict[str, Any]:
    """Return `data/equality.toml`."""
    text = files("textmine.publish").joinpath("data/equality.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Difference:
    """A group that lies apart from everybody else on a theme.

    Attributes:
        gap: How far the two shares are apart.
        title: The theme.
        words: The difference, as the sentence goes on after the title.
    """

    gap: float
    title: Text
    words: str


@dataclass(frozen=True)
class Evidence:
    """Everything the evidence is written from; nothing in it is not published.

    Attributes:
        reviewed: The analysis with the officers' decisions; the publication gate has been passed.
        config: Settings.
        page: What the public page says.
        heard: Who was heard; of themes, those that are published.
        compared: Who responded, beside the population; None without a census file.
    """

    reviewed: Reviewed
    config: Config
    page: Page
    heard: Heard
    compared: Representation | None

    @property
    def responses(self) -> int:
        """How many responded."""
        return who_took_part(self.reviewed.tables).responses

    def groups(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield the rows of each way of grouping people, with its wording."""
        for _, own in self.heard.groups.groupby("group_question", sort=False):
            yield str(own["group_wording"].iloc[0]), own

    def not_asked(self) -> list[str]:
        """Return the characteristics of the Equality Act that no question asks about."""
        questions = self.reviewed.tables.questions
        asked = questions[questions["role"].isin(GROUP_ROLES)]
        own = self.config.census.questions
        found = {
            told.id
            for question, wording in zip(asked["question_id"], asked["wording"], strict=True)
            if (told := characteristic_of(str(question), str(wording), own))
        }
        return [one.name for one in sorted(characteristics(), key=_by_name) if one.protected and one.id not in found]

    def titles(self) -> dict[str, Text]:
        """Return theme → title, of the themes that are published."""
        return {theme.theme_id: theme.title for theme in self._themes()}

    def _themes(self) -> list[Theme]:
        return [theme for question in self.page.questions for theme in question.themes]

    def wordings(self) -> dict[str, Text]:
        """Return open question → wording."""
        asked = self.reviewed.tables.open_questions["question_id"]
        return dict(zip(map(str, asked), (question.wording for question in self.page.questions), strict=True))

    def comparisons(self) -> int:
        """Return how many numbers of groups were compared with everybody else."""
        return int(self.heard.themes["share"].notna().sum())

    def differences(self) -> list[Difference]:
        """Return where groups lie apart from everybody else, the widest apart first."""
        themes = {theme.theme_id: theme for theme in self._themes()}
        apart = list(rows(self.heard.themes[self.heard.themes["differs"] != ""]))
        more = {(row.theme_id, row.group_question, row.n, row.base) for row in apart if row.differs == "more"}
        found = [
            _difference(row, theme)
            for row in apart
            for theme in (themes[row.theme_id],)
            # Of two groups, that one raised it more says that the other raised it less.
            if row.differs == "more"
            or (row.theme_id, row.group_question, theme.n_people - row.n, theme.base - row.base) not in more
        ]
        return sorted(found, key=lambda one: (-one.gap, one.title.text, one.words))


def _by_name(one: Any) -> str:  # noqa: ANN401 - a characteristic
    return str(one.name)


def _difference(row: Any, theme: Theme) -> Difference:  # noqa: ANN401 - a row of `Heard.themes`
    others, rest = theme.n_people - row.n, theme.base - row.base
    words = equality_wording()["differ"][row.differs].format(
        group=tagged(row.group),
        n=f"{row.n:,}",
        base=f"{row.base:,}",
        percent=whole_percent(row.n, row.base),
        others=f"{others:,}",
        rest=f"{rest:,}",
        others_percent=whole_percent(others, rest),
    )
    return Difference(abs(row.share - others / rest), theme.title, words)


def evidence_of(reviewed: Reviewed, config: Config, page: Page) -> Evidence:
    """Return what the evidence is written from.

    Args:
        reviewed: The analysis with the officers' decisions; the publication gate has been passed.
        config: Settings; `census` has the file of the population.
        page: The public page of the same analysis.

    Raises:
        InputError: The census file cannot be read, or has wrong lines.
        ConfigError: `[census]` names what is not there.
    """
    made = heard(reviewed.tables, config.publish)
    published = {theme.theme_id for theme in chosen_themes(reviewed) if not theme.is_group}
    themes, positions = (frame[frame["theme_id"].isin(published)] for frame in (made.themes, made.positions))
    census = read_census(config.census.file) if config.census.file else None
    several = {one.question_id for one in breakdowns(reviewed.tables, GROUP_ROLES, 0) if one.several}
    rounding = config.publish.rounding
    compared = representation(made.groups, census, config.census, several, rounding) if census else None
    return Evidence(reviewed, config, page, Heard(made.groups, themes, positions, made.release), compared)
