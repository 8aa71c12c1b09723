from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from tests.ingest.letters.samples import LETTERS, saved, with_body, with_part, word
from textmine.config import Limits
from textmine.ingest.letters.letter import UnreadableError
from textmine.ingest.letters.word_text import read_word


def text(data: bytes) -> str:
    return read_word(data, Limits()).text


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_paragraphs_are_lines(letter: str) -> None:
    assert text(word(*letter.split("\n"))) == letter


def test_paragraphs_and_tables_are_read_in_order() -> None:
    document = Document()
    document.add_paragraph("Dear council,")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Light", "আলো"
    document.add_paragraph("Yours")
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    assert [line.strip() for line in text(saved(document)).split("\n") if line.strip()] == [
        "Dear council,",
        "Light",
        "আলো",
        "Yours",
    ]


def test_insertions_are_read_and_deletions_are_not() -> None:
    found = read_word(
        with_body(
            "<w:p><w:r><w:t>We want </w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>more </w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='a'><w:r><w:delText>less </w:delText></w:r></w:del>"
            "<w:r><w:t>light.</w:t></w:r></w:p>"
        ),
        Limits(),
    )
    assert (found.text, found.marks) == ("We want more light.", {"crossed"})


def test_hidden_text_is_left_out_and_said() -> None:
    found = read_word(
        with_body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>open</w:t></w:r></w:p>"),
        Limits(),
    )
    assert (found.text, found.marks) == ("open", {"hidden"})


def test_words_in_form_fields_and_text_boxes_are_read_once() -> None:
    found = text(
        with_body(
            "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a field</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            "<mc:Choice Requires='x'><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
            "</mc:Choice>"
            "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
    )
    assert [line for line in found.split("\n") if line] == ["In a field", "In a box"]


def test_entities_are_refused() -> None:
    def change(old: bytes) -> bytes:
        return old.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a 'aaaa'>]>", 1)

    with pytest.raises(UnreadableError, match="cannot be read"):
        text(with_part(word("x"), "word/document.xml", change))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(UnreadableError, match=r"letter_megabytes|cannot be read"):
        text(with_body("<w:p><w:r><w:t>" + "a" * 60_000_000 + "</w:t></w:r></w:p>"))


@pytest.mark.parametrize("cut", [10, 200, 2_000])
def test_a_damaged_document_says_so(cut: int) -> None:
    with pytest.raises(UnreadableError, match="save it again as"):
        text(word("x")[:-cut])


def test_another_archive_is_no_word_document() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
    with pytest.raises(UnreadableError, match="without a Word document"):
        text(into.getvalue())
