"""What an officer does with answers and with a theme's words: each click is decisions of the log.

`POST /answers` serves every page that lists answers. Its form has `do` and one or more `answer`, and:
`confirm` and `remove` the `theme` at hand; `add` the theme `to`; `move` both; `split` the `theme` and a `title`.
`at` is where on the page to go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.web import Form, link, posted, record, refused
from textmine.review.state import Answer

Payload = dict[str, Any]
_MISSING = {"theme": "Open the page again.", "to": "Choose a theme first.", "title": "Give the new theme a title."}


def decide(request: Request, form: Form) -> Response:
    """Do one thing with one answer, or with all that are ticked."""
    do, answers = form.text("do"), list(dict.fromkeys(form.answers()))
    if do not in _NEEDED:
        raise HTTPException(400, "The form is not complete. Open the page again.")
    if not answers:
        return refused(request, form, ["Tick at least one answer first."])
    if missing := [name for name in _NEEDED[do] if not form.text(name)]:
        return refused(request, form, [_MISSING[missing[0]]])
    if do == "move" and form.text("to") == form.text("theme"):
        return refused(request, form, ["Choose another theme than the one that they are in."])
    if do == "split":
        payload = {"theme": form.text("theme"), "answers": list(map(list, answers)), "title": form.text("title")}
        return record(request, form, [{"do": "split"} | payload], to=lambda taken: _page_of(taken[0].after["theme"]))
    at = f"#{quote(form.text('at'))}" if form.text("at") else ""
    return record(request, form, _ABOUT_EACH[do](form, answers), to=form.back + at)


def rename(request: Request, form: Form) -> Response:
    """Give a theme another title."""
    return record(request, form, [{"do": "rename", "theme": form.text("theme"), "title": form.text("title")}])


def describe(request: Request, form: Form) -> Response:
    """Give a theme another description."""
    words = form.text("text")
    return record(request, form, [{"do": "describe", "theme": form.text("theme"), "description": words}])


def _page_of(theme: str) -> str:
    return link("/theme", id=theme)


def _each(verb: str, theme: str, answers: list[Answer]) -> list[Payload]:
    """Return the same decision for each answer."""
    return [{"do": verb, "answer": list(answer), "theme": theme} for answer in answers]


def _moved(form: Form, answers: list[Answer]) -> list[Payload]:
    """Return the decisions that move answers; the new theme first, so that none is ever without one."""
    return [*_each("assign", form.text("to"), answers), *_each("unassign", form.text("theme"), answers)]


_ABOUT_EACH: Mapping[str, Callable[[Form, list[Answer]], list[Payload]]] = {
    "confirm": lambda form, answers: _each("confirm", form.text("theme"), answers),
    "remove": lambda form, answers: _each("unassign", form.text("theme"), answers),
    "add": lambda form, answers: _each("assign", form.text("to"), answers),
    "move": _moved,
}
_NEEDED = {
    "confirm": ("theme",),
    "remove": ("theme",),
    "add": ("to",),
    "move": ("theme", "to"),
    "split": ("theme", "title"),
}
"""The fields that each thing to do needs, beside the answers."""

ROUTES = [
    Route("/answers", posted(decide), methods=["POST"]),
    Route("/theme/rename", posted(rename), methods=["POST"]),
    Route("/theme/describe", posted(describe), methods=["POST"]),
]
