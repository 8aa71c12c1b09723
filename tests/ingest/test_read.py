from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.samples import HEADINGS, ROWS, write_csv, write_xlsx
from textmine.config import parse_config
from textmine.errors import ConfigError, InputError
from textmine.ingest import read
from textmine.model import Consultation
from textmine.schema import SCHEMA

POLIS = Path(__file__).resolve().parents[3] / "shared" / "data" / "polis"


def texts(consultation: Consultation) -> list[str | None]:
    return [None if text != text else text for text in consultation.answers["text"].to_list()]


@pytest.fixture(params=["csv", "xlsx"])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Consultation:
    write = write_csv if request.param == "csv" else write_xlsx
    return read(write(tmp_path / f"export.{request.param}"))


def test_every_column_of_the_sample_gets_its_role(sample: Consultation) -> None:
    assert [column.role for column in sample.sources[0].columns] == [
        *("id", "date", "personal", "geography", "equality", "equality", "equality", "kind"),
        *("closed_single", "open", "open", "consent_publish"),
    ]


def test_open_questions_are_linked_to_the_agreement_question(sample: Consultation) -> None:
    assert {q.question_id: q.linked_question_id for q in sample.open_questions} == {"c10": "c9", "c11": "c9"}


def test_answers_are_verbatim_and_blank_ones_are_null(sample: Consultation) -> None:
    expected = [row[column] or None for row in ROWS for column in (9, 10)]
    assert texts(sample) == expected
    assert sample.answers["question_id"].to_list() == ["c10", "c11"] * len(ROWS)


def test_answers_know_their_row_and_file(sample: Consultation) -> None:
    assert sample.answers["source_row"].to_list() == [2, 2, 3, 3, 4, 4, 5, 5]
    assert set(sample.answers["source_file"]) <= {"export.csv", "export.xlsx"}


def test_respondents_hold_consent_kind_and_groups(sample: Consultation) -> None:
    table = sample.respondents
    assert list(table.columns) == [*SCHEMA["respondents"], "c4", "c5", "c6", "c7", "c9"]
    assert table["consent_publish"].isna().to_list() == [False, False, True, False]
    assert table["consent_publish"].fillna(False).to_list() == [True, False, False, True]
    assert table["kind"].to_list() == ["individual", "individual", "organisation", "individual"]
    assert table["c6"].to_list()[0] == "Asian, Asian British or Asian Welsh: Bangladeshi"
    assert table["c9"].isna().to_list() == [False, False, True, False]


def test_personal_columns_are_dropped_and_counted(sample: Consultation) -> None:
    assert sample.sources[0].personal_columns == 1
    carried = sample.answers.to_csv() + sample.respondents.to_csv()
    assert "example.org" not in carried
    assert any("1 column with personal data is dropped: `Email address`" in s for s in sample.assumptions)


def test_a_one_column_file_is_an_open_question_with_made_ids(tmp_path: Path) -> None:
    consultation = read(write_csv(tmp_path / "a.csv", ["মতামত"], [["আলো"], ["গাছ"], ["আলো"]]))
    assert consultation.respondents["response_id"].to_list() == ["1", "2", "3"]
    assert texts(consultation) == ["আলো", "গাছ", "আলো"]
    assert any("no column of response ids" in sentence for sentence in consultation.assumptions)


@pytest.mark.parametrize("word", ["None", "N/A", "NA", "null", "nan", "-", "TRUE", "007", "1e5", "=1+1"])
def test_words_that_libraries_take_for_missing_or_numbers_are_answers(tmp_path: Path, word: str) -> None:
    rows = [["1", word], ["2", "More light please"]]
    assert texts(read(write_csv(tmp_path / "a.csv", ["ID", "Comments"], rows)))[0] == word
    assert texts(read(write_xlsx(tmp_path / "a.xlsx", ["ID", "Comments"], rows)))[0] == word


def test_a_row_with_an_id_alone_is_a_response(tmp_path: Path) -> None:
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Comments"], [["1", ""], ["2", "Trees"]]))
    assert len(consultation.respondents) == 2
    assert texts(consultation) == [None, "Trees"]


