"""Which groups each respondent is in: background, area, kind of respondent and language."""

from __future__ import annotations

from collections import Counter
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


def label_of(grouping: Grouping, group: str) -> str:
    """Return how a group is called in what people read."""
    if grouping.role == LANGUAGE:
        return str(heard_wording()["groups"]["und"]) if group == "und" else language_name(group)
    return str(heard_wording()["kinds"][group]) if grouping.role == KIND else group
