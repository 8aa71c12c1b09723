from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from textmine.config import Config
from textmine.publish.selection import chosen_themes
from textmine.review import Reviewed
from textmine.tables import Tables

from .conftest import Decide

Refusals = Callable[..., list[str]]
MERGE = {"do": "merge", "themes": ["q1.02"], "into": "q1.01"}


def leave_out(theme: str = "q1.01", ordinal: int = 1) -> dict[str, Any]:
    """A sentence that is not to be published."""
    return {"do": "leave_out", "theme": theme, "ordinal": ordinal}


def ordinals(reviewed: Reviewed, theme: str) -> list[int]:
    """The sentences of a theme's draft, by number."""
    drafts = reviewed.tables.drafts
    return [int(number) for number in drafts.loc[drafts["theme_id"] == theme, "ordinal"]]


@pytest.mark.parametrize("theme", ["q1.01", "q1.02", "q1.03"])
def test_a_sentence_in_any_language_is_left_out_and_the_others_keep_their_numbers(
    take: Decide, tables: Tables, theme: str
) -> None:
    before = tables.drafts.loc[tables.drafts["theme_id"] == theme, "ordinal"].tolist()
    reviewed = take(leave_out(theme))
    assert ordinals(reviewed, theme) == [number for number in before if number != 1]
    text = tables.drafts.query("theme_id == @theme and ordinal == 1")["text"].iloc[0]
    (published,) = [chosen for chosen in chosen_themes(reviewed) if chosen.theme_id == theme]
    assert 1 not in [line.ordinal for line in published.sentences]
    assert [(edit.ordinal, edit.drafted) for edit in reviewed.left_out[theme]] == [(1, text)]


def test_undo_brings_it_back(take: Decide, tables: Tables) -> None:
    take(leave_out())
    reviewed = take({"do": "undo", "decision": 1})
    assert reviewed.tables.drafts["text"].tolist() == tables.drafts["text"].tolist()
    assert reviewed.left_out == {}


def test_an_approval_lapses_when_a_sentence_is_left_out_and_holds_again_when_it_is_back(take: Decide) -> None:
    take({"do": "approve", "theme": "q1.01"})
    assert "q1.01" in take(leave_out()).lapsed
    assert "q1.01" in take({"do": "undo", "decision": 2}).approvals


def test_it_lapses_when_the_sentence_is_drafted_anew(take: Decide) -> None:
    take(leave_out("q1.01"))
    reviewed = take(MERGE)
    assert 1 in ordinals(reviewed, "q1.01")
    [(decision, reason)] = reviewed.not_applied
    assert (decision.do, "drafted anew" in reason) == ("leave_out", True)


def test_the_sentence_that_says_how_many_cannot_be_left_out(refusals: Refusals) -> None:
    [message] = refusals(leave_out(ordinal=0))
    assert "says how many people raised it" in message


@pytest.mark.parametrize(
    "decision",
    [
        {"do": "edit", "theme": "q1.01", "ordinal": 1, "text": "আলো চাই।"},
        {"do": "redact", "theme": "q1.01", "ordinal": 1},
        leave_out(),
    ],
)
def test_nothing_more_is_done_to_a_sentence_that_is_left_out(
    take: Decide, refusals: Refusals, decision: dict[str, Any]
) -> None:
    take(leave_out())
    [message] = refusals(decision)
    assert message == "sentence 1 of “Parking for residents” is left out. Undo that first."


def test_an_edited_sentence_can_be_left_out(take: Decide) -> None:
    take({"do": "edit", "theme": "q1.02", "ordinal": 1, "text": "Nalal badan."})
    assert 1 not in ordinals(take(leave_out("q1.02")), "q1.02")


def test_the_report_and_the_gate_do_not_see_it(take: Decide) -> None:
    from textmine.publish import obstacles

    take({"do": "edit", "theme": "q1.01", "ordinal": 1, "text": "Call 020 7946 0018."})
    before = {item.check for item in obstacles(take(), Config()) if item.theme_id == "q1.01"}
    after = {item.check for item in obstacles(take(leave_out()), Config()) if item.theme_id == "q1.01"}
    assert "personal_data" in before - after
