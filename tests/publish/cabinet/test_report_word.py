"""The consultation report: an editable Word file whose every figure is safe beside those of the page."""

from __future__ import annotations

import re
from dataclasses import replace as changed
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.publish.example import ARABIC, BENGALI, BINS, EMOJI, LIGHT, ROMANISED, SOMALI, reviewed, settings, with_cell
from textmine.config import Config, PublishSettings
from textmine.insight import CLOSED_ROLES, Breakdown, breakdowns
from textmine.publish.cabinet.facts import make_report
from textmine.publish.cabinet.people import closed_sentence, kinds_apart
from textmine.publish.cabinet.record import aside_rows, ranges, status_rows
from textmine.publish.cabinet.report import write_report
from textmine.publish.content import build_page
from textmine.review import Reviewed
from textmine.schema import frame_of
from textmine.tables import Tables, replace

LEDGER = {
    "rows_read": 43,
    "responses": 40,
    "open_questions": 1,
    "themed": 37,
    "needs_person": 1,
    "no_content": 1,
    "blank": 1,
    "set_aside": [
        {"file": "a.csv", "sheet": None, "row": 12, "reason": "repeats the headings"},
        {"file": "a.csv", "sheet": None, "row": 13, "reason": "repeats the headings"},
        {"file": "a.csv", "sheet": None, "row": 44, "reason": "is a row of totals"},
    ],
}


def with_tables(given: Reviewed, **tables: Any) -> Reviewed:  # noqa: ANN401 - any field of Tables
    return changed(given, tables=replace(given.tables, **tables))


def with_ledger(given: Reviewed) -> Reviewed:
    inputs = [{"file": "a.csv", "rows_read": 43, "personal_columns_dropped": 1}]
    return with_tables(given, manifest={**given.tables.manifest, "ledger": LEDGER, "inputs": inputs})


def opened(given: Reviewed, path: Path, config: Config | None = None) -> Any:  # noqa: ANN401 - a docx Document
    config = config or settings()
    write_report(given, config, build_page(given, config), path)
    return Document(str(path))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - a docx Document
    return opened(with_ledger(reviewed()), tmp_path_factory.mktemp("report") / "consultation-report.docx")


