"""Grids and rankings in one cell."""

from __future__ import annotations

import pytest

from textmine.ingest.matrix import by_statement, is_matrix, is_ranking, statements_of


def test_each_statement_has_its_answer() -> None:
    cell = "Parks, trees : Good, Roads : Very poor, Lights : Good"
    assert statements_of(cell, ["Good", "Very poor"]) == {
        "Parks, trees": "Good",
        "Roads": "Very poor",
        "Lights": "Good",
    }


def test_an_answer_with_a_comma_is_whole_where_it_is_known() -> None:
    cell = "Roads : Good, mostly, Lights : Poor"
    assert statements_of(cell, ["Good, mostly"]) == {"Roads": "Good, mostly", "Lights": "Poor"}


@pytest.mark.parametrize("mark", ["\n", ";", "; "])
def test_lines_and_semicolons_part_statements_too(mark: str) -> None:
    assert statements_of(mark.join(["Roads: Good", "Lights: Poor"])) == {"Roads": "Good", "Lights": "Poor"}


@pytest.mark.parametrize(
    ("lines", "answers"),
    [
        (("Roads", "Lights"), ("Good", "Poor")),
        (("পার্ক", "রাস্তা"), ("ভালো", "খারাপ")),
        (("Beerta", "Waddada"), ("Fiican", "Xun")),
        (("الحديقة", "الشارع"), ("جيد", "سيئ")),
        (("🌳", "🚌"), ("😀", "🙁")),
    ],
)
def test_a_grid_is_known_in_every_language(lines: tuple[str, str], answers: tuple[str, str]) -> None:
    cells = [f"{lines[0]} : {one}, {lines[1]} : {two}" for one in answers for two in answers]
    assert is_matrix(dict.fromkeys(cells, 3))
    assert by_statement([cells[0], None, cells[3]]) == {
        lines[0]: [answers[0], None, answers[1]],
        lines[1]: [answers[0], None, answers[1]],
    }


@pytest.mark.parametrize(
    "cells",
    [
        ["White : Irish", "Asian : Bangladeshi"],
        ["Option 1: keep the road open", "Option 2: close the road"],
        ["Mixed or Multiple ethnic groups: White and Asian"] * 3,
        ["I think: no. And also: yes, at 10:30", "My points: one, two. Then: three"],
        ["https://a.example: https://b.example"],
        ["09:30 : 10:30"],
    ],
)
def test_a_colon_alone_is_no_grid(cells: list[str]) -> None:
    assert not is_matrix(dict.fromkeys(cells, 4))


def test_a_statement_that_somebody_left_out_is_blank_for_them() -> None:
    cells = ["A : Yes, B : No", "B : Yes", "A : No, B : No"]
    assert by_statement(cells)["A"] == ["Yes", None, "No"]


def test_an_order_of_preference_is_read_as_places() -> None:
    assert by_statement(["Trees;Bins;Light;", "Bins;Trees;Light;"]) == {
        "Trees": ["1", "2"],
        "Bins": ["2", "1"],
        "Light": ["3", "3"],
    }


def test_ticks_in_the_order_of_the_form_are_no_ranking() -> None:
    assert not is_ranking({"Trees;Bins;Light;": 4, "Trees;Light;": 2})
    assert not is_ranking({"Trees;Bins;Light;": 9})
