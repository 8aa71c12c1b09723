"""The list of themes, question by question."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from textmine.desk.pages.themes.rows import SORTS, aside_of, leaves, rows_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import link, render, snapshot_of


def show(request: Request) -> Response:
    """List the themes of one question."""
    return listing(request, request.query_params.get("question", ""))


def listing(request: Request, question: str, problem: str = "", ticked: Sequence[str] = ()) -> Response:
    """Return the list, with what is wrong with what was ticked.

    Args:
        request: `sort` in its address.
        question: Its id; empty: the first.
        problem: In plain words.
        ticked: Themes that stay ticked.
    """
    now = snapshot_of(request)
    chosen = question or next(iter(now.questions), "")
    if chosen not in now.questions:
        raise HTTPException(404, "There is no such question in this consultation.")
    sort = request.query_params.get("sort", "people")
    sort = sort if sort in SORTS else "people"
    rows = rows_of(now, chosen, sort)
    values = {
        "questions": [(name, words, link("/themes", question=name)) for name, words in now.questions.items()],
        "question": chosen,
        "wording": now.questions[chosen],
        "rows": rows,
        "themes": len(list(leaves(rows))),
        "groups": sum(row.is_group for row in rows),
        "waiting": _waiting(now, chosen),
        "aside": aside_of(now, chosen),
        "sort": sort,
        "sorts": {name: link("/themes", question=chosen, sort=name) for name in SORTS},
        "problem": problem,
        "ticked": frozenset(ticked),
    }
    return render(request, "themes.html.j2", values, 422 if problem else 200)


def _waiting(now: Snapshot, question: str) -> int:
    """Return how many answers to a question are in no theme."""
    return sum(row.status == "needs_person" for (_, asked), row in now.answers.items() if asked == question)
