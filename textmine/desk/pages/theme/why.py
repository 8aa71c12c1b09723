"""Why one answer is in a theme: how near it is, who put it there, its nearest answers, and where else it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.answers import Card, card
from textmine.desk.filters import CONFIDENCE, CONFIDENCE_WORDS
from textmine.desk.live import Teaching
from textmine.desk.pages.theme.listing import destinations, item, theme_of
from textmine.desk.pages.theme.pointing import text_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import live_of, page, read_answer, snapshot_of
from textmine.model import Decision
from textmine.report.facts import LOOSE, steadiness
from textmine.report.taught import shortened
from textmine.review.lesson import Lesson
from textmine.review.state import Answer
from textmine.review.story import Story, story

NEIGHBOURS, LIKELY = 8, 6
"""Answers and themes that are shown."""
NEAR = ((0.7, "Very near"), (0.5, "Near"), (0.3, "Somewhat near"))
"""From which cosine on another answer is called so: of pairs from 0.5 on about nine in ten are in one theme."""
FAR = "Not very near"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An answer near to the one at hand.

    Attributes:
        text: Its beginning.
        near: How near it is, in words.
        inside: Whether it is in the theme at hand.
    """

    card: Card
    text: str
    cosine: float
    near: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Likely:
    """A theme that the answer could be in.

    Attributes:
        language: Of its title; empty where it is not known.
        percent: How probable it seems that people would put the answer there.
        given: Whether it is in it.
    """

    theme_id: str
    title: str
    language: str
    percent: int
    given: bool


@dataclass(frozen=True, slots=True)
class Place:
    """How an answer is in a theme.

    Attributes:
        score: The best of its points, 0–1.
        words: The score in words.
        nearer: Of the other answers of the theme, the share in per cent that are no nearer to it.
        others: How many others there are.
        by_officer: Whether an officer put it there.
    """

    score: float
    words: str
    nearer: int
    others: int
    by_officer: bool
    confirmed: bool


def show(request: Request) -> Response:
    """Say why an answer is in a theme, or what speaks for its being there."""
    now = snapshot_of(request)
    answer = read_answer(request.query_params.get("answer", ""))
    if answer not in now.answers:
        raise HTTPException(404, "There is no such answer in this analysis.")
    row = theme_of(now, request.query_params.get("theme") or next(iter(now.themes_of(answer)), ""))
    theme = row.theme_id
    taught = live_of(request).teachings.get(now)
    lesson = _lesson(taught.value, answer)
    near = neighbours(now, lesson, answer, theme) if lesson else []
    place, steady = place_in(now, answer, theme), steadiness(row.stability)
    return page(
        request,
        "why.html.j2",
        theme=(theme, row.title, now.title_languages.get(theme, "")),
        item=item(now, answer, theme),
        place=place,
        steady=steady[:1].lower() + steady[1:],
        loose=steady == LOOSE,
        machine=_named(now, machine_themes(now, answer)),
        told=told(now, answer, theme),
        worked_out=lesson is not None,
        waiting=taught.value is None,
        is_current=taught.is_current,
        near=near,
        inside=sum(one.inside for one in near),
        likely=likely(now, lesson, answer) if lesson else [],
        destinations=destinations(now, answer[1], theme if place else ""),
    )


def place_in(now: Snapshot, answer: Answer, theme: str) -> Place | None:
    """Return how an answer is in a theme, or in one below it; None where it is not."""
    under = now.under(theme)
    best: dict[Answer, float] = {}
    for other, rows in now.places.items():
        scores = [float(row.score) for row in rows if row.theme_id in under]
        if scores:
            best[other] = max(scores)
    if answer not in best:
        return None
    own = [row for row in now.places[answer] if row.theme_id in under]
    score = best.pop(answer)
    band = next(name for name, (low, high) in CONFIDENCE.items() if low <= score < high)
    nearer = round(100 * sum(other <= score for other in best.values()) / len(best)) if best else 0
    return Place(
        score,
        CONFIDENCE_WORDS[band],
        nearer,
        len(best),
        all(row.assigned_by == "officer" for row in own),
        any((*answer, row.theme_id) in now.reviewed.confirmed for row in own),
    )


def machine_themes(now: Snapshot, answer: Answer) -> list[str]:
    """Return the themes that the machine had put an answer into."""
    own = now.fixed.machine.assignments
    return list(own.loc[(own["response_id"] == answer[0]) & (own["question_id"] == answer[1]), "theme_id"].unique())


def told(now: Snapshot, answer: Answer, theme: str) -> list[Story]:
    """Return the decisions that stand which brought an answer where it is, the newest first."""
    came_from = set(machine_themes(now, answer))
    log = now.reviewed.decisions
    found = [one for one in reversed(log) if one.number not in now.undone and _is_about(one, answer, theme, came_from)]
    return [story(one, dict(now.titled(list(now.themes))), log) for one in found]


def _is_about(decision: Decision, answer: Answer, theme: str, came_from: set[str]) -> bool:
    """Tell whether a decision is about an answer, or merged a theme that it was in into the one at hand."""
    given = decision.payload
    if decision.do == "merge":
        return given.get("into") == theme and bool(came_from.intersection(decision.after.get("merged", ())))
    if decision.do == "learn":
        return any(tuple(change[:2]) == answer for change in decision.after.get("changes", ()))
    return list(answer) == given.get("answer") or list(answer) in given.get("answers", ())


def neighbours(now: Snapshot, lesson: Lesson, answer: Answer, theme: str) -> list[Neighbour]:
    """Return the answers nearest to one, the nearest first."""
    under = now.under(theme)
    found = []
    for response, cosine in lesson.neighbours(answer[0], NEIGHBOURS):
        other = (response, answer[1])
        shown = card(now, other)
        text = shortened(text_of(now, other))
        near = next((words for least, words in NEAR if cosine >= least), FAR)
        inside = bool(under.intersection(now.themes_of(other)))
        found.append(Neighbour(shown, text, float(cosine), near, inside))
    return found


def likely(now: Snapshot, lesson: Lesson, answer: Answer) -> list[Likely]:
    """Return the themes that an answer most probably belongs to."""
    own = set(now.themes_of(answer))
    found = [(name, belief) for name, belief in lesson.of_answer(answer[0]) if name in now.themes]
    return [
        Likely(name, now.themes[name].title, now.title_languages.get(name, ""), round(100 * belief), name in own)
        for name, belief in found[:LIKELY]
    ]


def _lesson(taught: dict[str, Teaching] | None, answer: Answer) -> Lesson | None:
    """Return what is known about an answer's question; None while it is worked out, or of an answer without content."""
    own = taught.get(answer[1]) if taught else None
    return own.lesson if own is not None and answer[0] in own.lesson.responses else None


def _named(now: Snapshot, themes: Sequence[str]) -> list[str]:
    """Return the titles that themes have now, or had when the machine made them."""
    machine = now.fixed.machine.themes
    first = dict(zip(machine["theme_id"], machine["title"], strict=True))
    return [now.themes[name].title if name in now.themes else first[name] for name in themes]


ROUTES = [Route("/why", show)]
