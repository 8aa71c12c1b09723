from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from textmine.review import Reviewed, decide, replay
from textmine.review.state import State
from textmine.review.step import Step
from textmine.review.structure import group
from textmine.tables import Tables

from .conftest import Decide
from .sample import MEMBERS, CountingRedraft, breaches, count_of, people, sample

Refusals = Callable[..., list[str]]
NEW = {"do": "create", "question": "q1", "title": "সবুজ এলাকা"}


def put(theme: str, parent: str) -> dict[str, str]:
    return {"do": "group", "theme": theme, "parent": parent}


def parents(reviewed: Reviewed) -> dict[str, str | None]:
    """The group right above each theme."""
    themes = reviewed.tables.themes
    found = dict(zip(themes["theme_id"], themes["parent_id"], strict=True))
    return {theme: None if isinstance(above, float) and math.isnan(above) else above for theme, above in found.items()}


def figure(reviewed: Reviewed, theme: str) -> str:
    """The sentence that states a theme's number of people."""
    drafts = reviewed.tables.drafts
    return str(drafts[(drafts["theme_id"] == theme) & (drafts["kind"] == "figure")]["text"].item())


def test_a_theme_put_under_a_group_counts_there(take: Decide) -> None:
    after = take(put("q1.03", "q1.00"))
    assert parents(after)["q1.03"] == "q1.00"
    assert count_of(after.tables, "q1.00") == 7
    assert "7 of 8" in figure(after, "q1.00")
    assert (after.not_applied, breaches(after.tables)) == ([], [])


def test_a_theme_put_at_the_top_level_leaves_its_group(take: Decide) -> None:
    after = take(put("q1.02", ""))
    assert parents(after) == dict.fromkeys(["q1.00", "q1.02", "q1.03", "q2.01", "q2.02"]) | {"q1.01": "q1.00"}
    assert count_of(after.tables, "q1.00") == 4
    assert "Fewer than five of the 8" in figure(after, "q1.00")
    assert breaches(after.tables) == []


def test_a_group_that_loses_its_last_theme_vanishes_and_says_why(refusals: Refusals) -> None:
    messages = refusals(put("q1.01", ""), put("q1.02", ""), {"do": "rename", "theme": "q1.00", "title": "Roads"})
    assert messages == ["there is no theme `q1.00` any more: it was a group whose last theme was moved away."]


def test_the_log_says_where_a_theme_was_and_which_groups_vanished(folder: Path) -> None:
    log, _ = decide(folder, "Amina", [put("q1.01", ""), put("q1.02", ""), NEW, put("q1.03", "q1.n3")])
    assert (log[1].before["parent"], log[1].before["titles"]) == ("q1.00", {"q1.00": "Streets"})
    assert log[1].after == {"parent": None, "gone": ["q1.00"]}
    assert log[3].before["named"]["q1.n3"]["title"] == "সবুজ এলাকা"
    assert log[3].members["q1.03"] == [["r3", "q1"], ["r7", "q1"]]


def test_a_new_theme_nobody_is_in_becomes_a_group(take: Decide) -> None:
    after = take(NEW, put("q1.03", "q1.n1"), put("q1.00", "q1.n1"))
    assert {theme: above for theme, above in parents(after).items() if above} == {
        "q1.00": "q1.n1",
        "q1.01": "q1.00",
        "q1.02": "q1.00",
        "q1.03": "q1.n1",
    }
    assert count_of(after.tables, "q1.n1") == 7
    assert breaches(after.tables) == []


