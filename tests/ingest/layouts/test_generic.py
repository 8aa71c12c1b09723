from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.ingest.layouts.sheets import KINDS, look, roles, table, values
from textmine.config import ReadingSettings
from textmine.ingest.grid import Grid, Range, non_empty
from textmine.ingest.table import Table, make_table

HEADS = ("Reference", "Do you agree with the plan?", "Why do you say that?", "Anything else?", "Ward")
CODES = ("ref", "q1", "q2", "q3", "q4")
BENGALI = ("রেফারেন্স", "আপনি কি পরিকল্পনার সাথে একমত?", "কেন বলছেন?", "আর কিছু বলতে চান?", "ওয়ার্ড")
SOMALI = ("Tixraac", "Ma ku raacsan tahay qorshaha?", "Maxaad sidaas u leedahay?", "Wax kale ma jiraan?", "Xaafadda?")
DATA = (
    ("R1", "Yes", "The underpass is dark and nobody walks there after six", "", "Old Dock"),
    ("R2", "No", "আমাদের রাস্তায় আলো নেই, শিশুরা ভয় পায়", "Nothing", "Poplar East"),
    ("R3", "Yes", "Waxaan u baahanahay nalal iyo waddo nabad ah", "", "Old Dock"),
    ("R4", "Not sure", "نحتاج إلى إضاءة أكثر في الشارع", "lights lagbe, plz 🙏", "Poplar East"),
)


def _grid(rows: Sequence[Sequence[str]], merged: tuple[Range, ...] = ()) -> Grid:
    width = max(map(len, rows))
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    return Grid("a.csv", None, "utf-8", "0", non_empty(enumerate(padded, 1)), len(rows), merged=merged)


def _read(*rows: Sequence[str], merged: tuple[Range, ...] = ()) -> Table:
    return make_table(_grid(rows, merged), ReadingSettings())


