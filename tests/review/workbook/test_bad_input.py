from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from textmine.errors import InputError
from textmine.review import decide
from textmine.review.workbook import write_file
from textmine.review.workbook.write import ID_HEADER

from ..sample import sample
from .conftest import Desk, fill, header_of, row_of, text_row, theme_row

BENGALI = "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"


def refusal(desk: Desk) -> str:
    """Why the file is not read at all."""
    with pytest.raises(InputError) as caught:
        desk.read()
    [problem] = caught.value.problems
    assert problem.file == str(desk.file)
    return problem.message


def only(desk: Desk, book: Workbook) -> str:
    """The one problem of a workbook."""
    book.save(desk.file)
    [message] = desk.problems()
    return message


@pytest.mark.parametrize(
    ("values", "cell", "message"),
    [
        ({"outcome": "we might", "what_we": "x"}, "G: Outcome", "is not on the list"),
        ({"outcome": "We could not", "what_we": "No.", "why_not": "bad luck", "reason": "x"}, "I: Why not", "not on"),
        ({"what_we": "We did it."}, "G: Outcome", "no outcome is chosen"),
        ({"outcome": "We did"}, "H: What we did, will do or could not do", "say in one or two sentences"),
        (
            {"outcome": "We could not", "what_we": "No.", "why_not": "cost"},
            "J: Reason in one sentence",
            "needs the reason",
        ),
        (
            {"outcome": "We could not", "what_we": "No.", "reason": "Too dear."},
            "I: Why not",
            "needs the kind of reason",
        ),
        ({"outcome": "We did", "what_we": "Yes.", "why_not": "cost"}, "I: Why not", "belongs to “we could not” only"),
        ({"outcome": "We did", "what_we": "Yes.", "what_we_offer": "x"}, "K: What we offer instead", "belongs to"),
        ({"outcome": "We will", "what_we": "Yes.", "date": "in spring"}, "M: Date", "is not a date"),
        ({"outcome": "We will", "what_we": "Yes.", "date": "31/02/2027"}, "M: Date", "is not a date"),
        ({"outcome": "We will", "what_we": "Yes.", "date": 3.5}, "M: Date", "is not a date"),
        ({"outcome": "We will", "what_we": "=A1"}, "H: What we did, will do or could not do", "holds a formula"),
        ({"outcome": "=G7", "what_we": "Yes."}, "G: Outcome", "holds a formula"),
        ({"outcome": "We will", "what_we": "#REF!"}, "H: What we did, will do or could not do", "holds an error"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(desk: Desk, values: dict[str, object], cell: str, message: str) -> None:
    book = desk.send()
    row = theme_row(book, "Late buses", **values)
    said = only(desk, book)
    assert said.startswith(f"sheet `Outcomes`, column `{cell}`, row {row}: ")
    assert message in said


@pytest.mark.parametrize(
    ("values", "column", "message"),
    [
        ({"translation": "Too little parking."}, "Translator", "who translated this?"),
        ({"translator": "Rahima"}, "Translation", "but no translation"),
        ({"translation": "=HYPERLINK(1)", "translator": "Rahima"}, "Translation", "holds a formula"),
    ],
)
def test_half_a_translation_is_named(desk: Desk, values: dict[str, str], column: str, message: str) -> None:
    book = desk.send()
    row = text_row(book, BENGALI, **values)
    said = only(desk, book)
    assert f": {column}`, row {row}: " in said
    assert message in said


def test_a_translation_must_keep_what_is_filled_in_later(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "rename", "theme": "q2.01", "title": "Buses: {n} of {base}"}])
    book = desk.send()
    text_row(book, "Buses: {n} of {base}", translation="Basas: {n}", translator="Ayaan")
    assert "must stay as they are: {base}" in only(desk, book)


def test_a_heading_cannot_be_right_and_worded_anew(desk: Desk) -> None:
    desk.languages = ("en", "so")
    book = desk.send()
    fill(book["Page headings"], header_of(book["Page headings"]) + 1, right="yes", in_other="Other words")
    assert "called right, and another one is given" in only(desk, book)


def test_every_problem_of_every_sheet_is_told_at_once(desk: Desk) -> None:
    book = desk.send()
    theme_row(book, "Late buses", outcome="we might", date="soon")
    theme_row(book, "High rents", what_we="Yes.")
    text_row(book, BENGALI, translation="Too little parking.")
    book.save(desk.file)
    problems = desk.problems()
    assert [message.split(",")[0] for message in problems] == ["sheet `Outcomes`"] * 3 + ["sheet `Translations`"]


def test_a_changed_id_is_named(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    row = theme_row(book, "Late buses", outcome="We did", what_we="Done.")
    page.cell(row, 1).value = "r0123456789abcdef"
    book.save(desk.file)
    [changed, missing] = desk.problems()
    assert changed.startswith(f"sheet `Outcomes`, row {row}: this row was not exported")
    assert missing.startswith("sheet `Outcomes`: 1 row is missing: “Late buses”. Put it back")


def test_a_row_that_somebody_added_is_named(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    row = fill(page, page.max_row + 1, outcome="We did", what_we="Something else.")
    assert only(desk, book).startswith(f"sheet `Outcomes`, row {row}: this row was added")


def test_a_row_that_stands_twice_with_other_content_is_named(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    row = theme_row(book, "Late buses", outcome="We did", what_we="Done.")
    page.append([cell.value for cell in page[row]])
    fill(page, page.max_row, what_we="Not done.")
    assert f"stands twice with different content (see row {row})" in only(desk, book)


def test_a_row_that_stands_twice_with_the_same_content_counts_once(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    row = theme_row(book, "Late buses", outcome="We did", what_we="Done.")
    page.append([cell.value for cell in page[row]])
    book.save(desk.file)
    assert desk.apply()[0] == 1


@pytest.mark.parametrize(
    ("column", "title", "message"),
    [(7, "Result", "the column `Outcome` is missing"), (8, "Outcome", "the column `Outcome` stands twice")],
)
def test_a_changed_heading_is_named(desk: Desk, column: int, title: str, message: str) -> None:
    book = desk.send()
    page = book["Outcomes"]
    page.cell(header_of(page), column).value = title
    book.save(desk.file)
    assert message in desk.problems()[0]


def test_a_sheet_without_its_headings_is_named(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    page.delete_rows(header_of(page))
    assert "the row of headings is missing" in only(desk, book)


def test_a_sheet_that_stands_twice_is_named(desk: Desk) -> None:
    book = desk.send()
    book.copy_worksheet(book["Outcomes"])
    assert "stands twice in the file" in only(desk, book)


def test_a_theme_that_went_since_is_named_only_if_its_row_is_filled_in(desk: Desk) -> None:
    book = desk.send()
    decide(desk.folder, "Badri", [{"do": "merge", "themes": ["q2.02"], "into": "q2.01"}])
    assert desk.problems() == []
    row = theme_row(book, "High rents", outcome="We did", what_we="Done.")
    assert only(desk, book).startswith(f"sheet `Outcomes`, row {row}: the theme is no longer there")


def test_outcomes_for_an_earlier_run_are_refused_in_one_message(desk: Desk) -> None:
    book = desk.send()
    theme_row(book, "Late buses", outcome="We did", what_we="Done.")
    theme_row(book, "High rents", outcome="We did", what_we="Done.")
    desk.run_again(sample(prefix="new."))
    assert "made from another analysis, or from an earlier run" in only(desk, book)


def test_an_untouched_outcome_sheet_of_an_earlier_run_is_no_problem(desk: Desk) -> None:
    desk.send()
    desk.run = "another"
    assert desk.problems() == []


def test_a_workbook_without_its_hidden_sheet_is_refused(desk: Desk) -> None:
    book = desk.send()
    del book["textmine"]
    book.save(desk.file)
    assert "lacks its hidden sheet" in refusal(desk)


def test_a_workbook_of_another_format_is_refused(desk: Desk) -> None:
    book = desk.send()
    book["textmine"]["B1"].value = "99"
    book.save(desk.file)
    assert "made by another version of textmine" in refusal(desk)


def test_a_workbook_with_nothing_of_ours_is_refused(desk: Desk) -> None:
    book = desk.send()
    for name in ("Themes", "Answers", "Sentences", "Decisions for all", "Outcomes", "Translations"):
        del book[name]
    book.save(desk.file)
    assert "none of the sheets" in refusal(desk)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"Theme,Outcome\nLate buses,We did\n", "is not an Excel workbook"),
        (b"%PDF-1.7", "is not an Excel workbook"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old Excel file"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_plain_words(desk: Desk, content: bytes, message: str) -> None:
    desk.file.write_bytes(content)
    assert message in refusal(desk)


def test_a_file_that_is_not_there_is_refused(desk: Desk) -> None:
    assert "does not exist" in refusal(desk)


def rebuilt(path: Path, change: dict[str, bytes]) -> None:
    """Write parts of a workbook anew."""
    old = path.with_suffix(".old")
    shutil.move(path, old)
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change.pop(name, source.read(name)))
        for name, content in change.items():
            target.writestr(name, content)


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [
        ("xl/vbaProject.bin", b"macro", "holds macros"),
        ("xl/worksheets/sheet2.xml", b"<worksheet", "damaged"),
        ("xl/workbook.xml", b"not xml", "damaged"),
    ],
)
def test_a_workbook_with_parts_that_do_not_belong_is_refused(
    desk: Desk, part: str, content: bytes, message: str
) -> None:
    desk.send()
    rebuilt(desk.file, {part: content})
    assert message in refusal(desk)


def test_a_workbook_that_unpacks_to_an_impossible_size_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.send()
    monkeypatch.setattr("textmine.review.workbook.load.LARGEST", 10_000)
    assert "far larger" in refusal(desk)


def test_an_existing_file_is_left_alone(desk: Desk) -> None:
    desk.send()
    before = desk.file.read_bytes()
    sheets = desk.sheets()
    with pytest.raises(InputError, match="left alone"):
        write_file(desk.file, desk.run, "Streets", sheets)
    assert desk.file.read_bytes() == before


def test_nothing_is_recorded_of_a_file_with_problems(desk: Desk) -> None:
    book = desk.send()
    theme_row(book, "Late buses", outcome="We did", what_we="Done.")
    theme_row(book, "High rents", outcome="we might")
    book.save(desk.file)
    reading = desk.read()
    assert (len(reading.filled), len(reading.problems)) == (1, 1)
    assert desk.reviewed.decisions == []


def test_the_headings_row_is_found_below_lines_that_somebody_put_above(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    theme_row(book, "Late buses", outcome="We did", what_we="Done.")
    page.insert_rows(2, 3)
    book.save(desk.file)
    assert load_workbook(desk.file)["Outcomes"].cell(header_of(page), 1).value == ID_HEADER
    assert desk.apply()[0] == 1


def test_a_translation_that_is_not_needed_any_more_is_left_out(desk: Desk) -> None:
    book = desk.send()
    text_row(book, "Late buses", translation="Basas daahay", translator="Ayaan")
    book.save(desk.file)
    decide(desk.folder, "Badri", [{"do": "rename", "theme": "q2.01", "title": "Buses that come late"}])
    reading = desk.read()
    assert (reading.filled, reading.problems, reading.not_needed) == ([], [], 1)


def test_rows_below_the_last_are_ignored_if_empty(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    fill(page, page.max_row + 3, theme="Somebody's remark in a column that is not read")
    book.save(desk.file)
    assert row_of(page, "Theme", "Late buses")
    assert desk.problems() == []
