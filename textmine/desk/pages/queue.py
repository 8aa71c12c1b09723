"""Needs a person: the answers whose review teaches most, ten at a time, decided on in one form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from textmine.desk.answers import Card, card
from textmine.desk.keeper import Aged
from textmine.desk.live import Teaching
from textmine.desk.pages.learn import question_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, live_of, page, posted, read_answer, record, snapshot_of, visit_of
from textmine.review.lesson import LEAST, Lesson
from textmine.review.state import SUBSTANTIVE, Answer
from textmine.review.structure import new_id
from textmine.themes.learning import ENOUGH

BATCH = 10
GUESSES = 3
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


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an officer decided about one answer; nothing at all where it is left for now.

    Attributes:
        kept, added, dropped: Themes.
        title: Of a new theme for it; empty: none.
    """

    answer: Answer
    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    title: str = ""

    @property
    def is_left(self) -> bool:
        """Whether nothing was decided."""
        return not (self.kept or self.added or self.dropped or self.title)


def show(request: Request) -> Response:
    """Show the next answers."""
    now = snapshot_of(request)
    question, status = question_of(request, now), request.query_params.get("status", "")
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


def decide(request: Request, form: Form) -> Response:
    """Record what was decided about a batch, as one."""
    rulings = [_ruling(form, number) for number in range(1, BATCH + 1) if form.text(f"answer-{number}")]
    left = {ruling.answer for ruling in rulings if ruling.is_left}
    decided = [ruling for ruling in rulings if not ruling.is_left]
    visit = visit_of(request)
    visit.put_off |= left
    if not decided:
        visit.notes.append(("Nothing was decided. The answers come again after the others.", ()))
        return RedirectResponse(form.back, 303)
    return record(request, form, lambda first: payloads_of(decided, first), _said(decided, len(left)))


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


def payloads_of(rulings: Sequence[Ruling], first: int) -> list[dict[str, Any]]:
    """Return the decisions of a batch; new themes first, and into a theme before out of another.

    Args:
        rulings: What was decided; a new title that several have is one theme.
        first: The number that the first decision gets.
    """
    titled = dict.fromkeys((ruling.answer[1], ruling.title) for ruling in rulings if ruling.title)
    made = {key: new_id(key[0], first + place) for place, key in enumerate(titled)}
    found: list[dict[str, Any]] = [{"do": "create", "question": question, "title": title} for question, title in titled]
    for ruling in rulings:
        answer = list(ruling.answer)
        new = [made[ruling.answer[1], ruling.title]] if ruling.title else []
        found += [{"do": "confirm", "answer": answer, "theme": theme} for theme in ruling.kept]
        found += [{"do": "assign", "answer": answer, "theme": theme} for theme in (*ruling.added, *new)]
        found += [{"do": "unassign", "answer": answer, "theme": theme} for theme in ruling.dropped]
    return found


def _ruling(form: Form, number: int) -> Ruling:
    """Read what was decided about one answer of a form, against the themes that the form showed."""
    answer = read_answer(form.text(f"answer-{number}"))
    was, do = form.texts(f"was-{number}"), form.text(f"do-{number}")
    ticked = dict.fromkeys([*form.texts(f"in-{number}"), *filter(None, [form.text(f"theme-{number}")])])
    kept = tuple(theme for theme in was if theme in ticked and do != "none")
    added = tuple(theme for theme in ticked if theme not in was)
    title = form.text(f"title-{number}")
    if do != "right" and not added and not title and len(kept) == len(was):
        return Ruling(answer)
    return Ruling(answer, kept, added, tuple(theme for theme in was if theme not in kept), title)


def _said(decided: Sequence[Ruling], left: int) -> str:
    """Say what was done with a batch."""
    right = sum(not (ruling.added or ruling.dropped or ruling.title) for ruling in decided)
    new = len({ruling.title for ruling in decided if ruling.title})
    parts = [f"{right} confirmed as they stand" if right else "", f"{len(decided) - right} changed"]
    words = ", ".join(part for part in parts if part and not part.startswith("0 "))
    made = f" {new} new {'theme' if new == 1 else 'themes'} made." if new else ""
    later = f" {left} left for now." if left else ""
    return f"{len(decided)} {'answer' if len(decided) == 1 else 'answers'} decided: {words}.{made}{later}"


def _lists(now: Snapshot, question: str) -> list[tuple[str, str, int]]:
    """Return the lists that can be looked at: status in the address, words, answers."""
    own = [(answer, row) for answer, row in now.answers.items() if answer[1] == question]
    words = {"": "Not reviewed yet", "needs_person": "Need a person", "no_content": "Had nothing to theme"}
    return [
        (status, said, sum(_is_open(now, answer, row, status) for answer, row in own)) for status, said in words.items()
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


ROUTES = [Route("/queue", show), Route("/queue", posted(decide), methods=["POST"])]