def _names(found: Table) -> tuple[str, ...]:
    return tuple(column.name for column in found.columns)


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_and_a_blank_row_above_the_headings_are_passed_over_in_every_kind_of_file(
    tmp_path: Path, kind: str
) -> None:
    blank = [""] * len(HEADS)
    found = look(tmp_path, [("Mill Lane 2026", *blank[1:]), blank, HEADS, blank, *DATA], kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("plain table", 3, 5, 4)
    assert any("Row 1" in note and "above the headings" in note for note in found.assumptions)
    assert not found.problems


@pytest.mark.parametrize("day", ["3 March 2026", "03/03/2026", "2026-03-03 10:00"])
def test_a_title_may_have_its_date_below(day: str) -> None:
    found = _read(("Mill Lane", *[""] * 4), (day, *[""] * 4), HEADS, *DATA)
    assert (found.header_row, found.rows) == (3, (4, 5, 6, 7))


@pytest.mark.parametrize("first", range(3))
def test_a_table_may_begin_in_any_column(first: int) -> None:
    rows = [(*[""] * first, *row) for row in (HEADS, *DATA)]
    found = _read(*rows)
    assert (found.header_row, found.rows, _names(found)) == (1, (2, 3, 4, 5), HEADS)
    assert {number for column in found.columns for number in column.numbers} == set(range(first + 1, first + 6))


@pytest.mark.parametrize("titled", [True, False])
def test_a_block_of_facts_in_two_columns_stands_above_the_headings(titled: bool) -> None:
    facts = [("Consultation:", "Mill Lane"), ("Exported on", "02/03/2026"), ("Total responses", "4"), ("",)]
    rows = [("Everything that was said",)] * titled + facts
    found = _read(*rows, HEADS, *DATA)
    assert _names(found) == HEADS
    assert len(found.rows) == 4
    assert not found.problems


@pytest.mark.parametrize("rows", [(CODES, HEADS), (HEADS, CODES), (HEADS, BENGALI), (BENGALI, HEADS), (HEADS, SOMALI)])
def test_ids_wordings_and_translations_are_two_rows_of_headings(rows: tuple[tuple[str, ...], ...]) -> None:
    found = _read(*rows, *DATA)
    assert found.rows == (3, 4, 5, 6)
    assert [{column.name, *column.names} >= set(pair) for column, *pair in zip(found.columns, *rows, strict=True)]
    assert _names(found) == (rows[1] if rows[0] == CODES else rows[0])


def test_a_column_can_be_named_by_its_id_too(tmp_path: Path) -> None:
    rows = [CODES, HEADS, *DATA]
    assert values(table(tmp_path, rows), "q2") == [row[2] for row in DATA]
    assert roles(look(tmp_path, rows))["Why do you say that?"] == "open"


@pytest.mark.parametrize("merged", [((1, 1, 1, 2), (1, 3, 1, 5)), ()])
def test_groups_over_the_headings_are_no_headings(merged: tuple[Range, ...]) -> None:
    found = _read(("About you", "", "Your views", "", ""), HEADS, *DATA, merged=merged)
    assert (found.header_row, found.rows, _names(found)) == (2, (3, 4, 5, 6), HEADS)


def test_the_same_heading_in_two_groups_carries_its_group() -> None:
    rows = [("", "Park", "", "Library", ""), ("ID", "Good?", "Why?", "Good?", "Why?")]
    data = [(str(n), "Yes", f"because of {n}", "No", f"said {n}") for n in range(1, 5)]
    assert _names(_read(*rows, *data)) == ("ID", "Park: Good?", "Park: Why?", "Library: Good?", "Library: Why?")


GROUPED = {
    "en": (
        ("About you", "", "Zone A", "", "Zone B", "", "You", ""),
        ("ID", "Street", *["Support", "Why"] * 2, "Age", "Sex"),
    ),
    "en, blank first": (
        ("", "", "Park", "", "Pool", "", "", ""),
        ("No", "Ward", *["Rating", "Reason"] * 2, "Age", "Sex"),
    ),
    "bn": (("", "", "পার্ক", "", "পুল", "", "", ""), ("না", "রাস্তা", *["সমর্থন", "কারণ"] * 2, "বয়স", "লিঙ্গ")),
    "so": (("", "", "Beerta", "", "Barkad", "", "", ""), ("No", "Waddo", *["Taageero", "Sabab"] * 2, "Da", "Jinsi")),
}


@pytest.mark.parametrize("kind", ["csv", "xls"])
@pytest.mark.parametrize("heads", GROUPED.values(), ids=GROUPED)
def test_groups_stand_over_headings_of_one_word(tmp_path: Path, heads: tuple[tuple[str, ...], ...], kind: str) -> None:
    said = [row[2] for row in DATA]
    votes = ("Yes", "No", "Yes", "No")
    data = [(f"R{n}", "", votes[n], why, votes[n - 1], why, "16 to 24", "F") for n, why in enumerate(said)]
    found = table(tmp_path, [*heads, *data], kind)
    groups, names = heads
    assert (found.header_row, found.rows) == (2, (3, 4, 5, 6))
    assert _names(found)[:4] == (*names[:2], f"{groups[2]}: {names[2]}", f"{groups[2]}: {names[3]}")


@pytest.mark.parametrize(
    "first",
    [
        ("R0", "Old Dock", "Support", "Bins", "Support", "Lights", "Old", "Man"),
        ("", "রাস্তা", "Support", "বাতি", "No", "আলো", "16 to 24", "F"),
        ("Anon", "Old Dock", "Yes", "Bins", "Yes", "Geedo", "Da", "F"),
        ("Anon", "Old Dock", "Support", "Because it says 12 buses", "Yes", "Geedo", "Da", "F"),
    ],
)
def test_below_headings_of_which_some_are_blank_the_first_response_is_read(first: tuple[str, ...]) -> None:
    data = [(f"R{n}", "Mill", "Yes", f"said {n}", "No", f"more {n}", "16 to 24", "F") for n in range(1, 9)]
    found = _read(("Ref", "", "Park", "", "Pool", "", "Age", ""), first, *data)
    assert found.rows == tuple(range(2, 11))


@pytest.mark.parametrize("heads", [HEADS, BENGALI, SOMALI])
def test_a_group_may_be_written_over_each_of_its_columns(heads: tuple[str, ...]) -> None:
    data = [(f"R{n}", "Yes", said, said, "Old Dock") for n, (_, _, said, *_) in enumerate(DATA * 2)]
    found = _read(("You", "Plan", "Plan", "Plan", "You"), heads, *data)
    assert found.rows == tuple(range(3, 11))
    assert _names(found) == heads


@pytest.mark.parametrize("wording", [HEADS, BENGALI])
def test_where_a_number_stands_over_a_wording_the_wording_is_the_name(wording: tuple[str, ...]) -> None:
    data = [(str(n), *row[1:]) for n, row in enumerate(DATA, 1)]
    found = _read(("Response", "2", "2.a", "3", "4.1.a"), ("", *wording[1:4], "Which ward is it?"), *data)
    assert _names(found) == ("Response", *wording[1:4], "Which ward is it?")


WORDED = {
    "en": (
        "What is your postcode?",
        "Do you agree with it?",
        "Please give your reasons",
        "May we publish your response?",
    ),
    "bn": ("আপনার পোস্টকোড কী?", "আপনি কি একমত?", "কারণ লিখুন দয়া করে", "আমরা কি প্রকাশ করতে পারি?"),
    "so": ("Waa maxay boostkoodhkaagu?", "Ma ku raacsan tahay?", "Fadlan sheeg sababta", "Ma daabici karnaa?"),
}


@pytest.mark.parametrize("wording", WORDED.values(), ids=WORDED)
@pytest.mark.parametrize("known", [("", ""), ("Response ID", "Submitted")], ids=["blank below", "again below"])
@pytest.mark.parametrize("form", ["q{}", "Q{}", "question-2026-0{}"])
def test_where_an_id_stands_over_a_wording_the_wording_is_the_name(
    wording: tuple[str, ...], known: tuple[str, str], form: str
) -> None:
    codes = [form.format(n) for n in range(1, 5)]
    data = [(f"R{n}", f"0{n}/05/2026", f"E{n} 4AB", *row[1:3], "Yes") for n, row in enumerate(DATA, 1)]
    found = _read(("Response ID", "Submitted", *codes), (*known, *wording), *data)
    assert (found.header_row, found.rows) == (1, (3, 4, 5, 6))
    assert _names(found) == ("Response ID", "Submitted", *wording)
    assert [column.also for column in found.columns[2:]] == [(code,) for code in codes]


def test_options_stand_below_their_question() -> None:
    rows = [("ID", "Which do you use?", "", "", "Why?"), ("", "Bus", "Tram", "Car", "")]
    data = [("1", "x", "", "x", "It is cheap"), ("2", "", "x", "", "গাড়ি নেই"), ("3", "x", "", "", "waa fudud")]
    found = _read(*rows, *data)
    assert found.rows == (3, 4, 5)
    assert {"ID", "Why?"} < set(_names(found))
    assert any("Rows 1 and 2" in note for note in found.notes)


def test_two_statements_stand_below_their_question() -> None:
    rows = [("ID", "How good are these?", "", "Why?"), ("", "Parks", "Libraries", "")]
    found = _read(*rows, *[(str(n), "Good", "Poor", f"there are {n} of them now") for n in range(1, 5)])
    assert found.rows == (3, 4, 5, 6)
    assert {"How good are these?: Parks", "How good are these?: Libraries"} < set(_names(found))


@pytest.mark.parametrize(
    "rows",
    [
        [("", "Select one", "Free text", "Optional", "Choose from the list")],
        [("Auto", "Single choice", "Open text", "Open text", "List")],
        [("ID", "Tick one", "Text", "Text", "List"), ("e.g. R9", "Yes", "For example: too dark", "", "e.g. Old Dock")],
        [("", "একটি বেছে নিন", "এখানে লিখুন", "এখানে লিখুন", "বেছে নিন")],
        [("", "Dooro mid", "Ku qor halkan", "Ku qor halkan", "Dooro")],
        [("Please do not edit this row", "", "", "", "")],
        [("(do not edit)", "pick from list", "Free text, 500 words at most", "Yes or No", "")],
        [("varchar(10)", "enum", "text", "nvarchar(4000)", "varchar(20)")],
        [("INSTRUCTIONS: one row per response. Do not delete this row.", "", "", "", "")],
        [("Example", "Yes", "This is an example, please delete", "", "")],
        [("নির্দেশনা: প্রতি উত্তরে একটি সারি।", "", "", "", "")],
        [("উদাহরণ", "Yes", "এটি একটি উদাহরণ, মুছে ফেলুন", "", "")],
        [("Tusaale", "No", "Tani waa tusaale, fadlan tirtir", "", "")],
    ],
)
@pytest.mark.parametrize("above", [(), (CODES,)])
def test_instructions_below_the_headings_are_said_and_not_read(
    rows: list[tuple[str, ...]], above: tuple[tuple[str, ...], ...]
) -> None:
    found = _read(("Mill Lane",), *above, HEADS, *rows, *DATA)
    assert len(found.rows) == 4
    assert {row.reason for row in found.set_aside} == {"says how to fill the columns in"}
    assert len(found.set_aside) == len(rows)


FIRST = {
    "questions": ("", "", "Why is there no bin?", "Who decided this?", "Which one do you mean?"),
    "questions everywhere": ("R0", "Why should I?", "Why is there no bin?", "Who decided?", "Where?"),
    "words of headings": ("R0", "", "Date of birth", "Organisation name", "Ward"),
    "a code": ("Q1", "Yes", "Q1", "Q2", "Q3"),
    "codes": ("A1", "", "B2", "C3", "D4"),
    "mostly blank": ("", "", "", "What is going to happen to the library?", ""),
    "one word": ("", "", "Parking", "", ""),
    "commands": ("R0", "", "Use the money for buses", "Choose the other road, please", ""),
    "Bengali questions": ("", "", "এখানে ডাস্টবিন নেই কেন?", "কে সিদ্ধান্ত নিয়েছে?", "কোনটা?"),
    "Arabic questions": ("R0", "", "لماذا لا توجد سلة؟", "من قرر ذلك؟", ""),
    "Somali question": ("R0", "Maya", "Maxay tahay sababta?", "Yaa go'aansaday?", ""),
}


@pytest.mark.parametrize("above", [(), (CODES,)], ids=["one row of headings", "two rows of headings"])
@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
def test_a_first_response_is_no_heading(first: tuple[str, ...], above: tuple[tuple[str, ...], ...]) -> None:
    found = _read(*above, HEADS, first, *DATA)
    assert len(found.rows) == 5
    assert _names(found) == HEADS


@pytest.mark.parametrize("count", [1, 2, 12])
def test_people_who_answer_with_questions_are_read(count: int) -> None:
    heads = ("Do you like it?", "Why?", "What else?", "Who should do it?")
    asked = ("Why is there no bin?", "What about the buses?", "Who decided this?", "Which one?")
    found = _read(heads, asked, *[(f"no, it is dirty {n}", "more buses", "no", "North") for n in range(count)])
    assert found.rows == tuple(range(2, count + 3))


def test_cells_beside_the_last_heading_are_no_options() -> None:
    rows = [("Comments", "", "Ward", ""), ("I like it", "asked twice", "North", "see letter")]
    more = [("It is far too dear", "rang her", "South", "new"), ("Why so late?", "no reply", "West", "old one")]
    assert _read(*rows, *more).rows == (2, 3, 4)


def test_a_row_with_more_cells_than_headings_is_no_heading() -> None:
    spilt = ("R9", "No", "It is dear", " far", " too far", " and late", " and old", " and closed", " and cold")
    found = _read(HEADS, DATA[0], spilt, *DATA[1:])
    assert found.header_row == 1
    assert len(found.rows) == 5


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
SAID = st.sampled_from(
    [
        *(
            "Why is there no bin?",
            "Ward",
            "Total",
            "Total waste of money",
            "test",
            "Q1",
            "n = 26",
            "Select one",
            "Date",
        ),
        *(
            "",
            "Yes",
            "12",
            "02/03/2026",
            "আলো নেই কেন?",
            "মোট",
            "Wadarta",
            "المجموع",
            "Exported by Ann",
            "Source: me",
            "-",
        ),
        "I do not want the test of the total to be the end of the source of it all",
    ]
)
HEADING = st.text(st.characters(categories=["L"]), min_size=3, max_size=12).map(lambda text: f"What of {text}?")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(HEADING, min_size=3, max_size=7, unique_by=str.casefold),
    st.lists(st.lists(TEXT | SAID, min_size=7, max_size=7), min_size=1, max_size=9),
)
def test_below_a_full_row_of_headings_every_row_is_read_or_set_aside_for_a_reason(
    heads: list[str], rows: list[list[str]]
) -> None:
    shown = [row[: len(heads)] for row in rows]
    assume(any(cell.strip() for cell in shown[0]))
    found = make_table(_grid([heads, *shown]), ReadingSettings())
    filled = [at for at, row in enumerate(shown, 2) if any(cell.strip() for cell in row)]
    assert found.header_row == 1
    assert sorted([*found.rows, *(row.row for row in found.set_aside)]) == filled
    assert found.rows_read == len(filled)
    assert all(row.reason for row in found.set_aside)
    for row in found.set_aside:
        own = [cell for cell in shown[row.row - 2] if len(cell.split()) > 8]
        assert not own


