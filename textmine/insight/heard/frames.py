"""Themes and positions by groups as tidy frames, as they may be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from textmine.insight.disclosure import Rule
from textmine.insight.heard.counts import Crossed, asked_questions, crossed
from textmine.insight.heard.figures import base_name, raised_name
from textmine.insight.heard.groups import every_grouping, label_of, minimum_of, shown_groups, total_name
from textmine.insight.heard.wording import heard_wording
from textmine.insight.intervals import proportion
from textmine.insight.outputs import POSITIONS, consultation_release

if TYPE_CHECKING:
    from textmine.config import PublishSettings
    from textmine.insight.breakdown import Grouping
    from textmine.insight.disclosure import Release
    from textmine.tables import Tables

GROUPS: dict[str, str] = {
    "group_question": "str", "group_wording": "str", "role": "str", "group": "str", "n": "Int64", "base": "Int64",
    "share": "Float64", "low": "Float64", "high": "Float64", "hidden": "str",
}  # fmt: skip
THEMES: dict[str, str] = {"question_id": "str", "theme_id": "str", "title": "str", **GROUPS, "differs": "str"}
BOTH: dict[str, str] = {"question_id": "str", "theme_id": "str", "title": "str", "position": "str", **GROUPS}


@dataclass(frozen=True)
class Heard:
    """Who was heard on what, as it may be published. Every number counts people, once each.

    Attributes:
        groups: Who responded: `group_question, group_wording, role, group, n, base, share, low, high, hidden`;
            `base` is everybody who answered the question on the group.
        themes: Who raised what: `question_id, theme_id, title`, the same columns, and `differs`. `n` of the `base`
            people of the group who answered the open question raised the theme; `low` and `high` are the 95 %
            interval of the share. `differs` is "more" or "fewer" where the interval lies apart from that of
            everybody else who answered, else empty.
        positions: Who holds what `position` (for, against) on the proposal, of those of the group who raised the
            theme, which is the `base`.
        release: What all outputs show.

    A number that is not shown is null, and `hidden` says so: it is small, or a small one could be worked out from it;
    which of the two is never told.
    """

    groups: pd.DataFrame
    themes: pd.DataFrame
    positions: pd.DataFrame
    release: Release


def heard(
    tables: Tables, settings: PublishSettings, release: Release | None = None, *, group: str | None = None
) -> Heard:
    """Return how many people of each group responded, raised each theme, and are for or against.

    Groups come from the questions on equality and area, the kind of respondent and the main language of the answers.
    Somebody who ticked two ethnic groups is in both; who left a question blank is in no group of it; who preferred
    not to say is a group. A theme counts a person once, however many points they made.

    Args:
        tables: The analysis, after review.
        settings: `publish` of the settings: thresholds and rounding.
        release: `consultation_release` of the same, where it is known already.
        group: The id of one question on groups, `kind` or `language`: only what is told by it, which is quicker and
            the same as among all. None: by all of them.

    Returns:
        The frames. Shares and intervals follow from the numbers as shown, rounded ones too.

    Example:
        >>> import textmine as tm
        >>> analysis = tm.open("out")  # doctest: +SKIP
        >>> heard(analysis.reviewed.tables, settings).themes.head()  # doctest: +SKIP
    """
    release = consultation_release(tables, settings, group=group) if release is None else release
    titles = dict(zip(tables.themes["theme_id"], tables.themes["title"], strict=True))
    people = tables.respondents["response_id"].tolist()
    asked = asked_questions(tables, settings.minimum_count)
    sizes: list[dict[str, Any]] = []
    raised: list[dict[str, Any]] = []
    held: list[dict[str, Any]] = []
    for grouping in every_grouping(tables, settings):
        if group not in (None, grouping.question_id) or not shown_groups(grouping, release):
            continue
        rule = Rule(minimum_of(grouping, settings), settings.rounding)
        sizes += _sizes(grouping, release, rule)
        for question in asked:
            made = crossed(question, grouping, people)
            raised += _raised(made, release, rule, titles)
            held += _held(made, release, rule, titles)
    return Heard(_frame(sizes, GROUPS), _frame(raised, THEMES), _frame(held, BOTH), release)


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a frame with these columns and types, empty ones too."""
    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


def _numbers(n: int | None, base: int | None) -> dict[str, Any]:
    """Return the numbers of a row, its share and interval; null as far as they are not shown."""
    estimate = proportion(min(n, base), base) if n is not None and base else None
    share = (estimate.value, estimate.low, estimate.high) if estimate else (None, None, None)
    told = "" if n is not None else heard_wording()["hidden"]
    return {"n": n, "base": base, **dict(zip(("share", "low", "high"), share, strict=True)), "hidden": told}


def _about(grouping: Grouping, group: str) -> dict[str, str]:
    return {
        "group_question": grouping.question_id,
        "group_wording": grouping.wording,
        "role": grouping.role,
        "group": label_of(grouping, group),
    }


def _sizes(grouping: Grouping, release: Release, rule: Rule) -> Iterator[dict[str, Any]]:
    """Yield who responded, group by group."""
    counts, base = grouping.counts(), sum(map(bool, grouping.members))
    for group in grouping.groups:
        shown = rule.shown(counts[group]) if release.shows(total_name(grouping, group)) else None
        yield {**_about(grouping, group), **_numbers(shown, rule.shown(base))}


def _raised(made: Crossed, release: Release, rule: Rule, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield who raised each theme of a question, group by group."""
    for theme, raised in made.asked.themes.items():
        for group in made.grouping.groups:
            base = rule.shown(made.base(group)) if release.shows(base_name(made, group)) else None
            n = rule.shown(made.raised(theme, group)) if release.shows(raised_name(made, theme, group)) else None
            row = {**_about(made.grouping, group), **_numbers(n, base)}
            apart = _apart(row, len(raised), len(made.asked.answered))
            yield {"question_id": made.asked.question_id, "theme_id": theme, "title": titles[theme], **row, **apart}


def _apart(row: Mapping[str, Any], raised: int, answered: int) -> dict[str, str]:
    """Say whether the interval of a group lies apart from that of everybody else who answered."""
    if row["share"] is None:
        return {"differs": ""}
    n, base = raised - row["n"], answered - row["base"]
    others = proportion(n, base) if 0 <= n <= base else None
    if others is None or (row["low"] <= others.high and others.low <= row["high"]):
        return {"differs": ""}
    return {"differs": "more" if row["low"] > others.high else "fewer"}


def _held(made: Crossed, release: Release, rule: Rule, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield who is for and against, group by group, on each theme of which anything is shown."""
    for theme, group, position in _places(made, release):
        name = raised_name(made, theme, group)
        base = rule.shown(made.raised(theme, group)) if release.shows(name) else None
        n = rule.shown(made.positions[theme, group, position]) if release.shows((*name, position)) else None
        about = {"question_id": made.asked.question_id, "theme_id": theme, "title": titles[theme], "position": position}
        yield {**about, **_about(made.grouping, group), **_numbers(n, base)}


def _places(made: Crossed, release: Release) -> Iterator[tuple[str, str, str]]:
    """Yield theme, group and position of every row."""
    for theme in made.asked.themes:
        own = [(theme, group, position) for group in made.grouping.groups for position in POSITIONS]
        if any(release.shows(raised_name(made, *place)) for place in own):
            yield from own
