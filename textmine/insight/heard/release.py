"""Which figures of themes by groups are shown, so that all outputs together give no small one away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textmine.insight.disclosure import Release, Rule, protect
from textmine.insight.heard.counts import Crossed, asked_questions, crossed
from textmine.insight.heard.figures import BASE, RAISED, crossed_figures
from textmine.insight.heard.groups import every_grouping, minimum_of, pooled, shown_groups
from textmine.insight.heard.positions import position_figures
from textmine.insight.outputs import KIND, POSITIONS, THEME

if TYPE_CHECKING:
    from textmine.config import PublishSettings
    from textmine.tables import Tables


def heard_release(tables: Tables, settings: PublishSettings, public: Release, *, group: str | None = None) -> Release:
    """Return how many people of each group answered, raised each theme and are for or against, protected together.

    Args:
        tables: The analysis, after review.
        settings: Thresholds and rounding.
        public: What the other outputs show, decided before: `page_release`.
        group: Decide on one way of grouping people alone; each is decided by itself, so it comes out as among all.

    Returns:
        The release. Names: ("base", question, question on the group, group), ("raised", theme, question on the
        group, group), ("raised", theme, question on the group, group, position).
    """
    people = tables.respondents["response_id"].tolist()
    found = Release(())
    questions = asked_questions(tables, settings.minimum_count)
    for grouping in every_grouping(tables, settings):
        if group not in (None, grouping.question_id):
            continue
        shown = shown_groups(grouping, public)
        for asked in questions if shown else ():
            found += _one(crossed(asked, pooled(grouping, shown), people), shown, settings, public)
    return found


def _one(made: Crossed, shown: list[str], settings: PublishSettings, public: Release) -> Release:
    """Return one open question by one way of grouping people."""
    minimum = minimum_of(made.grouping, settings)
    rule = Rule(minimum, settings.rounding)
    wanted = crossed_figures(made, shown, minimum)
    found = protect(wanted.figures, wanted.names, rule)
    for theme in made.asked.themes if made.grouping.role != KIND else ():
        if all(public.shows((THEME, theme, position)) for position in POSITIONS):
            found += _positions(made, theme, found, rule)
    return found


def _positions(made: Crossed, theme: str, decided: Release, rule: Rule) -> Release:
    """Return who is for and against on one theme; nothing where every number would be hidden anyway."""
    wanted = position_figures(made, theme, decided.known, rule.minimum)
    if not any(figure.name in wanted.names and not figure.fixed and not figure.small for figure in wanted.figures):
        return Release(())
    found = protect(wanted.figures, wanted.names, rule)
    # How many raised the theme was decided with the other themes, and counts as decided here alone.
    own = tuple(
        replace(figure, fixed=figure.fixed and figure.name[0] not in (BASE, RAISED)) for figure in found.figures
    )
    return replace(found, figures=own)