SHORT = st.sampled_from(
    [
        *(
            "No",
            "Why?",
            "Total",
            "Average",
            "Source",
            "End",
            "Note",
            "Page Street",
            "Max Smith",
            "All",
            "n/a",
            "?",
            "-",
        ),
        *("Optional", "Text", "Choose Bow", "Total disaster", "Key workers first", "Contact me", "5 buses", "10", ""),
        *("Date of birth", "Q1", "Ward", "না", "মোট", "Maya", "Wadarta", "لا", "Use the money for buses", "🙏"),
    ]
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(SHORT, st.sampled_from(["Yes", "No", ""]), SHORT, SHORT), min_size=2, max_size=8),
    st.sampled_from([0, 2, 4]),
    st.lists(st.integers(2, 9), max_size=2),
)
def test_short_answers_beside_an_id_are_read_wherever_they_stand(
    said: list[tuple[str, ...]], at: int, gaps: list[int]
) -> None:
    heads, rows = ["Do you agree?", "Why?", "What else?", "Comments"], [list(row) for row in said]
    heads.insert(at, "Reference")
    for number, row in enumerate(rows):
        row.insert(at, f"R{number}")
    for gap in gaps:
        rows.insert(gap, [""] * 5)
    found = make_table(_grid([heads, *rows]), ReadingSettings())
    assert len(found.rows) == len(said)


