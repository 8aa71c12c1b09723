"""What the decisions of a workbook do to each other's sentences: known only when they have been rehearsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmine.errors import Problem
from textmine.model import Decision
from textmine.review.replay import Reviewed
from textmine.review.workbook.order import PlacedDecision
from textmine.review.workbook.words import words

_WRITTEN = ("key_point", "quote")
"""Kinds of sentences that somebody has to read; figures are computed."""


def effect_problems(
    lines: Sequence[PlacedDecision], taken: Sequence[Decision], before: Reviewed, after: Reviewed, file: str
) -> Iterator[Problem]:
    """Find words for sentences that are drafted anew, and approvals of sentences that nobody has read.

    Args:
        lines: The decisions of the workbook.
        taken: The same as they would be recorded.
        before: The analysis that the workbook was read against.
        after: The analysis after them.
        file: What the workbook is called in messages.
    """
    own = words()["clashes"]
    refused = {decision.number for decision, _ in after.not_applied}
    read = _written(before)
    for line in lines:
        if line["do"] == "edit":
            read.setdefault(line["theme"], set()).add(line["text"])
    now = _written(after)
    for line, decision in zip(lines, taken, strict=True):
        if decision.number in refused:
            yield line.source.problem(line.column, own["anew"], file)
        if line["do"] == "approve" and (new := now.get(line["theme"], set()) - read.get(line["theme"], set())):
            yield line.source.problem(line.column, own["unread"].format(n=len(new)), file)


def _written(reviewed: Reviewed) -> dict[str, set[str]]:
    """Return the sentences of each theme that somebody has to read."""
    drafts = reviewed.tables.drafts
    own = drafts[drafts["kind"].isin(_WRITTEN)]
    found: dict[str, set[str]] = {}
    for theme, text in zip(own["theme_id"], own["text"], strict=True):
        found.setdefault(theme, set()).add(text)
    return found
