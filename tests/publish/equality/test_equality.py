"""Equality Impact evidence: what Word and the workbook say, and what they never say."""

from __future__ import annotations

from dataclasses import replace as changed
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook

from tests.insight.heard.people import Person, tables
from tests.publish.example import CONFIG
from tests.publish.example import reviewed as example
from textmine.config import Config, parse_config
from textmine.errors import ConfigError, InputError, PublishBlockedError
from textmine.model import Outcome
from textmine.publish import publish
from textmine.publish.content import build_page
from textmine.publish.equality.document import write_equality
from textmine.publish.equality.facts import Evidence, evidence_of
from textmine.publish.equality.workbook import write_workbook
from textmine.publish.formats import format_of
from textmine.review import Reviewed
from textmine.tables import replace

ROLES = {"ward": "geography", "ethnicity": "equality"}
WORDINGS = {"ward": "Which ward do you live in?", "ethnicity": "What is your ethnic group?"}
TITLES = {"bins": "আরও ডাস্টবিন", "trees": "=HYPERLINK(1) مزيد من الأشجار"}
CENSUS = """characteristic,band,people,table,status
Ethnic group,Bangladeshi,800,TS021,
Ethnic group,Irish,150,TS021,unverified
Ethnic group,Arab,50,TS021,
"""


def reviewed() -> Reviewed:
    """Return a consultation in which people of Bow raise bins, people of Docks trees."""
    who = {
        "Bow": ("Bangladeshi", "en", 30, 12),
        "Docks": ("Irish", "en", 12, 30),
        "=1+1": ("Bangladeshi", "bn", 12, 12),
    }
    people = [
        Person({theme: "for"}, {"ward": ward, "ethnicity": ethnicity}, language=language)
        for ward, (ethnicity, language, bins, trees) in who.items()
        for theme in ["bins"] * bins + ["trees"] * trees
    ]
    people += [Person({"bins": "for"}, {"ward": None, "ethnicity": "Roma"})] * 2
    made = tables(people, ROLES)
    wordings = [WORDINGS.get(name, "Why?") for name in made.questions["question_id"]]
    questions = made.questions.assign(wording=wordings)
    themes = made.themes.assign(title=[TITLES[name] for name in made.themes["theme_id"]])
    made = replace(made, questions=questions, themes=themes, manifest={"config": CONFIG})
    done = dict.fromkeys(TITLES, Outcome("we_did", "We put more bins and trees in the park."))
    return Reviewed(tables=made, outcomes=done, approved_by=dict.fromkeys(TITLES, ("Asha Rahman",)))


def settings(**census: object) -> Config:
    return parse_config({**CONFIG, "publish": {"breakdown_minimum": 10}, "census": census})


def evidence(given: Reviewed | None = None, config: Config | None = None) -> Evidence:
    given, config = given or reviewed(), config or settings()
    return evidence_of(given, config, build_page(given, config))


@pytest.fixture(scope="module")
def plain() -> Evidence:
    return evidence()


@pytest.fixture
def census(tmp_path: Path) -> str:
    path = tmp_path / "census.csv"
    path.write_text(CENSUS, encoding="utf-8")
    return str(path)


def word(made: Evidence, folder: Path) -> Document:  # type: ignore[valid-type]
    write_equality(made, folder / "equality.docx")
    return Document(str(folder / "equality.docx"))


def said(document: Document) -> str:  # type: ignore[valid-type]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(block.text for block in document.paragraphs), *cells])


def test_word_has_real_headings_a_language_and_header_rows_that_repeat(plain: Evidence, tmp_path: Path) -> None:
    made = word(plain, tmp_path)
    levels = [int(block.style.name[-1]) for block in made.paragraphs if block.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert made.core_properties.language == "en-GB"
    assert made.tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in made.tables)


def test_word_says_who_responded_what_they_raised_and_where_groups_differ(plain: Evidence, tmp_path: Path) -> None:
    text = said(word(plain, tmp_path))
    assert "Bow\n42" in text
    assert "Bow\nআরও ডাস্টবিন\n30 of 42 (71%)" in text
    assert (
        "আরও ডাস্টবিন: more of “Bow” raised it (30 of 42, 71%) than of everybody else who answered (26 of 68, 38%)"
        in text
    )
    assert "p-value" not in text
    assert "significan" not in text


