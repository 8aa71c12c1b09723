"""Which groups each respondent is in: background, area, kind of respondent and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from textmine.insight.breakdown import Grouping, groupings, kinds_of
from textmine.insight.heard.wording import heard_wording
from textmine.insight.outputs import GROUP, KIND, LANGUAGE, kinds_are_shown
from textmine.insight.people import main_languages, who_took_part
from textmine.language import language_name

if TYPE_CHECKING:
    from textmine.config import PublishSettings
    from textmine.insight.disclosure import Release
    from textmine.insight.disclosure.figures import Name
    from textmine.tables import Tables


TOGETHER = " "
"""Stands for all groups whose size is hidden; no group that people chose has this name."""


def every_grouping(tables: Tables, settings: PublishSettings) -> list[Grouping]:
    """Return all that puts people into groups: equality questions and areas, then kind of respondent and language.

    What has one group only tells nothing of differences, and is left out.
    """
    found = groupings(tables, settings.breakdown_minimum)
    if kinds_are_shown(who_took_part(tables), settings.minimum_count):
        found.append(_grouping(KIND, tuple((kind,) for kind in kinds_of(tables.respondents))))
    spoken = main_languages(tables.responses)
    people = tables.respondents["response_id"].tolist()
    found.append(_grouping(LANGUAGE, tuple((spoken[person],) if person in spoken else () for person in people)))
    return [grouping for grouping in found if len(grouping.groups) > 1]


def _grouping(role: str, members: tuple[tuple[str, ...], ...]) -> Grouping:
    """Return groups that no question asked for, largest first."""
    counts = Counter(name for names in members for name in names)
    order = tuple(sorted(counts, key=lambda name: (-counts[name], name)))
    return Grouping(role, str(heard_wording()["groups"][role]), role, order, members)


def total_name(grouping: Grouping, group: str) -> Name:
    """Return the name under which the people of a group are registered."""
    if grouping.role in (KIND, LANGUAGE):
        return (grouping.role, group)
    return (GROUP, grouping.question_id, group)


def minimum_of(grouping: Grouping, settings: PublishSettings) -> int:
    """Return the smallest number of people of a group that is shown."""
    return settings.minimum_count if grouping.role in (KIND, LANGUAGE) else settings.breakdown_minimum


def shown_groups(grouping: Grouping, people: Release) -> list[str]:
    """Return the groups whose size is shown; those of a table that is not shown are none."""
    return [group for group in grouping.groups if people.shows(total_name(grouping, group))]


def pooled(grouping: Grouping, shown: Collection[str]) -> Grouping:
    """Return a grouping with all groups whose size is hidden put together.

    Nothing is told of any of them, so readers cannot tell their people apart: what may be any number of all of them
    may be any number of one. (`suppress` never hides one exclusive group alone.)
    """
    members = tuple(
        tuple(dict.fromkeys(name if name in shown else TOGETHER for name in names)) for names in grouping.members
    )
    together = (TOGETHER,) if any(TOGETHER in names for names in members) else ()
    return replace(grouping, groups=(*shown, *together), members=members)


def label_of(grouping: Grouping, group: str) -> str:
    """Return how a group is called in what people read."""
    if grouping.role == LANGUAGE:
        return str(heard_wording()["groups"]["und"]) if group == "und" else language_name(group)
    return str(heard_wording()["kinds"][group]) if grouping.role == KIND else group
