from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, column, ids, look, roles, table, values, write
from textmine.config import parse_config
from textmine.ingest import read

OWN = (
    ("StartDate", "Start Date", "startDate"),
    ("EndDate", "End Date", "endDate"),
    ("Status", "Response Type", "status"),
    ("IPAddress", "IP Address", "ipAddress"),
    ("Progress", "Progress", "progress"),
    ("Duration (in seconds)", "Duration (in seconds)", "duration"),
    ("Finished", "Finished", "finished"),
    ("RecordedDate", "Recorded Date", "recordedDate"),
    ("ResponseId", "Response ID", "_recordId"),
    ("RecipientLastName", "Recipient Last Name", "recipientLastName"),
    ("RecipientEmail", "Recipient Email", "recipientEmail"),
    ("ExternalReference", "External Data Reference", "externalDataReference"),
    ("LocationLatitude", "Location Latitude", "locationLatitude"),
    ("DistributionChannel", "Distribution Channel", "distributionChannel"),
    ("UserLanguage", "User Language", "userLanguage"),
)
AGREE = "To what extent do you agree or disagree with the draft Local Plan?"
PLACES = "Which places matter to you? Select all that apply"
CHANGE = "What would you change about the plan, and why?"
ASKED = (
    ("Q1", AGREE, "QID1"),
    ("Q3_1", f"{PLACES} - Selected Choice - Canal", "QID3_1"),
    ("Q3_2", f"{PLACES} - Selected Choice - Market, old and new", "QID3_2"),
    ("Q3_4", f"{PLACES} - Selected Choice - Somewhere else", "QID3_4"),
    ("Q3_4_TEXT", f"{PLACES} - Somewhere else - Text", "QID3_4_TEXT"),
    ("Q4_1", "How good is\neach of these? - Cleaning", "QID4_1"),
    ("Q4_2", "How good is\neach of these? - Lighting", "QID4_2"),
    ("Q5", "What would you change\nabout the plan, and why?", "QID5_TEXT"),
    ("Q5_First Click", "Timing - First Click", "QID9_FIRST_CLICK"),
    ("Q6", "What is your email address?", "QID6_TEXT"),
    ("Q7", "May we publish your comments anonymously?", "QID7"),
    ("Q8", "Which ward do you live in?", "QID8"),
)
HEADINGS = (
    tuple(code for code, _, _ in OWN + ASKED),
    tuple(wording for _, wording, _ in OWN + ASKED),
    tuple(f'{{"ImportId":"{inner}","timeZone":"Europe/London"}}' for _, _, inner in OWN + ASKED),
)


def _row(number: int, *answers: str, status: str = "IP Address", finished: str = "True") -> tuple[str, ...]:
    date = f"2026-01-13 09:0{number}:00"
    progress = "100" if finished in ("True", "1") else "45"
    channel = "preview" if "Preview" in status else "anonymous"
    own = (date, date, status, "81.2.69.1", progress, "600", finished, date, f"R_1aaaaaaaaaaaaa{number}")
    return (*own, "", "", "", "51.52", channel, "EN", *answers)


