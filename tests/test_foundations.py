from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.checkpoints import Checkpoints, run_key
from textmine.errors import InputError, Problem
from textmine.ledger import LedgerError, check_conserved, make_ledger
from textmine.model import SetAside
from textmine.safe import atomic_path, defuse_cell, replace_surrogates, write_text
from textmine.schema import SCHEMA, conform, frame_of
from textmine.tables import Tables, check_out, read_frame, read_tables, write_frame, write_tables

ASIDE = SetAside("a.csv", None, 9, "A total.")


def answers(*statuses: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"response_id": [str(i) for i in range(len(statuses))], "question_id": "q1", "status": statuses}
    )


def test_the_ledger_adds_up() -> None:
    ledger = make_ledger(4, answers("themed", "blank", "no_content"), 1, [ASIDE])
    assert ledger["rows_read"] == ledger["responses"] + len(ledger["set_aside"])
    assert ledger["set_aside"] == [{"file": "a.csv", "sheet": None, "row": 9, "reason": "A total."}]


@pytest.mark.parametrize(("rows", "questions"), [(5, 1), (3, 1), (4, 2)])
def test_a_lost_row_stops_the_run(rows: int, questions: int) -> None:
    with pytest.raises(LedgerError):
        make_ledger(rows, answers("themed", "blank", "themed"), questions, [ASIDE])


def test_a_stage_that_loses_an_answer_is_named() -> None:
    before = answers("themed", "themed")
    with pytest.raises(LedgerError, match="`themes`"):
        check_conserved(before, before.head(1), "themes")
    with pytest.raises(LedgerError):
        check_conserved(before, pd.concat([before, before.head(1)]), "themes")
    check_conserved(before, before.iloc[::-1], "themes")


@pytest.mark.parametrize("table", SCHEMA)
def test_an_empty_table_survives_a_round_trip(table: str, tmp_path: Path) -> None:
    empty = frame_of([], table)
    write_frame(empty, tmp_path / "t.parquet", table)
    back = read_frame(tmp_path / "t.parquet", table)
    assert list(back.columns) == list(SCHEMA[table])
    pd.testing.assert_frame_equal(back, empty)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
@settings(deadline=None, max_examples=25)
def test_any_text_survives_a_round_trip(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("round") / "q.parquet"
    records = [{"question_id": str(i), "wording": text, "role": "open"} for i, text in enumerate(texts)]
    write_frame(frame_of(records, "questions"), path, "questions")
    assert list(read_frame(path, "questions")["wording"]) == texts


def test_a_question_column_of_respondents_is_kept_as_text() -> None:
    frame = conform(
        pd.DataFrame({"response_id": ["1"], "source_row": [2], "c3": ["Old Dock"], "consent_publish": [None]}),
        "respondents",
    )
    assert frame["c3"].tolist() == ["Old Dock"]
    assert frame["consent_publish"].isna().all()


def test_a_table_that_lacks_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="`score`"):
        conform(pd.DataFrame({"response_id": ["1"], "start": [0], "end": [1], "primary": [True]}), "assignments")


def tables() -> Tables:
    frames = {name: frame_of([], name) for name in SCHEMA}
    return Tables(**frames, vector_array=np.zeros((0, 4), np.float32), manifest={"ledger": {}})


def test_an_analysis_folder_is_read_back(tmp_path: Path) -> None:
    write_tables(tables(), tmp_path)
    assert read_tables(tmp_path).vector_array.shape == (0, 4)


def test_every_missing_part_of_a_folder_is_named(tmp_path: Path) -> None:
    write_tables(tables(), tmp_path)
    (tmp_path / "themes.parquet").unlink()
    (tmp_path / "vectors.npy").unlink()
    with pytest.raises(InputError, match=r"vectors\.npy, themes\.parquet missing"):
        read_tables(tmp_path)
    with pytest.raises(InputError, match="not an analysis folder"):
        read_tables(tmp_path / "nowhere")


def test_damaged_tables_are_all_named(tmp_path: Path) -> None:
    write_tables(tables(), tmp_path)
    (tmp_path / "themes.parquet").write_bytes(b"nonsense")
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_tables(tmp_path)
    assert len(caught.value.problems) == 2


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(InputError, match="something else"):
        check_out(tmp_path)
    with pytest.raises(InputError, match="is a file"):
        check_out(tmp_path / "holiday.jpg")
    check_out(tmp_path / "new")


@given(st.text(max_size=40))
@settings(deadline=None)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    defused = defuse_cell(text)
    assert not str(defused).lstrip(" \u00a0\u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert text.strip() == "" or str(defused).strip() != ""


def test_cells_in_any_script_are_kept_as_they_are() -> None:
    for text in ("পার্কে আলো", "Ra'yi", "هذا جيد", "👍 ok", "a = b"):
        assert defuse_cell(text) == text


def test_surrogates_become_the_replacement_character() -> None:
    assert replace_surrogates("ক\udc00খ😀") == "ক\ufffdখ😀"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old")

    def fail_half_way() -> None:
        with atomic_path(path) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_stage_is_not_computed_again(tmp_path: Path) -> None:
    calls: list[int] = []

    def compute() -> dict[str, pd.DataFrame]:
        calls.append(1)
        return {"questions": frame_of([{"question_id": "q1", "wording": "কেন?", "role": "open"}], "questions")}

    first = Checkpoints(tmp_path, "key").stage("read", compute)
    second = Checkpoints(tmp_path, "key").stage("read", compute)
    assert len(calls) == 1
    pd.testing.assert_frame_equal(first["questions"], second["questions"])
    Checkpoints(tmp_path, "other").stage("read", compute)
    assert len(calls) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_the_key_depends_on_every_fact() -> None:
    assert run_key({"seed": 0, "inputs": ["a"]}) != run_key({"seed": 1, "inputs": ["a"]})
    assert run_key({"a": 1, "b": 2}) == run_key({"b": 2, "a": 1})


def test_a_problem_names_its_place() -> None:
    problem = Problem("is twice. Make ids unique.", "a.xlsx", "Sheet1", "ID", 7)
    assert str(problem) == "a.xlsx, sheet `Sheet1`, column `ID`, row 7: is twice. Make ids unique."
