"""The page of one theme: what it is, what its people say, and its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.filters import Wanted, choices_of, matching, wanted_of
from textmine.desk.pages.theme.evidence import sentences
from textmine.desk.pages.theme.listing import KEYS, Item, destinations, item, items, theme_of
from textmine.desk.paging import Paging, paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import link, page, snapshot_of
from textmine.report.facts import sheet_of
from textmine.review.state import Answer

A_PAGE = 25
UNSURE = "unsure"
TICK = ("t", "tick it")
ORDERS = (("", "Closest first"), (UNSURE, "Least sure first"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a theme is on its way to publication.

    Attributes:
        aside: Why it is set aside; empty where it is not.
        approved_by: Who approved what it says now.
        lapsed: Who approved something that it does not say any more.
        has_outcome: Whether it is said what the council did.
        answers: How many there are in it.
        reviewed: How many of these a person stands for.
    """

    aside: str
    approved_by: str
    lapsed: str
    has_outcome: bool
    answers: int
    reviewed: int


def show(request: Request) -> Response:
    """Show one theme, or group of themes."""
    now = snapshot_of(request)
    row = theme_of(now, request.query_params.get("id", ""))
    theme, asked = row.theme_id, request.query_params
    order = UNSURE if asked.get("sort") == UNSURE else ""
    wanted = wanted_of(request, theme=theme)
    found = in_order(now, matching(now, wanted), theme, order)
    paging = paging_of(request, len(found), A_PAGE)
    view = now.shown(row.question_id).view(theme)
    others = {name: asked.getlist(name) for name in asked if name not in ("sort", "page")}
    return page(
        request,
        "theme.html.j2",
        theme=view,
        standing=standing_of(now, theme),
        question=(row.question_id, now.questions[row.question_id]),
        group=_named(now, [row.parent_id])[0] if row.parent_id in now.themes else None,
        below=[(name, title, tag, now.themes[name].n_people) for name, title, tag in _named(now, now.below(theme))],
        sentences=sentences(now, view),
        typical=typical(now, theme),
        wanted=wanted,
        choices=choices_of(now, row.question_id),
        kept=[("id", theme), *([("sort", order)] if order else [])],
        orders=[(words, link("/theme", **others, sort=name), name == order) for name, words in ORDERS],
        items=items(now, paging.of(found), theme),
        paging=at_answers(paging),
        destinations=destinations(now, row.question_id, theme),
        keys=KEYS if row.theme_id in now.groups else (*KEYS, TICK),
    )


def at_answers(paging: Paging) -> Paging:
    """Return a paging that goes on at the list, and not at the head of the page."""
    before, after = (f"{address}#answers" if address else "" for address in (paging.before, paging.after))
    return replace(paging, before=before, after=after)


def in_order(now: Snapshot, answers: Sequence[Answer], theme: str, order: str) -> list[Answer]:
    """Return answers of a theme, the closest first or those first of which it is least sure."""
    under = now.under(theme)

    def score(answer: Answer) -> float:
        return max((float(row.score) for row in now.places.get(answer, ()) if row.theme_id in under), default=0.0)

    return sorted(answers, key=score, reverse=order != UNSURE)


def typical(now: Snapshot, theme: str) -> tuple[list[Item], list[Item]]:
    """Return the answers in the middle of a theme and those at its edge, as far as they are in it still."""
    row = now.themes[theme]
    sheet, under = sheet_of(row), now.under(theme)

    def still(responses: Sequence[str]) -> list[Item]:
        answers = [(response, row.question_id) for response in responses]
        return [item(now, answer, theme) for answer in answers if under.intersection(now.themes_of(answer))]

    return still(sheet.central), still(sheet.atypical)


def standing_of(now: Snapshot, theme: str) -> Standing:
    """Return how far a theme is."""
    answers = matching(now, Wanted(theme=theme))
    reviewed = now.reviewed
    return Standing(
        reviewed.set_aside.get(theme, ""),
        now.approvers(theme),
        reviewed.lapsed.get(theme, ""),
        theme in reviewed.outcomes,
        len(answers),
        sum(answer in reviewed.judged for answer in answers),
    )


def _named(now: Snapshot, themes: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (id, title, language of the title) of themes."""
    return [(name, title, now.title_languages.get(name, "")) for name, title in now.titled(themes)]


ROUTES = [Route("/theme", show)]
