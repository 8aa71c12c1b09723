"""Tables with their captions and notes, and a table of contents that needs no update to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textmine.publish.page import Text
from textmine.publish.word.styles import add_text, w

if TYPE_CHECKING:
    from textmine.publish.word.document import _Document

Line = list[Text | str]
"""One row of a table."""
TOGETHER = 8
"""A table of at most so many rows stays on one page."""


def add_table(
    document: _Document,
    head: list[str],
    rows: list[Line],
    widths: list[float],
    *,
    caption: Text | str = "",
    notes: Sequence[str] = (),
    numbers: bool = True,
) -> None:
    """Add a table with its caption and notes; a short one is not torn over two pages.

    Args:
        document: Where to add it.
        head: The headings of the columns.
        rows: The rows; the first cell names the row.
        widths: Of the columns, in centimetres.
        caption: What the table shows, above it.
        notes: Sentences below it.
        numbers: Whether all columns but the first hold numbers, which stand on the right.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document.text(caption, "Caption")
    document.table(head, rows, widths)
    for place, row in enumerate(document.docx.tables[-1].rows):
        if place:
            row._tr.get_or_add_trPr().append(w("cantSplit"))
        for column, cell in enumerate(row.cells):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = place == 0 or (place < len(rows) <= TOGETHER)
                if numbers and column:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    after = document.docx.paragraphs[-1]
    for place, note in enumerate(notes):
        if place == 0 and not after.text:
            add_text(after, note)
            after.paragraph_format.space_before = Pt(6)
        else:
            document.text(note)


def _field(paragraph: Any, kind: str) -> None:  # noqa: ANN401 - a docx paragraph
    """Add one mark of a field: begin, separate or end."""
    paragraph.add_run()._r.append(w("fldChar", fldCharType=kind))


def _instruction(paragraph: Any, text: str) -> None:  # noqa: ANN401 - a docx paragraph
    from docx.oxml.ns import qn

    instruction = w("instrText")
    instruction.text = text
    instruction.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(instruction)


def _mark(heading: Any, number: int) -> str:  # noqa: ANN401 - a docx paragraph
    """Put a bookmark around a heading; return its name."""
    name = f"_Toc{number:08}"
    start = w("bookmarkStart", id=str(number), name=name)
    properties = heading._p.pPr
    properties.addnext(start)
    heading._p.append(w("bookmarkEnd", id=str(number)))
    return name


def _entry(paragraph: Any, heading: Any, bookmark: str) -> None:  # noqa: ANN401 - docx paragraphs
    """Add the text of a heading as a link to it."""
    from docx.shared import Cm

    link = w("hyperlink", anchor=bookmark, history="1")
    piece = heading.runs[0] if heading.runs else None
    language = piece._element.find(f"./{w('rPr').tag}/{w('lang').tag}") if piece is not None else None
    tag = next(iter(language.attrib.values())) if language is not None else None
    add_text(paragraph, Text(heading.text, tag))
    link.append(paragraph.runs[-1]._r)
    paragraph._p.append(link)
    paragraph.paragraph_format.left_indent = Cm(0.6 if heading.style.name == "Heading 3" else 0)
    paragraph.paragraph_format.space_after = 0


def add_contents(document: Any, place: Any) -> None:  # noqa: ANN401 - a docx Document and paragraph
    """Fill in the contents after `place`: every heading of levels 2 and 3, as a field that Word can update.

    The entries are there from the start, without page numbers, so that nothing has to be updated to
    read them, and no reader is asked to.
    """
    headings = [block for block in document.paragraphs if block.style.name in ("Heading 2", "Heading 3")]
    shown = [block for block in headings if block._p is not place._p]
    before = place
    for number, heading in enumerate(shown, start=1):
        paragraph = document.add_paragraph()
        before._p.addnext(paragraph._p)
        before = paragraph
        if number == 1:
            _field(paragraph, "begin")
            _instruction(paragraph, ' TOC \\o "2-3" \\n \\h \\z \\u ')
            _field(paragraph, "separate")
        _entry(paragraph, heading, _mark(heading, number))
        if number == len(shown):
            _field(paragraph, "end")
