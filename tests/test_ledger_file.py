from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import textmine_here, write_csv
from textmine.config import Config
from textmine.ingest import read
from textmine.ledger import COLUMNS, LEDGER, NOT_ASKED, not_asked, rows_read, write_ledger
from textmine.model import Consultation
from textmine.pipeline import BLANK, Workplace, read_answers
from textmine.report.aside import OPEN, SHOWN, aside_view
from textmine.report.html import write_report
from textmine.schema import frame_of
from textmine.tables import Tables, replace

WORDS = ["", "More light", "আলো চাই", "Nal badan", "N/A", "Total", "=1+1", "نريد الضوء"]
CONFIG = {"columns": {"ID": {"role": "id"}, "Ward": {"role": "geography"}, "Why?": {"role": "open", "id": "q1"}}}


def tables_of(consultation: Consultation) -> Tables:
    """The analysis of what was read, before any theme was found."""
    answers = consultation.answers.assign(
        language="en", languages=[[]] * len(consultation.answers), language_confidence=0.0
    )
    answers["status_reason"] = None
    answers["status"] = ["blank" if text is np.nan or text is None else "needs_person" for text in answers["text"]]
    questions = [{"question_id": q.question_id, "wording": q.wording, "role": q.role} for q in consultation.questions]
    aside = [{"file": i.file, "sheet": i.sheet, "row": i.row, "reason": i.reason} for i in consultation.set_aside]
    inputs = [{"file": source.file, "sheet": source.sheet} for source in consultation.sources]
    empty = {name: frame_of([], name) for name in ("themes", "assignments", "drafts", "vectors")}
    return Tables(
        responses=answers,
        respondents=consultation.respondents,
        questions=frame_of(questions, "questions"),
        **empty,
        vector_array=np.zeros((0, 4), np.float32),
        manifest={"inputs": inputs, "ledger": {"rows_read": rows_read(consultation), "set_aside": aside}},
    )


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def settings_of() -> Any:  # noqa: ANN401
    from textmine.config import parse_config

    return parse_config(CONFIG)


@given(
    st.lists(st.tuples(st.sampled_from(["Old Dock", "", "Total"]), st.sampled_from(WORDS)), min_size=1, max_size=8),
    st.booleans(),
)
@settings(max_examples=20)
def test_every_row_that_was_read_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], as_workbook: bool
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    table = [["ID", "Ward", "Why?"], *([str(number), *row] for number, row in enumerate(rows, start=1))]
    if as_workbook:
        book = Workbook()
        for line in table:
            book.active.append([None if cell == "" else cell.replace("=", "'=") for cell in line])
        path = folder / "a.xlsx"
        book.save(path)
    else:
        path = write_csv(folder / "a.csv", table[0], table[1:])
    other = write_csv(folder / "b.csv", table[0], [["x1", "Limebank", "Trees"], ["Total", "2", "2"]])
    consultation = read(path, other, config=settings_of())
    write_ledger(tables_of(consultation), folder / LEDGER)
    lines = lines_of(folder / LEDGER)
    places = [(line["file"], line["sheet"], int(line["row"])) for line in lines]
    assert len(lines) == rows_read(consultation) == len(rows) + 2
    assert len(set(places)) == len(places)
    assert {row for file, _, row in places if file == path.name} == set(range(2, len(rows) + 2))
    assert all((line["place"] == "response") != bool(line["reason"]) for line in lines)
    assert all(bool(line["q1"]) == bool(line["response_id"]) for line in lines)


def test_a_line_says_where_a_row_went_and_nobodys_words(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", ["ID", "Ward", "Why?"], [["=7", "", "আরও আলো"], ["8", "", ""], ["Total", "1", "1"]]
    )
    write_ledger(tables_of(read(path, config=settings_of())), tmp_path / LEDGER)
    content = (tmp_path / LEDGER).read_text(encoding="utf-8")
    assert content.startswith("\ufeff" + ",".join([*COLUMNS, "q1"]))
    assert [list(line.values()) for line in lines_of(tmp_path / LEDGER)] == [
        ["a.csv", "", "2", "response", "", "'=7", "needs_person"],
        ["a.csv", "", "3", "response", "", "8", "blank"],
        ["a.csv", "", "4", "set aside", "is a row of totals", "", ""],
    ]
    assert "আলো" not in content