def test_answers_cannot_be_put_into_what_has_become_a_group(refusals: Refusals) -> None:
    messages = refusals(NEW, put("q1.03", "q1.n1"), {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n1"})
    assert messages == ["“সবুজ এলাকা” is a group of themes: name one of those below it (`q1.03`)."]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([put("q1.00", "q1.00")], "“Streets” cannot be put under itself."),
        ([put("q1.00", "q1.01")], "“Streets” cannot be put under “Parking for residents”, which is below it."),
        (
            [NEW, put("q1.00", "q1.n1"), put("q1.n1", "q1.01")],
            "“সবুজ এলাকা” cannot be put under “Parking for residents”, which is below it.",
        ),
        (
            [put("q2.01", "q1.00")],
            "“Late buses” belongs to question `q2` and “Streets” to `q1`: a group holds themes of one question.",
        ),
        (
            [put("q1.01", "q1.03")],
            "“Geedo iyo beero” has answers of its own, so it is no group: make a new theme and put both under it.",
        ),
        ([put("q1.01", "q1.0")], "there is no theme `q1.0`. Did you mean `q1.03`?"),
        ([{"do": "group", "theme": "q1.01"}], '`group` needs the key `parent`: the id of a group, or `""` for none.'),
    ],
)
def test_a_place_that_makes_no_sense_is_refused(refusals: Refusals, given: list[dict[str, Any]], message: str) -> None:
    assert refusals(*given) == [message]


def test_a_theme_that_is_there_already_stays_there(take: Decide) -> None:
    after = take(put("q1.01", "q1.00"), put("q1.03", ""))
    assert (parents(after)["q1.01"], parents(after)["q1.03"], after.not_applied) == ("q1.00", None, [])


def test_only_the_groups_are_drafted_anew(folder: Path) -> None:
    redraft = CountingRedraft()
    decide(folder, "Amina", [put("q1.03", "q1.00")], redraft=redraft)
    assert redraft.asked == [{"q1.00"}]


def test_every_group_above_is_drafted_anew(tables: Tables) -> None:
    state = State(tables)
    state.cards["q1.03"].parent = "q1.00"
    state.holders["q1.03"] = set()
    group(state, Step(1, "Amina", put("q1.02", "q1.03"), strict=True))
    assert set(state.stamps) == {"q1.00", "q1.03"}


def test_an_approval_of_the_group_lapses_and_that_of_the_theme_stands(take: Decide) -> None:
    approvals = [{"do": "approve", "theme": theme} for theme in ("q1.00", "q1.03")]
    after = take(*approvals, put("q1.03", "q1.00"))
    assert (after.approvals, after.lapsed) == ({"q1.03": "Amina"}, {"q1.00": "Amina"})


def test_undoing_brings_back_the_place_and_the_group(take: Decide, tables: Tables) -> None:
    gone = take(put("q1.01", ""), put("q1.02", ""))
    assert "q1.00" not in parents(gone)
    back = take({"do": "undo", "decision": 2}, {"do": "undo", "decision": 1})
    assert back.tables.themes.equals(tables.themes)
    assert back.tables.drafts.equals(tables.drafts)


def test_a_place_follows_theme_and_group_over_a_rerun(folder: Path) -> None:
    log, _ = decide(folder, "Amina", [put("q1.03", "q1.00"), NEW, put("q1.00", "q1.n2")])
    after = replay(sample(MEMBERS, prefix="z"), log)
    assert {theme: above for theme, above in parents(after).items() if above} == {
        "zq1.00": "q1.n2",
        "zq1.01": "zq1.00",
        "zq1.02": "zq1.00",
        "zq1.03": "zq1.00",
    }
    assert (after.not_applied, breaches(after.tables)) == ([], [])


def test_a_place_in_a_group_that_the_new_run_does_not_make_is_listed(folder: Path) -> None:
    log, _ = decide(folder, "Amina", [put("q1.03", "q1.00")])
    other = {"q1.07": MEMBERS["q1.03"], "q1.08": [*MEMBERS["q1.01"], ("r5", "q1"), ("r6", "q1")]}
    after = replay(sample(other), log)
    assert [why for _, why in after.not_applied] == [
        "The theme it was about (“Streets”) has no successor in the new run."
    ]
    assert people(after.tables, "q1.07") == {"r3", "r7"}
