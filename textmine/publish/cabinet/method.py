"""The consultation report: how people were asked, how answers were analysed, and what to bear in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textmine.draft.quantities import scale
from textmine.publish.cabinet.facts import Report, report_wording
from textmine.publish.cabinet.layout import Line, add_table
from textmine.publish.texts import clean, tagged
from textmine.publish.wording import british_date, counted, in_words, joined

if TYPE_CHECKING:
    from textmine.publish.word.document import _Document


def _asked(document: _Document, report: Report) -> None:
    words = report_wording()["method"]
    document.heading(report_wording()["headings"]["asked"], 3)
    for text in report.page.asked:
        document.text(text)
    document.text("" if report.page.asked else words["no_account"])
    if report.closed:
        document.text(words["closed_questions"])
    for question in report.closed:
        document.text(tagged(question.wording), "List Bullet")
    asked = [question.wording for question in report.page.questions if not question.letters]
    document.text(words["questions"] if asked else "")
    for wording in asked:
        document.text(wording, "List Bullet")


def _reviewed(report: Report) -> list[str]:
    """Return the sentences on what named officers did."""
    words, reviewed = report_wording()["method"], report.reviewed
    published = {theme.theme_id for theme in report.chosen}
    names = [clean(by) for by in reviewed.approvers(published)]
    days = [entry.at[:10] for entry in reviewed.decisions if entry.do == "approve" and clean(entry.by) in names]
    approved = words["approved_on"] if days else words["approved"]
    lifted = sum(len(checks) for theme, checks in reviewed.overrides.items() if theme in published)
    return [
        counted(words["review"], len(reviewed.decisions)),
        *([approved.format(names=joined(names), date=british_date(max(days, default="")))] if names else []),
        *([counted(words["lifted"], lifted)] if lifted else []),
        *([counted(words["aside"], len(reviewed.set_aside))] if reviewed.set_aside else []),
        words["software"],
    ]


def _analysis(document: _Document, report: Report) -> None:
    words, tables = report_wording()["method"], report.reviewed.tables
    document.heading(report_wording()["headings"]["analysis"], 3)
    inputs = tables.manifest.get("inputs", [])
    files = counted(words["files"], len(inputs)) if inputs else ""
    document.text(" ".join(filter(None, [files, words["language"]])))
    published = {theme.theme_id for theme in report.chosen}
    rephrased = bool((tables.drafts["theme_id"].isin(published) & (tables.drafts["source"] == "llm")).any())
    document.text(" ".join([words["themes"], words["rephrased" if rephrased else "drafts"]]))
    document.text(" ".join(_reviewed(report)))


def _limits(document: _Document, report: Report) -> None:
    words, settings = report_wording()["limits"], report.config.publish
    document.heading(report_wording()["headings"]["limits"], 3)
    lines = list(words["lines"])
    if settings.minimum_count > 1:
        minimum, breakdown = in_words(settings.minimum_count), in_words(settings.breakdown_minimum)
        lines.append(words["hidden"].format(minimum=minimum, breakdown=breakdown))
    if settings.rounding > 1:
        lines.append(words["rounded"].format(base=settings.rounding))
    for line in lines:
        document.text(line, "List Bullet")


def add_method(document: _Document, report: Report) -> None:
    """Add how the consultation ran as far as that is known, how answers were analysed, and the limits."""
    document.heading(report_wording()["headings"]["method"], 2)
    _asked(document, report)
    _analysis(document, report)
    _limits(document, report)


def add_words(document: _Document) -> None:
    """Add the scale of quantity words that the report uses."""
    words = report_wording()["words"]
    document.heading(report_wording()["headings"]["words"], 2)
    document.text(words["intro"])
    rows: list[Line] = [[step.words, step.range] for step in scale()]
    add_table(document, [words["word"], words["share"]], rows, [9.4, 7], numbers=False)
