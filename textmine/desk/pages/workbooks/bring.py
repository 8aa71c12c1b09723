"""A workbook that came back: what it would change is shown, then exactly that is recorded, or nothing."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from textmine.desk.access import Upload
from textmine.desk.live import StaleFormError
from textmine.desk.pages.workbooks.take import opened
from textmine.desk.web import Form, link, live_of, page, record, refused, snapshot_of, visit_of
from textmine.errors import InputError, Problem
from textmine.exchange import Waiting, check_workbook
from textmine.model import Decision
from textmine.review.story import story
from textmine.review.workbook import change_lines
from textmine.review.workbook.reader import Reading

LARGEST = 30_000_000
"""Bytes of a workbook; one with everything about 5,000 answers has a thirtieth of that."""
MOST = 3
"""Workbooks of one officer that wait for a yes."""
_LONGEST = 100
_GONE = "That workbook is not here any more. Choose it again on the page of workbooks."


@dataclass(frozen=True, slots=True)
class Changes:
    """What one sheet would change: each row in words, and below it what changes in it."""

    sheet: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def upload(request: Request, form: Form) -> Response:
    """Read a workbook, and go on to what it would change."""
    sent = form.file("workbook")
    if sent is None:
        return refused(request, form, ["Choose the workbook first."])
    name = _name(sent.filename or "")
    if not name.casefold().endswith(".xlsx"):
        return refused(request, form, [f"“{name}” is no workbook. Save it as an Excel workbook (.xlsx)."])
    content = sent.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return refused(request, form, [f"“{name}” is too large: more than {LARGEST // 1_000_000} megabytes."])
    visit = visit_of(request)
    try:
        read = _read(request, name, content, is_partial=form.text("partial") == "yes")
    except InputError as error:
        return _problems(request, name, error.problems)
    key = secrets.token_urlsafe()
    kept = [*visit.uploads.items(), (key, read)]
    visit.uploads = dict(kept[-MOST:])
    return RedirectResponse(link("/workbooks/changes", file=key), 303)


def changes(request: Request) -> Response:
    """Show what a workbook would change now."""
    return _show(request, request.query_params.get("file", ""))


def take_over(request: Request, form: Form) -> Response:
    """Record what was shown, all of it or nothing."""
    key, visit = form.text("file"), visit_of(request)
    sent = _kept(request, key)
    if not _is_current(request, sent) or form.seen != sent.waiting.seen:
        return _show(request, key, is_anew=True, status=409)

    def again(request: Request, form: Form, error: StaleFormError) -> Response:
        del form
        return _show(request, key, is_anew=True, newer=error.newer, status=409)

    said = f"Recorded from “{sent.name}”: {_counted(len(sent.waiting.decisions))}."
    response = record(
        request, replace(form, seen=sent.waiting.seen), sent.waiting.decisions, said, to="/workbooks", stale=again
    )
    if response.status_code == 303:
        visit.uploads.pop(key, None)
    return response


def discard(request: Request, form: Form) -> Response:
    """Forget a workbook."""
    visit_of(request).uploads.pop(form.text("file"), None)
    return RedirectResponse("/workbooks", 303)


def _show(
    request: Request, key: str, *, is_anew: bool = False, newer: Sequence[Decision] = (), status: int = 200
) -> Response:
    """Show what a workbook would change; it is read again where that may be something else by now."""
    sent = _kept(request, key)
    request.state.snapshot = live_of(request).now()
    if not _is_current(request, sent) or sent.waiting.seen != snapshot_of(request).number:
        try:
            sent = _read(request, sent.name, sent.content, is_partial=sent.partial)
        except InputError as error:
            return _problems(request, sent.name, error.problems)
        visit_of(request).uploads[key] = sent
    response = page(
        request,
        "workbooks_changes.html.j2",
        file=sent.name,
        key=key,
        sheets=list(_by_sheet(sent.waiting)),
        notes_of_it=change_lines(replace(sent.waiting.reading, filled=[])),
        decisions=len(sent.waiting.decisions),
        is_anew=is_anew,
        newer=list(map(story, newer)),
    )
    response.status_code = status
    return response


def _kept(request: Request, key: str) -> Upload:
    """Return a workbook that waits.

    Raises:
        HTTPException: It does not: it was recorded, discarded, or too many came after it.
    """
    found = visit_of(request).uploads.get(key)
    if found is None:
        raise HTTPException(404, _GONE)
    return found


def _is_current(request: Request, sent: Upload) -> bool:
    """Tell whether a workbook was read against the analysis that is here now, for whoever decides now."""
    return (sent.run, sent.officer) == (live_of(request).now().fixed.run, visit_of(request).officer)


def _read(request: Request, name: str, content: bytes, *, is_partial: bool) -> Upload:
    """Check everything in a workbook.

    Raises:
        InputError: Everything that is wrong with it.
    """
    now, officer = snapshot_of(request), visit_of(request).officer
    trial = partial(live_of(request).rehearse, officer)
    waiting = check_workbook(opened(now), content, officer, trial, name=name, partial=is_partial)
    return Upload(name, content, is_partial, now.fixed.run, officer, waiting)


def _by_sheet(waiting: Waiting) -> Iterator[Changes]:
    """Yield what each sheet would change."""
    for title, filled in groupby(waiting.reading.filled, key=lambda item: item.title):
        rows: list[tuple[str, list[str]]] = []
        for line in change_lines(Reading(filled=list(filled))):
            if line.startswith(" ") and rows:
                rows[-1][1].append(line.strip())
            else:
                rows.append((line, []))
        yield Changes(title, tuple((row, tuple(columns)) for row, columns in rows))


def _problems(request: Request, name: str, problems: Sequence[Problem]) -> Response:
    """List everything that is wrong with a workbook."""
    by_sheet: dict[str, list[tuple[str, str]]] = {}
    for problem in problems:
        message = problem.message[:1].upper() + problem.message[1:]
        by_sheet.setdefault(problem.sheet or "", []).append((_cell(problem), message))
    values = {"file": name, "number": len(problems), "by_sheet": list(by_sheet.items())}
    response = page(request, "workbooks_problems.html.j2", **values)
    response.status_code = 422
    return response


def _cell(problem: Problem) -> str:
    """Name the place of a problem as spreadsheets do, with the heading of its column: `D7 (Outcome)`."""
    letter, _, heading = (problem.column or "").partition(": ")
    row = str(problem.row or "")
    return f"{letter}{row} ({heading})" if letter and row and heading else f"{problem.column or ''} {row}".strip()


def _name(given: str) -> str:
    """Return the name of a file without folders and without what does not show."""
    last = re.split(r"[/\\]", given)[-1]
    return "".join(sign for sign in last if sign.isprintable())[-_LONGEST:].strip() or "workbook"


def _counted(number: int) -> str:
    return "1 decision" if number == 1 else f"{number} decisions"
