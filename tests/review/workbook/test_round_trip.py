from __future__ import annotations

import datetime as dt

import pytest

from textmine.language import headings
from textmine.model import Heading, Outcome, Translation
from textmine.review import decide
from textmine.review.workbook import change_lines

from ..sample import sample
from .conftest import Desk, fill, header_of, row_of, text_row, theme_row, with_sentences

BENGALI = "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"
SOMALI = "Kirada guryuhu aad bay u sarraysaa."
ARABIC = "نحتاج إلى المزيد من الأشجار في الحي."


def test_an_outcome_comes_back_whole(desk: Desk) -> None:
    book = desk.send()
    theme_row(
        book, "Parking for residents", outcome="We could not", what_we="We cannot add bays. আমরা পারব না। 🚗",
        why_not="There is not enough space", reason="The street is too narrow.", what_we_offer="A car club.",
        owner="Parking team", date="31/03/2027",
    )  # fmt: skip
    book.save(desk.file)
    number, reviewed = desk.apply()
    assert number == 1
    assert reviewed.outcomes == {
        "q1.01": Outcome(
            "could_not", "We cannot add bays. আমরা পারব না। 🚗", "The street is too narrow.", "Parking team",
            "2027-03-31", "space", "A car club.",
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "into", "translation"),
    [
        (BENGALI, "en", "There is far too little parking in our area."),
        (SOMALI, "en", "Rents are far too high."),
        (ARABIC, "en", "We need more trees in the area."),
        ("Parking for residents", "so", "Baarkin dadka deggan 🚗"),
        ("Late buses", "so", "'=1+1"),
    ],
)
def test_a_translation_comes_back_with_who_translated(desk: Desk, text: str, into: str, translation: str) -> None:
    book = desk.send()
    text_row(book, text, translation=translation, translator="রহিমা বেগম")
    book.save(desk.file)
    _, reviewed = desk.apply()
    assert reviewed.translations == {(text, into): Translation(translation.removeprefix("'"), "রহিমা বেগম", "Amina")}


def test_one_translator_is_named_for_all_rows(desk: Desk) -> None:
    book = desk.send()
    page = book["Translations"]
    place = next(row for row in range(1, header_of(page)) if page.cell(row, 1).value == "for_all")
    page.cell(place, 4).value = "Rahima Begum"
    text_row(book, BENGALI, translation="Too little parking.")
    text_row(book, SOMALI, translation="High rents.", translator="Ayaan Nuur")
    book.save(desk.file)
    _, reviewed = desk.apply()
    assert {made.translator for made in reviewed.translations.values()} == {"Rahima Begum", "Ayaan Nuur"}
    assert reviewed.translations[BENGALI, "en"].translator == "Rahima Begum"


def test_headings_are_approved_as_they_stand_or_in_other_words(desk: Desk) -> None:
    desk.languages = ("en", "bn", "so")
    book = desk.send()
    page = book["Page headings"]
    fill(page, row_of(page, "Wording now", headings("bn")["said"]), right="yes")
    fill(page, row_of(page, "Wording now", headings("so")["said"]), in_other="Waxaad sheegteen")
    book.save(desk.file)
    _, reviewed = desk.apply()
    assert reviewed.headings == {
        "bn": {"said": Heading(headings("bn")["said"], "Amina")},
        "so": {"said": Heading("Waxaad sheegteen", "Amina")},
    }


def test_applying_again_does_nothing(desk: Desk) -> None:
    desk.languages = ("en", "bn", "so")
    book = desk.send()
    theme_row(book, "Parking for residents", outcome="we did", what_we="Twelve bays.")
    text_row(book, BENGALI, translation="Too little parking.", translator="Rahima")
    page = book["Page headings"]
    fill(page, row_of(page, "Wording now", headings("bn")["said"]), right="yes")
    fill(page, row_of(page, "Wording now", headings("so")["said"]), in_other="Waxaad sheegteen")
    book.save(desk.file)
    assert desk.apply()[0] == 4
    assert (desk.apply()[0], desk.problems()) == (0, [])


def test_an_untouched_workbook_decides_nothing(desk: Desk) -> None:
    desk.send()
    assert desk.apply()[0] == 0


def test_what_is_recorded_already_stands_in_the_cells_and_decides_nothing(desk: Desk) -> None:
    desk.languages = ("en", "so")
    decide(
        desk.folder,
        "Amina",
        [
            {"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "- 12 bays\r\n=1+1",
             "date": "2027-03-31"},
            {"do": "translate", "text": BENGALI, "language": "bn", "into": "en", "translation": "+ parking",
             "translator": "Rahima"},
            {"do": "heading", "language": "so", "entry": "said", "text": "Waxaad sheegteen"},
        ],
    )  # fmt: skip
    book = desk.send()
    page = book["Outcomes"]
    row = row_of(page, "Theme", "Parking for residents")
    shown = [page.cell(row, column).value for column in range(7, 14)]
    assert shown[:2] == ["We will", "'- 12 bays\r\n=1+1"]
    assert shown[6] == "2027-03-31"
    assert desk.apply()[0] == 0


