from __future__ import annotations

from dataclasses import replace as with_changes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from textmine.review import Reviewed, decide, replay
from textmine.review.workbook import ToTranslate, allowed, lead_sheet
from textmine.review.workbook.foreign import foreign_texts
from textmine.review.workbook.sheet import as_typed, fingerprint, settled
from textmine.safe import defuse_cell
from textmine.tables import Tables, replace
from textmine.text import redact

from ..sample import sample
from .conftest import Desk, column_of, header_of, row_of, with_sentences

BENGALI = "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।"
SOMALI = "Kirada guryuhu aad bay u sarraysaa."
ROMANISED = "Amader elakay parking khub kom 🚗."
ARABIC = "نحتاج إلى المزيد من الأشجار في الحي."


def drafted(tables: Tables, *sentences: tuple[str, str, str]) -> Reviewed:
    """The sample with these sentences (kind, text, response) in the draft of q1.01."""
    return replay(with_sentences(tables, [("q1.01", kind, text, [person]) for kind, text, person in sentences]), [])


def with_consent(tables: Tables, **consent: bool | None) -> Tables:
    """The sample with the consent of some people."""
    own = [consent.get(person) for person in tables.respondents["response_id"]]
    return replace(tables, respondents=tables.respondents.assign(consent_publish=own))


@given(st.text())
def test_a_text_is_the_same_after_it_went_out_and_came_back(text: str) -> None:
    out = defuse_cell(settled(text))
    assert settled(as_typed(out)) == settled(text)
    assert not str(out).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["one\r\ntwo", "one\rtwo", "one_x000D_\ntwo", " one\ntwo\n"])
def test_line_ends_of_every_program_are_the_same(text: str) -> None:
    assert settled(text) == "one\ntwo"


@given(st.dictionaries(st.sampled_from("abc"), st.text()), st.dictionaries(st.sampled_from("abc"), st.text()))
def test_rows_with_the_same_content_have_the_same_fingerprint(left: dict[str, str], right: dict[str, str]) -> None:
    def said(values: dict[str, str]) -> dict[str, str]:
        return {key: value for key, value in values.items() if value}

    assert (fingerprint(left) == fingerprint(right)) == (said(left) == said(right))


def test_the_lead_sees_each_theme_once_and_no_small_number(desk: Desk) -> None:
    sheet = lead_sheet(desk.reviewed, 5)
    assert [row.label for row in sheet.rows] == [
        "Geedo iyo beero", "Parking for residents", "রাস্তার আলো", "High rents", "Late buses",
    ]  # fmt: skip
    assert {row.cells["people"] for row in sheet.rows} == {"fewer than five"}
    assert lead_sheet(desk.reviewed, 4).rows[0].cells["people"] == 4


def test_the_lead_sees_what_people_said_with_a_translation_beside(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "translate", "text": BENGALI, "language": "bn", "into": "en",
                               "translation": "Too little parking.", "translator": "Rahima"}])  # fmt: skip
    said = next(row for row in lead_sheet(desk.reviewed, 5).rows if row.label == "Parking for residents").cells["said"]
    assert f"• {BENGALI} (Too little parking.)" in str(said)


def test_the_lead_sees_no_theme_that_is_set_aside(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "set_aside", "theme": "q2.01", "reason": "Not ours."}])
    assert "Late buses" not in [row.label for row in lead_sheet(desk.reviewed, 5).rows]


@pytest.mark.parametrize("text", ["Ring 020 7946 0958", "আমার নম্বর ০১৭১১ ৫৫৫ ১২৩", "Iigu soo qor aamina@example.org"])
def test_the_lead_sees_placeholders_for_personal_data(tables: Tables, text: str) -> None:
    said = lead_sheet(drafted(tables, ("key_point", text, "r1")), 5).rows
    shown = next(str(row.cells["said"]) for row in said if row.label == "Parking for residents")
    assert redact(text) in shown
    assert text not in shown
    assert "[" in shown


@pytest.mark.parametrize(
    ("text", "person", "language"),
    [(BENGALI, "r2", "bn"), (ROMANISED, "r4", "bn-Latn"), ("Geedo badan ayaan u baahanahay.", "r3", "so")],
)
def test_what_is_not_english_goes_to_translators(tables: Tables, text: str, person: str, language: str) -> None:
    [item] = foreign_texts(drafted(tables, ("quote", text, person)))[0]
    assert item == ToTranslate(text, language, "en", "Parking for residents", "quote")


def test_english_and_reworded_sentences_stay_at_home(tables: Tables) -> None:
    reviewed = drafted(
        tables,
        ("quote", "We need more parking for residents.", "r1"),
        ("key_point", "You need more parking for residents.", "r1"),
        ("figure", "Fewer than five of the 8 people raised this.", "r2"),
    )
    assert foreign_texts(reviewed) == ([], 0)


@pytest.mark.parametrize(("consent", "texts", "left_out"), [(True, 1, 0), (None, 1, 0), (False, 0, 1)])
def test_words_of_people_who_refused_do_not_leave_the_house(
    tables: Tables, consent: bool | None, texts: int, left_out: int
) -> None:
    found, number = foreign_texts(drafted(with_consent(tables, r2=consent), ("quote", BENGALI, "r2")))
    assert (len(found), number) == (texts, left_out)


