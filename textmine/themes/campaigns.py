"""How many people of a theme used a text that several people sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from textmine.text.campaigns.grouping import RULE

if TYPE_CHECKING:
    import pandas as pd

Senders = Mapping[tuple[str, str], str]
"""(response, question) → campaign, for the answers that are of one."""


def senders(responses: pd.DataFrame) -> Senders:
    """Return the campaign of every answer that is of one."""
    own = responses[responses["campaign_id"].notna()]
    answers = zip(own["response_id"], own["question_id"], strict=True)
    return dict(zip(answers, own["campaign_id"], strict=True))


def same_text(sent: Senders, question: str, people: Collection[str]) -> tuple[int, ...]:
    """Return how many of some people used each text that several people sent, most first.

    Args:
        sent: From `senders`.
        question: The question that the people answered.
        people: Their response ids, such as those of a theme; a text that fewer than three of them used is left out.
    """
    found = Counter(campaign for person in people if (campaign := sent.get((person, question))) is not None)
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
