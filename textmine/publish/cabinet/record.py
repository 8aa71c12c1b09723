"""The consultation report: what became of every row of the file and of every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from textmine.publish.cabinet.facts import Report, report_wording
from textmine.publish.cabinet.layout import Line, add_table
from textmine.publish.texts import clean
from textmine.publish.wording import amount, capital, counted, joined

if TYPE_CHECKING:
    from textmine.publish.word.document import _Document


_PAIRS = (("themed", "needs_person"), ("no_content", "blank"))
"""Statuses of answers with content, and of those without."""


def ranges(rows: Iterable[int]) -> str:
    """Return row numbers with those in a row joined.

    Example:
        >>> ranges([7, 3, 4, 5])
        '3 to 5, 7'
    """
    runs = groupby(enumerate(sorted(set(rows))), key=lambda pair: pair[1] - pair[0])
    found = [[row for _, row in run] for _, run in runs]
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in found)


def aside_rows(ledger: Mapping[str, Any], several_files: bool) -> list[Line]:
    """Return why rows were set aside, with every row: (reason, rows)."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for item in ledger.get("set_aside", []):
        key = str(item["file"] or ""), str(item["sheet"] or ""), str(item["reason"])
        groups.setdefault(key, []).append(int(item["row"]))
    found: list[Line] = []
    for (file, sheet, reason), rows in sorted(groups.items()):
        place = joined([part for part in (file if several_files else "", sheet) if part])
        reason = clean(reason[:1].upper() + reason[1:])
        found.append([reason, f"{clean(place)}: {ranges(rows)}" if place else ranges(rows)])
    return found


def status_rows(counts: Mapping[str, int], minimum: int) -> list[Line]:
    """Return what became of the answers to one question.

    The page states how many answers have content, and how many do not. Of two parts of one of these
    both stand together where one is small: the other would give it away. Where both together are few, so is what
    the rest leaves of all answers.
    """
    words, found = report_wording()["record"], list[Line]()
    total: Line = [words["all"], capital(amount(sum(counts.values()), minimum))]
    if any(0 < sum(counts[status] for status in pair) < minimum for pair in _PAIRS):
        return [total]
    for pair in _PAIRS:
        if all(counts[status] == 0 or counts[status] >= minimum for status in pair):
            found += [[words[status], f"{counts[status]:,}"] for status in pair if counts[status]]
        else:
            found.append([words["_or_".join(pair)], f"{sum(counts[status] for status in pair):,}"])
    return [*found, total]


def _rows(document: _Document, report: Report) -> None:
    words, manifest = report_wording()["record"], report.reviewed.tables.manifest
    ledger = manifest.get("ledger")
    # How many rows were kept is how many people responded.
    if not ledger or ledger["responses"] < report.rule.minimum:
        return
    document.heading(report_wording()["headings"]["rows"], 3)
    rows: list[Line] = [
        [words["rows_read"], f"{ledger['rows_read']:,}"],
        [words["responses"], f"{ledger['responses']:,}"],
        [words["set_aside"], f"{len(ledger['set_aside']):,}"],
    ]
    inputs = manifest.get("inputs", [])
    aside = aside_rows(ledger, len(inputs) > 1)
    add_table(document, [words["line"], words["count"]], rows, [12.4, 4], notes=() if aside else [words["none_aside"]])
    if aside:
        head = [words["reason"], words["rows"]]
        add_table(document, head, aside, [8.4, 8], caption=words["aside_table"], numbers=False)
    personal = sum(int(source.get("personal_columns_dropped", 0)) for source in inputs)
    document.text(counted(words["personal"], personal) if personal else "")


def add_record(document: _Document, report: Report) -> None:
    """Add the ledger: every row that was read, every row set aside with the reason, every answer by status."""
    words, headings = report_wording()["record"], report_wording()["headings"]
    document.heading(headings["record"], 2)
    document.text(words["read"])
    _rows(document, report)
    document.heading(headings["answers"], 3)
    responses = report.reviewed.tables.responses
    for question_id, question in zip(report.question_ids(), report.page.questions, strict=True):
        own = responses.loc[responses["question_id"] == question_id, "status"].value_counts()
        counts = {status: int(own.get(status, 0)) for status in ("themed", "needs_person", "no_content", "blank")}
        head, rows = [words["status"], words["count"]], status_rows(counts, report.rule.minimum)
        add_table(document, head, rows, [12.4, 4], caption=question.wording)
