from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.samples import write_csv
from textmine.errors import InputError
from textmine.ingest import inspect, read

ANSWERS = ["Nalal badan fadlan.", "পথে আলো দরকার।", "More bins, please.", "Too fast.", "Keep it as it is.", "Benches."]


def _rows(start: int) -> list[list[str]]:
    return [[str(start + n), ("Agree", "Disagree")[n % 2], answer] for n, answer in enumerate(ANSWERS)]


def test_a_file_without_headings_is_a_problem(tmp_path: Path) -> None:
    first, *others = [["1000", "Agree", "I do not think that the crossing is safe."], *_rows(1001)]
    with pytest.raises(InputError, match="row 1: is taken for the row of headings, but looks like a response"):
        read(write_csv(tmp_path / "a.csv", first, others))


def test_headings_that_are_options_or_codes_are_headings(tmp_path: Path) -> None:
    rows = [[f"A{n}", "Park" if n % 2 else "", "Q1", answer] for n, answer in enumerate(ANSWERS)]
    assert not inspect(write_csv(tmp_path / "a.csv", ["Q0", "Park", "Q2", "Why?"], rows)).problems


def test_rows_split_by_another_sign_are_a_problem(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ["ID", "Do you agree?", "Why?"], _rows(1))
    with path.open("a", encoding="utf-8") as file:
        file.write("7;Agree;পথে আলো দরকার\n8;Agree;more light\n")
    with pytest.raises(InputError, match=r"row 8: 2 rows lie in the first cell.*\(row 8, 9\)"):
        read(path)


def test_one_column_of_lists_is_no_such_thing(tmp_path: Path) -> None:
    rows = [["light; bins; trees", "", ""], ["আলো; গাছ", "Agree", "x"], ["more; less; same; other", "", ""]]
    assert not inspect(write_csv(tmp_path / "a.csv", ["Your comments", "Do you agree?", "Ward", "Age"], rows)).problems


def test_many_repeated_ids_are_counted(tmp_path: Path) -> None:
    rows = [["1", f"a thought of my own, number {n}"] for n in range(80)]
    with pytest.raises(InputError) as caught:
        read(write_csv(tmp_path / "a.csv", ["ID", "Comments"], rows))
    assert len(caught.value.problems) == 51
    assert "29 more rows have an id that an earlier row has" in str(caught.value)