def test_only_the_row_that_changed_is_recorded(desk: Desk) -> None:
    decide(desk.folder, "Amina", [{"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "Bays."}])
    book = desk.send()
    theme_row(book, "Parking for residents", what_we="Twelve bays.")
    book.save(desk.file)
    number, reviewed = desk.apply()
    assert (number, reviewed.outcomes["q1.01"].text) == (1, "Twelve bays.")


def test_a_prefilled_row_does_not_take_back_what_was_recorded_since(desk: Desk) -> None:
    decide(desk.folder, "Amina", [{"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "Bays."}])
    desk.send()
    decide(desk.folder, "Badri", [{"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": "Done."}])
    number, reviewed = desk.apply()
    assert (number, reviewed.outcomes["q1.01"].text) == (0, "Done.")


def test_a_row_that_replaces_something_newer_says_so(desk: Desk) -> None:
    book = desk.send()
    theme_row(book, "Parking for residents", outcome="we will", what_we="Bays.")
    book.save(desk.file)
    decide(desk.folder, "Badri", [{"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": "Done."}])
    lines = change_lines(desk.read())
    assert "  Outcome: “We did” → “We will”" in lines
    assert "1 row replaces something that was recorded after the export." in lines


def test_an_emptied_row_takes_nothing_back(desk: Desk) -> None:
    decide(desk.folder, "Amina", [{"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "Bays."}])
    book = desk.send()
    theme_row(book, "Parking for residents", outcome=None, what_we=None)
    book.save(desk.file)
    reading = desk.read()
    assert (reading.emptied, reading.filled, reading.problems) == (1, [], [])


@pytest.mark.parametrize(
    "date",
    [dt.datetime(2027, 3, 31), dt.date(2027, 3, 31), "2027-03-31", "31/03/2027", "31 March 2027", "31 Mar 2027", 46477],
)
def test_dates_of_every_kind_become_iso_dates(desk: Desk, date: object) -> None:
    book = desk.send()
    theme_row(book, "Parking for residents", outcome="we will", what_we="Bays.", date=date)
    if isinstance(date, int):
        # A number in a cell that is shown as a date: what Excel itself keeps.
        page = book["Outcomes"]
        page.cell(row_of(page, "Theme", "Parking for residents"), 13).number_format = "yyyy-mm-dd"
    book.save(desk.file)
    assert desk.apply()[1].outcomes["q1.01"].date == "2027-03-31"


def test_numbers_and_dates_in_cells_for_words_are_read_as_they_are_shown(desk: Desk) -> None:
    book = desk.send()
    theme_row(book, "Parking for residents", outcome="we did", what_we=12, owner=dt.datetime(2027, 3, 31))
    book.save(desk.file)
    outcome = desk.apply()[1].outcomes["q1.01"]
    assert (outcome.text, outcome.owner) == ("12", "2027-03-31")


def test_an_option_counts_however_it_is_spelt(desk: Desk) -> None:
    book = desk.send()
    theme_row(book, "Parking for residents", outcome="  WE   could NOT", what_we="No.", why_not="cost", reason="Cost.")
    theme_row(book, "Late buses", outcome="still_deciding", what_we="We look at it.")
    book.save(desk.file)
    _, reviewed = desk.apply()
    assert [reviewed.outcomes[theme].outcome for theme in ("q1.01", "q2.01")] == ["could_not", "still_deciding"]
    assert reviewed.outcomes["q1.01"].because == "cost"


def test_rows_may_be_sorted_and_the_sheet_renamed(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    theme_row(book, "Late buses", outcome="we did", what_we="More buses.")
    top = header_of(page)
    lines = sorted([cell.value for cell in line] for line in page.iter_rows(min_row=top + 1))
    for place, line in enumerate(lines, start=top + 1):
        for column, value in enumerate(line, start=1):
            page.cell(place, column).value = value
    page.title = "Housing & transport"
    book.save(desk.file)
    lines = change_lines(desk.read())
    assert lines[0] == "The sheet `Housing & transport` was recognised as `Outcomes`."
    assert set(desk.apply()[1].outcomes) == {"q2.01"}


def test_columns_may_change_places_and_more_may_be_added(desk: Desk) -> None:
    book = desk.send()
    page = book["Outcomes"]
    theme_row(book, "Late buses", outcome="we did", what_we="More buses.")
    page.insert_cols(7)
    page.cell(header_of(page), 7).value = "Our own notes"
    book.save(desk.file)
    assert set(desk.apply()[1].outcomes) == {"q2.01"}


def test_the_texts_in_locked_cells_are_never_believed(desk: Desk) -> None:
    book = desk.send()
    page = book["Translations"]
    row = text_row(book, BENGALI, translation="Too little parking.", translator="Rahima")
    fill(page, row, text="Something else", language="French", into="Somali")
    page = book["Outcomes"]
    fill(page, theme_row(book, "Late buses", outcome="we did", what_we="Done."), theme="Another theme")
    book.save(desk.file)
    _, reviewed = desk.apply()
    assert set(reviewed.translations) == {(BENGALI, "en")}
    assert set(reviewed.outcomes) == {"q2.01"}


def test_translations_of_an_earlier_run_are_known_by_their_words(desk: Desk) -> None:
    book = desk.send()
    text_row(book, BENGALI, translation="Too little parking.", translator="Rahima")
    text_row(book, SOMALI, translation="High rents.", translator="Ayaan")
    book.save(desk.file)
    desk.run_again(with_sentences(sample(prefix="new."), [("new.q1.01", "key_point", BENGALI, ["r2"])]))
    reading = desk.read()
    assert [item.row.label for item in reading.filled] == [BENGALI]
    assert (reading.problems, reading.not_needed, reading.other_run) == ([], 1, True)


def test_the_lines_before_recording_say_what_changes(desk: Desk) -> None:
    decide(desk.folder, "Amina", [{"do": "outcome", "theme": "q1.01", "outcome": "we_will", "text": "Bays."}])
    book = desk.send()
    theme_row(book, "Parking for residents", what_we="Bays \u202e and \u200d trees", date=dt.datetime(2027, 3, 31))
    book.save(desk.file)
    lines = change_lines(desk.read())
    assert lines[1:] == [
        "  What we did, will do or could not do: “Bays.” → “Bays and \u200d trees”",
        "  Date: (empty) → “2027-03-31”",
    ]
    assert lines[0].startswith("Outcomes, row ")
