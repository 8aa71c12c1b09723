"""The consultation report: who responded, and how they answered the questions with set options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textmine.draft.quantities import step_of, whole_percent
from textmine.insight import Breakdown, kinds_are_shown
from textmine.insight.closed import scale_sides
from textmine.insight.outputs import KINDS
from textmine.publish.cabinet.facts import Report, report_wording
from textmine.publish.cabinet.layout import Line, add_table
from textmine.publish.page import PeopleTable, Text
from textmine.publish.people import group_tables, people_table
from textmine.publish.texts import tagged
from textmine.publish.wording import joined, wording

if TYPE_CHECKING:
    from textmine.publish.word.document import _Document

MOST_NAMED = 3
"""How many options the sentence below a table names, where they are no scale with two sides."""


def percent(count: int, base: int) -> str:
    """Return a share as it is printed, of the numbers as printed: "38%"."""
    return f"{whole_percent(count, base)}%"


def add_people_table(document: _Document, table: PeopleTable, caption: Text | str) -> None:
    """Add a table of people with its caption and notes; where nothing may be shown, the notes say why."""
    words = wording()["tables"]
    if not table.rows:
        for line in (caption, *table.notes):
            document.text(line, "Caption" if line is caption else "Normal")
        return
    rows: list[Line] = [[row.option, row.shown, "" if row.percent is None else f"{row.percent}%"] for row in table.rows]
    head = [table.first, words["people"], report_wording()["themes"]["share"]]
    add_table(document, head, rows, [10.4, 3, 3], caption=caption, notes=table.notes)


def _kinds(document: _Document, report: Report) -> None:
    words, counts = report_wording()["who"], report.who.kinds
    document.heading(report_wording()["headings"]["kinds"], 3)
    if set(counts) == {"unknown"}:
        document.text(words["one_kind"])
    elif not kinds_are_shown(report.who, report.rule.minimum):
        document.text(words["hidden"])
    else:
        order = [kind for kind in (*KINDS, "unknown") if kind in counts]
        total = report.who.responses
        rows: list[Line] = [[words[kind], f"{counts[kind]:,}", percent(counts[kind], total)] for kind in order]
        rows.append([report_wording()["record"]["all"], f"{total:,}", percent(total, total)])
        head = [words["kind"], report_wording()["record"]["count"], report_wording()["themes"]["share"]]
        add_table(document, head, rows, [10.4, 3, 3])


def add_who(document: _Document, report: Report) -> None:
    """Add who responded: individuals and organisations, languages, and groups with small ones hidden."""
    words, headings = report_wording()["who"], report_wording()["headings"]
    document.heading(headings["who"], 2)
    for note in report.page.people_notes:
        document.text(note)
    _kinds(document, report)
    captions = {str(question.wording) for question in report.closed}
    languages = [table for table in report.page.tables if str(table.caption) not in captions]
    if languages:
        document.heading(headings["languages"], 3)
    for table in languages:
        add_people_table(document, table, table.caption)
    settings = report.config.publish
    groups = group_tables(report.reviewed.tables, settings.breakdown_minimum, tagged, rounding=settings.rounding)
    document.heading(headings["groups"], 3)
    document.text(words["groups"] if groups else words["no_groups"])
    for table in groups:
        add_people_table(document, table, table.caption)


def _cell(report: Report, name: tuple[str, ...], count: int, base: int) -> str:
    """Return a count of one kind of respondent with its share, or that it is not shown."""
    if not report.release.shows(name):
        return str(wording()["people"]["hidden"])
    shown = report.rule.shown(count)
    base_name = ("answered", name[1], name[3])
    return f"{shown:,} ({percent(shown, report.rule.shown(base))})" if report.release.shows(base_name) else f"{shown:,}"


def kinds_apart(report: Report, question: Breakdown) -> list[Line]:
    """Return the rows of a table with individuals and organisations apart; none where most would be hidden."""
    kinds = [kind for kind in KINDS if question.bases.get(kind)]
    names = [("closed", question.question_id, option, kind) for option in question.counts for kind in kinds]
    if len(kinds) < 2 or 2 * sum(report.release.shows(name) for name in names) < len(names):
        return []
    rows: list[Line] = [
        [
            tagged(option),
            *(
                _cell(
                    report,
                    ("closed", question.question_id, option, kind),
                    question.by_kind[option][kind],
                    question.bases[kind],
                )
                for kind in kinds
            ),
        ]
        for option in question.counts
    ]
    totals: Line = [report_wording()["closed"]["base"]]
    for kind in kinds:
        shown = report.release.shows(("answered", question.question_id, kind))
        totals.append(f"{report.rule.shown(question.bases[kind]):,}" if shown else wording()["people"]["hidden"])
    return [*rows, totals]


def _chosen_most(report: Report, question: Breakdown) -> list[tuple[int, list[str]]]:
    """Return what the sentence names: (people as shown, options), the sides of a scale or the largest options.

    Rounded numbers are added up as they are printed: the rounded sum would tell more than the table does.
    """
    shown = {
        option: report.rule.shown(count)
        for option, count in question.counts.items()
        if report.release.shows(("closed", question.question_id, option))
    }
    sides = None if question.several or len(shown) < len(question.counts) else scale_sides(shown)
    if sides:
        return [(sum(shown[option] for option in side), side) for side in sides]
    largest = sorted(shown, key=lambda option: -shown[option])[:MOST_NAMED]
    return [(shown[option], [option]) for option in largest]


def closed_sentence(report: Report, question: Breakdown) -> str:
    """Return the sentence below the table of a closed question; empty where nothing may be shown.

    On a scale with two sides, the steps of each side are added up: everybody who agrees, more or less.
    """
    words, base = report_wording()["closed"], report.rule.shown(question.base)
    said = []
    for count, options in _chosen_most(report, question):
        shown = min(count, base)
        if not shown:
            continue
        quantity = step_of(shown, base).words
        names = _either([f"“{tagged(option)}”" for option in options])
        said.append(
            words["then"].format(quantity=quantity, n=f"{shown:,}", percent=whole_percent(shown, base), options=names)
        )
    if not said:
        return ""
    said[0] = said[0][:1].lower() + said[0][1:]
    form = words["several_of" if question.several else "of"]
    return str(form.format(base=f"{base:,}", said=" ".join(said)))


def _either(names: Sequence[str]) -> str:
    return joined(names).replace(" and ", " or ") if len(names) == 2 else joined(names)


def _apart_notes(report: Report, rows: Sequence[Line]) -> list[str]:
    words, hidden = wording()["people"], wording()["people"]["hidden"]
    notes = [words["hidden_note"]] if any(hidden in row for row in rows) else []
    return notes + ([words["rounded"].format(base=report.rule.rounding)] if report.rule.rounding > 1 else [])


def _closed(document: _Document, report: Report, question: Breakdown) -> None:
    words = report_wording()["closed"]
    document.heading(tagged(question.wording), 3)
    table = people_table(question, report.rule, tagged)
    document.text(closed_sentence(report, question) if table.rows else "")
    add_people_table(document, table, words["together"] if table.rows else "")
    rows = kinds_apart(report, question)
    if rows:
        head = [words["answer"], words["individual"], words["organisation"]]
        add_table(document, head, rows, [8.4, 4, 4], caption=words["apart"], notes=_apart_notes(report, rows))
    elif table.rows and all(question.bases.get(kind) for kind in KINDS):
        document.text(words["not_apart"])


def add_closed(document: _Document, report: Report) -> None:
    """Add a sentence and a table for every closed question."""
    document.heading(report_wording()["headings"]["closed"], 2)
    if not report.closed:
        document.text(report_wording()["closed"]["none"])
    for question in report.closed:
        _closed(document, report, question)