NOT_HEADINGS = st.sampled_from(
    ["Yes", "No", "Strongly agree", "12", "3.5", "02/03/2026", "2026-01-02", "ann@example.org"]
)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 3),
    st.lists(st.tuples(NOT_HEADINGS, *[TEXT | SAID] * 4), min_size=2, max_size=8),
    st.sampled_from([(HEADS,), (CODES, HEADS), (HEADS, CODES), (("Mill Lane",), HEADS)]),
)
def test_a_row_with_a_value_is_never_a_heading(
    at: int, rows: list[tuple[str, ...]], above: tuple[tuple[str, ...], ...]
) -> None:
    turned = [(*row[1 : at + 2], row[0], *row[at + 2 :]) for row in rows]
    found = make_table(_grid([*above, *turned]), ReadingSettings())
    assert found.rows_read >= len(rows)
    assert {*found.rows, *(row.row for row in found.set_aside)} >= set(
        range(len(above) + 1, len(above) + len(rows) + 1)
    )


@pytest.mark.parametrize("above", [("", "1", "2", "3", "4"), ("A", "B", "C", "D", "E"), ("", "Q1", "Q2", "Q3", "Q4")])
def test_numbers_or_letters_over_the_wordings_are_no_names(above: tuple[str, ...]) -> None:
    found = _read(above, HEADS, *DATA)
    assert _names(found) == HEADS
    assert found.rows == (3, 4, 5, 6)


def test_a_date_beside_the_title_is_no_group() -> None:
    found = _read(("Mill Lane", "", "", "Exported", "02/03/2026"), HEADS, *DATA)
    assert _names(found) == HEADS
    assert found.notes == ("Row 1 of `a.csv` stands above the headings and holds no response.",)