def test_an_officer_can_refuse_quotes_of_people_who_were_not_asked(tables: Tables) -> None:
    reviewed = with_changes(drafted(tables, ("quote", BENGALI, "r2")), quotes="refuse")
    assert foreign_texts(reviewed) == ([], 1)


@pytest.mark.parametrize("text", ["আমার নম্বর ০২০ ৭৯৪৬ ০৯৫৮", "Telefoonkaygu waa 020 7946 0958", "رقمي 020 7946 0958"])
def test_quotes_with_personal_data_do_not_leave_the_house(text: str) -> None:
    kept, left_out = allowed(
        [
            ToTranslate(text, "bn", "en", kind="key_point"),
            ToTranslate(text, "bn", "en", kind="quote"),
            ToTranslate(BENGALI, "bn", "en", kind="quote"),
            ToTranslate(BENGALI, "bn", "en", kind="key_point"),
        ]
    )
    assert ([item.text for item in kept], left_out) == ([BENGALI], 1)


def test_a_redacted_quote_is_translated_with_its_placeholders(desk: Desk) -> None:
    quote = "আমার নম্বর ০২০ ৭৯৪৬ ০৯৫৮, রাতে ফোন করবেন"
    desk.run_again(with_sentences(sample(), [("q1.01", "quote", quote, ["r2"])]))
    decide(desk.folder, "A", [{"do": "redact", "theme": "q1.01", "ordinal": 0}])
    kept, left_out = allowed(foreign_texts(desk.reviewed)[0])
    assert ([item.text for item in kept], left_out) == ([redact(quote, language="bn")], 0)
    assert "৭৯৪৬" not in kept[0].text


def test_other_texts_with_personal_data_are_marked(desk: Desk) -> None:
    decide(desk.folder, "A", [{"do": "rename", "theme": "q2.01", "title": "Ring 020 7946 0958"}])
    page = desk.send()["Translations"]
    row = row_of(page, "Text", "Ring 020 7946 0958")
    assert page.cell(row, column_of(page, "May hold personal data")).value


def test_a_machines_suggestion_is_marked_and_fills_in_nothing(desk: Desk) -> None:
    assert "Suggested by machine" not in [cell.value for cell in desk.send()["Translations"][6]]
    desk.suggestions = {(BENGALI, "en"): "There is little parking."}
    page = desk.send()["Translations"]
    row = row_of(page, "Suggested by machine", "There is little parking.")
    assert page.cell(row, column_of(page, "Translation")).value is None
    assert page.cell(row, column_of(page, "Suggested by machine")).protection.locked
    assert desk.apply()[0] == 0


def test_only_cells_to_be_filled_in_are_open(desk: Desk) -> None:
    book = desk.send()
    for page in book:
        assert page.protection.sheet
        assert not page.protection.password
    page = book["Outcomes"]
    top = header_of(page)
    open_cells = [cell.column for cell in page[top + 1] if not cell.protection.locked]
    assert open_cells == list(range(7, 14))
    assert all(cell.protection.locked for cell in page[top])


def test_drop_downs_offer_the_closed_lists(desk: Desk) -> None:
    book = desk.send()
    offered = {}
    for rule in book["Outcomes"].data_validations.dataValidation:
        if rule.type == "list":
            area = rule.formula1.split("!")[1].replace("$", "")
            offered[str(rule.sqref)[0]] = [row[0].value for row in book["textmine"][area]]
    assert offered["G"] == ["We did", "We will", "We could not", "Still deciding"]
    assert len(offered["I"]) == 11
    assert "The law does not allow it" in offered["I"]


def test_the_file_says_what_it_is_and_hides_what_is_not_for_people(desk: Desk) -> None:
    book = desk.send()
    assert book.sheetnames[0] == "Read me"
    assert [page.title for page in book if page.sheet_state != "visible"] == ["textmine"]
    assert book["Outcomes"].column_dimensions["A"].hidden
    assert "Consultation: Streets." in [cell.value for cell in book["Read me"]["A"]]


def test_headings_stay_in_sight_and_text_is_wrapped(desk: Desk) -> None:
    desk.languages = ("en", "so")
    book = desk.send()
    for name, start in (("Outcomes", "D"), ("Translations", "A"), ("Page headings", "A")):
        page = book[name]
        top = header_of(page)
        assert page.freeze_panes == f"{start}{top + 1}"
        assert all(cell.alignment.wrap_text for cell in page[top + 1][1:])


def test_scripts_get_their_font_and_their_direction(desk: Desk) -> None:
    page = desk.send()["Translations"]

    def look(text: str) -> tuple[str, str, float]:
        cell = page.cell(row_of(page, "Text", text), column_of(page, "Text"))
        return cell.font.name, cell.alignment.horizontal, cell.alignment.readingOrder

    assert look(BENGALI) == ("Nirmala UI", "left", 1)
    assert look(ARABIC) == ("Arial", "right", 2)
    assert look(SOMALI) == ("Arial", "left", 1)


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+442079460958", "\t-1", "＝1"])
def test_no_cell_runs_what_people_wrote(desk: Desk, title: str) -> None:
    decide(desk.folder, "A", [{"do": "rename", "theme": "q2.01", "title": title},
                              {"do": "outcome", "theme": "q2.02", "outcome": "we_did", "text": title}])  # fmt: skip
    desk.send()
    for page in load_workbook(desk.file):
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "@", "\t", "＝"))
