"""The consultation report for Cabinet: an editable Word document with every figure, theme and outcome."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from textmine.draft.quantities import whole_percent
from textmine.insight import kinds_are_shown
from textmine.insight.outputs import KINDS
from textmine.publish.cabinet.facts import Report, make_report, report_wording
from textmine.publish.cabinet.layout import add_contents
from textmine.publish.cabinet.method import add_method, add_words
from textmine.publish.cabinet.people import add_closed, add_who, closed_sentence
from textmine.publish.cabinet.record import add_record
from textmine.publish.cabinet.themes import add_outcomes, add_themes
from textmine.publish.wording import counted, wording

if TYPE_CHECKING:
    from pathlib import Path

    from textmine.config import Config
    from textmine.publish.page import OpenQuestion, Page
    from textmine.publish.word.document import _Document
    from textmine.review import Reviewed

NAMED = 3
"""How many themes of a question the summary names."""


def _title(document: _Document, report: Report) -> None:
    from textmine.publish.page import Text

    words, page = report_wording()["headings"], report.page
    # The letterhead names the organisation.
    document.text(words["kicker"] if page.kicker else "", "Subtitle")
    # Without a title of its own, the page is named after itself; the report then is, too.
    title = page.title if page.kicker else Text(words["kicker"])
    document.heading(title, 1)


def _responded(report: Report) -> str:
    """Return who responded, in a sentence or three."""
    words, people, who = report_wording()["summary"], wording()["people"], report.who
    found = [counted(words["responses"], who.responses, report.rule.minimum)]
    if kinds_are_shown(who, report.rule.minimum) and {"individual", "organisation"} <= set(who.kinds):
        named = {kind: f"{number:,} {people[kind][number != 1]}" for kind, number in who.kinds.items() if kind in KINDS}
        form, unknown = words["kinds_known" if "unknown" in who.kinds else "kinds"], who.kinds.get("unknown", 0)
        texts = {"individuals": named["individual"], "organisations": named["organisation"]}
        found.append(form.format(**texts, n=f"{unknown:,}"))
    languages = len([tag for tag in who.languages if tag != "und"])
    found += [words["languages"].format(n=languages)] if languages > 1 else []
    if (signed := sum(who.petitions)) >= max(report.rule.minimum, 1):
        form = words["petitions"][len(who.petitions) != 1]
        found.append(form.format(n=len(who.petitions), signed=f"{signed:,}"))
    return " ".join(found)


def _largest(document: _Document, question: OpenQuestion, minimum: int) -> None:
    """Add the themes of a question that most people raised."""
    words, themes = report_wording()["summary"], question.themes
    if not themes:
        return
    document.text(question.wording, "Caption")
    document.text(words["largest" if len(themes) > NAMED else "only"])
    for theme in themes[:NAMED]:
        few = theme.n_people < minimum
        form = words["small_theme" if few else "theme"]
        people, share = theme.people[:1].lower() + theme.people[1:], whole_percent(theme.n_people, theme.base)
        named = form.format(title=theme.title, people=people, base=f"{theme.base:,}", percent=share)
        document.text(replace(theme.title, text=named), "List Bullet")


def _summary(document: _Document, report: Report) -> None:
    words, headings = report_wording()["summary"], report_wording()["headings"]
    document.heading(headings["summary"], 2)
    document.docx.paragraphs[-1].paragraph_format.page_break_before = True
    document.text(_responded(report))
    document.heading(headings["what_people_said"], 3)
    for closed in report.closed:
        if sentence := closed_sentence(report, closed):
            document.text(closed.wording, "Caption")
            document.text(sentence)
    for question in report.page.questions:
        _largest(document, question, report.rule.minimum)
    document.heading(headings["what_happened"], 3)
    outcomes = [theme.outcome for question in report.page.questions for theme in question.themes]
    document.text(words["outcomes"].format(n=len(outcomes)))
    for kind in wording()["outcome"]:
        number = Counter(outcome.kind for outcome in outcomes)[kind]
        label = wording()["outcome"][kind]["label"]
        if number:
            document.text(words["outcome"][number != 1].format(label=label, n=number), "List Bullet")


def write_report(reviewed: Reviewed, config: Config, page: Page, path: Path) -> None:
    """Write the consultation report as a Word document that officers can edit.

    It repeats the themes in the words of the public page, and adds the method, who responded, every
    closed question and the record of all rows. Which numbers it shows is decided together with
    those of the page, so that the two give no small number away.

    Args:
        reviewed: The analysis with the officers' decisions. The publication gate has to have been passed.
        config: Settings; `publish` has the smallest numbers that are shown, rounding, and the letterhead.
        page: The public page of the same analysis (`build_page`).
        path: The file to write.

    Raises:
        ConfigError: The letterhead cannot be used.
    """
    from textmine.publish.word.document import _Document
    from textmine.publish.word.template import open_template

    report, kicker = make_report(reviewed, config, page), report_wording()["headings"]["kicker"]
    values = {"title": page.title.text, "organisation": page.organisation, "kicker": kicker}
    document = _Document(open_template(config.publish.word_template, values))
    properties = document.docx.core_properties
    properties.title = f"{kicker}: {page.title.text}"[:255]
    properties.subject = kicker
    properties.author = page.organisation[:255]
    properties.comments = page.made_with
    _title(document, report)
    document.text(report_wording()["headings"]["contents"], "Caption")
    place = document.docx.paragraphs[-1]
    _summary(document, report)
    add_method(document, report)
    add_who(document, report)
    add_closed(document, report)
    add_themes(document, report)
    add_outcomes(document, report)
    add_record(document, report)
    add_words(document)
    document.text(page.made_with)
    add_contents(document.docx, place)
    document.save(path)
