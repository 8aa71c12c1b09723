from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.layouts.sheets import KINDS, look, roles, table, values, write
from textmine.config import parse_config
from textmine.ingest import read

OWN = (
    *("Response ID", "Status", "Created", "Started", "Completed", "IP Address", "Tracking Link", "UserNo"),
    "Device",
)
ASKED = ("1. Do you agree with the new hours?", "2. Please say why", "Rate the bus", "Rate the bus_1")


def _own(number: int, status: str = "Completed") -> tuple[str, ...]:
    day = f"0{number}/03/2026 10:00"
    ended = day if status == "Completed" else ""
    return (f"18465000{number}", status, day, day, ended, "81.2.69.1", "Main link", str(number), "Mobile")


SAID = (
    ("Yes", "The bus is late every day and full after school", "4", "3"),
    ("No", "", "2", ""),
    ("No", "আলো নেই, রাস্তা অন্ধকার, আমরা ভয় পাই", "5", "1"),
    ("Yes", "Waxaan jeclahay saacadaha cusub", "3", "2"),
    ("Yes", "المكتبة مفتوحة في المساء", "4", "4"),
)
STATUS = ("Completed", "Partial", "Completed", "Completed", "Completed")
LEFT = [
    (*OWN, *ASKED),
    *((*_own(n, status), *said) for n, (status, said) in enumerate(zip(STATUS, SAID, strict=True), 1)),
]
RIGHT = [(*row[len(OWN) :], *row[: len(OWN)]) for row in LEFT]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rows", [LEFT, RIGHT], ids=["left", "right"])
def test_its_own_columns_may_stand_at_either_end(tmp_path: Path, kind: str, rows: list[tuple[str, ...]]) -> None:
    found = look(tmp_path, rows, kind)
    assert (found.layout, found.header_row, found.first_data_row, found.rows) == ("SmartSurvey", 1, 2, 5)
    assert not found.problems


@pytest.mark.parametrize("rows", [LEFT, RIGHT], ids=["left", "right"])
def test_every_column_is_taken_for_what_it_is(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    found = roles(look(tmp_path, rows))
    assert [found[name] for name in OWN] == [
        *("id", "ignore", "date", "date", "date", "personal", "ignore", "ignore", "ignore")
    ]
    assert [found[name] for name in ASKED[:2]] == ["closed_single", "open"]
    assert {found[name] for name in ASKED[2:]} <= {"matrix", "rating"}


def test_a_title_that_comes_again_is_a_column_of_its_own(tmp_path: Path) -> None:
    found = table(tmp_path, LEFT)
    assert values(found, "Rate the bus") == [said[2] for said in SAID]
    assert values(found, "Rate the bus_1") == [said[3] for said in SAID]


def test_partial_responses_are_read_and_counted_unless_not_wanted(tmp_path: Path) -> None:
    found = look(tmp_path, RIGHT)
    assert any("1 response" in note and "not submitted" in note for note in found.assumptions)
    aside = read(write(tmp_path, RIGHT), config=parse_config({"reading": {"partial": "set_aside"}})).set_aside
    assert [(row.row, row.reason) for row in aside] == [(3, "was begun and not submitted")]


def test_test_responses_are_set_aside(tmp_path: Path) -> None:
    rows = [LEFT[0], (*_own(9, "Test"), "Yes", "A whole sentence that an officer has typed in", "1", "1"), *LEFT[1:]]
    assert [row.row for row in table(tmp_path, rows).set_aside] == [2]


def test_columns_may_be_deleted(tmp_path: Path) -> None:
    rows = [[row[at] for at in (10, 9, 0, 1, 3, 6)] for row in LEFT]
    found = look(tmp_path, rows)
    assert (found.layout, found.rows) == ("SmartSurvey", 5)
    assert roles(found)["Response ID"] == "id"


@pytest.mark.parametrize(
    "names",
    [
        ("ID", "Status", "Email", "Name", "Comments"),
        ("Response ID", "Started", "Why did you stop?", "Comments", "Ward"),
        ("Name", "Country", "Score", "Source", "Comments"),
    ],
)
def test_headings_that_anybody_may_use_are_no_sign_of_the_platform(tmp_path: Path, names: tuple[str, ...]) -> None:
    rows = [names, *[tuple(f"{name} {n} is what I say here" for name in names) for n in range(3)]]
    assert look(tmp_path, rows).layout == "plain table"
