"""All themes to publish: how far each is, what its draft says, and what blocks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.pages.editor.standing import (
    Approval,
    approval_of,
    published,
)
from textmine.desk.pages.editor.wording import on_the_desk, outcome_label, wording
from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, live_of, overtaken_page, page, posted, record, snapshot_of, visit_of
from textmine.language import direction
from textmine.publish.wording import capital
from textmine.report import Obstacle
from textmine.report.themes import language_of

A_PAGE = 25
STATES = {"": "All themes", "open": "Not approved yet", "ready": "Nothing but approval missing", "blocked": "Blocked"}
"""What can be asked for, in words."""
_OWN_PLACE = ("not_approved", "no_outcome")
"""Checks that the state of a theme tells already."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a draft, as listed."""

    kind: str
    text: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One theme in the list.

    Attributes:
        outcome: What the council did, in two words; empty where nobody said yet, or of a group.
        words: How many words its draft has.
        blocks: What stands before publication, other than outcome and approval.
    """

    theme_id: str
    title: str
    language: str
    is_group: bool
    below: bool
    people: int
    outcome: str
    told: str
    words: int
    said: tuple[Said, ...]
    approval: Approval
    blocks: tuple[str, ...]


def show(request: Request) -> Response:
    """List the themes to publish, by question."""
    now, officer = snapshot_of(request), visit_of(request).officer
    found = live_of(request).obstacles.get(now)
    by_theme = _by_theme(found.value or ())
    every = published(now)
    ready = _ready(now, every, officer, by_theme) if found.value is not None and found.is_current else []
    state, question = request.query_params.get("show", ""), request.query_params.get("question", "")
    wanted = [
        name
        for name in every
        if (not question or now.themes[name].question_id == question)
        and _is_in(state, name in ready, by_theme.get(name, ()), approval_of(now, name, officer))
    ]
    paging = paging_of(request, len(wanted), A_PAGE)
    return page(
        request,
        "drafts.html.j2",
        here="/drafts",
        questions=now.questions,
        question=question,
        states=list(STATES.items()),
        state=state,
        total=len(every),
        approved=sum(approval_of(now, name, officer).is_done for name in every),
        with_outcome=sum(name in now.reviewed.outcomes for name in every),
        leaves=sum(name not in now.groups for name in every),
        entries=_by_question(now, [_entry(now, name, officer, by_theme) for name in paging.of(wanted)]),
        paging=paging,
        ready=[_entry(now, name, officer, by_theme) for name in ready],
        checked=found.value is not None,
        current=found.is_current,
        wanted=now.config.publish.approvals,
    )


def approve_all(request: Request, form: Form) -> Response:
    """Approve the themes that were listed as ready, as they were when they were listed."""
    decisions = [{"do": "approve", "theme": theme} for theme in form.texts("theme")]
    if not decisions:
        raise HTTPException(400, "No theme was named. Open the page again.")
    number = "1 theme" if len(decisions) == 1 else f"{len(decisions)} themes"
    said = f"Approved {number} from the list, without opening each."
    # What nobody has read is not approved all the same.
    return record(request, form, decisions, said, stale=partial(overtaken_page, again=False))


def _by_theme(obstacles: Sequence[Obstacle]) -> dict[str, list[Obstacle]]:
    found: dict[str, list[Obstacle]] = {}
    for item in obstacles:
        found.setdefault(item.theme_id, []).append(item)
    return found


def _ready(now: Snapshot, every: Sequence[str], officer: str, by_theme: Mapping[str, Sequence[Obstacle]]) -> list[str]:
    """Return the themes that nothing but an approval of this officer stands against."""
    waiting = [name for name in every if {item.check for item in by_theme.get(name, ())} == {"not_approved"}]
    return [name for name in waiting if not approval_of(now, name, officer).own]


def _is_in(state: str, is_ready: bool, obstacles: Sequence[Obstacle], approval: Approval) -> bool:
    """Tell whether a theme is among those asked for."""
    if state == "open":
        return not approval.is_done
    if state == "ready":
        return is_ready
    return state != "blocked" or any(item.check not in _OWN_PLACE for item in obstacles)


def _entry(now: Snapshot, theme: str, officer: str, by_theme: Mapping[str, Sequence[Obstacle]]) -> Entry:
    row, is_group = now.themes[theme], theme in now.groups
    lines = [] if is_group else now.sentences.get(theme, [])
    outcome = None if is_group else now.reviewed.outcomes.get(theme)
    said = []
    for line in lines:
        first = line.evidence[0]
        answer = now.answers.get((first, line.question_id))
        tag = language_of(line, {first: answer} if answer is not None else {})
        said.append(Said(wording()["kinds"][line.kind][0], line.text, tag, direction(tag)))
    return Entry(
        theme_id=theme,
        title=row.title,
        language=now.title_languages.get(theme, ""),
        is_group=is_group,
        below=isinstance(row.parent_id, str),
        people=int(row.n_people),
        outcome=outcome_label(outcome.outcome) if outcome else "",
        told=outcome.text if outcome else "",
        words=sum(len(line.text.split()) for line in lines),
        said=tuple(said),
        approval=approval_of(now, theme, officer),
        blocks=tuple(
            capital(on_the_desk(item.reason)) for item in by_theme.get(theme, ()) if item.check not in _OWN_PLACE
        ),
    )


def _by_question(now: Snapshot, entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return (wording of the question, its entries) for the questions of a page of the list."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(now.themes[entry.theme_id].question_id, []).append(entry)
    return [(now.questions[question], own) for question, own in found.items()]


ROUTES = [Route("/drafts", show), Route("/drafts/approve", posted(approve_all), methods=["POST"])]
