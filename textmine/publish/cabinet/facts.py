"""What the consultation report is written from: the public page, and the figures that only the report has."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from textmine.insight import CLOSED_ROLES, Breakdown, Release, Rule, WhoTookPart, breakdowns, page_release
from textmine.insight import who_took_part as count_people
from textmine.publish.selection import Chosen, chosen_themes
from textmine.publish.wording import wording

if TYPE_CHECKING:
    from textmine.config import Config
    from textmine.publish.page import Page
    from textmine.review import Reviewed


@cache
def report_wording() -> dict[str, Any]:
    """Return `data/report.toml`."""
    text = files("textmine.publish").joinpath("data/report.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True)
class Report:
    """Everything the report is written from.

    Attributes:
        reviewed: The analysis with the officers' decisions; the publication gate has been passed.
        config: Settings.
        page: What the public page says: the report repeats its words, so that no two outputs differ.
        rule: The smallest number shown, and rounding.
        release: Which counts may be shown, over all outputs.
        who: Who took part.
        closed: The closed questions.
        chosen: The themes that are published.
    """

    reviewed: Reviewed
    config: Config
    page: Page
    rule: Rule
    release: Release
    who: WhoTookPart
    closed: tuple[Breakdown, ...]
    chosen: tuple[Chosen, ...]

    def question_ids(self) -> list[str]:
        """Return the ids of the open questions, in the order of the page."""
        return [str(question) for question in self.reviewed.tables.open_questions["question_id"]]


def make_report(reviewed: Reviewed, config: Config, page: Page) -> Report:
    """Return what the report is written from: the page, and the figures that only the report has.

    Args:
        reviewed: The analysis with the officers' decisions; the publication gate has been passed.
        config: Settings.
        page: The public page of the same analysis.
    """
    settings = config.publish
    other = wording()["people"]["other_answers"]
    return Report(
        reviewed=reviewed,
        config=config,
        page=page,
        rule=Rule(settings.minimum_count, settings.rounding),
        release=page_release(reviewed.tables, settings),
        who=count_people(reviewed.tables),
        closed=tuple(breakdowns(reviewed.tables, CLOSED_ROLES, settings.minimum_count, other)),
        chosen=tuple(chosen_themes(reviewed)),
    )