def aside(number: int) -> dict[str, Any]:
    reasons = ["repeats the headings", "was begun and not submitted", "was begun and not submitted"]
    rows = [{"file": "a.xlsx", "sheet": "Sheet <1>", "row": n + 2, "reason": reasons[n % 3]} for n in range(number)]
    return {"ledger": {"rows_read": number, "responses": 0, "open_questions": 1, "set_aside": rows}}


def test_reasons_are_counted_the_commonest_first() -> None:
    assert aside_view(aside(6)).reasons == (("Was begun and not submitted", 4), ("Repeats the headings", 2))


@pytest.mark.parametrize(("number", "is_open", "shown"), [(0, True, 0), (OPEN, True, OPEN), (900, False, SHOWN)])
def test_many_rows_are_listed_on_demand_and_the_file_has_all(
    tmp_path: Path, number: int, is_open: bool, shown: int
) -> None:
    from tests.review.sample import sample

    view = aside_view(aside(number))
    assert (view.total, view.is_open, len(view.rows)) == (number, is_open, shown)
    read_as = {"file": "a.xlsx", "sheet": None, "layout": "x", "encoding": None, "rows_read": number}
    inputs = [read_as | {"personal_columns_dropped": 2}]
    tables = replace(sample(), manifest=aside(number) | {"inputs": inputs, "seed": 0})
    write_report(tables, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("Sheet &lt;1&gt;") == shown
    assert "2 columns with personal data were dropped" in page
    assert "ledger.csv" in page
    assert ("And 400 more." in page) == (number == 900)
    write_ledger(tables, tmp_path / LEDGER)
    assert sum(line["place"] == "set aside" for line in lines_of(tmp_path / LEDGER)) == number


@pytest.mark.slow
def test_a_run_writes_it_and_decisions_change_it(sample_copy: Path, tmp_path: Path) -> None:
    ledger = json.loads((sample_copy / "manifest.json").read_text(encoding="utf-8"))["ledger"]
    lines = lines_of(sample_copy / LEDGER)
    asked = [name for name in lines[0] if name not in COLUMNS]
    assert len(lines) == ledger["rows_read"]
    for status in ("themed", "needs_person", "no_content", "blank"):
        assert sum(line[question] == status for line in lines for question in asked) == ledger[status]
    waiting = next((line, name) for line in lines for name in asked if line[name] == "needs_person")
    answer = [waiting[0]["response_id"], waiting[1]]
    decisions = tmp_path / "d.jsonl"
    decisions.write_text(
        json.dumps({"do": "assign", "answer": answer, "theme": f"{answer[1]}.01"}) + "\n", encoding="utf-8"
    )
    assert textmine_here("decide", sample_copy, "--by", "Ada", "--file", decisions).returncode == 0
    after = {line["response_id"]: line for line in lines_of(sample_copy / LEDGER)}
    assert after[answer[0]][answer[1]] == "themed"


def test_a_question_that_a_file_lacks_is_not_asked_rather_than_left_blank(tmp_path: Path) -> None:
    one, two = tmp_path / "online.csv", tmp_path / "easy.csv"
    one.write_text(
        "ID,Why do you say that?,Any other comments?\n1,Too dark on the path,\n2,No,Bins\n", encoding="utf-8"
    )
    two.write_text("ID,Why do you say that?\nE1,পথে আলো দরকার\n", encoding="utf-8")
    consultation = read(one, two)
    responses = read_answers(consultation, Config(), Workplace())["responses"]
    tables = replace(tables_of(consultation), responses=responses)
    reasons = responses.set_index(["response_id", "question_id"])["status_reason"]
    assert (reasons["1", "c3"], reasons["E1", "c3"]) == (BLANK, NOT_ASKED)
    assert not_asked(responses) == 1
    write_ledger(tables, tmp_path / LEDGER)
    lines = (tmp_path / LEDGER).read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].endswith(",blank")
    assert lines[3].endswith(",not asked")
