"""New themes, and setting themes aside."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from textmine.desk.pages.themes.listing import listing
from textmine.desk.pages.themes.ticked import list_of, rows_for, sent, ticked
from textmine.desk.web import Form, link, page, record, refused, snapshot_of
from textmine.review.verbs import is_visible


def create(request: Request, form: Form) -> Response:
    """Make a theme that nobody is in yet."""
    question, title, description = form.text("question"), form.text("title"), form.text("text")
    if not is_visible(title):
        return refused(request, form, ["Give the new theme a title."])
    payload = {"do": "create", "question": question, "title": title}
    payload |= {"description": description} if is_visible(description) else {}
    return record(request, form, [payload], to=link("/themes", question=question))


def show_aside(request: Request) -> Response:
    """Ask for the reason, and say what will happen."""
    now, themes = snapshot_of(request), ticked(request)
    if not themes:
        question = request.query_params.get("question", "")
        return listing(request, question, "Tick the themes that you want to set aside.")
    return page(request, "themes_aside.html.j2", rows=rows_for(now, themes), cancel=list_of(now, themes))


def set_aside(request: Request, form: Form) -> Response:
    """Keep the ticked themes from being published."""
    themes, reason = sent(form), form.text("reason")
    if not themes:
        return refused(request, form, ["Tick the themes that you want to set aside."])
    if not is_visible(reason):
        return refused(request, form, ["Say why: colleagues will want to know."])
    decisions = [{"do": "set_aside", "theme": name, "reason": reason} for name in themes]
    return record(request, form, decisions, to=list_of(snapshot_of(request), themes))
