"""Closed questions counted for publication: people, whatever they ticked in one cell."""

from __future__ import annotations

from typing import Any

import numpy as np

from textmine.config import PublishSettings
from textmine.insight import audit, consultation_release
from textmine.insight.breakdown import CLOSED_ROLES, GROUP_ROLES, Breakdown, breakdowns
from textmine.schema import frame_of
from textmine.tables import Tables


def asked(role: str, cells: list[str | None], **question: Any) -> Tables:  # noqa: ANN401
    """Return an analysis with one closed question."""
    people = [
        {"response_id": str(n), "kind": "individual", "source_row": n + 2, "q1": cell} for n, cell in enumerate(cells)
    ]
    names = ("responses", "themes", "assignments", "drafts", "vectors")
    return Tables(
        respondents=frame_of(people, "respondents"),
        questions=frame_of([{"question_id": "q1", "wording": "Which?", "role": role, **question}], "questions"),
        vector_array=np.zeros((0, 4), dtype=np.float32),
        **{name: frame_of([], name) for name in names},
    )


def counted(role: str, cells: list[str | None], **question: Any) -> list[Breakdown]:  # noqa: ANN401
    """Count one closed question."""
    return breakdowns(asked(role, cells, **question), (*CLOSED_ROLES, *GROUP_ROLES), 1)


def test_a_person_counts_once_for_each_option_they_ticked() -> None:
    (found,) = counted("closed_multi", ["Bus;Walk;", "Bus;", "Walk;Bus;", None, "Walk;"])
    assert found.counts == {"Bus": 3, "Walk": 3}
    assert found.base == 4
    assert found.several


def test_options_with_commas_are_counted_whole() -> None:
    asian = "Asian, Asian British or Asian Welsh"
    (found,) = counted("closed_multi", [f"White, {asian}", asian, "White", f"White, {asian}"])
    assert found.counts == {asian: 3, "White": 3}


def test_options_that_are_known_are_told_apart_where_the_cells_alone_would_not_do() -> None:
    (found,) = counted("closed_multi", ["Red, Blue", "Red, Blue"], options=["Red", "Blue"])
    assert found.counts == {"Blue": 2, "Red": 2}


def test_rare_words_of_peoples_own_are_put_together() -> None:
    cells = ["Bus;Walk;", "Bus;", "Walk;"] * 3 + ["Bus;I skate, mostly;"]
    (found,) = counted("closed_multi", cells)
    assert found.counts == {"Bus": 7, "Walk": 6, "Other answers": 1}


def test_a_grid_in_one_column_has_a_table_for_each_statement() -> None:
    parks, roads = counted("matrix", ["Parks : Good, Roads : Poor", "Parks : Good, Roads : Good", None] * 2)
    assert (parks.wording, parks.counts, parks.base) == ("Which?: Parks", {"Good": 4}, 4)
    assert (roads.question_id, roads.counts) == ("q1: Roads", {"Good": 2, "Poor": 2})


def test_a_ranking_is_counted_by_place() -> None:
    tables = counted("matrix", ["Trees;Bins;Light;", "Bins;Trees;Light;"] * 2)
    assert {table.wording: table.counts for table in tables} == {
        "Which?: Trees": {"1": 2, "2": 2},
        "Which?: Bins": {"1": 2, "2": 2},
        "Which?: Light": {"3": 4},
    }


def test_a_statement_in_a_column_of_its_own_is_one_table() -> None:
    (found,) = counted("matrix", ["Good", "Poor", "Good"])
    assert found.counts == {"Good": 2, "Poor": 1}


def test_older_analyses_without_options_are_still_counted() -> None:
    (found,) = counted("closed_multi", ["বাস;হাঁটা", "বাস", "হাঁটা;বাস"], options=None)
    assert found.counts == {"বাস": 3, "হাঁটা": 2}


def test_somebody_with_two_conditions_is_counted_under_each() -> None:
    cells: list[str | None] = ["Mobility, Hearing", "Mobility", "Hearing", "Hearing, Mobility", "None"] * 3
    (found,) = counted("equality", cells)
    assert found.counts == {"Hearing": 9, "Mobility": 9, "None": 3}
    assert found.several
    assert found.base == 15


def test_an_ethnic_group_with_commas_is_one_group() -> None:
    asian, white = "Asian, Asian British or Asian Welsh", "White: English, Welsh, Scottish, Northern Irish or British"
    (found,) = counted("equality", [asian, white, "Prefer not to say"] * 4)
    assert found.counts == {asian: 4, "Prefer not to say": 4, white: 4}
    assert not found.several


def test_a_small_group_beside_overlapping_ones_cannot_be_worked_out() -> None:
    cells: list[str | None] = ["Mobility, Hearing", "Mobility", "Hearing"] * 8 + ["Vision"] * 3 + ["Vision, Hearing"]
    release = consultation_release(asked("equality", cells), PublishSettings(breakdown_minimum=10))
    assert release.known["group", "q1", "Hearing"] == (17, 17)
    assert not release.shows(("group", "q1", "Vision"))
    assert audit(release) == []
