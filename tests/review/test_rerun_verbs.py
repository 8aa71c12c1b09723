"""Each verb over a re-run: kept where what it is about is still there, listed with its reason where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from textmine.draft import draft_themes
from textmine.model import Decision
from textmine.review import Reviewed, replay
from textmine.review.batch import Batch
from textmine.review.session import Session
from textmine.review.verbs import VERBS
from textmine.tables import Tables

from .sample import MEMBERS, breaches, people, sample

RENUMBERED = sample(MEMBERS, prefix="z")
SCATTERED = {
    "q1.11": [("r2", "q1"), ("r5", "q1"), ("r7", "q1")],
    "q1.12": [("r3", "q1"), ("r4", "q1"), ("r6", "q1")],
    "q1.13": [("r1", "q1")],
    "q2.01": MEMBERS["q2.01"],
    "q2.02": MEMBERS["q2.02"],
}
"""The themes of the first question fell apart; those of the second are as they were."""
LINE = "রাতে রাস্তার আলো জ্বলে না।"
OUTCOME = {"do": "outcome", "theme": "q1.02", "outcome": "we_will", "text": "Nalal cusub.", "date": "2027-03-31"}
TRANSLATE = {
    "do": "translate", "text": LINE, "language": "bn", "into": "en", "translation": "The light is out at night.",
    "translator": "R. Begum",
}  # fmt: skip
CREATE = {"do": "create", "question": "q1", "title": "সবুজ এলাকা"}
Look = Callable[[Reviewed], object]


def title(theme: str, after: Reviewed) -> object:
    return after.tables.themes.set_index("theme_id")["title"].get(theme)


def description(theme: str, after: Reviewed) -> object:
    return after.tables.themes.set_index("theme_id")["description"].get(theme)


def parent(theme: str, after: Reviewed) -> object:
    return after.tables.themes.set_index("theme_id")["parent_id"].get(theme)


def members(theme: str, after: Reviewed) -> object:
    return people(after.tables, theme)


def sentence(theme: str, after: Reviewed) -> object:
    own = after.tables.drafts[after.tables.drafts["theme_id"] == theme].set_index("ordinal")
    return own.loc[1, "text"] if 1 in own.index else None


def redacted(theme: str, after: Reviewed) -> object:
    own = after.tables.drafts[after.tables.drafts["theme_id"] == theme].set_index("ordinal")["redacted"]
    return bool(own.get(1))


def language(after: Reviewed) -> object:
    return after.tables.responses.set_index(["response_id", "question_id"]).loc[("r4", "q1"), "language"]


KEPT: list[tuple[list[dict[str, Any]], Look, object]] = [
    ([{"do": "rename", "theme": "q1.02", "title": "Nalalka"}], partial(title, "zq1.02"), "Nalalka"),
    ([{"do": "describe", "theme": "q1.02", "description": "আলো"}], partial(description, "zq1.02"), "আলো"),
    (
        [{"do": "merge", "themes": ["q1.02"], "into": "q1.03"}],
        partial(members, "zq1.03"),
        {"r1", "r3", "r5", "r6", "r7"},
    ),
    (
        [{"do": "split", "theme": "q1.01", "answers": [["r2", "q1"], ["r4", "q1"]], "title": "গাড়ি"}],
        partial(members, "q1.n1"),
        {"r2", "r4"},
    ),
    ([CREATE], partial(title, "q1.n1"), "সবুজ এলাকা"),
    ([CREATE, {"do": "group", "theme": "q1.03", "parent": "q1.n1"}], partial(parent, "zq1.03"), "q1.n1"),
    (
        [{"do": "assign", "answer": ["r10", "q1"], "theme": "q1.03"}],
        partial(members, "zq1.03"),
        {"r3", "r7", "r10"},
    ),
    ([{"do": "unassign", "answer": ["r7", "q1"], "theme": "q1.03"}], partial(members, "zq1.03"), {"r3"}),
    (
        [{"do": "confirm", "answer": ["r7", "q1"], "theme": "q1.03"}],
        lambda after: after.confirmed,
        {("r7", "q1", "zq1.03")},
    ),
    ([{"do": "learn"}], lambda after: len(after.decisions), 1),
    ([{"do": "language", "answer": ["r4", "q1"], "language": "so"}], language, "so"),
    ([{"do": "edit", "theme": "q1.02", "ordinal": 1, "text": "আলো চাই।"}], partial(sentence, "zq1.02"), "আলো চাই।"),
    ([{"do": "redact", "theme": "q1.02", "ordinal": 1}], partial(redacted, "zq1.02"), True),
    ([{"do": "leave_out", "theme": "q1.02", "ordinal": 1}], lambda after: after.left_out["zq1.02"][0].ordinal, 1),
    (
        [TRANSLATE],
        lambda after: after.translations[LINE, "en"].text,
        "The light is out at night.",
    ),
    (
        [{"do": "heading", "language": "so", "entry": "approved"}],
        lambda after: list(after.headings["so"]),
        ["approved"],
    ),
    ([{"do": "consent", "quotes": "refuse"}], lambda after: (after.quotes, after.quotes_by), ("refuse", "Amina")),
    (
        [{"do": "open_data", "publish": "allow"}, {"do": "open_data", "publish": "refuse", "answer": ["r1", "q1"]}],
        lambda after: (after.open_data, after.open_answers),
        ("allow", {("r1", "q1"): "refuse"}),
    ),
    ([OUTCOME], lambda after: after.outcomes["zq1.02"].text, "Nalal cusub."),
    (
        [{"do": "set_aside", "theme": "q1.00", "reason": "Ma khusayso"}],
        lambda after: set(after.set_aside),
        {"zq1.00", "zq1.01", "zq1.02"},
    ),
    ([{"do": "approve", "theme": "q1.02"}], lambda after: after.approved_by, {"zq1.02": ("Amina",)}),
    (
        [{"do": "override", "theme": "q1.02", "check": "failed_check", "reason": "সত্য"}],
        lambda after: after.overrides,
        {"zq1.02": {"failed_check": ("Amina", "সত্য")}},
    ),
    (
        [{"do": "rename", "theme": "q1.02", "title": "Nalalka"}, {"do": "undo", "decision": 1}],
        partial(title, "zq1.02"),
        "রাস্তার আলো",
    ),
]
ANYWHERE = ("create", "learn", "language", "translate", "heading", "consent", "open_data", "undo")
"""Verbs about no theme of the machine: they hold over every re-run of the same answers."""
KEPT_WAYS = [pytest.param(*case, id=case[0][-1]["do"]) for case in KEPT]
LISTED = [pytest.param(case[0], id=case[0][-1]["do"]) for case in KEPT if case[0][-1]["do"] not in ANYWHERE]


def taken(tables: Tables, decisions: list[dict[str, Any]]) -> list[Decision]:
    return Batch("Amina", partial(Session, tables, draft_themes)).plan([], decisions)


def test_no_verb_is_left_out() -> None:
    assert sorted(case[0][-1]["do"] for case in KEPT) == sorted(VERBS)


@pytest.mark.parametrize(("decisions", "look", "wanted"), KEPT_WAYS)
def test_a_decision_holds_over_a_rerun_with_other_numbers(
    tables: Tables, decisions: list[dict[str, Any]], look: Look, wanted: object
) -> None:
    after = replay(RENUMBERED, taken(tables, decisions))
    assert (look(after), after.not_applied, breaches(after.tables)) == (wanted, [], [])


@pytest.mark.parametrize("decisions", LISTED)
def test_a_decision_whose_theme_is_gone_is_listed_and_the_others_hold(
    tables: Tables, decisions: list[dict[str, Any]]
) -> None:
    later = {"do": "rename", "theme": "q2.01", "title": "বাস দেরি করে"}
    after = replay(sample(SCATTERED), taken(tables, [*decisions, later]))
    [(decision, why)] = after.not_applied
    assert decision.payload == decisions[-1]
    assert why.startswith("The theme it was about (“")
    assert why.endswith("”) has no successor in the new run.")
    assert title("q2.01", after) == "বাস দেরি করে"
    assert breaches(after.tables) == []


def test_a_theme_that_everybody_left_is_still_known_over_a_rerun(tables: Tables) -> None:
    log = taken(
        tables,
        [
            {"do": "unassign", "answer": ["r3", "q1"], "theme": "q1.03"},
            {"do": "unassign", "answer": ["r7", "q1"], "theme": "q1.03"},
            {"do": "rename", "theme": "q1.03", "title": "Geedo"},
            {"do": "group", "theme": "q1.00", "parent": "q1.03"},
        ],
    )
    after = replay(RENUMBERED, log)
    assert (title("zq1.03", after), parent("zq1.00", after), after.not_applied) == ("Geedo", "zq1.03", [])


def test_a_theme_merged_away_over_a_rerun_says_what_became_of_it(tables: Tables) -> None:
    log = taken(tables, [{"do": "rename", "theme": "q1.02", "title": "Nalalka"}, OUTCOME])
    merge = taken(tables, [{"do": "merge", "themes": ["q1.02"], "into": "q1.03"}])
    after = replay(RENUMBERED, [log[0], replace(merge[0], number=2), replace(log[1], number=3)])
    assert [why for _, why in after.not_applied] == [
        "The theme it was about (“Nalalka”) was merged into “Geedo iyo beero”."
    ]
