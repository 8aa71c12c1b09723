"""Assign again: what confirmed answers would change about the others, shown before it is applied."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from textmine.desk.answers import Card, card
from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, link, live_of, page, posted, record, refused, snapshot_of, visit_of
from textmine.language import language_name
from textmine.language.catalogue import UNKNOWN
from textmine.report.answers import percent
from textmine.review.lesson import LEAST, Suggestion
from textmine.review.state import SUBSTANTIVE, Answer

A_PAGE = 50
PATIENCE = 20.0
"""Seconds that applying waits for what would change; the page itself does not wait."""
_OTHERWISE = "What would change is not what the page showed: something was decided since. Nothing was changed yet."


@dataclass(frozen=True, slots=True)
class Move:
    """An answer that would go elsewhere.

    Attributes:
        out, into: The themes it would leave, and those it would get.
        score: How far it would belong: to the best theme it would get, or else to the one it would leave; 0–1.
        span: The point that speaks for it.
    """

    answer: Answer
    out: tuple[str, ...]
    into: tuple[str, ...]
    score: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A move as shown; `can_stay`: it has a theme to stay in."""

    card: Card
    score: float
    can_stay: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The moves from the same themes to the same themes; `shown` are those on this page."""

    out: Sequence[tuple[str, str]]
    into: Sequence[tuple[str, str]]
    number: int
    shown: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the answers in a language that nobody reviewed would move."""

    language: str
    answers: int
    moving: int
    percent: float


def show(request: Request) -> Response:
    """Show what would change."""
    now = snapshot_of(request)
    question = question_of(request, now)
    taught = live_of(request).teachings.get(now)
    teaching = (taught.value or {}).get(question)
    moves = moves_of(teaching.suggestions if teaching else ())
    paging = paging_of(request, len(moves), A_PAGE)
    return page(
        request,
        "learn.html.j2",
        question=(question, now.questions[question]),
        questions=now.questions.items(),
        confirmed=teaching.lesson.confirmed if teaching else None,
        least=LEAST,
        agreement=str(teaching.agreement) if teaching and teaching.agreement else "",
        is_current=taught.is_current,
        moving=len(moves),
        paging=paging,
        groups=_groups(now, moves, paging.of(moves)),
        shares=_shares(now, question, moves),
        title_languages=now.title_languages,
        fingerprint=fingerprint(moves),
    )


def apply(request: Request, form: Form) -> Response:
    """Assign again, if what would change is what was shown."""
    now, question = snapshot_of(request), form.text("question")
    taught = live_of(request).teachings.get(now, PATIENCE)
    moves = moves_of(taught.value[question].suggestions) if taught.value and question in taught.value else []
    if not moves or not taught.is_current or fingerprint(moves) != form.text("fingerprint"):
        visit_of(request).notes.append((_OTHERWISE, ()))
        return RedirectResponse(link("/learn", question=question), 303)
    said = "1 answer was assigned again." if len(moves) == 1 else f"{len(moves)} answers were assigned again."
    to = link("/queue", question=question)
    return record(request, form, [{"do": "learn", "question": question}], said, to)


def leave(request: Request, form: Form) -> Response:
    """Leave answers where they are: a person stands for the themes they have, and learning leaves them alone."""
    now, answers = snapshot_of(request), list(dict.fromkeys(form.answers()))
    if not answers:
        return refused(request, form, ["Tick at least one answer first."])
    confirms = [
        {"do": "confirm", "answer": list(answer), "theme": theme}
        for answer in answers
        for theme in now.themes_of(answer)
    ]
    said = "1 answer stays where it is." if len(answers) == 1 else f"{len(answers)} answers stay where they are."
    return record(request, form, confirms, f"{said} The software learned from that too.")


def question_of(request: Request, now: Snapshot) -> str:
    """Return the open question that an address names, or the first.

    Raises:
        HTTPException: There is none like that.
    """
    question = request.query_params.get("question") or next(iter(now.questions), "")
    if question not in now.questions:
        raise HTTPException(404, "There is no such open question in this analysis.")
    return question


def moves_of(suggestions: Iterable[Suggestion]) -> list[Move]:
    """Return the suggestions answer by answer: those of the commonest way first, the clearest first in each."""
    own: dict[Answer, list[Suggestion]] = {}
    for item in suggestions:
        own.setdefault((item.response, item.question), []).append(item)
    moves = [_move(answer, items) for answer, items in own.items()]
    ways = Counter((move.out, move.into) for move in moves)
    return sorted(moves, key=lambda move: (-ways[move.out, move.into], move.out, move.into, -move.score, move.answer))


def fingerprint(moves: Iterable[Move]) -> str:
    """Return what tells whether the same would change."""
    changes = sorted([*move.answer, list(move.out), list(move.into)] for move in moves)
    return hashlib.sha256(json.dumps(changes).encode()).hexdigest()[:16]


def _move(answer: Answer, items: Sequence[Suggestion]) -> Move:
    out = [item for item in items if item.action == "unassign"]
    into = sorted((item for item in items if item.action == "assign"), key=lambda item: -item.score)
    telling = (into or out)[0]
    names = tuple(item.theme for item in out), tuple(sorted(item.theme for item in into))
    return Move(answer, *names, telling.score, (telling.start, telling.end))


def _groups(now: Snapshot, moves: Sequence[Move], shown: Iterable[Move]) -> list[Group]:
    """Return the moves on a page by where from and where to."""
    ways = Counter((move.out, move.into) for move in moves)
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Shown]] = {}
    for move in shown:
        if move.answer in now.answers:
            own = Shown(card(now, move.answer, spans=[move.span]), move.score, bool(now.places.get(move.answer)))
            found.setdefault((move.out, move.into), []).append(own)
    return [Group(now.titled(out), now.titled(into), ways[out, into], own) for (out, into), own in found.items()]


def _shares(now: Snapshot, question: str, moves: Iterable[Move]) -> list[Share]:
    """Return, per language, how many of the answers that nobody reviewed would move."""

    def language(answer: Answer) -> str:
        tag = now.answers[answer].language
        return tag if isinstance(tag, str) else UNKNOWN

    moving = Counter(language(move.answer) for move in moves if move.answer in now.answers)
    open_ = Counter(
        language(answer)
        for answer, row in now.answers.items()
        if answer[1] == question and row.status in SUBSTANTIVE and answer not in now.reviewed.judged
    )
    return [Share(language_name(tag), n, moving[tag], percent(moving[tag], n)) for tag, n in open_.most_common()]


ROUTES = [
    Route("/learn", show),
    Route("/learn", posted(apply), methods=["POST"]),
    Route("/learn/leave", posted(leave), methods=["POST"]),
]
