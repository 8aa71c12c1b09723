from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.publish.example import ARABIC, BENGALI, EMOJI, LIGHT, ROMANISED, SOMALI, reviewed, settings, with_cell
from textmine.publish.content import build_page
from textmine.publish.word.document import write_word
from textmine.review import Reviewed


def opened(given: Reviewed, folder: Path) -> Any:  # noqa: ANN401 - a docx Document
    path = folder / "feedback.docx"
    folder.mkdir(parents=True)
    write_word(build_page(given, settings()), path)
    return Document(str(path))


@pytest.fixture
def document(tmp_path: Path) -> Any:  # noqa: ANN401 - a docx Document
    return opened(reviewed(), tmp_path / "out")


def paragraph(document: Any, text: str) -> Any:  # noqa: ANN401
    return next(block for block in document.paragraphs if text in block.text)


def test_headings_are_real_and_in_order(document: Any) -> None:  # noqa: ANN401
    levels = [int(block.style.name[-1]) for block in document.paragraphs if block.style.name.startswith("Heading")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_document_has_a_title_and_a_language(document: Any) -> None:  # noqa: ANN401
    assert document.core_properties.title == "Safer, greener streets and parks"
    assert document.core_properties.language == "en-GB"


def test_the_header_row_of_each_table_repeats(document: Any) -> None:  # noqa: ANN401
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_quotes_have_the_quote_style_and_points_are_a_list(document: Any) -> None:  # noqa: ANN401
    for text in (EMOJI, BENGALI, SOMALI, ROMANISED, ARABIC):
        assert paragraph(document, text).style.name == "Quote"
    assert paragraph(document, "Park paths are too dark").style.name == "List Bullet"


def test_bengali_has_a_font_size_and_language_of_its_own(document: Any) -> None:  # noqa: ANN401
    properties = paragraph(document, BENGALI).runs[0]._element.rPr
    assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "Nirmala UI"
    assert properties.find(qn("w:szCs")).get(qn("w:val")) == "24"
    assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "bn"


def test_arabic_runs_from_right_to_left(document: Any) -> None:  # noqa: ANN401
    block = paragraph(document, ARABIC)
    assert block._p.pPr.find(qn("w:bidi")) is not None
    assert block.runs[0]._element.rPr.find(qn("w:rtl")) is not None


def test_hostile_text_and_control_characters_stay_text(tmp_path: Path) -> None:
    text = "</w:t><w:br/> <b>& \x0b\x00 ]]> {{ x }}"
    given = with_cell(reviewed(), "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", text)
    block = paragraph(opened(given, tmp_path / "out"), "</w:t><w:br/> <b>&")
    assert len(block.runs) == 1
    assert "\x00" not in block.text


def test_nobody_is_identified(document: Any) -> None:  # noqa: ANN401
    import re

    said = "\n".join(block.text for block in document.paragraphs)
    said += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert not re.search(r"R00\d\d|t-light", said)
