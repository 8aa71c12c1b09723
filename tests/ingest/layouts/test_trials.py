from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.layouts.sheets import table, write
from textmine.config import Config, ReadingSettings, parse_config
from textmine.ingest import read
from textmine.ingest.grid import Grid, non_empty
from textmine.ingest.table import Table, make_table

HEADS = ("ID", "Status", "Do you agree?", "Why?", "Anything else?")
DATA = tuple(
    (str(n), "Complete", "Yes", said, "")
    for n, said in enumerate(
        (
            "The underpass is dark and nobody walks there",
            "আমাদের রাস্তায় আলো নেই, শিশুরা ভয় পায়",
            "Waxaan u baahanahay nalal iyo waddo nabad ah",
            "نحتاج إلى إضاءة أكثر في الشارع",
        ),
        1,
    )
)


def _read(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, reading: ReadingSettings | None = None) -> Table:
    grid = Grid("a.csv", None, "utf-8", "0", non_empty(enumerate([heads, *rows], 1)), len(rows) + 1)
    return make_table(grid, reading or ReadingSettings())


@pytest.mark.parametrize(
    "said",
    [
        "test",
        "TEST ",
        "Test!",
        "testing 123",
        "This is a test.",
        "asdf",
        "টেস্ট",
        "waa tijaabo",
        "اختبار",
        "Lorem ipsum dolor sit amet",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_who_only_tries_the_form_is_set_aside(said: str, first: bool) -> None:
    row = ("0", "", "Yes", said, "")
    found = _read(row, *DATA) if first else _read(*DATA, row)
    assert [aside.row for aside in found.set_aside] == [2 if first else 6]
    assert "test" in found.set_aside[0].reason


@pytest.mark.parametrize(
    "row",
    [
        ("0", "", "Yes", "test the water of the canal, please", ""),
        ("0", "", "Yes", "test", "no more cars"),
        ("0", "", "Yes", "tests in schools", ""),
        ("0", "", "Yes", "I test things", "test"),
        ("0", "", "test", "", ""),
        ("0", "", "Yes", "পরীক্ষা পিছিয়ে দিন, সবার জন্য", ""),
    ],
)
def test_who_says_something_of_their_own_is_read(row: tuple[str, ...]) -> None:
    assert _read(row, *DATA).set_aside == ()


@pytest.mark.parametrize("status", ["Test", "test response", "Survey Preview", "dummy"])
def test_a_status_of_test_sets_a_row_aside_whatever_was_said(status: str) -> None:
    found = _read(("0", status, "No", "My own words, and there are more than eight of them", ""), *DATA)
    assert {row.row: row.reason for row in found.set_aside} == {2: "is a preview or a test, as its status says"}


@pytest.mark.parametrize("flag", ["Is test data", "Test response", "Preview"])
def test_a_flag_of_test_does_so_too(flag: str) -> None:
    heads = ("ID", flag, *HEADS[2:])
    rows = [(row[0], "Yes" if row[0] == "2" else "No", *row[2:]) for row in DATA]
    assert [row.row for row in _read(*rows, heads=heads).set_aside] == [3]


@pytest.mark.parametrize("heading", ["Status", "State", "Mode", "What is your status?", "Employment status"])
@pytest.mark.parametrize(
    "values",
    [
        ("Student", "Retired", "Test", "Partial"),
        ("Draft", "Agreed", "Preview", "Sample"),
        ("Train", "Bus", "Test", "Draft"),
        ("Single", "Married", "Separated", "Test"),
    ],
)
def test_a_question_called_status_sets_nobody_aside(heading: str, values: tuple[str, ...]) -> None:
    rows = [(row[0], value, *row[2:]) for row, value in zip(DATA, values, strict=True)]
    found = _read(*rows, heads=("ID", heading, *HEADS[2:]), reading=ReadingSettings(partial="set_aside"))
    assert found.set_aside == ()
    assert not any("not submitted" in note for note in found.notes)


def test_partial_responses_are_read_and_said(tmp_path: Path) -> None:
    rows = [HEADS, ("0", "Partial", "Yes", "the bus is late", ""), *DATA]
    found = table(tmp_path, rows)
    assert len(found.rows) == 5
    assert any("1 response" in note and "not submitted" in note for note in found.notes)
    path = write(tmp_path, rows)
    aside = read(path, config=parse_config({"reading": {"partial": "set_aside"}})).set_aside
    assert [row.row for row in aside] == [2]


def test_tests_are_read_where_that_is_asked_for(tmp_path: Path) -> None:
    rows = [HEADS, ("0", "Test", "Yes", "test", ""), *DATA]
    assert len(read(write(tmp_path, rows)).respondents) == 4
    config: Config = parse_config({"reading": {"test_rows": "read"}})
    assert len(read(write(tmp_path, rows), config=config).respondents) == 5


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.sampled_from(["test", "asdf", "the", "bins", "আলো", "waddo", "no", "1"]), min_size=8, max_size=12),
    st.sampled_from([3, 4]),
)
def test_a_row_with_somebodys_own_words_is_never_a_test(words: list[str], at: int) -> None:
    row = ["0", "", "Yes", "test", "test"]
    row[at] = " ".join(words)
    assert 2 in _read((*row,), *DATA).rows
