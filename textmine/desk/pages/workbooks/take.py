"""What can be taken away: workbooks for those who fill them in, and the decisions as a file."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from textmine.analysis import Analysis
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import live_of, page, snapshot_of
from textmine.errors import InputError
from textmine.exchange import Audience, export_analysis
from textmine.review.session import standing
from textmine.review.story import story

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKBOOKS: tuple[tuple[str, Audience | None, str, str], ...] = (
    ("officer", "officer", "For officers", "themes, answers and sentences: the review itself, away from this page"),
    ("lead", "lead", "For the service lead", "what the council did, theme by theme"),
    ("translators", "translators", "For translators", "texts to translate, and headings to approve"),
    ("all", None, "Everything in one", "all of these"),
)
"""What an address calls a workbook, whom it is for, and what the page says of it."""
_LONGEST = 40


def show(request: Request) -> Response:
    """Offer what can be taken away, and take back what was filled in."""
    now = snapshot_of(request)
    stand = [decision for decision in standing(now.reviewed.decisions) if decision.do != "undo"]
    return page(request, "workbooks.html.j2", workbooks=WORKBOOKS, decisions=len(stand))


def workbook(request: Request) -> Response:
    """Make a workbook and send it."""
    wanted = {name: audience for name, audience, *_ in WORKBOOKS}
    name = request.query_params.get("who", "")
    if name not in wanted:
        raise HTTPException(404, "There is no such workbook. Choose one on the page of workbooks.")
    now, folder = snapshot_of(request), live_of(request).folder
    # Only this user can look into a temporary folder, and it is gone before anything is sent.
    with tempfile.TemporaryDirectory(prefix="textmine-") as own:
        path = Path(own) / "workbook.xlsx"
        try:
            export_analysis(opened(now), folder, path, wanted[name])
        except InputError as error:
            raise HTTPException(404, " ".join(problem.message for problem in error.problems)) from None
        content = path.read_bytes()
    return _download(content, XLSX, f"{_stem(request)}-{name}.xlsx")


def decisions(request: Request) -> Response:
    """Send the decisions that stand as `textmine decide` takes them; say first which cannot be in it."""
    found = live_of(request).again()
    if found.left_out and request.query_params.get("anyway") != "yes":
        left_out = [(story(decision), why) for decision, why in found.left_out]
        return page(request, "workbooks_decisions.html.j2", left_out=left_out, others=len(found.lines))
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in found.lines)
    return _download("".join(lines).encode(), "application/jsonl; charset=utf-8", f"{_stem(request)}-decisions.jsonl")


def opened(now: Snapshot) -> Analysis:
    """Return the analysis of a snapshot, as the workbooks want it."""
    return Analysis(now.fixed.machine, now.reviewed)


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


def _stem(request: Request) -> str:
    """Return what a file of the consultation is called: letters, digits and hyphens, whatever its title holds."""
    words = re.findall(r"[a-z0-9]+", str(request.app.state.title).lower())
    return "-".join(words)[:_LONGEST].strip("-") or "consultation"