def text_of(document: Any) -> str:  # noqa: ANN401
    said = [block.text for block in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(said)


def headings(document: Any) -> list[tuple[int, str]]:  # noqa: ANN401
    found = [block for block in document.paragraphs if block.style.name.startswith("Heading")]
    return [(int(block.style.name[-1]), block.text) for block in found]


def table_under(document: Any, first: str, columns: int | None = None) -> list[list[str]]:  # noqa: ANN401
    """Return the first table, of so many columns, that has a row beginning with `first`."""
    return next(
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
        if columns in (None, len(table.columns)) and any(row.cells[0].text == first for row in table.rows)
    )


def report_of(given: Reviewed, config: Config | None = None) -> Any:  # noqa: ANN401 - a Report
    config = config or settings()
    return make_report(given, config, build_page(given, config))


def test_every_section_stands_under_a_real_heading_in_order(document: Any) -> None:  # noqa: ANN401
    sections = [text for level, text in headings(document) if level == 2]
    assert sections[0] == "Summary"
    assert [name.split()[0] for name in sections[1:]] == [
        "How",
        "Who",
        "Answers",
        "What",
        "What",
        "Appendix",
        "Appendix",
    ]
    levels = [level for level, _ in headings(document)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_contents_link_to_every_section(document: Any) -> None:  # noqa: ANN401
    anchors = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors == marks
    assert len(marks) == sum(level in (2, 3) for level, _ in headings(document))


def test_the_header_row_of_each_table_repeats(document: Any) -> None:  # noqa: ANN401
    assert len(document.tables) >= 6
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_words_in_other_scripts_keep_their_language_font_and_direction(document: Any) -> None:  # noqa: ANN401
    for text in (EMOJI, BENGALI, SOMALI, ROMANISED, ARABIC):
        block = next(block for block in document.paragraphs if text in block.text)
        assert block.style.name == "Quote"
    bengali = next(block for block in document.paragraphs if BENGALI in block.text).runs[0]._element.rPr
    assert bengali.find(qn("w:lang")).get(qn("w:bidi")) == "bn"
    assert bengali.find(qn("w:rFonts")).get(qn("w:cs")) == "Nirmala UI"
    arabic = next(block for block in document.paragraphs if ARABIC in block.text)
    assert arabic._p.pPr.find(qn("w:bidi")) is not None


def test_a_closed_question_has_its_options_in_scale_order_with_numbers_and_shares(document: Any) -> None:  # noqa: ANN401
    table = table_under(document, "Strongly agree")
    assert table[1:3] == [["Strongly agree", "20", "53%"], ["Agree", "9", "24%"]]


def test_the_sentence_below_a_closed_question_adds_up_the_sides_of_its_scale() -> None:
    plan = ["Strongly agree"] * 12 + ["Agree"] * 10 + ["Disagree"] * 8 + ["Strongly disagree"] * 6 + [None] * 4
    people = reviewed().tables.respondents.assign(plan=plan)
    report = report_of(with_tables(reviewed(), respondents=people))
    sentence = closed_sentence(report, report.closed[0])
    assert sentence.startswith("Of the 36 people and organisations who answered, more than half (22, 61%) chose")
    assert "“Strongly agree” or “Agree”" in sentence
    assert "(14, 39%) chose “Disagree” or “Strongly disagree”" in sentence


def test_the_sentence_names_no_number_that_the_table_hides(document: Any) -> None:  # noqa: ANN401
    report = report_of(reviewed())
    assert closed_sentence(report, report.closed[0]).count("chose") == 2
    assert "(3," not in text_of(document)


def kinds_test(given: Tables, organisations: int, plan: list[str]) -> Tables:
    kinds = ["organisation"] * organisations + ["individual"] * (40 - organisations)
    return replace(given, respondents=given.respondents.assign(kind=kinds, plan=plan))


def test_individuals_and_organisations_are_shown_apart_where_both_are_many(tmp_path: Path) -> None:
    tables = kinds_test(reviewed().tables, 18, (["Agree"] * 8 + ["Disagree"] * 10) + ["Agree"] * 12 + ["Disagree"] * 10)
    document = opened(changed(reviewed(), tables=tables), tmp_path / "r.docx")
    apart = next(
        table for table in document.tables if len(table.columns) == 3 and "Organisations" in table.rows[0].cells[2].text
    )
    rows = [[cell.text for cell in row.cells] for row in apart.rows]
    assert rows[1:] == [
        ["Agree", "12 (55%)", "8 (44%)"],
        ["Disagree", "10 (45%)", "10 (56%)"],
        ["All who answered", "22", "18"],
    ]


def test_individuals_are_not_shown_where_organisations_could_be_had_by_subtraction(tmp_path: Path) -> None:
    tables = kinds_test(reviewed().tables, 6, ["Agree"] * 3 + ["Disagree"] * 3 + ["Agree"] * 20 + ["Disagree"] * 14)
    given = changed(reviewed(), tables=tables)
    report = report_of(given)
    assert kinds_apart(report, report.closed[0]) == []
    said = text_of(opened(given, tmp_path / "r.docx"))
    assert "not shown apart" in said
    for number in ("20 (", "14 ("):
        assert number not in said


def test_themes_have_people_share_and_positions(tmp_path: Path) -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "position_counts", '{"for": 14, "against": 11}')
    table = table_under(opened(given, tmp_path / "r.docx"), "Better lighting in parks")
    assert table[0][:3] == ["Theme", "People raising it", "Share"]
    assert table[1] == ["Better lighting in parks", "25", "66%", "14", "11"]


def test_a_small_theme_shows_neither_number_nor_positions(document: Any) -> None:  # noqa: ANN401
    row = next(row for row in table_under(document, "Overflowing bins") if row[0] == "Overflowing bins")
    assert row == ["Overflowing bins", "Fewer than five", "Not shown", "Not shown", "Not shown"]


def test_every_theme_has_its_outcome_and_the_reason_why_not(document: Any) -> None:  # noqa: ANN401
    said = text_of(document)
    for outcome in ("We did", "We could not", "Still deciding"):
        assert outcome in said
    assert "The planters need the space" in said
    row = next(row for row in table_under(document, "Keep the parking bays", 3) if "30 bays" in row[-1])
    assert row[1] == "We could not"


def test_minority_views_and_points_are_there(document: Any) -> None:  # noqa: ANN401
    assert "worry about bats" in text_of(document)
    point = next(block for block in document.paragraphs if "Park paths are too dark" in block.text)
    assert point.style.name == "List Bullet"


def test_every_row_set_aside_is_listed_with_its_reason(document: Any) -> None:  # noqa: ANN401
    assert ["Repeats the headings", "12 to 13"] in table_under(document, "Repeats the headings")
    assert ["Rows read", "43"] in table_under(document, "Rows read")
    assert "1 column with personal details was left out" in text_of(document)


def test_rows_of_several_files_name_their_file() -> None:
    assert aside_rows(LEDGER, True)[0] == ["Is a row of totals", "a.csv: 44"]
    assert ranges([5, 1, 2, 3]) == "1 to 3, 5"


@pytest.mark.parametrize(
    ("counts", "rows"),
    [
        ((30, 6, 9, 5), [["In one or more themes", "30"], ["With content, in no theme", "6"]]),
        ((30, 2, 9, 5), [["With content", "32"]]),
        ((30, 0, 9, 5), [["In one or more themes", "30"]]),
    ],
)
def test_a_small_number_of_answers_stands_together_with_the_rest(
    counts: tuple[int, ...], rows: list[list[str]]
) -> None:
    by_status = dict(zip(("themed", "needs_person", "no_content", "blank"), counts, strict=True))
    made = status_rows(by_status, 5)
    assert made[: len(rows)] == rows
    assert made[-1] == ["All", str(sum(counts))]


def test_groups_of_people_are_shown_only_from_ten_on(tmp_path: Path) -> None:
    groups = ["White British"] * 24 + ["Bangladeshi"] * 12 + ["Somali"] * 4
    people = reviewed().tables.respondents.assign(ethnicity=groups)
    said = text_of(opened(with_tables(reviewed(), respondents=people), tmp_path / "r.docx"))
    assert "Somali\n" not in said.replace("Answered in Somali", "")
    assert "Bangladeshi and Other answers together" in said


def test_rounded_tables_say_so_and_hold_no_exact_number(tmp_path: Path) -> None:
    config = settings(minimum_count=10, rounding=5)
    table = opened(reviewed(), tmp_path / "r.docx", config)
    assert "may not add up" in text_of(table)
    shown = table_under(table, "Strongly agree")[1:]
    assert all(int(row[1]) % 5 == 0 for row in shown if row[1].isdigit())


def test_several_answers_and_options_in_any_script_are_counted() -> None:
    ways = ["Bus;হাঁটা", "Bus", "مشيا;Bus", "হাঁটা;مشيا"] * 10
    given = reviewed().tables
    question = pd.DataFrame([{"question_id": "ways", "wording": "কীভাবে আসেন?", "role": "closed_multi"}])
    tables = replace(
        given,
        respondents=given.respondents.assign(ways=ways),
        questions=frame_of([*given.questions.to_dict("records"), *question.to_dict("records")], "questions"),
    )
    report = report_of(changed(reviewed(), tables=tables))
    multi: Breakdown = next(question for question in report.closed if question.several)
    assert multi.counts == {"Bus": 30, "مشيا": 20, "হাঁটা": 20}
    assert "They could choose more than one answer." in closed_sentence(report, multi)


def test_a_matrix_line_is_a_closed_question_of_its_own() -> None:
    given = with_cell(reviewed(), "questions", {"question_id": "plan"}, "role", "matrix").tables
    assert [question.role for question in breakdowns(given, CLOSED_ROLES, 5)] == ["matrix"]


def test_nobody_is_identified(document: Any) -> None:  # noqa: ANN401
    assert not re.search(r"R00\d\d|t-light", text_of(document))


def test_hostile_text_and_control_characters_stay_text(tmp_path: Path) -> None:
    text = "</w:t><w:br/> <b>& \x0b\x00 ]]> {{ x }}"
    given = with_cell(reviewed(), "themes", {"theme_id": BINS}, "title", text)
    said = text_of(opened(given, tmp_path / "r.docx"))
    assert "</w:t><w:br/> <b>&" in said
    assert "\x00" not in said


def test_a_consultation_with_nothing_but_one_theme_still_makes_a_report(tmp_path: Path) -> None:
    given = reviewed()
    people = given.tables.respondents[["response_id", "consent_publish", "source_row"]].assign(kind="unknown")
    bare = with_tables(
        given,
        respondents=people,
        questions=given.tables.questions[given.tables.questions["role"] == "open"],
        manifest={},
    )
    said = text_of(opened(bare, tmp_path / "r.docx", Config(publish=PublishSettings())))
    assert "no question with set options" in said
    assert "do not say whether they came from individuals" in said
