"""The page as a Word document with real headings, lists, tables and languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textmine.publish.page import Text, as_text
from textmine.publish.word.styles import (
    LIST,
    QUOTE_NOTE,
    TABLE,
    add_missing_styles,
    add_text,
    repeat_as_header,
    rule_beside,
    set_language,
    set_styles,
    set_table_looks,
)
from textmine.publish.word.template import open_template, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textmine.publish.page import OpenQuestion, Outcome, Page, PeopleTable, Quote, Theme

_DEEPEST = 6


class _Document:
    """A Word document that is being written, block by block.

    `docx` is a template to write into, at the paragraph that marks the place; without one the document
    is new and has our styles.
    """

    def __init__(self, docx: Any = None) -> None:  # noqa: ANN401 - a docx Document
        from docx import Document

        self.docx: Any = docx or Document()
        self._after: list[Any] = []
        if docx is None:
            set_styles(self.docx)
        else:
            add_missing_styles(self.docx)
            self._open_place()
        set_language(self.docx)

    def _open_place(self) -> None:
        """Take the marked paragraph away, and what stands after it for as long as we write."""
        place = place_of(self.docx)._p
        after = [block for block in place.itersiblings() if not block.tag.endswith("}sectPr")]
        for block in (place, *after):
            block.getparent().remove(block)
        self._after = after

    def save(self, path: Path) -> None:
        """Put back what stands after the text, and write the file."""
        end = self.docx.element.body.sectPr
        for block in self._after:
            end.addprevious(block)
        self.docx.save(str(path))

    def heading(self, text: Text | str, level: int) -> None:
        add_text(self.docx.add_paragraph(style=f"Heading {min(level, _DEEPEST)}"), text)

    def text(self, text: Text | str, style: str = "Normal") -> None:
        if str(text):
            paragraph = add_text(self.docx.add_paragraph(style=style), text)
            if gloss := as_text(text).gloss:
                paragraph.add_run().add_break()
                add_text(paragraph, f"{gloss.text} ({gloss.note})")

    def outcome(self, outcome: Outcome, level: int, next_words: str = "") -> None:
        """Add what was done, marked by a line and a ground in the colour of the outcome.

        `next_words` stands above who and when of what is still to come.
        """
        heading = f"Heading {min(level, _DEEPEST)}"
        blocks = [add_text(self.docx.add_paragraph(style=heading), outcome.heading)]
        blocks.append(add_text(self.docx.add_paragraph(), outcome.text))
        if next_words and outcome.facts and outcome.kind in ("we_will", "still_deciding"):
            blocks.append(add_text(self.docx.add_paragraph(style=f"Heading {min(level + 1, _DEEPEST)}"), next_words))
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
        if gloss := quote.words.gloss:
            self.text(f"“{gloss.text}” ({gloss.note})", QUOTE_NOTE)
        elif quote.note:
            self.text(quote.note, QUOTE_NOTE)

    def table(self, head: list[str], rows: list[list[Text | str]], widths: list[float]) -> None:
        """Add a table whose first row is its header and whose first column names the rows."""
        from docx.shared import Cm

        widths = self._fitting(widths)
        table = self.docx.add_table(rows=1 + len(rows), cols=len(head), style=TABLE)
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

    def _fitting(self, widths: list[float]) -> list[float]:
        """Make a table as narrow as the text of the page, where a letterhead has wider margins."""
        from docx.shared import Cm

        section = self.docx.sections[-1]
        room = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
        return [width * min(1, room / sum(widths)) for width in widths]


def _people(document: _Document, table: PeopleTable, words: Mapping[str, str]) -> None:
    document.text(table.caption, "Caption")
    if table.rows:
        rows: list[list[Text | str]] = [
            [row.option, row.shown if row.percent is None else f"{row.shown} ({row.percent}%)"] for row in table.rows
        ]
        document.table([table.first, words["people"]], rows, [11, 5])
    for note in table.notes:
        document.text(note)


def _theme(document: _Document, theme: Theme, level: int, words: Mapping[str, str]) -> None:
    document.heading(theme.title, level)
    document.text(theme.description)
    document.heading(words["said"], level + 1)
    write_said(document, theme, level + 2, words)
    document.outcome(theme.outcome, level + 1, words["next"])


def write_said(document: _Document, theme: Theme, level: int, words: Mapping[str, str]) -> None:
    """Write what people said about a theme: the figure, points, other views and quotes, their headings at `level`."""
    document.text(theme.figure)
    for point in theme.points:
        document.text(point, LIST)
    if theme.minority:
        document.heading(words["minority"], level)
        for view in theme.minority:
            document.text(view)
    if theme.quotes:
        document.heading(words["quotes"], level)
        for quote in theme.quotes:
            document.quote(quote)


def _glance(document: _Document, question: OpenQuestion, words: Mapping[str, str]) -> None:
    document.text(question.wording, "Caption")
    rows: list[list[Text | str]] = [[theme.title, theme.people, theme.outcome.label] for theme in question.themes]
    document.table([words["theme"], words["raised"], words["happened"]], rows, [8.4, 4, 4])


def _question(document: _Document, question: OpenQuestion, words: Mapping[str, str]) -> None:
    document.text(question.number, "Subtitle")
    document.heading(question.wording, 2)
    document.text(" ".join(question.figures))
    for group in question.groups:
        if group.title:
            document.heading(group.title, 3)
            document.text(group.description)
        for theme in group.themes:
            _theme(document, theme, 4 if group.title else 3, words)


def _opening(document: _Document, page: Page) -> None:
    words = page.words
    document.text(page.kicker, "Subtitle")
    document.heading(page.title, 1)
    document.heading(words["asked"], 2)
    for text in page.asked:
        document.text(text)
    document.text(words["asked_questions"] if page.asked_questions else "")
    for text in page.asked_questions:
        document.text(text, LIST)
    document.heading(words["glance"], 2)
    for question in page.questions:
        if question.themes:
            _glance(document, question, words)
    document.heading(words["took_part"], 2)
    for number, what in page.facts:
        document.text(f"{number} {what}", LIST)
    for note in page.people_notes:
        document.text(note)
    for table in page.tables:
        _people(document, table, words)


def _about(document: _Document, page: Page) -> None:
    document.heading(page.words["about"], 2)
    for line in page.about:
        document.text(line)
    if page.scale:
        document.text(page.words["scale"], "Caption")
        head = [page.words["scale_words"], page.words["scale_share"]]
        document.table(head, [list[Text | str](step) for step in page.scale], [8, 5])
    document.text(page.made_with)


def write_word(page: Page, path: Path, template: str = "") -> None:
    """Write the page as a Word document to `path`.

    Args:
        page: The page.
        path: The file to write.
        template: A Word file with the council's letterhead; empty: ours.

    Raises:
        ConfigError: The template cannot be used.
    """
    values = {"title": page.title.text, "organisation": page.organisation, "kicker": page.kicker}
    document = _Document(open_template(template, values))
    properties = document.docx.core_properties
    properties.title = page.title.text[:255]
    properties.subject = page.kicker
    properties.author = page.organisation[:255]
    properties.comments = page.made_with
    _opening(document, page)
    for question in page.questions:
        _question(document, question, page.words)
    _about(document, page)
    document.save(path)
