"""The page as a Word document with real headings, lists, tables and languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textmine.publish.page import Text
from textmine.publish.word_styles import (
    QUOTE_NOTE,
    add_text,
    repeat_as_header,
    rule_beside,
    set_language,
    set_styles,
    set_table_looks,
)
from textmine.publish.wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from textmine.publish.page import OpenQuestion, Outcome, Page, PeopleTable, Quote, Theme

_DEEPEST = 6


class _Document:
    """A Word document that is being written, block by block."""

    def __init__(self) -> None:
        from docx import Document

        self.docx: Any = Document()
        set_styles(self.docx)
        set_language(self.docx)

    def heading(self, text: Text | str, level: int) -> None:
        add_text(self.docx.add_paragraph(style=f"Heading {min(level, _DEEPEST)}"), text)

    def text(self, text: Text | str, style: str = "Normal") -> None:
        if str(text):
            add_text(self.docx.add_paragraph(style=style), text)

    def outcome(self, outcome: Outcome, level: int) -> None:
        """Add what was done, marked by a line and a ground in the colour of the outcome."""
        blocks = [self.docx.add_paragraph(style=f"Heading {level}"), self.docx.add_paragraph()]
        add_text(blocks[0], outcome.heading)
        add_text(blocks[1], outcome.text)
        for label, value in outcome.facts:
            blocks.append(self.docx.add_paragraph())
            add_text(blocks[-1], f"{label}: ", bold=True)
            add_text(blocks[-1], value)
        for block in blocks:
            rule_beside(block, outcome=outcome.kind)
            block.paragraph_format.keep_with_next = block is not blocks[-1]

    def quote(self, quote: Quote) -> None:
        paragraph = self.docx.add_paragraph(style="Quote")
        add_text(paragraph, replace(quote.words, text=f"“{quote.words.text}”"))
        rule_beside(paragraph, right=quote.words.dir == "rtl")
        if quote.note:
            self.text(quote.note, QUOTE_NOTE)

    def table(self, head: list[str], rows: list[list[Text | str]], widths: list[float]) -> None:
        """Add a table whose first row is its header and whose first column names the rows."""
        from docx.shared import Cm

        table = self.docx.add_table(rows=1 + len(rows), cols=len(head), style="Normal Table")
        table.autofit = False
        set_table_looks(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        repeat_as_header(table.rows[0])
        for place, line in enumerate([list[Text | str](head), *rows]):
            for cell, value, width in zip(table.rows[place].cells, line, widths, strict=True):
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = 0
                add_text(paragraph, value, bold=place == 0)
        self.docx.add_paragraph()


def _people(document: _Document, table: PeopleTable) -> None:
    document.text(table.caption, "Caption")
    if table.rows:
        rows: list[list[Text | str]] = [
            [row.option, row.shown if row.percent is None else f"{row.shown} ({row.percent}%)"] for row in table.rows
        ]
        document.table([table.first, wording()["tables"]["people"]], rows, [11, 5])
    for note in table.notes:
        document.text(note)


def _theme(document: _Document, theme: Theme, level: int) -> None:
    words = wording()["headings"]
    document.heading(theme.title, level)
    document.text(theme.description)
    document.heading(words["said"], level + 1)
    document.text(theme.figure)
    for point in theme.points:
        document.text(point, "List Bullet")
    if theme.minority:
        document.heading(words["minority"], level + 2)
        for view in theme.minority:
            document.text(view)
    if theme.quotes:
        document.heading(words["quotes"], level + 2)
        for quote in theme.quotes:
            document.quote(quote)
    document.outcome(theme.outcome, level + 1)


def _glance(document: _Document, question: OpenQuestion) -> None:
    words = wording()["tables"]
    document.text(question.wording, "Caption")
    rows: list[list[Text | str]] = [[theme.title, theme.people, theme.outcome.label] for theme in question.themes]
    document.table([words["theme"], words["raised"], words["happened"]], rows, [8.4, 4, 4])


def _question(document: _Document, question: OpenQuestion) -> None:
    document.text(question.number, "Subtitle")
    document.heading(question.wording, 2)
    document.text(" ".join(question.figures))
    for group in question.groups:
        if group.title:
            document.heading(group.title, 3)
            document.text(group.description)
        for theme in group.themes:
            _theme(document, theme, 4 if group.title else 3)


def _opening(document: _Document, page: Page) -> None:
    words = wording()["headings"]
    document.text(" – ".join(filter(None, [page.organisation, page.kicker])), "Subtitle")
    document.heading(page.title, 1)
    document.heading(words["asked"], 2)
    for text in page.asked:
        document.text(text)
    document.text(words["asked_questions"] if page.asked_questions else "")
    for text in page.asked_questions:
        document.text(text, "List Bullet")
    document.heading(words["glance"], 2)
    for question in page.questions:
        if question.themes:
            _glance(document, question)
    document.heading(words["took_part"], 2)
    for number, what in page.facts:
        document.text(f"{number} {what}", "List Bullet")
    for note in page.people_notes:
        document.text(note)
    for table in page.tables:
        _people(document, table)


def write_word(page: Page, path: Path) -> None:
    """Write the page as a Word document to `path`."""
    document = _Document()
    properties = document.docx.core_properties
    properties.title = page.title.text[:255]
    properties.subject = page.kicker
    properties.author = page.organisation[:255]
    properties.comments = page.made_with
    _opening(document, page)
    for question in page.questions:
        _question(document, question)
    document.heading(wording()["headings"]["about"], 2)
    for line in (*page.about, page.made_with):
        document.text(line)
    document.docx.save(str(path))
