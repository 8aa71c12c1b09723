"""What every page of the desk needs: render a template, read a form, record decisions, go on."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from textmine.desk.access import Visit
from textmine.desk.live import Given, Live, StaleFormError
from textmine.desk.snapshot import Snapshot
from textmine.errors import Problem, ReviewError
from textmine.model import Decision
from textmine.review.log import LOG
from textmine.review.state import Answer
from textmine.review.story import fold, story

_MISREAD = frozenset("\\\t\r\n")
MOST_FIELDS = 20_000
"""Fields of one form: thousands of answers can be ticked at once."""


@dataclass(frozen=True)
class Form:
    """What an officer sent.

    Attributes:
        seen: The number of the last decision when the page was shown.
        back: Where to go on, a path of the desk.
    """

    data: FormData
    seen: int
    back: str

    def text(self, name: str) -> str:
        """Return one field, line ends as one; empty where it is missing."""
        value = self.data.get(name)
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Return every value of a field."""
        return [value for value in self.data.getlist(name) if isinstance(value, str)]

    def answers(self, name: str = "answer") -> list[Answer]:
        """Return the answers that were ticked."""
        return [read_answer(value) for value in self.texts(name)]

    def file(self, name: str) -> UploadFile | None:
        """Return an uploaded file; None where there is none."""
        value = self.data.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None


Stale = Callable[[Request, Form, StaleFormError], Response]
"""Answers a form that does not know of a newer decision."""


def live_of(request: Request) -> Live:
    """Return the analysis under review."""
    found: Live = request.app.state.live
    return found


def visit_of(request: Request) -> Visit:
    """Return the session of the browser that asks."""
    found: Visit = request.state.visit
    return found


def snapshot_of(request: Request) -> Snapshot:
    """Return the analysis as it is for the length of this request."""
    if not hasattr(request.state, "snapshot"):
        request.state.snapshot = live_of(request).now()
        _notice(visit_of(request), request.state.snapshot)
    found: Snapshot = request.state.snapshot
    return found


def _notice(visit: Visit, now: Snapshot) -> None:
    """Tell an officer, once, that another run or a backup was put into the folder."""
    if visit.run not in ("", now.fixed.run):
        lost = len(now.reviewed.not_applied)
        fits = f"{lost} of the decisions do not apply to it: see History." if lost else "Every decision applies to it."
        visit.notes.append((f"The analysis was made anew, or replaced, while you were here. {fits}", ()))
    visit.run = now.fixed.run


def link(path: str, **values: object) -> str:
    """Return an address of the desk; values that are empty or None are left out.

    Example:
        >>> link("/theme", id="q.1", language="", page=2)
        '/theme?id=q.1&page=2'
    """
    pairs = [(name, value) for name, value in values.items() if value not in ("", None)]
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def answer_key(response_id: str, question_id: str) -> str:
    """Return what stands for an answer in a form."""
    return json.dumps([response_id, question_id], ensure_ascii=False, separators=(",", ":"))


def read_answer(value: str) -> Answer:
    """Return the answer that a form names.

    Raises:
        HTTPException: It names none.
    """
    try:
        response, question = json.loads(value)
    except (ValueError, TypeError):
        raise HTTPException(400, "The form is not complete. Open the page again.") from None
    if not (isinstance(response, str) and isinstance(question, str)):
        raise HTTPException(400, "The form is not complete. Open the page again.")
    return response, question


def render(request: Request, template: str, values: Mapping[str, Any], status: int = 200) -> HTMLResponse:
    """Return a page made from a template, with what every page shows."""
    visit: Visit | None = getattr(request.state, "visit", None)
    notes, at = [], request.url.path
    if visit is not None:
        notes, visit.notes = visit.notes, []
    query = f"?{request.url.query}" if request.url.query else ""
    common = {
        "here": at,
        "back": f"{at}{query}" if request.method == "GET" else "/",
        "officer": visit.officer if visit else "",
        "token": visit.token if visit else "",
        "notes": notes,
        "seen": request.state.snapshot.number if hasattr(request.state, "snapshot") else 0,
        "run": request.state.snapshot.fixed.run if hasattr(request.state, "snapshot") else "",
        "desk_title": request.app.state.title if visit else "",
    }
    return HTMLResponse(environment().get_template(template).render({**common, **values}), status)


def page(request: Request, template: str, **values: Any) -> HTMLResponse:  # noqa: ANN401 - whatever the template wants
    """Return a page that shows the analysis as it is now."""
    snapshot_of(request)
    return render(request, template, values)


