from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.publish.example import BENGALI, CONFIG, reviewed, settings
from textmine.config import parse_config
from textmine.errors import ConfigError
from textmine.publish import publish
from textmine.publish.content import build_page
from textmine.publish.word.document import write_word
from textmine.publish.word.template import check_template, our_template, place_of

PLACE = "{{ feedback }}"
ROOT = Path(__file__).resolve().parents[3]


def letterhead(path: Path, change: Callable[[Any], None] = lambda document: None) -> str:
    """Make a council's template: its own header, a sentence before and after the text, its own heading style."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Civic Centre, {{ organisation }}"
    document.styles["Heading 2"].font.size = Pt(31)
    document.add_paragraph("Before the text: {{ title }}")
    document.add_paragraph(PLACE)
    document.add_paragraph("After the text")
    change(document)
    document.save(str(path))
    return str(path)


def written(folder: Path, template: str) -> Any:  # noqa: ANN401 - a docx Document
    path = folder / "feedback.docx"
    write_word(build_page(reviewed(), settings()), path, template)
    return Document(str(path))


def said(document: Any) -> list[str]:  # noqa: ANN401
    return [block.text for block in document.paragraphs if block.text]


def test_the_text_stands_where_the_council_put_its_place(tmp_path: Path) -> None:
    lines = said(written(tmp_path, letterhead(tmp_path / "own.docx")))
    assert lines[0] == "Before the text: Safer, greener streets and parks"
    assert lines[-1] == "After the text"
    assert "We asked" in lines
    assert not any("feedback }}" in line or "textmine-feedback" in line for line in lines)


def test_header_and_styles_are_the_councils(tmp_path: Path) -> None:
    document = written(tmp_path, letterhead(tmp_path / "own.docx"))
    assert document.sections[0].header.paragraphs[0].text == "Civic Centre, Eastmere Council"
    assert document.styles["Heading 2"].font.size == Pt(31)
    asked = next(block for block in document.paragraphs if block.text == "We asked")
    assert asked.style.name == "Heading 2"


def test_styles_that_a_template_lacks_are_added(tmp_path: Path) -> None:
    def without_quotes(document: Any) -> None:  # noqa: ANN401
        for name in ("Quote", "Caption", "Heading 5", "Normal Table"):
            document.styles[name].delete()

    document = written(tmp_path, letterhead(tmp_path / "own.docx", without_quotes))
    quote = next(block for block in document.paragraphs if BENGALI in block.text)
    assert quote.style.name == "Quote"
    assert document.styles["Quote"].font.name is None, "the font of the council's text"


@pytest.mark.parametrize("has_lists", [True, False])
def test_a_template_without_lists_gets_real_ones(tmp_path: Path, has_lists: bool) -> None:
    def without_lists(document: Any) -> None:  # noqa: ANN401
        document.styles["List Bullet"].delete()
        if not has_lists:
            part = document.part
            part.drop_rel(next(key for key, rel in part.rels.items() if rel.reltype.endswith("/numbering")))

    document = written(tmp_path, letterhead(tmp_path / "own.docx", without_lists))
    point = next(block for block in document.paragraphs if "Park paths are too dark" in block.text)
    assert point.style.name == "List Bullet"
    number = point.style.element.pPr.numPr.numId.val
    lists = document.part.numbering_part.element
    (found,) = [item for item in lists.findall(qn("w:num")) if item.get(qn("w:numId")) == str(number)]
    kind = found.find(qn("w:abstractNumId")).get(qn("w:val"))
    (bullets,) = [item for item in lists.findall(qn("w:abstractNum")) if item.get(qn("w:abstractNumId")) == kind]
    assert bullets.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val")) == "bullet"
    tags = [item.tag for item in lists]
    assert tags == sorted(tags, key=lambda tag: tag == qn("w:num"))


def test_styles_named_as_libreoffice_names_them_are_found(tmp_path: Path) -> None:
    def renamed(document: Any) -> None:  # noqa: ANN401
        document.styles["Heading 2"].element.name_val = "Heading 2"

    document = written(tmp_path, letterhead(tmp_path / "own.docx", renamed))
    asked = next(block for block in document.paragraphs if block.text == "We asked")
    assert asked.style.font.size == Pt(31)


def test_a_name_that_word_split_into_pieces_is_still_understood(tmp_path: Path) -> None:
    def split(document: Any) -> None:  # noqa: ANN401
        paragraph = document.add_paragraph()
        for piece in ("Council: {", "{ organ", "isation }", "}"):
            paragraph.add_run(piece)

    assert "Council: Eastmere Council" in said(written(tmp_path, letterhead(tmp_path / "own.docx", split)))


def test_tables_fit_between_wider_margins(tmp_path: Path) -> None:
    def narrow(document: Any) -> None:  # noqa: ANN401
        document.sections[0].left_margin = document.sections[0].right_margin = Cm(6)

    document = written(tmp_path, letterhead(tmp_path / "own.docx", narrow))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(sum(column.width for column in table.columns) <= room + 10 for table in document.tables)


def _broken(document: Any) -> None:  # noqa: ANN401
    document.add_paragraph("{{ titel }}")


def _unfinished(document: Any) -> None:  # noqa: ANN401
    document.add_paragraph("{% if title %}")


def _escape(document: Any) -> None:  # noqa: ANN401
    document.add_paragraph("{{ title.__class__.__mro__ }}")


def _twice(document: Any) -> None:  # noqa: ANN401
    document.add_paragraph(PLACE)


def _in_a_table(document: Any) -> None:  # noqa: ANN401
    paragraph = next(block for block in document.paragraphs if block.text == PLACE)
    paragraph._p.getparent().remove(paragraph._p)
    document.add_table(1, 1).cell(0, 0).text = PLACE


def _inside_a_sentence(document: Any) -> None:  # noqa: ANN401
    next(block for block in document.paragraphs if block.text == PLACE).add_run(" and more")


@pytest.mark.parametrize("change", [_broken, _unfinished, _escape, _twice, _in_a_table, _inside_a_sentence])
def test_a_template_that_cannot_be_used_is_a_plain_error_and_nothing_is_written(
    tmp_path: Path, change: Callable[[Any], None]
) -> None:
    template = letterhead(tmp_path / "own.docx", change)
    config = parse_config({**CONFIG, "publish": {"word_template": template}})
    with pytest.raises(ConfigError, match=r"publish\.word_template") as caught:
        publish(reviewed(), tmp_path / "out", ("docx",), config=config)
    assert "own.docx" in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["missing.docx", "text.docx", "macros.docm"])
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, name: str) -> None:
    if name != "missing.docx":
        (tmp_path / name).write_text("not a document")
    with pytest.raises(ConfigError, match=r"publish\.word_template"):
        check_template(str(tmp_path / name))


def test_what_is_filled_in_stays_text(tmp_path: Path) -> None:
    config = parse_config({"consultation": {"title": "</w:t> & <b> {{ 7*7 }} {% x %}", "organisation": "A&B"}})
    path = tmp_path / "feedback.docx"
    write_word(build_page(reviewed(), config), path, letterhead(tmp_path / "own.docx"))
    lines = said(Document(str(path)))
    assert lines[0] == "Before the text: </w:t> & <b> {{ 7*7 }} {% x %}"


def test_our_template_is_made_by_the_script(tmp_path: Path) -> None:
    made = tmp_path / "template.docx"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_word_template"), str(made)], check=True, timeout=60)
    assert made.read_bytes() == our_template().read_bytes()


def test_our_template_has_its_place_and_is_the_default(tmp_path: Path) -> None:
    document = written(tmp_path, "")
    assert document.sections[0].header.paragraphs[0].text == "Eastmere Council"
    with pytest.raises(ConfigError):
        place_of(document)


@pytest.mark.parametrize("name", ["docx", "report"])
def test_a_template_that_cannot_be_used_is_told_before_anything_is_written(tmp_path: Path, name: str) -> None:
    config = settings(word_template=str(tmp_path / "missing.docx"))
    with pytest.raises(ConfigError, match=r"publish\.word_template"):
        publish(reviewed(), tmp_path / "page", (name,), config=config)
    assert not (tmp_path / "page").exists()
