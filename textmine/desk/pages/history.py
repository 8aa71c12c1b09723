"""Everything that was decided, by whom and when; each can be undone."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, page, posted, record, snapshot_of
from textmine.review.story import Story, fold, story

A_PAGE = 50


def show(request: Request) -> Response:
    """List the decisions, the newest first, those about one theme alone if one is asked for."""
    now = snapshot_of(request)
    theme, by, do = (request.query_params.get(name, "") for name in ("theme", "by", "do"))
    found = [
        decision
        for decision in reversed(now.reviewed.decisions)
        if (not theme or theme in decision.members) and (not by or decision.by == by) and (not do or decision.do == do)
    ]
    log = now.reviewed.decisions
    entries = fold(found, past=log, apart=now.undone)
    paging = paging_of(request, len(entries), A_PAGE)
    return page(
        request,
        "history.html.j2",
        entries=[_entry(now, entry) for entry in paging.of(entries)],
        paging=paging,
        theme=(theme, now.themes[theme].title if theme in now.themes else theme),
        people=sorted({decision.by for decision in now.reviewed.decisions}),
        by=by,
        not_applied=now.reviewed.not_applied,
    )


def _entry(now: Snapshot, entry: Story) -> tuple[Story, list[tuple[int, Story]], bool]:
    """Return an entry of the list, the decisions it sums up, and whether it is undone."""
    log = now.reviewed.decisions
    each = [(decision.number, story(decision, past=log)) for decision in entry.decisions]
    return entry, each, entry.decisions[0].number in now.undone


def undo(request: Request, form: Form) -> Response:
    """Undo decisions, the newest first."""
    numbers = sorted({int(text) for text in form.texts("decision") if text.isdecimal()}, reverse=True)
    if not numbers:
        raise HTTPException(400, "No decision was named. Open the page again.")
    return record(request, form, [{"do": "undo", "decision": number} for number in numbers])


ROUTES = [Route("/history", show), Route("/undo", posted(undo), methods=["POST"])]
