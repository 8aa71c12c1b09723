"""What was found goes into a theme: a new one, or one there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.pages.search.show import asked_of, fingerprint, search
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, link, posted, record, refused, snapshot_of
from textmine.review.state import Answer
from textmine.review.structure import new_id

Payload = dict[str, Any]


def gather(request: Request, form: Form) -> Response:
    """Put the answers that are ticked, or all that a search finds, into a theme."""
    now = snapshot_of(request)
    every = form.text("which") == "all"
    answers = _all_found(request, now, form) if every else list(dict.fromkeys(form.answers()))
    title, theme, alone = form.text("title"), form.text("theme"), form.text("alone") == "yes"
    if problem := _problem(now, form, answers, every=every):
        return refused(request, form, [problem])
    questions = [name for name in now.questions if any(question == name for _, question in answers)]

    def payloads(first: int) -> list[Payload]:
        made = {name: new_id(name, first + place) for place, name in enumerate(questions)}
        created = [] if theme else [{"do": "create", "question": name, "title": title} for name in questions]
        targets = dict.fromkeys(questions, theme) if theme else made
        return [*created, *_moved(now, answers, targets, alone=alone)]

    def to(taken: Sequence[Any]) -> str:
        return link("/theme", id=theme or taken[0].after["theme"]) if len(questions) == 1 else form.back

    return record(request, form, payloads, _said(now, form, len(answers), len(questions)), to)


def _all_found(request: Request, now: Snapshot, form: Form) -> list[Answer]:
    """Return what the search of the page finds now."""
    as_it_was = Request({"type": "http", "query_string": form.text("search").encode(), "app": request.app})
    return [hit.answer for hit in search(as_it_was, now, asked_of(as_it_was)).hits]


def _problem(now: Snapshot, form: Form, answers: Sequence[Answer], *, every: bool) -> str:
    """Return what stands against it; empty where nothing does."""
    title, theme = form.text("title"), form.text("theme")
    if every and fingerprint(answers) != form.text("fingerprint"):
        return "This search finds other answers now than when the page was shown. Look at them first."
    if not answers:
        return "Tick at least one answer first, or choose all."
    if not title and not theme:
        return "Give the new theme a title, or choose a theme there is."
    if title and theme:
        return "Give a title for a new theme or choose one there is, not both."
    if theme and theme not in now.themes:
        return "The theme that was chosen is there no more."
    if theme and (other := sum(question != now.themes[theme].question_id for _, question in answers)):
        said = "1 of the answers is" if other == 1 else f"{other} of the answers are"
        return f"{said} to another question than the theme: only answers to its own question can be in it."
    if theme and all(theme in now.themes_of(answer) for answer in answers) and form.text("alone") != "yes":
        return "All of them are in that theme already."
    return ""


def _moved(now: Snapshot, answers: Sequence[Answer], targets: dict[str, str], *, alone: bool) -> list[Payload]:
    """Return the decisions that put answers into themes; into the new one first, so that none is ever without one.

    Args:
        now: The analysis.
        answers: Which.
        targets: Question → the theme that its answers go into.
        alone: Whether they are taken out of the themes they are in now.
    """
    into = [answer for answer in answers if targets[answer[1]] not in now.themes_of(answer)]
    found: list[Payload] = [{"do": "assign", "answer": list(a), "theme": targets[a[1]]} for a in into]
    if alone:
        found += [
            {"do": "unassign", "answer": list(answer), "theme": theme}
            for answer in answers
            for theme in now.themes_of(answer)
            if theme != targets[answer[1]]
        ]
    return found


def _said(now: Snapshot, form: Form, answers: int, questions: int) -> str:
    """Say what is done."""
    title, theme = form.text("title"), form.text("theme")
    count = "1 answer was" if answers == 1 else f"{answers} answers were"
    if theme and theme in now.themes:
        where = f"“{now.themes[theme].title}”"
    else:
        where = f"the new theme “{title}”" if questions == 1 else f"{questions} new themes “{title}”, one a question"
    taken = ", and out of the others they were in" if form.text("alone") == "yes" else ""
    return f"{count} put into {where}{taken}."


ROUTES = [Route("/search/theme", posted(gather), methods=["POST"])]
