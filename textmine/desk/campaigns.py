"""Texts that several people sent: who sent each, and which words of an answer are the person's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textmine.review.state import Answer
from textmine.schema import rows
from textmine.text.campaigns import Shared, shared
from textmine.themes.campaigns import senders

if TYPE_CHECKING:
    import pandas as pd


class Campaigns:
    """The campaigns of an analysis; what the people of one share is worked out when it is first asked for.

    Args:
        responses: The table, as the machine computed it: no decision changes a text, or who sent it.

    Attributes:
        of: Answer → its campaign, where it is of one.
        members: Campaign → the rows of its answers, in order; the one with most people first.
    """

    def __init__(self, responses: pd.DataFrame) -> None:
        self.of: Mapping[Answer, str] = senders(responses)
        found: dict[str, list[Any]] = {}
        for row in rows(responses[responses["campaign_id"].notna() & responses["text"].notna()]):
            found.setdefault(row.campaign_id, []).append(row)
        self.members = dict(sorted(found.items(), key=lambda item: -len(item[1])))
        self._shared: dict[str, Shared] = {}
        self._own: dict[str, dict[Answer, tuple[tuple[int, int], ...]]] = {}

    def people(self, answer: Answer) -> int:
        """Return how many people sent the text of an answer; 0 where nobody else did."""
        return len(self.members.get(self.of.get(answer, ""), ()))

    def to(self, question: str) -> list[str]:
        """Return the campaigns that answer a question, or any if it is empty; most people first."""
        return [name for name, own in self.members.items() if not question or own[0].question_id == question]

    def shared(self, campaign: str) -> Shared:
        """Return what the people of a campaign share."""
        if campaign not in self._shared:
            self._shared[campaign] = shared([row.text for row in self.members[campaign]])
        return self._shared[campaign]

    def warm(self) -> None:
        """Work out what the people of every campaign share."""
        for name in self.members:
            self.shared(name)

    def example(self, campaign: str) -> Answer:
        """Return the answer that has the text of most people of a campaign."""
        row = self.members[campaign][self.shared(campaign).example]
        return row.response_id, row.question_id

    def own_words(self, answer: Answer) -> tuple[tuple[int, int], ...]:
        """Return where in an answer of a campaign the person's own words are; nothing in any other."""
        return self._own_words(self.of[answer]).get(answer, ()) if answer in self.of else ()

    def _own_words(self, campaign: str) -> dict[Answer, tuple[tuple[int, int], ...]]:
        if campaign not in self._own:
            places = zip(self.members[campaign], self.shared(campaign).own, strict=True)
            self._own[campaign] = {
                (row.response_id, row.question_id): tuple((span.start, span.end) for span in own)
                for row, own in places
                if own
            }
        return self._own[campaign]
