from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from textmine.model import Because, Outcome
from textmine.review import replay
from textmine.tables import Tables

from .conftest import Decide

Refusals = Callable[..., list[str]]
REFUSAL = {
    "do": "outcome",
    "theme": "q1.01",
    "outcome": "could_not",
    "text": "We cannot add bays.",
    "reason": "There is no room on the street.",
}


@pytest.mark.parametrize("because", get_args(Because))
def test_every_kind_of_reason_is_kept_with_what_is_offered_instead(take: Decide, because: str) -> None:
    reviewed = take({**REFUSAL, "because": because, "instead": " সাইকেল রাখার জায়গা "})
    found = reviewed.outcomes["q1.01"]
    assert (found.because, found.instead) == (because, "সাইকেল রাখার জায়গা")


def test_a_reason_that_is_not_on_the_list_is_refused(refusals: Refusals) -> None:
    assert "must be one of" in refusals({**REFUSAL, "because": "we do not want to"})[0]


@pytest.mark.parametrize("part", [{"because": "cost"}, {"instead": "A bench."}])
def test_only_could_not_has_a_kind_of_reason_and_something_instead(refusals: Refusals, part: dict[str, str]) -> None:
    given = {"do": "outcome", "theme": "q1.01", "outcome": "we_did", "text": "Done."}
    assert "belong to the outcome `could_not`" in refusals({**given, **part})[0]


@pytest.mark.parametrize("part", [{"because": "cost"}, {"instead": "A bench."}])
def test_an_approval_lapses_when_the_kind_of_reason_changes(take: Decide, part: dict[str, str]) -> None:
    take(REFUSAL, {"do": "approve", "theme": "q1.01"})
    assert take({**REFUSAL, **part}).lapsed == {"q1.01": "Amina"}


def test_a_log_from_before_these_keys_replays_unchanged(take: Decide, tables: Tables) -> None:
    recorded = take(REFUSAL, {"do": "approve", "theme": "q1.01"})
    outcome = {key: REFUSAL[key] for key in ("outcome", "text", "reason")} | {"owner": "", "date": ""}
    old = [replace(recorded.decisions[0], after={"outcome": outcome}), recorded.decisions[1]]
    after = replay(tables, old)
    assert after.outcomes == {"q1.01": Outcome("could_not", REFUSAL["text"], REFUSAL["reason"])}
    assert (after.approvals, after.not_applied) == ({"q1.01": "Amina"}, [])


def test_an_approval_from_before_these_keys_still_holds(take: Decide, tables: Tables) -> None:
    """The fingerprint of an outcome that says nothing new is the one that was recorded before the keys came."""
    import hashlib
    import json

    recorded = take(REFUSAL, {"do": "approve", "theme": "q1.01"})
    drafts = tables.drafts[tables.drafts["theme_id"] == "q1.01"]
    theme = tables.themes.set_index("theme_id").loc["q1.01"]
    sentences = [[row.ordinal, row.kind, row.text, row.figures if isinstance(row.figures, str) else None]
                 for row in drafts.sort_values("ordinal").itertuples()]  # fmt: skip
    outcome = {key: REFUSAL[key] for key in ("outcome", "text", "reason")} | {"owner": "", "date": ""}
    figures = [int(theme["n_people"]), round(float(theme["share"]), 6), theme["position_counts"]]
    content = [theme["title"], theme["description"], sentences, figures, outcome]
    as_before = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    assert recorded.decisions[1].after["fingerprints"] == {"q1.01": as_before}
