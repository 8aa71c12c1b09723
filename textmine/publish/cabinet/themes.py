"""The consultation report: themes of every open question, with figures, points, views, quotes and outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.publish.cabinet.facts import Report, report_wording
from textmine.publish.cabinet.layout import Line, add_table
from textmine.publish.cabinet.people import percent
from textmine.publish.word.document import write_said
from textmine.publish.wording import wording

if TYPE_CHECKING:
    from textmine.publish.page import OpenQuestion, Theme
    from textmine.publish.word.document import _Document


def theme_row(report: Report, theme: Theme) -> Line:
    """Return a row of the table of themes: title, people, share, for, against."""
    hidden = report_wording()["themes"]["hidden"]
    if not report.release.shows(("theme", theme.theme_id)):
        return [theme.title, theme.people, hidden, hidden, hidden]
    figures = {figure.name: figure.count for figure in report.release.figures}
    cells = [("theme", theme.theme_id, position) for position in ("for", "against")]
    shown = [f"{figures[cell]:,}" if report.release.shows(cell) else hidden for cell in cells]
    return [theme.title, f"{theme.n_people:,}", percent(theme.n_people, theme.base), *shown]


def _table(document: _Document, report: Report, question: OpenQuestion) -> None:
    words = report_wording()["themes"]
    head = [wording()["tables"]["theme"], words["people"], words["share"], words["for"], words["against"]]
    rows = [theme_row(report, theme) for theme in question.themes]
    base = question.themes[0].base
    shares = [words["share_base"].format(base=f"{base:,}")] if base >= report.rule.minimum else []
    notes = [*shares, words["positions"]]
    add_table(document, head, rows, [6.2, 2.6, 2, 2.8, 2.8], caption=words["caption"], notes=notes)


def _theme(document: _Document, theme: Theme, level: int) -> None:
    document.heading(theme.title, level)
    document.text(theme.description)
    write_said(document, theme, level + 1, report_wording()["headings"])
    document.outcome(theme.outcome, level + 1)


def _question(document: _Document, report: Report, question: OpenQuestion) -> None:
    document.heading(question.wording, 3)
    document.text(" ".join(question.figures))
    if not question.themes:
        document.text(report_wording()["themes"]["none"])
        return
    _table(document, report, question)
    for group in question.groups:
        if group.title:
            document.heading(group.title, 4)
            document.text(group.description)
        for theme in group.themes:
            _theme(document, theme, 5 if group.title else 4)


def add_themes(document: _Document, report: Report) -> None:
    """Add the themes of every open question, in the words of the public page."""
    document.heading(report_wording()["headings"]["themes"], 2)
    for question in report.page.questions:
        _question(document, report, question)


def add_outcomes(document: _Document, report: Report) -> None:
    """Add one table with what happened to each theme."""
    words = report_wording()["outcomes"]
    document.heading(report_wording()["headings"]["outcomes"], 2)
    for question in report.page.questions:
        if not question.themes:
            continue
        rows: list[Line] = [[theme.title, theme.outcome.label, _what(theme)] for theme in question.themes]
        head = [words["theme"], words["outcome"], words["what"]]
        add_table(document, head, rows, [5.4, 3, 8], caption=question.wording, numbers=False)


def _what(theme: Theme) -> str:
    facts = " ".join(f"{label}: {str(value).rstrip('.')}." for label, value in theme.outcome.facts)
    return f"{theme.outcome.text} {facts}".strip()
