"""Texts that several people sent, counted both ways: by person, and by text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textmine.model import Span
from textmine.report.answers import AnswerView, answer_view, percent
from textmine.schema import rows
from textmine.text.campaigns import Shared, shared
from textmine.themes.campaigns import Users

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = 5
"""People whose own words are shown under a text that several people sent."""


@dataclass(frozen=True)
class CampaignView:
    """One text that several people sent, as shown."""

    campaign_id: str
    people: int
    percent: float
    """Of the people who answered the question."""
    counted: str
    template: AnswerView
    """The text that most of them sent, without what its sender added."""
    themes: tuple[tuple[str, str, int], ...]
    """(theme, title, how many people raised it in the words of the text), most people first."""
    own: tuple[AnswerView, ...]
    """The first few people's own words."""
    more_own: int


@dataclass(frozen=True)
class CampaignsView:
    """The texts that several people sent in answer to one question."""

    counted: str
    campaigns: tuple[CampaignView, ...]
    more: int
    """How many more there are."""


def of_whom(people: int, texts: Collection[int]) -> str:
    """Say how many of some people used the same text; empty where none did.

    Example:
        >>> of_whom(212, [140]), of_whom(212, [100, 40])[:53]
        ('212 people, of whom 140 used the same text.', '212 people, of whom 140 used one of 2 texts that seve')
    """
    if not texts:
        return ""
    total = sum(texts)
    who = f"{people:,} people, all of whom" if total == people else f"{people:,} people, of whom {total:,}"
    if len(texts) == 1:
        return f"{who} used the same text."
    return f"{who} used one of {len(texts)} texts that several people sent ({max(texts):,} used the most usual one)."


def how_alike(found: Shared) -> str:
    """Say how many people sent a text as it is, and how many changed it or added to it."""
    return (
        f"{found.same:,} sent it word for word, {found.changed:,} with small changes, "
        f"{found.added:,} with words of their own."
    )


def campaigns_view(
    responses: pd.DataFrame, base: int, used: Users, titles: Mapping[str, str], most: int | None = None
) -> CampaignsView | None:
    """Show the texts that several people sent, or return None where there is none.

    Args:
        responses: The answers to one question.
        base: People who gave it an answer with content.
        used: Who raised each theme in the words of such a text.
        titles: Theme → title, in the order to show them.
        most: How many texts are shown, those first that most people sent; None: all, in the order of the table.
    """
    own = responses[responses["campaign_id"].notna() & responses["text"].notna()]
    people = own["campaign_id"].value_counts(sort=False)
    if people.empty:
        return None
    shown = people if most is None or len(people) <= most else people.sort_values(ascending=False, kind="stable")[:most]
    views = {}
    for campaign, members in own[own["campaign_id"].isin(shown.index)].groupby("campaign_id", sort=False):
        answers = list(rows(members))
        found = shared([row.text for row in answers])
        views[campaign] = _campaign(str(campaign), answers, found, base, used, titles)
    counted = f"{of_whom(base, people.tolist())} {_by_text(base, int(people.sum()), len(people))}"
    return CampaignsView(counted, tuple(views[name] for name in shown.index if name in views), len(people) - len(views))


def own_words(responses: pd.DataFrame, campaigns: Collection[str] | None = None) -> dict[tuple[str, str], str]:
    """Return (response, question) → what a person added to a text that several people sent, as far as they did.

    Args:
        responses: The answers.
        campaigns: The texts that are wanted, by campaign; None: all.
    """
    found = {}
    wanted = responses["campaign_id"].notna() if campaigns is None else responses["campaign_id"].isin(list(campaigns))
    own = responses[wanted & responses["text"].notna()]
    for _, members in own.groupby("campaign_id", sort=False):
        answers = list(rows(members))
        for row, spans in zip(answers, shared([row.text for row in answers]).own, strict=True):
            if spans:
                found[row.response_id, row.question_id] = _joined(row.text, spans)
    return found


def _joined(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _by_text(base: int, people: int, texts: int) -> str:
    """Say how many answers there are if each text counts once."""
    return f"If each such text counted as one answer, there would be {base - people + texts:,} answers, not {base:,}."


def _campaign(
    campaign: str,
    answers: list[Any],
    found: Shared,
    base: int,
    used: Users,
    titles: Mapping[str, str],
) -> CampaignView:
    """Show one text and what people made of it."""
    inside = [(theme, title, list(used.get(theme, {}).values()).count(campaign)) for theme, title in titles.items()]
    adding = [(row, spans) for row, spans in zip(answers, found.own, strict=True) if spans]
    own = [replace(answer_view(row), text=_joined(row.text, spans), note="") for row, spans in adding[:EXAMPLES]]
    return CampaignView(
        campaign_id=campaign,
        people=len(answers),
        percent=percent(len(answers), base),
        counted=how_alike(found),
        template=replace(answer_view(answers[found.example]), text=found.template, note=""),
        themes=tuple(sorted((entry for entry in inside if entry[2]), key=lambda entry: -entry[2])),
        own=tuple(own),
        more_own=len(adding) - len(own),
    )