@cache
def environment() -> Environment:
    """Return the templates of the desk; everything in them is escaped."""
    made = Environment(
        loader=PackageLoader("textmine.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"link": link, "answer_key": answer_key}
    return made


def posted(handler: Callable[[Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a function that is given a form which came from one of our own pages."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        try:
            data = await request.form(max_fields=MOST_FIELDS)
        except HTTPException:
            raise HTTPException(400, "The form could not be read. Open the page again.") from None
        if not visit_of(request).is_own(data.get("token")):
            raise HTTPException(403, "This form did not come from a page of the review. Open the page again.")
        seen = data.get("seen")
        number = int(seen) if isinstance(seen, str) and seen.isdecimal() else 0
        return await run_in_threadpool(handler, request, Form(data, number, _own_path(data.get("back"))))

    return endpoint


def _own_path(value: object) -> str:
    """Return a path of the desk, whatever was sent."""
    text = value if isinstance(value, str) else ""
    # Browsers read `\` as `/`, and leave out tabs and line ends.
    own = text.startswith("/") and not text.startswith("//") and not _MISREAD.intersection(text)
    return text if own else "/"


def record(
    request: Request,
    form: Form,
    given: Given,
    said: str = "",
    to: str | Callable[[list[Decision]], str] = "",
    stale: Stale | None = None,
) -> Response:
    """Record decisions in the officer's name, and go on to a page that says so.

    A form that does not know of a newer decision on the same thing is refused, and shows that decision; so is
    one that does not fit the analysis.

    Args:
        request: The request.
        form: What was sent.
        given: The decisions.
        said: What the next page says; empty: the decisions in words.
        to: Where to go on; empty: where the form came from.
        stale: Answers instead of the usual page when there is a newer decision.
    """
    live, visit = live_of(request), visit_of(request)
    if form.text("run") not in ("", live.now().fixed.run):
        return _of_another_run(request, form)
    try:
        taken = live.record(visit.officer, given, form.seen)
    except StaleFormError as error:
        return (stale or overtaken_page)(request, form, error)
    except ReviewError as error:
        return refused(request, form, list(map(_told, error.problems)))
    words = said or "; ".join(one.text for one in fold(taken)[:3])
    if words:
        visit.notes.append((words, tuple(decision.number for decision in taken if decision.do != "undo")))
    return RedirectResponse(to(taken) if callable(to) else to or form.back, 303)


def _told(problem: Problem) -> str:
    """Return what is wrong; where it is not a decision but the log itself, say so."""
    return f"The decision log {problem.message}" if problem.file and Path(problem.file).name == LOG else problem.message


def refused(request: Request, form: Form, messages: Sequence[str]) -> HTMLResponse:
    """Return the page that says why nothing was recorded, with what the officer had filled in."""
    snapshot_of(request)
    shown = [message[:1].upper() + message[1:] for message in messages]
    values = {"messages": shown, "form_back": form.back, "filled": _filled(form)}
    return render(request, "refused.html.j2", values, 422)


def overtaken_page(request: Request, form: Form, error: StaleFormError, *, again: bool = True) -> HTMLResponse:
    """Return the page that shows what was decided since the form was.

    Args:
        request: The request.
        form: What was sent.
        error: What is newer.
        again: Whether the same can be recorded all the same: not what somebody has to have seen, as an approval.
    """
    # The next form has to know of it too.
    request.state.snapshot = live_of(request).now()
    newer = [story(decision) for decision in error.newer]
    values: dict[str, Any] = {"newer": newer, "form_back": form.back, "filled": _filled(form)}
    values["again"] = _again(request, form) if again else None
    return render(request, "stale.html.j2", values, 409)


def _of_another_run(request: Request, form: Form) -> HTMLResponse:
    """Return the page that says that the ids in a form can mean something else by now."""
    snapshot_of(request)
    return render(request, "rerun.html.j2", {"form_back": form.back, "filled": _filled(form)}, 409)


def _filled(form: Form) -> list[tuple[str, str]]:
    """Return the words that an officer had typed, so that they are not lost."""
    found = [(name, form.text(name)) for name in form.data if name.startswith(("text", "title", "reason"))]
    return [(name, text) for name, text in dict(found).items() if text]


def _again(request: Request, form: Form) -> tuple[str, list[tuple[str, str]]]:
    """Return where and what to send for recording it all the same."""
    fields = [(name, value) for name, value in form.data.multi_items() if isinstance(value, str)]
    return request.url.path, [(name, value) for name, value in fields if name not in ("token", "seen", "run")]
