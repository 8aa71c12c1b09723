"""What an officer decides in the editor; whatever was typed into it is recorded with it, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from textmine.desk.pages.editor.drafting import editor_page
from textmine.desk.pages.editor.standing import neighbours
from textmine.desk.pages.editor.typed import (
    Typed,
    decisions_of,
    lean,
    problems_of,
    typed_in,
)
from textmine.desk.pages.editor.wording import wording
from textmine.desk.web import Form, link, overtaken_page, posted, record, snapshot_of, visit_of

More = Sequence[dict[str, Any]]
"""Decisions beside those that what was typed makes."""


def save(request: Request, form: Form) -> Response:
    """Record what was typed."""
    return _record(request, form, typed_in(form), [])


def approve(request: Request, form: Form) -> Response:
    """Approve what the officer saw, with what was typed."""
    now, theme, typed = snapshot_of(request), form.text("theme"), typed_in(form)
    decision = {"do": "approve", "theme": theme}
    given = theme in now.groups or theme in now.reviewed.outcomes or typed.outcome
    if theme in now.themes and not given:
        return editor_page(request, theme, typed, [wording()["problems"]["approve_without"]], form, 422)
    return _record(request, form, typed, [decision])


def redact(request: Request, form: Form) -> Response:
    """Publish a sentence with placeholders for personal data."""
    decision = {"do": "redact", "theme": form.text("theme"), "ordinal": _number(form, "redact")}
    return _record(request, form, typed_in(form), [decision])


def leave_out(request: Request, form: Form) -> Response:
    """Keep a sentence from being published; what was typed into it is dropped."""
    theme, ordinal = form.text("theme"), _number(form, "leave_out")
    decision = {"do": "leave_out", "theme": theme, "ordinal": ordinal}
    return _record(request, form, typed_in(form).without(ordinal), [decision])


def restore(request: Request, form: Form) -> Response:
    """Undo the last edit of a sentence, or that it is left out; what was typed into it since is dropped."""
    number, typed = _number(form, "edit"), typed_in(form)
    log = snapshot_of(request).reviewed.decisions
    if not 0 < number <= len(log):
        raise HTTPException(400, "There is no such edit. Open the page again.")
    own = log[number - 1].payload.get("ordinal")
    return _record(request, form, typed.without(own), [{"do": "undo", "decision": number}])


def override(request: Request, form: Form) -> Response:
    """Let a theme pass a check of the publication gate, with a reason."""
    theme, check, typed = form.text("theme"), form.text("check"), typed_in(form)
    reason = form.text(f"reason-{check}")
    if not reason:
        return editor_page(request, theme, typed, [wording()["problems"]["no_override_reason"]], form, 422)
    return _record(request, form, typed, [{"do": "override", "theme": theme, "check": check, "reason": reason}])


def _number(form: Form, name: str) -> int:
    text = form.text(name)
    if not (text.isdecimal() and len(text) < 10):
        raise HTTPException(400, "The form is not complete. Open the page again.")
    return int(text)


def _record(request: Request, form: Form, typed: Typed, more: More) -> Response:
    """Record what was typed, and more, as one; a theme that is gone meanwhile is for `record` to tell."""
    now, theme = snapshot_of(request), form.text("theme")
    if theme in now.themes and (problems := problems_of(typed)):
        return editor_page(request, theme, typed, problems, form, 422)
    decisions = [*decisions_of(now, theme, typed), *more]
    officer = visit_of(request)
    going = link("/draft", id=theme)
    if form.text("go") == "next":
        waiting = neighbours(now, theme, officer.officer)[2]
        going = link("/draft", id=waiting) if waiting else "/drafts"
    if not decisions:
        officer.notes.append(("Nothing was changed.", ()))
        return RedirectResponse(going, 303)
    # What nobody has read is not approved all the same.
    stale = partial(overtaken_page, again=False) if any(item["do"] == "approve" for item in more) else None
    return record(request, lean(form, typed, link("/draft", id=theme)), decisions, to=going, stale=stale)


ROUTES = [
    Route("/draft/save", posted(save), methods=["POST"]),
    Route("/draft/approve", posted(approve), methods=["POST"]),
    Route("/draft/redact", posted(redact), methods=["POST"]),
    Route("/draft/leave-out", posted(leave_out), methods=["POST"]),
    Route("/draft/restore", posted(restore), methods=["POST"]),
    Route("/draft/override", posted(override), methods=["POST"]),
]