def test_whitespace_alone_is_a_blank_answer(tmp_path: Path) -> None:
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Comments"], [["1", " \n "], ["2", " Trees "]]))
    assert texts(consultation) == [None, " Trees "]


def test_blank_ids_are_made_from_the_row_and_nothing_is_lost(tmp_path: Path) -> None:
    rows = [["row-3", "a"], ["", "b"], ["9", "c"]]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Comments"], rows))
    assert consultation.respondents["response_id"].to_list() == ["row-3", "row-3-2", "9"]
    assert any(" no id and " in sentence for sentence in consultation.assumptions)


def test_all_duplicate_ids_are_reported_with_their_rows(tmp_path: Path) -> None:
    rows = [["7", "a"], ["8", "b"], ["7", "c"], ["8", "d"], ["7", "e"]]
    with pytest.raises(InputError) as caught:
        read(write_csv(tmp_path / "a.csv", ["Response ID", "Comments"], rows))
    assert [(p.row, p.column) for p in caught.value.problems] == [(n, "Response ID") for n in (4, 5, 6)]


def test_all_kinds_of_problems_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Comments\n1,a\n1,b, and more\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read(path, tmp_path / "gone.csv")
    assert "does not exist" in str(caught.value)
    with pytest.raises(InputError) as caught:
        read(path)
    assert [problem.row for problem in caught.value.problems] == [3, 3]


def test_a_file_without_text_says_how_to_name_a_question(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["ID", "Score"], [["1", "55"], ["2", "66"]])
    with pytest.raises(InputError, match="--question"):
        read(path)


def test_repeated_headings_and_totals_are_set_aside(tmp_path: Path) -> None:
    rows = [["1", "a b c d", "4"], ["ID", "Comments", "Score"], ["2", "b", "5"], ["Total", "", "9"]]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Comments", "Score"], rows))
    assert [(row.row, row.reason) for row in consultation.set_aside] == [
        (3, "repeats the headings"),
        (5, "is a row of totals"),
    ]
    assert consultation.sources[0].rows_read == 4
    assert len(consultation.respondents) == 2


def test_an_answer_that_says_total_is_kept(tmp_path: Path) -> None:
    rows = [["Total", "nonsense, the whole plan"]]
    assert read(write_csv(tmp_path / "a.csv", ["Name of plan", "Comments"], rows)).set_aside == ()


def test_repeated_headings_are_numbered(tmp_path: Path) -> None:
    rows = [["1", "more trees here", "Yes", "fewer cars please"]]
    path = write_csv(tmp_path / "a.csv", ["ID", "Comments", "Agree?", "Comments"], rows)
    consultation = read(path)
    assert [question.wording for question in consultation.open_questions] == ["Comments", "Comments (2)"]
    assert any("`Comments (2)`" in sentence for sentence in consultation.assumptions)


def test_a_column_without_heading_is_named_by_its_letter(tmp_path: Path) -> None:
    rows = [["1", "more trees here", "and benches in the shade"], ["2", "", "no more cars on the path please"]]
    consultation = read(write_csv(tmp_path / "a.csv", ["ID", "Comments", "", ""], [[*r, ""] for r in rows]))
    assert [question.wording for question in consultation.open_questions] == ["Comments", "column C"]


def test_question_option_makes_only_these_open(tmp_path: Path) -> None:
    consultation = read(write_csv(tmp_path / "a.csv"), questions=[HEADINGS[10]])
    assert [question.question_id for question in consultation.open_questions] == ["c11"]
    assert consultation.sources[0].columns[9].role == "ignore"
    assert "--question" in consultation.sources[0].columns[9].reason


def test_options_take_question_ids(tmp_path: Path) -> None:
    consultation = read(write_csv(tmp_path / "a.csv"), questions=["c4"], groups=["c12"], id_column="c3")
    roles = [column.role for column in consultation.sources[0].columns]
    assert (roles[0], roles[2], roles[3], roles[11]) == ("ignore", "id", "open", "closed_single")


def test_group_option_keeps_an_equality_role(tmp_path: Path) -> None:
    columns = read(write_csv(tmp_path / "a.csv"), groups=["Age group"]).sources[0].columns
    assert columns[4].role == "equality"


