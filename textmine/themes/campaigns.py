"""How many people raised a theme in the words of a text that several people sent."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from textmine.memo import Memo
from textmine.text.campaigns import shared
from textmine.text.campaigns.grouping import RULE
from textmine.themes.counts import people_in_themes

if TYPE_CHECKING:
    import pandas as pd

Senders = Mapping[tuple[str, str], str]
"""(response, question) → campaign, for the answers that are of one."""

Users = Mapping[str, Mapping[str, str]]
"""Theme → response → campaign, for the people who raised a theme in the words that those of the campaign share."""

_Places = tuple[tuple[int, int], ...]
"""Where in an answer of a campaign the person's own words are."""
_Answer = tuple[str, _Places]
"""The text of an answer of a campaign, and where the person's own words are."""

KEPT = 200
"""Campaigns whose own words are kept: places only, no words."""
_KEPT: Memo[str, tuple[_Places, ...]] = Memo(KEPT)
_LOCK = Lock()


def senders(responses: pd.DataFrame) -> Senders:
    """Return the campaign of every answer that is of one."""
    own = responses[responses["campaign_id"].notna()]
    answers = zip(own["response_id"], own["question_id"], strict=True)
    return dict(zip(answers, own["campaign_id"], strict=True))


def users(responses: pd.DataFrame, themes: pd.DataFrame, assignments: pd.DataFrame) -> Users:
    """Return who raised each theme in the words of a campaign; a parent has the people of all themes below it.

    Somebody whose points in a theme are all, for the most part, words that they added to the text is not among them:
    others did not say so. An answer that an officer put into a theme as a whole stands for its campaign.
    """
    sent = senders(responses)
    if not sent:
        return {}
    campaign_answers = _answers(responses)
    own = assignments[assignments["response_id"].isin({person for person, _ in sent})]
    columns = ("response_id", "question_id", "start", "end", "assigned_by")
    points = zip(*(own[name].tolist() for name in columns), strict=True)
    used = [
        (answer := campaign_answers.get((person, question))) is not None
        and _is_shared(answer, start, end, as_a_whole=by != "machine")
        for person, question, start, end, by in points
    ]
    asked = dict(zip(themes["theme_id"], themes["question_id"], strict=True))
    inside = people_in_themes(themes, own.loc[used])
    return {theme: {person: sent[person, question] for person in inside[theme]} for theme, question in asked.items()}


def _answers(responses: pd.DataFrame) -> dict[tuple[str, str], _Answer]:
    """Return the answers of every campaign, each with where the person's own words are."""
    own = responses[responses["campaign_id"].notna() & responses["text"].notna()]
    found: dict[tuple[str, str], _Answer] = {}
    for _, members in own.groupby("campaign_id", sort=False):
        texts = members["text"].tolist()
        answers = zip(members["response_id"], members["question_id"], strict=True)
        found |= dict(zip(answers, zip(texts, _own_places(texts), strict=True), strict=True))
    return found


def _own_places(texts: Sequence[str]) -> tuple[_Places, ...]:
    """Return where the own words are in each text of a campaign, worked out once."""
    key = hashlib.sha256(json.dumps(texts).encode()).hexdigest()
    with _LOCK:
        return _KEPT.get(key, partial(_found_places, texts))


def _found_places(texts: Sequence[str]) -> tuple[_Places, ...]:
    return tuple(tuple((span.start, span.end) for span in own) for own in shared(texts).own)


def _is_shared(answer: _Answer, start: int, end: int, *, as_a_whole: bool) -> bool:
    """Tell whether a point is for the most part in words that the others of the campaign have too."""
    text, own = answer
    if as_a_whole and not (text[:start].strip() or text[end:].strip()):
        return True
    added = sum(max(0, min(end, there) - max(start, here)) for here, there in own)
    return end <= start or 2 * added < end - start


def same_text(used: Users, theme: str) -> tuple[int, ...]:
    """Return how many people raised a theme in the words of each text that several people sent, most first.

    Args:
        used: From `users`.
        theme: A theme or a group; a text in whose words fewer than three people raised it is left out.
    """
    found = Counter(used.get(theme, {}).values())
    return tuple(sorted((n for n in found.values() if n >= RULE.people), reverse=True))


def stated_same(n: int, texts: Collection[int], minimum: int) -> int:
    """Return how many of `n` people it may be said of that they used the same text as others; 0: it may not be said.

    Neither they nor the others may be fewer than the smallest number of people that is written out.

    Example:
        >>> stated_same(212, [100, 40], 5), stated_same(142, [140], 5), stated_same(9, [3], 5)
        (140, 0, 0)
    """
    total = sum(texts)
    return total if total >= max(minimum, 1) and n - total >= max(minimum, 1) else 0