def test_numbers_of_few_people_are_in_neither_file(plain: Evidence, tmp_path: Path) -> None:
    text = said(word(plain, tmp_path))
    write_workbook(plain, tmp_path / "equality.xlsx")
    book = load_workbook(tmp_path / "equality.xlsx")
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    other = [row for row in rows if "Other answers" in row]
    assert other
    assert {row[2] for row in book["Who responded"].iter_rows(values_only=True) if row[1] == "Other answers"} == {
        "not shown"
    }
    assert "Other answers\nNot shown" in text


def test_people_are_compared_with_the_population(tmp_path: Path, census: str) -> None:
    made = evidence(config=settings(file=census))
    text = said(word(made, tmp_path))
    assert "Bangladeshi\n66\n60% (51% to 69%)\n80%\nFewer" in text
    assert "Race (ethnic group): Bangladeshi: 66 people, 60% of those who said; 80% of the population." in text
    assert "Some numbers of the population are estimates" in text
    write_workbook(made, tmp_path / "equality.xlsx")
    sheet = load_workbook(tmp_path / "equality.xlsx")["With the population"]
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [None, "estimate", None]


def test_characteristics_of_the_equality_act_that_were_not_asked_about_are_named(plain: Evidence) -> None:
    left = plain.not_asked()
    assert len(left) == 8
    assert "Race (ethnic group)" not in left
    assert "Pregnancy and maternity" in left


def test_words_of_others_cannot_run_in_the_workbook(plain: Evidence, tmp_path: Path) -> None:
    write_workbook(plain, tmp_path / "equality.xlsx")
    book = load_workbook(tmp_path / "equality.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    texts = {cell.value for cell in cells}
    assert "'=1+1" in texts
    assert f"'{TITLES['trees']}" in texts
    assert all(sheet.freeze_panes == "A2" and sheet.print_title_rows for sheet in book.worksheets[1:])


def test_other_scripts_are_marked_with_their_language(plain: Evidence, tmp_path: Path) -> None:
    made = word(plain, tmp_path)
    blocks = [*made.paragraphs, *(cell.paragraphs[0] for table in made.tables for cell in table._cells)]
    runs = [run for block in blocks for run in block.runs]
    bengali = [run for run in runs if "আরও" in run.text]
    assert bengali
    assert all('w:lang w:val="bn"' in run._r.xml for run in bengali)


def test_a_theme_that_was_set_aside_is_in_neither_file(tmp_path: Path) -> None:
    given = changed(reviewed(), set_aside={"trees": "no theme"})
    made = evidence(given)
    assert set(made.heard.themes["theme_id"]) == {"bins"}
    assert "مزيد" not in said(word(made, tmp_path))


def test_a_consultation_without_groups_says_so(tmp_path: Path) -> None:
    few = reviewed()
    unasked = replace(few.tables, questions=few.tables.questions[few.tables.questions["role"] == "open"])
    text = said(word(evidence(changed(few, tables=unasked)), tmp_path))
    assert "were not asked about themselves" in text
    assert "did not ask about" in text


def test_both_files_pass_the_gate_and_are_replaced_by_the_next_publication(tmp_path: Path) -> None:
    out = tmp_path / "public"
    names = {path.name for path in publish(example(), out, ("equality",), config=settings())}
    assert {"equality.docx", "equality.xlsx", "outcomes.csv"} <= names
    assert format_of(out / "equality.xlsx") == format_of(out / "equality.docx") == "equality"
    again = {path.name for path in publish(example(), out, ("md",), config=settings())}
    assert {"equality.docx", "equality.xlsx", "feedback.md"} <= again


def test_nothing_is_written_before_every_theme_is_approved(tmp_path: Path) -> None:
    with pytest.raises(PublishBlockedError):
        publish(changed(example(), approved_by={}), tmp_path / "public", ("equality",), config=settings())
    assert not (tmp_path / "public").exists()


def test_a_wrong_census_file_or_map_stops_before_anything_is_written(tmp_path: Path, census: str) -> None:
    for error, config in (
        (InputError, settings(file="nowhere.csv")),
        (ConfigError, settings(file=census, map={"Somali": "Black"})),
    ):
        with pytest.raises(error):
            publish(example(), tmp_path / "public", ("equality",), config=config)
    assert not (tmp_path / "public").exists()


def test_the_workbook_has_the_numbers_of_the_frames(plain: Evidence, tmp_path: Path) -> None:
    write_workbook(plain, tmp_path / "equality.xlsx")
    found = pd.read_excel(tmp_path / "equality.xlsx", sheet_name="Themes by group", engine="openpyxl")
    assert [n for n in found["People"] if n != "not shown"] == plain.heard.themes["n"].dropna().tolist()
