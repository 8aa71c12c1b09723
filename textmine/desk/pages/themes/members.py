"""Who is in a theme: its points, its people, and what some of them said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textmine.desk.snapshot import Snapshot
from textmine.report.answers import AnswerView, answer_view
from textmine.report.taught import shortened
from textmine.review.state import Answer

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Member:
    """An answer in a theme, by one of its points."""

    answer: Answer
    theme: str
    start: int
    end: int
    score: float
    position: str


def members_of(now: Snapshot, *themes: str) -> list[Member]:
    """Return the points in themes, and in all below them, the closest first."""
    under = frozenset().union(*map(now.under, themes))
    found = [
        Member(answer, row.theme_id, int(row.start), int(row.end), float(row.score), row.position)
        for answer, own in now.places.items()
        for row in own
        if row.theme_id in under
    ]
    return sorted(found, key=lambda item: (-item.score, item.answer, item.start))


def people_in(members: Iterable[Member]) -> frozenset[str]:
    """Return the response ids of members."""
    return frozenset(member.answer[0] for member in members)


def examples(now: Snapshot, members: Sequence[Member], most: int = EXAMPLES) -> list[AnswerView]:
    """Return what the first few people say on the theme; what is left out of their answers is marked by “…”."""
    first: dict[str, Member] = {}
    for member in members:
        if len(first) < most:
            first.setdefault(member.answer[0], member)
    return [_example(now, member) for member in first.values()]


def _example(now: Snapshot, member: Member) -> AnswerView:
    view = answer_view(now.answers[member.answer])
    before, after = view.text[: member.start].strip(), view.text[member.end :].strip()
    point = shortened(view.text[member.start : member.end])
    return replace(view, text=f"{'… ' if before else ''}{point}{' …' if after and not point.endswith('…') else ''}")
