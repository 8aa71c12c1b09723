"""What waits for a translation, and translating it here: the same rows and rules as in the translators' workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from textmine.desk.paging import paging_of
from textmine.desk.snapshot import Snapshot
from textmine.desk.web import Form, live_of, page, posted, record, refused, snapshot_of
from textmine.language import direction, language_name
from textmine.review.workbook import Row, Sheet, ToTranslate, headings_sheet, translations_sheet
from textmine.review.workbook.words import words

A_PAGE = 20
_PATIENCE = 30.0
"""Seconds that a page waits at most for the texts to be collected."""
_TEXT = "text-"
"""What the name of a field begins with; the id of the row follows."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Direction:
    """What is needed in one language.

    Attributes:
        kinds: What waits: (kind in words, how many).
        done: Texts that have a translation.
        headings: Headings of the page that wait for approval.
    """

    tag: str
    name: str
    waiting: int
    kinds: tuple[tuple[str, int], ...]
    done: int
    headings: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A text or a heading as shown: what it is, what it says, and what it is in the other language."""

    row_id: str
    text: str
    tag: str
    direction: str
    about: str
    now: str
    by: str


def directions(now: Snapshot, texts: Sequence[ToTranslate]) -> list[Direction]:
    """Return what is needed in each language, English first."""
    kinds: Mapping[str, str] = words()["translations"]["kinds"]
    found = []
    for tag in dict.fromkeys(["en", *now.config.publish.languages]):
        own = [item for item in texts if item.into == tag]
        waiting = [item for item in own if (item.text, tag) not in now.reviewed.translations]
        counted = Counter(kinds.get(item.kind, item.kind) for item in waiting)
        headings = sum(not row.cells["approve"] for row in headings_sheet(now.reviewed, [tag]).rows)
        done = len(own) - len(waiting)
        found.append(Direction(tag, language_name(tag), len(waiting), tuple(counted.most_common()), done, headings))
    return found


def show_texts(request: Request) -> Response:
    """List the texts that are needed in one language, those without a translation unless all are asked for."""
    now, into = snapshot_of(request), request.query_params.get("into", "")
    every = request.query_params.get("all") == "yes"
    sheet = _sheet_into(request, now, into)
    wanted = [row for row in sheet.rows if every or not row.cells["translation"]]
    paging = paging_of(request, len(wanted), A_PAGE)
    return page(
        request,
        "translating.html.j2",
        into=into,
        into_name=language_name(into),
        into_direction=direction(into),
        texts=[_text(row) for row in paging.of(wanted)],
        lines=sheet.lines,
        paging=paging,
        every=every,
        translator=_translator(now, into),
    )


def translate(request: Request, form: Form) -> Response:
    """Record the translations that were filled in."""
    now, into = snapshot_of(request), form.text("into")
    sheet = _sheet_into(request, now, into)
    translator = form.text("translator")
    given = {
        name.removeprefix(_TEXT): {"translation": form.text(name), "translator": translator}
        for name in form.data
        if name.startswith(_TEXT) and form.text(name)
    }
    return _record(request, form, sheet, given)


def show_headings(request: Request) -> Response:
    """List the headings of the pages in one language."""
    now, language = snapshot_of(request), request.query_params.get("language", "")
    sheet = _headings_in(now, language)
    approved = now.reviewed.headings.get(language, {})
    headings = [
        Wording(
            row.row_id, str(row.cells["english"]), language, direction(language), "", str(row.cells["draft"]),
            approved[row.subject[1]].by if row.subject[1] in approved else "",
        )
        for row in sheet.rows
    ]  # fmt: skip
    return page(
        request,
        "headings.html.j2",
        language=language,
        language_name=language_name(language),
        headings=headings,
        waiting=sum(not item.by for item in headings),
    )


def approve(request: Request, form: Form) -> Response:
    """Approve headings: those that are ticked, those in other words, or all as they stand."""
    language = form.text("language")
    sheet = _headings_in(snapshot_of(request), language)
    if form.text("every") == "yes":
        return record(request, form, [{"do": "heading", "language": language}])
    ticked = set(form.texts("right"))
    given = {}
    for row in sheet.rows:
        is_right, text = row.row_id in ticked, form.text(f"{_TEXT}{row.row_id}")
        if is_right or text:
            given[row.row_id] = {"approve": "yes" if is_right else str(row.cells["approve"]), "text": text}
    return _record(request, form, sheet, given)


def _record(request: Request, form: Form, sheet: Sheet, given: Mapping[str, Mapping[str, str]]) -> Response:
    """Record what rows decide by the rules of the workbook, all of it or nothing."""
    rows = {row.row_id: row for row in sheet.rows}
    verdicts = [(rows[name], sheet.decide(rows[name], values)) for name, values in given.items() if name in rows]
    problems = [
        f"“{' '.join(row.label.split())[:_LONGEST]}”: {message}" for row, own in verdicts for _, message in own.problems
    ]
    if problems:
        return refused(request, form, problems)
    decisions: list[dict[str, Any]] = [decision for _, own in verdicts for decision in own.decisions]
    if not decisions:
        return refused(request, form, ["Nothing was filled in that is not recorded already."])
    return record(request, form, decisions)


def _sheet_into(request: Request, now: Snapshot, into: str) -> Sheet:
    """Return the texts that are needed in a language, as rows of the translators' workbook.

    Raises:
        HTTPException: None are needed in it, or they are still being collected.
    """
    if into != "en" and into not in now.config.publish.languages:
        raise HTTPException(404, "No pages are published in that language.")
    found = live_of(request).texts.get(now, wait=_PATIENCE)
    if found.value is None:
        raise HTTPException(503, "The texts are still being collected. Load the page again in a moment.")
    own = [item for item in found.value[0] if item.into == into]
    return translations_sheet(now.reviewed, own, {})


def _headings_in(now: Snapshot, language: str) -> Sheet:
    """Return the headings of a language, as rows of the translators' workbook.

    Raises:
        HTTPException: There are none to approve.
    """
    sheet = headings_sheet(now.reviewed, [language] if language in now.config.publish.languages else [])
    if not sheet.rows:
        raise HTTPException(404, "There are no headings to approve in that language.")
    return sheet


def _text(row: Row) -> Wording:
    item: ToTranslate = row.subject
    parts = [language_name(item.language), str(row.cells["what"]), item.where]
    parts += [f"may hold personal data: {row.cells['personal']}"] if row.cells["personal"] else []
    return Wording(
        row.row_id, item.text, item.language, direction(item.language), " · ".join(filter(None, parts)),
        str(row.cells["translation"]), str(row.cells["so_far"]),
    )  # fmt: skip


def _translator(now: Snapshot, into: str) -> str:
    """Return who translated into a language last."""
    decisions = reversed(now.reviewed.decisions)
    last = next((one for one in decisions if one.do == "translate" and one.payload["into"] == into), None)
    return str(last.payload["translator"]) if last else ""


ROUTES = [
    Route("/languages/texts", show_texts),
    Route("/languages/translate", posted(translate), methods=["POST"]),
    Route("/languages/headings", show_headings),
    Route("/languages/approve", posted(approve), methods=["POST"]),
]
