from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from textmine.errors import InputError
from textmine.review import decide
from textmine.review.workbook import change_lines, read_file, write_file
from textmine.review.workbook.write import ID_HEADER

from ..sample import sample
from .conftest import Desk, column_of, fill, header_of, row_of, text_row, theme_row, write

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
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old container"),
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


@pytest.mark.parametrize(
    ("sheet", "key", "gone", "names"),
    [
        ("Themes", "q1.02", 1, "1 row is missing: “রাস্তার আলো”. Put it back"),
        ("Answers", "r2 q1", 1, "1 row is missing: “r2 (q1): আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।”"),
        ("Sentences", "q1.01 2", 2, "2 rows are missing: “Parking for residents (q1.01), 2”, “Parking"),
        ("Answers", "r1 q2", 1, "1 row is missing: “r1 (q2): The buses never come on time.”"),
    ],
)
def test_rows_that_did_not_come_back_are_named(desk: Desk, sheet: str, key: str, gone: int, names: str) -> None:
    book = desk.send()
    book[sheet].delete_rows(write(book, sheet, key, {}), gone)
    book.save(desk.file)
    [message] = desk.problems()
    assert message.startswith(f"sheet `{sheet}`: {names}")
    reading = desk.read(partial=True)
    assert (reading.problems, reading.missing) == ([], gone)
    assert "of the export" in change_lines(reading)[-1]


def test_many_missing_rows_are_counted(desk: Desk) -> None:
    book = desk.send()
    page = book["Answers"]
    page.delete_rows(header_of(page) + 1, 20)
    message = only(desk, book)
    assert message.startswith("sheet `Answers`: 12 rows are missing: “r")
    assert ", … (12). Put them back from a fresh export, or say `--partial`" in message


def test_a_missing_row_does_not_hide_what_else_is_wrong(desk: Desk) -> None:
    book = desk.send()
    book["Themes"].delete_rows(write(book, "Themes", "q2.02", {}))
    write(book, "Answers", "r2 q1", {"Move to": "Parks"})
    theme_row(book, "Late buses", outcome="we might")
    book.save(desk.file)
    assert [message.split("`")[1] for message in desk.problems()] == ["Themes", "Answers", "Outcomes"]


def test_a_row_whose_theme_went_since_is_not_missing(desk: Desk) -> None:
    book = desk.send()
    book["Themes"].delete_rows(write(book, "Themes", "q2.02", {}))
    book.save(desk.file)
    decide(desk.folder, "Badri", [{"do": "merge", "themes": ["q2.02"], "into": "q2.01"}])
    assert desk.problems() == []


def test_a_sheet_that_did_not_come_back_is_named(desk: Desk) -> None:
    book = desk.send()
    write(book, "Answers", "r2 q1", {"Right as it stands": "yes"})
    for name in ("Themes", "Outcomes"):
        del book[name]
    book.save(desk.file)
    assert [message.split(":")[0] for message in desk.problems()] == ["sheet `Themes`", "sheet `Outcomes`"]
    assert all("the sheet is missing. Put it back" in message for message in desk.problems())
    reading = desk.read(partial=True)
    assert (reading.problems, len(reading.filled)) == ([], 1)


def test_a_renamed_sheet_is_recognised_and_says_so(desk: Desk) -> None:
    book = desk.send()
    write(book, "Answers", "r2 q1", {"Right as it stands": "yes", "Language": "Bengalli"})
    book["Answers"].title = "Ansarar"
    book.save(desk.file)
    [message] = desk.problems()
    assert message.startswith("sheet `Ansarar`, column `L: Language`, row ")
    page = book["Ansarar"]
    page.cell(row_of(page, "Language", "Bengalli"), column_of(page, "Language")).value = None
    book.save(desk.file)
    assert change_lines(desk.read())[0] == "The sheet `Ansarar` was recognised as `Answers`."


def test_a_sheet_that_lost_its_mark_is_known_by_its_name(desk: Desk) -> None:
    book = desk.send()
    book["Answers"].delete_cols(1)
    assert "sheet `Answers`: the row of headings is missing" in only(desk, book)