ANSWERS = (
    ("Agree", "Canal", "", "", "", "Good", "Good", "test test", "1.2", "test@example.org", "Yes", "Canal"),
    (
        *("Disagree", "Canal", "Market, old and new", "", "", "Good", "Poor"),
        *("The canal path floods.\n\nRaise it, and keep the trees.", "2.5", "x@example.org", "Yes", "Riverside"),
    ),
    (
        *("Strongly agree", "", "", "Somewhere else", "খালের ধারের মসজিদ", "Poor", "Poor"),
        *("বাসা ভাড়া কমাতে হবে", "3.1", "", "", ""),
    ),
    (
        *("Strongly disagree", "", "Market, old and new", "", "", "Good", "Good"),
        *("نحتاج إلى مدارس أكثر", "4", "y@example.org", "No", "Riverside"),
    ),
)
DATA = (
    _row(0, *ANSWERS[0], status="Survey Preview"),
    _row(1, *ANSWERS[1]),
    _row(2, *ANSWERS[2], finished="False"),
    _row(3, *ANSWERS[3], status="Spam"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_three_rows_of_headings_are_read_in_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    found = look(tmp_path, [*HEADINGS, *DATA[1:]], kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Qualtrics", 1, 4, 3)
    assert not found.problems


def test_every_column_is_taken_for_what_it_is(tmp_path: Path) -> None:
    found = look(tmp_path, [*HEADINGS, *DATA])
    assert [column.role for column in found.columns] == [
        *("date", "date", "ignore", "personal", "ignore", "ignore", "ignore", "date", "id"),
        *("personal", "personal", "personal", "personal", "ignore", "ignore"),
        *("closed_single", "closed_multi", "closed_multi", "closed_multi", "open", "matrix", "matrix", "open"),
        *("ignore", "personal", "consent_publish", "geography"),
    ]


def test_question_ids_are_the_platforms(tmp_path: Path) -> None:
    found = look(tmp_path, [*HEADINGS, *DATA])
    asked = [column.question_id for column in found.columns if column.question_id]
    assert asked == ["q1", "q3", "q3", "q3", "q3_4_text", "q4_1", "q4_2", "q5", "q8"]
    assert found.linked == {"q3_4_text": "q3", "q5": "q1"}


def test_columns_are_called_by_their_wording_and_can_be_named_by_their_id(tmp_path: Path) -> None:
    path = write(tmp_path, [*HEADINGS, *DATA])
    for name in (CHANGE, "Q5", "q5"):
        assert [question.wording for question in read(path, questions=[name]).open_questions] == [CHANGE]
    config = parse_config({"columns": {"Q8": "ignore", "Q3": "ignore"}})
    kept = [question.question_id for question in read(path, config=config).questions]
    assert "q8" not in kept
    assert "q3" not in kept


def test_ticked_choices_are_joined_and_text_stays_by_itself(tmp_path: Path) -> None:
    found = table(tmp_path, [*HEADINGS, *DATA])
    assert values(found, PLACES) == ["Canal; Market, old and new", "Somewhere else", "Market, old and new"]
    assert values(found, "Q3_4_TEXT") == ["", "খালের ধারের মসজিদ", ""]
    assert values(found, "Q5")[0] == "The canal path floods.\n\nRaise it, and keep the trees."


def test_previews_are_set_aside_and_all_other_rows_read(tmp_path: Path) -> None:
    consultation = read(write(tmp_path, [*HEADINGS, *DATA]))
    assert [(row.row, row.reason) for row in consultation.set_aside] == [(4, "is a preview or a test")]
    assert len(consultation.respondents) == 3
    assert any("possible spam" in note for note in consultation.assumptions)


def test_unfinished_responses_are_read_or_set_aside_as_configured(tmp_path: Path) -> None:
    path = write(tmp_path, [*HEADINGS, *DATA[1:]])
    everybody, finished = read(path), read(path, config=parse_config({"reading": {"partial": "set_aside"}}))
    assert (len(everybody.respondents), len(finished.respondents)) == (3, 2)
    assert any("begun and not submitted" in note for note in everybody.assumptions)
    assert not any("begun and not submitted" in note for note in finished.assumptions)


def test_numbers_instead_of_words_are_understood(tmp_path: Path) -> None:
    agree = {"Agree": "4", "Disagree": "2", "Strongly agree": "5", "Strongly disagree": "1"}
    rows = []
    for number, (answers, status, finished) in enumerate(
        zip(ANSWERS, ("1", "0", "0", "8"), ("1", "1", "0", "1"), strict=True)
    ):
        ticks = ["1" if answer else "" for answer in answers[1:4]]
        good = [{"Good": "1", "Poor": "2"}[answer] for answer in answers[5:7]]
        told = (agree[answers[0]], *ticks, answers[4], *good, *answers[7:])
        rows.append(_row(number, *told, status=status, finished=finished))
    found = table(tmp_path, [*HEADINGS, *rows])
    assert values(found, PLACES) == ["Canal; Market, old and new", "Somewhere else", "Market, old and new"]
    assert [row.row for row in found.set_aside] == [4]
    assert roles(look(tmp_path, [*HEADINGS, *rows]))[AGREE] == "rating"


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_one_row_of_headings_may_be_gone(tmp_path: Path, gone: int) -> None:
    rows = [row for index, row in enumerate(HEADINGS) if index != gone]
    found = look(tmp_path, [*rows, *DATA[1:]])
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Qualtrics", 1, 3, 3)
    read_back = table(tmp_path, [*rows, *DATA[1:]])
    assert values(read_back, ASKED[7][0] if gone == 1 else CHANGE)[1] == "বাসা ভাড়া কমাতে হবে"
    multi = [column.options for column in read_back.columns if column.options]
    assert [set(options) for options in multi] == [{"Canal", "Market, old and new", "Somewhere else"}] or gone == 1


def test_a_fourth_row_of_instructions_is_no_response(tmp_path: Path) -> None:
    note: Sequence[str] = ("Please leave these columns alone", *["do not edit"] * 8, *[""] * 18)
    found = table(tmp_path, [*HEADINGS, note, *DATA[1:]])
    assert [(row.row, row.reason) for row in found.set_aside] == [(4, "holds instructions")]
    assert found.first_data_row == 5


def test_a_response_that_was_typed_in_from_paper_is_no_instruction(tmp_path: Path) -> None:
    paper = (*[""] * 15, *ANSWERS[1])
    assert table(tmp_path, [*HEADINGS, paper, *DATA[1:]]).rows == (4, 5, 6, 7)


def test_headings_that_come_again_are_no_responses(tmp_path: Path) -> None:
    found = table(tmp_path, [*HEADINGS, DATA[1], *HEADINGS, DATA[2]])
    assert len(found.rows) == 2
    assert {row.reason for row in found.set_aside} == {"repeats the headings"}
    assert len(found.set_aside) == 3


def test_deleted_columns_do_not_hide_the_platform(tmp_path: Path) -> None:
    rows = [(row[8], *row[15:]) for row in (*HEADINGS, *DATA)]
    found = look(tmp_path, rows)  # the preview is known by its words then
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Qualtrics", 1, 5, 4)


def test_a_single_choice_with_words_beside_it(tmp_path: Path) -> None:
    asked = [("Q2", "How did you hear of us? - Selected Choice", "QID2")]
    asked += [("Q2_7_TEXT", "How did you hear of us? - Other: - Text", "QID2_7_TEXT")]
    headings = [[*(entry[at] for entry in (*OWN, *asked))] for at in range(3)]
    imports = [f'{{"ImportId":"{inner}"}}' for inner in headings[2]]
    told = [("Leaflet", ""), ("Other:", "my mum"), ("Leaflet", ""), ("Leaflet", ""), ("Other:", "imam")]
    rows = [*headings[:2], imports, *(_row(number, *answer) for number, answer in enumerate(told))]
    found = look(tmp_path, rows)
    assert [column.role for column in found.columns][-2:] == ["closed_single", "open"]
    assert found.linked == {"q2_7_text": "q2"}
    assert column(table(tmp_path, rows), "Q2").options == ()


def test_the_old_kind_of_export(tmp_path: Path) -> None:
    codes = ["V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V10", "Q1"]
    names = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status"]
    wordings = [*names, "StartDate", "EndDate", "Finished", "Why do you say that?"]
    data = ["R_1", "Default", "Anonymous", "", "", "1.2.3.4", "0", "2014-01-01 10:00:00", "2014-01-01 10:01:00", "1"]
    found = look(tmp_path, [codes, wordings, [*data, "Waa gaabis"], ["R_2", *data[1:], "Slow"]])
    assert (found.layout, found.first_data_row) == ("Qualtrics", 3)
    assert [ids(found)["Why do you say that?"], roles(found)["ResponseID"]] == ["q1", "id"]


def test_choices_joined_in_one_cell_are_several_answers(tmp_path: Path) -> None:
    why = "Maxaad u isticmaashaa maktabadda? - Selected Choice"
    names = [
        ("Q2", why),
        ("Q2_5_TEXT", "Maxaad u isticmaashaa maktabadda? - Wax kale - Text"),
        ("Q3_NPS_GROUP", "Group"),
    ]
    headings = [[entry[at] for entry in OWN] + [name[at] for name in names] for at in range(2)]
    imports = [f'{{"ImportId":"{code}"}}' for code in headings[0]]
    said = ["Buugaag,Kombiyuutar", "Buugaag", "Kulayl,Buugaag", "Kombiyuutar", "Kulayl,Kombiyuutar,Wax kale"]
    rows = [_row(at, cell, "aamusnaan" * ("kale" in cell), "Passive") for at, cell in enumerate(said)]
    found = look(tmp_path, [*headings, imports, *rows])
    assert [column.role for column in found.columns][-3:] == ["closed_multi", "open", "ignore"]


def test_words_beside_a_question_on_who_people_are_are_no_answers_to_be_themed(tmp_path: Path) -> None:
    names = [("Q9", "What is your ethnic group? - Selected Choice")]
    names += [("Q9_18_TEXT", "What is your ethnic group? - Any other ethnic group - Text"), ("Q10", "Why?")]
    headings = [[entry[at] for entry in OWN] + [name[at] for name in names] for at in range(2)]
    imports = [f'{{"ImportId":"{code}"}}' for code in headings[0]]
    rows = [_row(1, "White: Irish", "", "a b c"), _row(2, "Any other ethnic group", "Brava", "d e f")]
    assert [column.role for column in look(tmp_path, [*headings, imports, *rows]).columns][-3:] == [
        *("equality", "equality", "open")
    ]


def test_a_title_above_the_headings_is_passed_over(tmp_path: Path) -> None:
    found = look(tmp_path, [("Local_Plan_2026",), *HEADINGS, *DATA[1:]])
    assert (found.layout, found.header_row, found.first_data_row) == ("Qualtrics", 2, 5)
    assert roles(found)[CHANGE] == "open"


def test_ids_alone_are_enough(tmp_path: Path) -> None:
    found = look(tmp_path, [HEADINGS[0], *DATA[1:]])
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Qualtrics", 1, 2, 3)
    assert ids(found)["Q3_2"] == "q3"
    assert roles(found)["Q5"] == "open"


def test_markup_of_the_web_page_is_no_part_of_a_wording(tmp_path: Path) -> None:
    places = "<p>Which <b>places</b> matter?</p> - "
    names = [
        ("Q3_1", f"{places}<i>Canal</i>"),
        ("Q3_2", f"{places}Market &amp; square"),
        ("Q4", "Why, if <5 years?<br>"),
    ]
    headings = [[entry[at] for entry in OWN] + [name[at] for name in names] for at in range(2)]
    imports = [f'{{"ImportId":"{code}"}}' for code in headings[0]]
    rows = [_row(1, "<i>Canal</i>", "Market &amp; square", "a <b>"), _row(2, "", "Market &amp; square", "")]
    found = table(tmp_path, [*headings, imports, *rows])
    assert values(found, "Which places matter?") == ["Canal; Market & square", "Market & square"]
    assert values(found, "Why, if <5 years?") == ["a <b>", ""]


def test_one_of_its_own_columns_above_its_wording_is_enough(tmp_path: Path) -> None:
    rows = [(row[8], *row[15:]) for row in (*HEADINGS[:2], *DATA[1:])]
    found = look(tmp_path, rows)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("Qualtrics", 1, 3, 3)
    assert ids(found)[CHANGE] == "q5"
