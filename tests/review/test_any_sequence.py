"""Whatever officers decide, in whatever order, the tables keep the contract and replay is the same."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.draft import draft_themes
from textmine.errors import ReviewError
from textmine.model import Decision
from textmine.review import replay
from textmine.review.batch import Batch
from textmine.review.replay import reviewed
from textmine.review.session import Session
from textmine.tables import Tables

from .sample import MEMBERS, TEXTS, breaches, sample

TABLES = sample()
RENUMBERED = sample(MEMBERS, prefix="a")
OTHER = sample({**MEMBERS, "q1.01": [("r1", "q1"), ("r2", "q1")], "q1.02": [("r4", "q1"), ("r6", "q1")]}, prefix="a")
THEMES = st.sampled_from([*TABLES.themes["theme_id"], *(f"{q}.n{n}" for q in ("q1", "q2") for n in range(1, 8))])
ANSWERS = st.sampled_from([list(answer) for answer in TEXTS if answer[1] == "q1" or answer[0] < "r5"])
WORDS = st.sampled_from(["আলো", "Geedo", "Amader park 🚗", "الأشجار", "Lights"])


def verb(name: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"do": st.just(name), **keys})


ANY = st.one_of(
    verb("merge", themes=st.lists(THEMES, min_size=1, max_size=3), into=THEMES),
    verb("split", theme=THEMES, answers=st.lists(ANSWERS, min_size=1, max_size=3), title=WORDS),
    verb("group", theme=THEMES, parent=st.one_of(THEMES, st.just(""))),
    verb("create", question=st.sampled_from(["q1", "q2"]), title=WORDS),
    verb("assign", answer=ANSWERS, theme=THEMES),
    verb("unassign", answer=ANSWERS, theme=THEMES),
    verb("confirm", answer=ANSWERS, theme=THEMES),
    verb("language", answer=ANSWERS, language=st.sampled_from(["so", "bn-Latn", "und"])),
    verb("rename", theme=THEMES, title=WORDS),
    verb("edit", theme=THEMES, ordinal=st.integers(0, 3), text=WORDS),
    verb("leave_out", theme=THEMES, ordinal=st.integers(0, 3)),
    verb("set_aside", theme=THEMES, reason=WORDS),
    verb("approve", theme=THEMES),
    verb("approve", all=st.just(True)),
    verb("undo", decision=st.integers(1, 8)),
)


def batch() -> Batch:
    """A batch on an empty log."""
    return Batch("Amina", partial(Session, TABLES, draft_themes))


def taken(given: list[dict[str, Any]]) -> list[Decision]:
    """Take each decision that fits, and leave out those that do not."""
    log: list[Decision] = []
    for item in given:
        try:
            log += batch().plan(log, [item])
        except ReviewError:
            continue
    return log


def same(one: Tables, other: Tables) -> bool:
    names = ("responses", "themes", "assignments", "drafts")
    return all(getattr(one, name).equals(getattr(other, name)) for name in names)


def answers(frame: pd.DataFrame) -> set[tuple[str, str]]:
    return set(map(tuple, frame[["response_id", "question_id"]].to_numpy()))


@settings(deadline=None, max_examples=25)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_the_tables_keep_the_contract_after_any_decisions(given: list[dict[str, Any]]) -> None:
    log = taken(given)
    after = replay(TABLES, log)
    assert breaches(after.tables) == []
    assert answers(after.tables.responses) == answers(TABLES.responses)
    assert len(after.tables.responses) == len(TABLES.responses)
    assert not set(after.approvals) & set(after.lapsed)
    assert {theme for _, _, theme in after.confirmed} <= set(after.tables.themes["theme_id"])


@settings(deadline=None, max_examples=15)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_a_batch_comes_to_the_same_as_its_replay(given: list[dict[str, Any]]) -> None:
    log = taken(given)
    payloads = json.loads(json.dumps([decision.payload for decision in log]))
    whole = batch()
    planned = whole.plan([], payloads)
    result, again = reviewed(whole.session, planned), replay(TABLES, planned)
    assert [decision.payload for decision in planned] == payloads
    assert same(result.tables, again.tables)
    assert (result.approvals, result.lapsed, result.confirmed) == (again.approvals, again.lapsed, again.confirmed)
    assert (result.not_applied, result.set_aside) == (again.not_applied, again.set_aside)


@settings(deadline=None, max_examples=15)
@given(st.lists(ANY, min_size=1, max_size=5))
def test_undoing_everything_gives_back_what_the_machine_computed(given: list[dict[str, Any]]) -> None:
    log = taken([item for item in given if item["do"] != "undo"])
    undos = [{"do": "undo", "decision": decision.number} for decision in reversed(log)]
    log += batch().plan(log, undos)
    after = replay(TABLES, log)
    assert same(after.tables, TABLES)
    assert (after.not_applied, after.approvals, after.confirmed) == ([], {}, set())


def under_old_ids(frame: pd.DataFrame) -> pd.DataFrame:
    """A table of the re-run with the theme ids of the first run."""
    ids = [name for name in ("theme_id", "parent_id") if name in frame]
    return frame.assign(**{name: frame[name].str.removeprefix("a") for name in ids})


@settings(deadline=None, max_examples=25)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_a_rerun_that_only_numbers_its_themes_anew_comes_to_the_same(given: list[dict[str, Any]]) -> None:
    log = taken(given)
    first, rerun = replay(TABLES, log), replay(RENUMBERED, log)
    for name in ("responses", "themes", "assignments", "drafts"):
        one, other = getattr(first.tables, name), under_old_ids(getattr(rerun.tables, name))
        pd.testing.assert_frame_equal(one, other, check_dtype=False)
    assert [decision.number for decision, _ in rerun.not_applied] == [
        decision.number for decision, _ in first.not_applied
    ]
    for name in ("outcomes", "approved_by", "lapsed", "set_aside", "overrides"):
        found = getattr(rerun, name)
        assert {theme.removeprefix("a"): value for theme, value in found.items()} == getattr(first, name)


@settings(deadline=None, max_examples=25)
@given(st.lists(ANY, min_size=1, max_size=8))
def test_over_other_themes_each_decision_fits_or_is_listed_with_its_reason(given: list[dict[str, Any]]) -> None:
    log = taken(given)
    after = replay(OTHER, log)
    assert breaches(after.tables) == []
    assert answers(after.tables.responses) == answers(OTHER.responses)
    # A reason begins with a capital, or with the title of a theme.
    assert all(why and (why[0].isupper() or why[0] == "“") and why.endswith(".") for _, why in after.not_applied)
    assert after.decisions == log
