"""Splitting a theme: by the sub-themes that the software sees in it, by words, or answer by answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from textmine.desk.answers import Card, card
from textmine.desk.filters import Wanted, choices_of, matching, wanted_of
from textmine.desk.finding import word_spans
from textmine.desk.fixed import sought
from textmine.desk.pages.themes.members import examples, people_in
from textmine.desk.pages.themes.parts import Division, Part, Parts
from textmine.desk.pages.themes.rows import Row
from textmine.desk.pages.themes.ticked import list_of, rows_for
from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, link, page, record, refused, snapshot_of
from textmine.report.answers import AnswerView
from textmine.review.state import Answer
from textmine.review.verbs import is_visible
from textmine.themes.within import MOST

A_PAGE = 50
NUMBERS = range(2, MOST + 1)
BY_PARTS, FOUND = "parts", "found"


@dataclass(frozen=True, slots=True)
class PartView:
    """One sub-theme as shown; `answers` stands for its answers in the form."""

    part: Part
    people: int
    examples: list[AnswerView]
    answers: str


def show(request: Request) -> Response:
    """Show the three ways to split one theme."""
    now = snapshot_of(request)
    row = _leaf(now, request.query_params.get("id", ""))
    question = now.themes[row.theme_id].question_id
    number = _number(request.query_params.get("parts", ""))
    store: Parts = request.app.state.parts
    division = store.get(now, row.theme_id, number)
    wanted = wanted_of(request, theme=row.theme_id, question="", status="")
    found = matching(now, wanted)
    paging = paging_of(request, len(found), A_PAGE)
    narrowed = len(wanted.asked) > 1
    return page(
        request,
        "split.html.j2",
        row=row,
        division=division,
        parts=_shown(now, division),
        number=number,
        numbers=[(many, link("/split", id=row.theme_id, parts=many)) for many in NUMBERS],
        usual=link("/split", id=row.theme_id),
        wanted=wanted,
        narrowed=narrowed,
        searching=narrowed or paging.page > 1,
        choices=choices_of(now, question),
        cards=[_card(now, answer, wanted) for answer in paging.of(found)],
        paging=paging,
        found=_as_field(found) if narrowed else "",
        cancel=list_of(now, [row.theme_id]),
    )


def split(request: Request, form: Form) -> Response:
    """Make new themes of answers of a theme."""
    now, theme = snapshot_of(request), form.text("theme")
    chosen = list(_of_parts(form)) if form.text("by") == BY_PARTS else list(_of_answers(form, now, theme))
    if problem := _wrong(now, theme, chosen):
        return refused(request, form, [problem])
    decisions = [
        {"do": "split", "theme": theme, "answers": list(map(list, answers)), "title": title}
        for title, answers in chosen
    ]
    return record(request, form, decisions, to=list_of(now, [theme]))


def _of_parts(form: Form) -> Iterator[tuple[str, list[Answer]]]:
    """Yield title and answers of each ticked sub-theme."""
    for number in dict.fromkeys(form.texts("part")):
        yield form.text(f"title-{number}"), _read_field(form.text(f"answers-{number}"))


def _of_answers(form: Form, now: Snapshot, theme: str) -> Iterator[tuple[str, list[Answer]]]:
    """Yield title and answers of the one new theme: those ticked, or all that were found."""
    chosen = _read_field(form.text("found")) if form.text("which") == FOUND else form.answers()
    if chosen:
        yield form.text("title"), list(dict.fromkeys(chosen))


def _wrong(now: Snapshot, theme: str, chosen: Sequence[tuple[str, list[Answer]]]) -> str:
    """Say what is wrong with what was chosen; empty where nothing is."""
    if not chosen:
        return "Nothing was ticked. Tick what you want to make a new theme of."
    if not all(is_visible(title) for title, _ in chosen):
        return "Give each new theme a title."
    leaving = {answer for _, answers in chosen for answer in answers}
    if {answer for answer in now.places if theme in now.themes_of(answer)} <= leaving:
        return "That would leave nothing in the theme. Leave some answers in it, or give it another title instead."
    return ""


def _leaf(now: Snapshot, theme: str) -> Row:
    """Return a theme that answers can be in.

    Raises:
        HTTPException: It is not there, or is a group.
    """
    if theme in now.groups:
        raise HTTPException(400, f"“{now.themes[theme].title}” is a group. Split one of the themes in it.")
    return rows_for(now, [theme])[0]


def _number(asked: str) -> int | None:
    """Return how many sub-themes are asked for; None: the answers decide."""
    return int(asked) if asked in map(str, NUMBERS) else None


def _shown(now: Snapshot, division: Division | None) -> list[PartView]:
    parts = division.parts if division is not None else ()
    return [
        PartView(part, len(people_in(part.members)), examples(now, part.members), _as_field(part.answers))
        for part in parts
    ]


def _card(now: Snapshot, answer: Answer, wanted: Wanted) -> Card:
    """Show one answer: the words looked for marked, else what it says on the theme."""
    own = now.answers[answer].text
    spans = word_spans(own, sought(wanted.text)) if wanted.text and isinstance(own, str) else None
    return card(now, answer, wanted.theme, spans)


def _as_field(answers: Sequence[Answer]) -> str:
    """Return what stands for many answers in a form."""
    return json.dumps(answers, ensure_ascii=False, separators=(",", ":"))


def _read_field(value: str) -> list[Answer]:
    """Return the answers that such a field names.

    Raises:
        HTTPException: It names none.
    """
    try:
        found: Any = json.loads(value)
        return [(str(response), str(question)) for response, question in found]
    except (ValueError, TypeError):
        raise HTTPException(400, "The form is not complete. Open the page again.") from None
