"""The sample consultation run again: with another seed, and afresh."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import textmine as tm
from textmine.pipeline import analyse
from textmine.review import decide, open_reviewed, replay
from textmine.review.verbs import VERBS
from textmine.tables import Tables, read_tables

from ..conftest import SAMPLE, textmine_here
from .sample import breaches

COMMAND = ("run", SAMPLE / "eastmere.csv", "--config", SAMPLE / "consultation.toml", "--quiet")
Answers = set[tuple[str, str]]


def members(tables: Tables) -> dict[str, Answers]:
    """The answers of each leaf theme."""
    return {
        str(theme): set(map(tuple, rows[["response_id", "question_id"]].to_numpy()))
        for theme, rows in tables.assignments.groupby("theme_id")
    }


def overlap(one: Answers, other: Answers) -> Fraction:
    return Fraction(len(one & other), len(one | other))


@pytest.mark.slow
def test_with_another_seed_each_decision_holds_that_has_a_theme_and_the_others_are_listed(sample_copy: Path) -> None:
    first = members(read_tables(sample_copy))
    renames = [{"do": "rename", "theme": theme, "title": f"আলো {theme}"} for theme in first]
    log, _ = decide(sample_copy, "Amina", renames)
    rerun = analyse(tm.read(SAMPLE / "eastmere.csv", config=SAMPLE / "consultation.toml"), seed=1)
    after = replay(rerun, log)
    second = members(rerun)
    near = {
        theme: [name for name, other in second.items() if overlap(own, other) >= Fraction(1, 2)]
        for theme, own in first.items()
    }
    listed = {decision.payload["theme"]: why for decision, why in after.not_applied}
    assert set(listed) == {theme for theme, found in near.items() if not found}
    assert all("has no successor in the new run" in why for why in listed.values())
    now = dict(zip(after.tables.themes["theme_id"], after.tables.themes["title"], strict=True))
    kept = [theme for theme in first if theme not in listed]
    assert kept
    assert all(any(now[name].startswith("আলো ") for name in near[theme]) for theme in kept)
    assert breaches(after.tables) == []


def every_verb(tables: Tables) -> list[dict[str, Any]]:
    """A decision of each verb, none of which takes another's theme away."""
    question = str(tables.open_questions["question_id"].iloc[0])
    groups = set(tables.themes["parent_id"].dropna())
    own = tables.themes[tables.themes["question_id"] == question]
    leaves = [theme for theme in own["theme_id"] if theme not in groups]
    people = {theme: sorted(answers) for theme, answers in members(tables).items()}
    one, two, three, four, *_ = sorted(leaves, key=lambda theme: -len(people[theme]))
    answer = list(people[one][0])
    parent = f"{question}.n1"
    return [
        {"do": "create", "question": question, "title": "সবুজ এলাকা"},
        {"do": "group", "theme": three, "parent": parent},
        {"do": "rename", "theme": one, "title": "Nalalka waddada"},
        {"do": "describe", "theme": one, "description": "রাস্তার বাতি"},
        {"do": "split", "theme": two, "answers": [list(people[two][0]), list(people[two][1])], "title": "Baabuurta"},
        {"do": "merge", "themes": [four], "into": three},
        {"do": "confirm", "answer": answer, "theme": one},
        *({"do": "confirm", "answer": list(person), "theme": one} for person in people[one][1:6]),
        {"do": "assign", "answer": answer, "theme": two},
        {"do": "unassign", "answer": list(people[three][0]), "theme": three},
        {"do": "learn", "question": question},
        {"do": "language", "answer": answer, "language": "so"},
        {"do": "edit", "theme": one, "ordinal": 1, "text": "আলো চাই।"},
        {"do": "redact", "theme": two, "ordinal": 1},
        {"do": "leave_out", "theme": two, "ordinal": 2},
        {"do": "translate", "text": "আলো চাই।", "language": "bn", "into": "en", "translation": "We want light.",
         "translator": "R. Begum"},
        {"do": "heading", "language": "bn"},
        {"do": "consent", "quotes": "refuse"},
        {"do": "open_data", "publish": "allow"},
        {"do": "outcome", "theme": one, "outcome": "we_will", "text": "Nalal cusub.", "date": "2027-03-31"},
        {"do": "set_aside", "theme": two, "reason": "Ma khusayso golaha."},
        {"do": "override", "theme": one, "check": "failed_check", "reason": "সত্য"},
        {"do": "approve", "all": True},
        {"do": "undo", "decision": 4},
    ]  # fmt: skip


@pytest.mark.slow
def test_a_fresh_run_of_the_same_keeps_every_decision_of_every_verb(sample_copy: Path) -> None:
    decisions = every_verb(read_tables(sample_copy))
    assert {decision["do"] for decision in decisions} == set(VERBS)
    log, before = decide(sample_copy, "আমিনা", decisions)
    textmine_here(*COMMAND, "--out", sample_copy, "--fresh", check=True)
    after = open_reviewed(sample_copy)
    assert (after.decisions, after.not_applied) == (log, before.not_applied)
    for name in ("responses", "themes", "assignments", "drafts"):
        pd.testing.assert_frame_equal(getattr(after.tables, name), getattr(before.tables, name))
    decided = ("outcomes", "approved_by", "lapsed", "overrides", "set_aside", "headings", "translations", "confirmed")
    assert [getattr(after, name) for name in decided] == [getattr(before, name) for name in decided]
    assert before.not_applied == []
