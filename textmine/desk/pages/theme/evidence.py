"""The evidence of a draft sentence: the answers that it rests on, with the point that it is about marked in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.pages.theme.listing import KEYS, Item, destinations, item, theme_of
from textmine.desk.pages.theme.pointing import SPEAKING, How, Pointer
from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import page, snapshot_of
from textmine.report.themes import SentenceView, ThemeView
from textmine.review.state import Answer

A_PAGE = 25
FEW = 4
"""Answers behind a sentence that the theme's page shows itself."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An answer behind a sentence, and whether it says so in the same words."""

    item: Item
    note: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a theme's draft.

    Attributes:
        people: How many it rests on.
        proofs: The first of their answers; none of a figure, which rests on all the theme's.
    """

    view: SentenceView
    people: int
    proofs: tuple[Proof, ...]


def show(request: Request) -> Response:
    """Show the answers behind one sentence."""
    now = snapshot_of(request)
    row = theme_of(now, request.query_params.get("theme", ""))
    draft = draft_of(now, row.theme_id, request.query_params.get("sentence", ""))
    view = now.shown(row.question_id).view(row.theme_id)
    answers = answers_behind(now, draft)
    paging = paging_of(request, len(answers), A_PAGE)
    proofs = proofs_of(now, row.theme_id, draft, paging.of(answers))
    return page(
        request,
        "evidence.html.j2",
        theme=view,
        sentence_view=next(one for one in view.drafts if one.ordinal == draft.ordinal),
        behind=len(answers),
        speaks=draft.kind in SPEAKING,
        proofs=proofs,
        paging=paging,
        destinations=destinations(now, row.question_id, row.theme_id),
        keys=KEYS,
    )


def sentences(now: Snapshot, view: ThemeView) -> list[Sentence]:
    """Return the sentences of a theme's draft with the first answers behind each."""
    drafts = {int(draft.ordinal): draft for draft in now.sentences.get(view.theme_id, ())}
    found = []
    for own in view.drafts:
        answers = answers_behind(now, drafts[own.ordinal])
        shown = answers[:FEW] if own.kind != "figure" else []
        proofs = proofs_of(now, view.theme_id, drafts[own.ordinal], shown)
        found.append(Sentence(own, len(answers), tuple(proofs)))
    return found


def draft_of(now: Snapshot, theme: str, sentence: str) -> Any:  # noqa: ANN401 - a named tuple of `drafts`
    """Return the sentence of a theme that an address names by its number.

    Raises:
        HTTPException: It has no such sentence.
    """
    for draft in now.sentences.get(theme, ()):
        if str(draft.ordinal) == sentence:
            return draft
    raise HTTPException(404, "The theme has no such sentence any more. Its draft changes with its answers.")


def answers_behind(now: Snapshot, draft: Any) -> list[Answer]:  # noqa: ANN401 - a named tuple of `drafts`
    """Return the answers that a sentence rests on, the one that it was taken from first."""
    answers = dict.fromkeys((response, draft.question_id) for response in draft.evidence)
    return [answer for answer in answers if answer in now.answers]


def proofs_of(
    now: Snapshot,
    theme: str,
    draft: Any,  # noqa: ANN401 - a named tuple of `drafts`
    answers: Sequence[Answer],
) -> list[Proof]:
    """Return answers with the point of a sentence marked, numbered from 1."""
    pointer = Pointer(now, theme, draft)
    found = [(answer, pointer.at(answer)) for answer in answers]
    return [
        _proof(item(now, answer, theme, place, pointed.spans), pointed.how)
        for place, (answer, pointed) in enumerate(found, start=1)
    ]


_NOTES: dict[How, str] = {
    "words": "In the same words.",
    "near": "In other words: the nearest point is marked.",
    "theme": "",
}


def _proof(own: Item, how: How) -> Proof:
    """Say how an answer says what the sentence says."""
    return Proof(own, _NOTES[how])


ROUTES = [Route("/evidence", show)]