def test_unknown_options_are_all_reported_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read(write_csv(tmp_path / "a.csv"), id_column="Response-ID", questions=["zzz"], groups=["Wards"])
    assert len(caught.value.problems) == 3
    assert "Did you mean `Response ID`?" in str(caught.value)
    assert "Did you mean `Ward`?" in str(caught.value)


def test_config_corrects_roles_ids_and_links(tmp_path: Path) -> None:
    columns = {
        "Ward": {"role": "closed_single", "id": "plan"},
        HEADINGS[9]: {"role": "open", "id": "why", "linked": "Ward"},
        "Email address": "ignore",
    }
    consultation = read(write_csv(tmp_path / "a.csv"), config=parse_config({"columns": columns}))
    assert [(q.question_id, q.linked_question_id) for q in consultation.open_questions] == [
        ("why", "plan"),
        ("c11", "c9"),
    ]
    assert consultation.sources[0].personal_columns == 0
    assert "plan" in consultation.respondents


def test_config_mistakes_are_all_reported(tmp_path: Path) -> None:
    columns = {
        "Wards": "geography",
        "Age group": {"role": "equality", "id": "kind"},
        "Disability": {"role": "equality", "id": "x"},
        "Ethnic group": {"role": "equality", "id": "x"},
        HEADINGS[9]: {"role": "open", "linked": "nothing like it"},
    }
    with pytest.raises(ConfigError) as caught:
        read(write_csv(tmp_path / "a.csv"), config=parse_config({"columns": columns}))
    assert len(caught.value.problems) == 4
    assert "Did you mean `Ward`?" in str(caught.value)


def test_several_files_are_one_consultation(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "online.csv", ["ID", "Comments"], [["1", "more trees on my street"]])
    two = write_xlsx(tmp_path / "paper.xlsx", ["Comments", "ID", "Ward"], [["গাছ চাই", 2, "Old Dock"]])
    consultation = read(one, two)
    assert texts(consultation) == ["more trees on my street", "গাছ চাই"]
    assert consultation.respondents["response_id"].to_list() == ["1", "2"]
    assert consultation.answers["source_file"].to_list() == ["online.csv", "paper.xlsx"]
    assert [column.number for column in consultation.sources[1].columns] == [1, 2, 3]


def test_ids_must_differ_within_a_file(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", ["ID", "Comments"], [["1", "x"], ["2", "y"], ["1", "z"]])
    with pytest.raises(InputError, match=r"a\.csv.*row 4.*same id as row 2"):
        read(one)


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", ["Comments"], [["x"]])
    two = write_csv(tmp_path / "b.csv", ["Comments"], [["x"]])
    with pytest.raises(InputError, match="Give each file once"):
        read(one, two)


def test_files_without_ids_are_numbered_on(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "a.csv", ["Comments"], [["x"], ["y"]])
    two = write_csv(tmp_path / "b.csv", ["Comments"], [["z"]])
    assert read(one, two).respondents["response_id"].to_list() == ["1", "2", "3"]


def test_no_answer_text_stands_in_a_problem(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["Comments"], [["my secret"], ["my secret"]])
    with pytest.raises(InputError) as caught:
        read(path, id_column="Comments")
    assert "secret" not in str(caught.value)


def test_the_sample_consultation_reads_alike_from_csv_and_workbook() -> None:
    from textmine.resources import resource

    one, two = (read(resource("corpora", "sample", f"eastmere.{kind}")) for kind in ("csv", "xlsx"))
    assert one.answers["text"].equals(two.answers["text"])
    assert [(q.question_id, q.linked_question_id) for q in one.open_questions] == [("c10", "c9"), ("c11", "c9")]
    assert {column.role for column in one.sources[0].columns} >= {"kind", "consent_publish", "personal"}


@pytest.mark.skipif(not POLIS.exists(), reason="the development data is not here")
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("affordable-housing", 165),
        ("austria-climate-german", 522),
        ("bowling-green", 896),
        ("youth-policing", 39),
    ],
)
def test_real_exports_need_no_configuration(name: str, rows: int) -> None:
    consultation = read(POLIS / f"{name}.csv")
    assert [column.role for column in consultation.sources[0].columns] == [
        *("id", "date", "ignore", "ignore", "ignore", "open"),
    ]
    assert len(consultation.answers) == len(consultation.respondents) == rows