@pytest.mark.parametrize(
    ("sheet", "key", "column", "value", "message"),
    [
        ("Themes", "q1.02", "Id", "q1.03", "C: Id|“q1.03” stands where “q1.02” was"),
        ("Themes", "q1.02", "Id", None, "C: Id|“” stands where “q1.02” was"),
        ("Answers", "r2 q1", "Response", "r3", "B: Response|“r3” stands where “r2” was"),
        ("Answers", "r2 q1", "Question", "q2", "C: Question|“q2” stands where “q1” was"),
        ("Sentences", "q1.01 3", "Number", 4, "D: Number|“4” stands where “3” was"),
        ("Sentences", "q1.01 3", "Number", "three", "D: Number|“three” stands where “3” was"),
        ("Themes", "q1.02", "People", "many", "F: People|“many” stands in a locked cell for a number"),
        ("Themes", "q1.02", "Share in %", "অনেক", "G: Share in %|“অনেক” stands in a locked cell for a number"),
        ("Answers", "r2 q1", "Review order", "first", "E: Review order|“first” stands in a locked cell for a number"),
        ("Sentences", "q1.01 3", "People behind it", "=1+1", "F: People behind it|“=1+1” stands in a locked cell"),
    ],
)
def test_a_locked_cell_that_was_changed_is_named(
    desk: Desk, sheet: str, key: str, column: str, value: object, message: str
) -> None:
    book = desk.send()
    row = write(book, sheet, key, {column: value})
    place, why = message.split("|")
    said = only(desk, book)
    assert said.startswith(f"sheet `{sheet}`, column `{place}`, row {row}: {why}")


@pytest.mark.parametrize("value", [7, 7.5, "7", "৭", "12 %", None])
def test_a_number_may_be_written_as_text_or_be_gone(desk: Desk, value: object) -> None:
    book = desk.send()
    write(book, "Themes", "q1.02", {"People": value})
    theme = theme_row(book, "Late buses")
    assert book["Outcomes"].cell(theme, 4).value == "fewer than five"
    book.save(desk.file)
    assert desk.problems() == []


def test_rows_sorted_without_their_hidden_ids_are_all_named(desk: Desk) -> None:
    book = desk.send()
    page = book["Answers"]
    top = header_of(page)
    lines = [[page.cell(row, column).value for column in range(2, 13)] for row in range(top + 1, page.max_row + 1)]
    for row, line in enumerate(reversed(lines), start=top + 1):
        for column, value in enumerate(line, start=2):
            page.cell(row, column).value = value
    book.save(desk.file)
    named = {message.split(", row ")[1].split(":")[0] for message in desk.problems()}
    assert named == {str(row) for row in range(top + 1, top + 13)}


@pytest.mark.parametrize(
    ("sheet", "column"), [("Themes", "Merge into"), ("Themes", "Id"), ("Answers", "Right as it stands"),
                          ("Sentences", "Sentence"), ("Decisions for all", "Decision")]
)  # fmt: skip
def test_a_changed_heading_is_named_on_every_sheet(desk: Desk, sheet: str, column: str) -> None:
    book = desk.send()
    page = book[sheet]
    page.cell(header_of(page), column_of(page, column)).value = "Our own"
    book.save(desk.file)
    [message] = desk.problems()
    assert message.startswith(f"sheet `{sheet}`, row {header_of(page)}: the column `{column}` is missing")


def test_a_row_of_each_sheet_that_stands_twice_is_named(desk: Desk) -> None:
    book = desk.send()
    for sheet, key, values in (
        ("Themes", "q1.01", {"Title": "Bays"}),
        ("Answers", "r2 q1", {"Right as it stands": "yes"}),
        ("Sentences", "q1.01 3", {"Sentence": "Bays!"}),
    ):
        page = book[sheet]
        page.append([cell.value for cell in page[write(book, sheet, key, {})]])
        write(book, sheet, key, values)
    book.save(desk.file)
    told = desk.problems()
    assert [message.split(",")[0] for message in told] == ["sheet `Themes`", "sheet `Answers`", "sheet `Sentences`"]
    assert all("stands twice with different content" in message for message in told)


def test_themes_of_an_earlier_run_are_refused_in_one_message_a_sheet(desk: Desk) -> None:
    book = desk.send()
    write(book, "Themes", "q1.01", {"Title": "Bays"})
    write(book, "Themes", "q1.02", {"Merge into": "q1.01"})
    write(book, "Answers", "r2 q1", {"Move to": "q1.02"})
    book.save(desk.file)
    desk.run_again(sample(prefix="new."))
    told = desk.problems()
    assert [message.split(":")[0] for message in told] == ["sheet `Themes`", "sheet `Answers`"]
    assert all("made from another analysis, or from an earlier run" in message for message in told)


def test_an_untouched_workbook_of_an_earlier_run_is_no_problem(desk: Desk) -> None:
    desk.send()
    desk.run_again(sample(prefix="new."))
    assert desk.problems() == []


def test_the_content_of_a_file_is_read_as_the_file_is(desk: Desk) -> None:
    book = desk.send()
    row = write(book, "Answers", "r2 q1", {"Move to": "Parks"})
    book.save(desk.file)
    reading = read_file(desk.file.read_bytes(), desk.run, desk.sheets(), name="back.xlsx")
    assert str(reading.problems[0]).startswith(f"back.xlsx, sheet `Answers`, column `J: Move to`, row {row}: ")
    with pytest.raises(InputError, match=r"back\.xlsx: is not an Excel workbook"):
        read_file(b"a,b\n1,2\n", desk.run, desk.sheets(), name="back.xlsx")
