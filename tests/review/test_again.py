"""The decisions that stand, written down to be taken again, come to the same analysis."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft import draft_themes
from textmine.model import Decision
from textmine.review import Reviewed, parse_decisions, replay
from textmine.review.again import Again, again
from textmine.review.session import Session
from textmine.tables import Tables

from .sample import MEMBERS, sample
from .test_any_sequence import ANY, RENUMBERED, TABLES, batch, taken, verb


def written(log: list[Decision], tables: Tables = TABLES) -> Again:
    return again(Session(tables, draft_themes), replay(tables, log))


def anew(found: Again) -> Reviewed:
    """The analysis after the decisions of the file."""
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in found.lines)
    return replay(TABLES, batch().plan([], parse_decisions(text)))


def shown(reviewed: Reviewed) -> list[list[Any]]:
    """What an analysis says, whatever the ids of its themes."""
    tables = reviewed.tables
    titles = dict(zip(tables.themes["theme_id"], tables.themes["title"], strict=True))
    return [
        tables.responses.to_numpy().tolist(),
        tables.themes.drop(columns=["theme_id", "parent_id"]).to_numpy().tolist(),
        tables.assignments.assign(theme_id=tables.assignments["theme_id"].map(titles)).to_numpy().tolist(),
        tables.drafts.drop(columns="theme_id").to_numpy().tolist(),
        sorted(titles[theme] for theme in reviewed.approvals),
        sorted(titles[theme] for theme in reviewed.set_aside),
        sorted((titles[theme], answer) for *answer, theme in reviewed.confirmed),
    ]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.one_of(ANY, verb("undo", decision=st.integers(1, 3))), min_size=2, max_size=9))
def test_what_is_written_down_can_be_taken_again_and_comes_to_the_same(given: list[dict[str, Any]]) -> None:
    log = taken(given)
    before = replay(TABLES, log)
    found = written(log)
    after = anew(found)
    if not found.left_out:
        assert repr(shown(after)) == repr(shown(before))


def test_undone_decisions_are_not_written_and_made_themes_get_their_new_numbers() -> None:
    log = taken([
        {"do": "rename", "theme": "q1.01", "title": "গাড়ি"},
        {"do": "undo", "decision": 1},
        {"do": "create", "question": "q1", "title": "Bisadaha"},
        {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n3"},
        {"do": "rename", "theme": "q1.n3", "title": "القطط"},
        {"do": "approve", "theme": "q1.n3"},
    ])  # fmt: skip
    found = written(log)
    assert [line["do"] for line in found.lines] == ["create", "assign", "rename", "approve"]
    assert [line["theme"] for line in found.lines[1:]] == ["q1.n1"] * 3
    after = anew(found)
    assert set(after.approvals) == {"q1.n1"}
    assert after.confirmed == {("r10", "q1", "q1.n1")}


@pytest.mark.parametrize(
    "then", [{"do": "rename", "theme": "q1.n1", "title": "বিড়াল"}, {"do": "approve", "theme": "q1.n1"}]
)
def test_what_is_about_a_theme_that_is_not_made_any_more_is_not_about_another(then: dict[str, Any]) -> None:
    log = taken([
        {"do": "create", "question": "q1", "title": "Cats"},
        {"do": "create", "question": "q1", "title": "Geedo"},
        then,
        {"do": "undo", "decision": 1},
    ])  # fmt: skip
    found = written(log)
    assert [line["title"] for line in found.lines] == ["Geedo"]
    assert [decision.number for decision, _ in found.left_out] == [3]
    assert anew(found).approvals == {}


def test_an_approval_of_something_else_is_left_out() -> None:
    log = taken([
        {"do": "rename", "theme": "q1.01", "title": "First"},
        {"do": "approve", "theme": "q1.01"},
        {"do": "undo", "decision": 1},
    ])  # fmt: skip
    found = written(log)
    assert found.lines == []
    assert [(decision.number, why) for decision, why in found.left_out] == [
        (2, "What was approved is not what the theme says.")
    ]


def test_over_a_rerun_themes_are_named_as_they_are_there() -> None:
    log = taken(
        [{"do": "rename", "theme": "q1.01", "title": "New"}, {"do": "merge", "themes": ["q1.03"], "into": "q1.02"}]
    )
    found = written(log, RENUMBERED)
    assert [line.get("theme", line.get("into")) for line in found.lines] == ["aq1.01", "aq1.02"]


def test_what_does_not_fit_any_more_is_left_out_with_the_reason() -> None:
    log = taken([{"do": "rename", "theme": "q2.02", "title": "New"}])
    found = written(log, sample({name: own for name, own in MEMBERS.items() if name != "q2.02"}, prefix="x"))
    assert found.lines == []
    assert "High rents" in found.left_out[0][1]
