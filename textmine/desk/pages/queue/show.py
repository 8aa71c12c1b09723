"""The next answers to look at, each with the themes it can be in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.answers import Card, card
from textmine.desk.keeper import Aged
from textmine.desk.live import Teaching
from textmine.desk.pages.learn import question_of
from textmine.desk.pages.queue.rulings import BATCH
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import live_of, page, snapshot_of, visit_of
from textmine.review.lesson import LEAST, Lesson
from textmine.review.state import SUBSTANTIVE, Answer
from textmine.themes.learning import ENOUGH

GUESSES = 3
LISTS = {"": "Not reviewed yet", "needs_person": "Need a person", "no_content": "Had nothing to theme"}
"""The lists that can be looked at: status in the address → in words."""
KEYS = (
    ("1–9", "tick or untick a theme"),
    ("c", "right as it stands"),
    ("x", "none of these"),
    ("m", "choose any theme"),
    ("e", "name a new theme"),
)
"""The keys of the list, beside those that every such list has."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A theme that can be ticked for an answer.

    Attributes:
        belief: How far the software believes that the answer belongs to it, 0–1.
        is_in: Whether the answer is in it now.
    """

    theme_id: str
    title: str
    belief: float
    is_in: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An answer of the batch: the themes it is in, and the best guesses beside them."""

    card: Card
    guesses: tuple[Guess, ...]
    is_in: bool


def show(request: Request) -> Response:
    """Show the next answers."""
    now = snapshot_of(request)
    question, asked = question_of(request, now), request.query_params.get("status", "")
    status = asked if asked in LISTS else ""
    taught = live_of(request).teachings.get(now)
    teaching = (taught.value or {}).get(question)
    put_off = visit_of(request).put_off
    waiting = in_order(now, question, status, teaching.order if teaching else (), put_off)
    own = [answer for answer, row in now.answers.items() if answer[1] == question and row.status in SUBSTANTIVE]
    return page(
        request,
        "queue.html.j2",
        question=(question, now.questions[question]),
        questions=now.questions.items(),
        status=status,
        lists=_lists(now, question),
        items=[_item(now, answer, teaching.lesson if teaching else None) for answer in waiting[:BATCH]],
        waiting=len(waiting),
        put_off=sum(answer in put_off for answer in waiting),
        themes=[(row, row.theme_id in now.reviewed.set_aside) for row in now.leaves(question)],
        title_languages=now.title_languages,
        reviewed=sum(answer in now.reviewed.judged for answer in own),
        answers=len(own),
        agreement=_agreement(taught, question),
        moving=len({item.response for item in teaching.suggestions}) if teaching else 0,
        is_current=taught.is_current,
        keys=KEYS,
    )


def in_order(
    now: Snapshot, question: str, status: str, telling: Sequence[Answer], put_off: Collection[Answer]
) -> list[Answer]:
    """Return the answers to look at, the next first.

    Those that need a person come before the others, and in both those whose review teaches most; then come those
    that were left for later, and last those that a person took out of their last theme.

    Args:
        now: The analysis.
        question: An open question.
        status: Only answers like that; empty: all with content that nobody reviewed.
        telling: The answers whose review teaches most, perhaps as it was before the last decisions.
        put_off: The answers left for later.
    """
    place = {answer: turn for turn, answer in enumerate(telling)}
    open_ = [
        answer for answer, row in now.answers.items() if answer[1] == question and _is_open(now, answer, row, status)
    ]
    return sorted(
        open_,
        key=lambda answer: (
            answer in now.reviewed.judged,
            answer in put_off,
            now.answers[answer].status != "needs_person",
            place.get(answer, len(place)),
        ),
    )


def _is_open(now: Snapshot, answer: Answer, row: Any, status: str) -> bool:  # noqa: ANN401 - a row of `responses`
    if status:
        return bool(row.status == status and (status == "needs_person" or answer not in now.reviewed.judged))
    return row.status in SUBSTANTIVE and answer not in now.reviewed.judged


def _lists(now: Snapshot, question: str) -> list[tuple[str, str, int]]:
    """Return the lists that can be looked at: status in the address, words, answers."""
    own = [(answer, row) for answer, row in now.answers.items() if answer[1] == question]
    return [
        (status, words, sum(_is_open(now, answer, row, status) for answer, row in own))
        for status, words in LISTS.items()
    ]


def _item(now: Snapshot, answer: Answer, lesson: Lesson | None) -> Item:
    own = card(now, answer)
    belief = dict(lesson.of_answer(answer[0])) if lesson is not None and own.status in SUBSTANTIVE else {}
    names = now.themes_of(answer)
    others = [name for name in belief if name in now.themes and name not in names and name not in now.groups]
    others = [name for name in others if name not in now.reviewed.set_aside]
    scores = {placed.theme_id: placed.score for placed in own.themes}
    guesses = [Guess(name, now.themes[name].title, scores[name], is_in=True) for name in names]
    guesses += [Guess(name, now.themes[name].title, belief[name], is_in=False) for name in others[:GUESSES]]
    return Item(own, tuple(guesses), bool(names))


def _agreement(taught: Aged[dict[str, Teaching]], question: str) -> str:
    """Say how far the software agrees with people, or from when on that can be said."""
    teaching = (taught.value or {}).get(question)
    if teaching is None:
        return "What the reviewed answers teach is being worked out."
    if teaching.agreement is not None:
        return str(teaching.agreement)
    return f"From {LEAST} on the software learns from them; from {ENOUGH} on it can say how far it agrees with you."


ROUTES = [Route("/queue", show)]
