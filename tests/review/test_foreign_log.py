from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from textmine.model import Decision
from textmine.review import decide, open_reviewed
from textmine.review.resolve import foreign_log
from textmine.review.state import State
from textmine.tables import Tables, write_tables

from .sample import MEMBERS, sample

ABOUT_THEMES: list[dict[str, Any]] = [
    {"do": "rename", "theme": "q1.02", "title": "Nalalka"},
    {"do": "assign", "answer": ["r7", "q1"], "theme": "q1.01"},
    {"do": "merge", "themes": ["q1.03"], "into": "q1.01"},
    {"do": "create", "question": "q1", "title": "বিড়াল"},
    {"do": "group", "theme": "q1.02", "parent": "q1.n4"},
    {"do": "outcome", "theme": "q2.01", "outcome": "we_did", "text": "أصلحناها"},
    {"do": "approve", "all": True},
]
OTHER = {
    "q1.11": [("r2", "q1"), ("r5", "q1"), ("r7", "q1")],
    "q1.12": [("r3", "q1"), ("r4", "q1"), ("r6", "q1")],
    "q1.13": [("r1", "q1")],
    "q2.01": [("r1", "q2"), ("r3", "q2")],
    "q2.02": [("r2", "q2"), ("r4", "q2")],
}
"""Themes of another consultation whose responses happen to have the same numbers."""


@pytest.fixture
def log(folder: Path) -> list[Decision]:
    return decide(folder, "Amina", ABOUT_THEMES)[0]


def test_a_log_of_another_analysis_is_said_to_be_one(log: list[Decision]) -> None:
    message = foreign_log(log, State(sample(OTHER)))
    assert message.startswith("This log seems to be of another analysis: none of its 6 decisions about themes fits.")
    assert foreign_log(log[:1], State(sample(OTHER))).count("none of its 1 decision about") == 1


def test_the_log_of_the_analysis_itself_and_of_a_rerun_is_not(log: list[Decision], tables: Tables) -> None:
    assert foreign_log(log, State(tables)) == ""
    assert foreign_log(log, State(sample(MEMBERS, prefix="z"))) == ""


def test_one_theme_that_is_still_there_is_enough(log: list[Decision]) -> None:
    assert foreign_log(log, State(sample(OTHER | {"q2.01": MEMBERS["q2.01"], "q2.02": MEMBERS["q2.02"]}))) == ""


def test_merging_its_own_themes_away_makes_no_log_foreign(folder: Path, tables: Tables) -> None:
    log, after = decide(folder, "Amina", [{"do": "merge", "themes": ["q1.02", "q1.03"], "into": "q1.01"}])
    assert foreign_log(log, State(tables)) == ""
    assert after.not_applied == []


@pytest.mark.parametrize(
    "decisions",
    [
        [],
        [{"do": "consent", "quotes": "allow"}, {"do": "create", "question": "q1", "title": "বিড়াল"}],
        [{"do": "heading", "language": "so"}, {"do": "language", "answer": ["r4", "q1"], "language": "so"}],
    ],
)
def test_a_log_that_names_no_theme_cannot_tell(folder: Path, decisions: list[dict[str, Any]]) -> None:
    log, _ = decide(folder, "Amina", decisions)
    assert foreign_log(log, State(sample(OTHER))) == ""


def test_every_decision_of_a_foreign_log_is_listed_with_its_reason(folder: Path, log: list[Decision]) -> None:
    write_tables(sample(OTHER), folder)
    after = open_reviewed(folder)
    assert [decision.number for decision, _ in after.not_applied] == [1, 2, 3, 5, 6, 7]
    assert all(why.endswith(".") and "successor in the new run" in why for _, why in after.not_applied)
    assert (after.outcomes, after.approvals, after.set_aside, after.confirmed) == ({}, {}, {}, set())
    assert after.tables.assignments.equals(sample(OTHER).assignments)
    assert after.decisions == log
