"""The desk is killed while two officers decide: whatever it said was recorded is in the log."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import textmine
from textmine.desk.live import Live
from textmine.review import DecisionLog

from .killing import killed


@pytest.mark.slow
def test_no_decision_that_was_acknowledged_is_lost_when_the_process_is_killed(folder: Path) -> None:
    chance = random.Random()  # noqa: S311 - nobody has to guess it
    acknowledged: set[str] = set()
    for attempt in range(5):
        acknowledged |= killed(folder, attempt, chance).acknowledged
    log = DecisionLog(folder / "decisions.sqlite").all()
    recorded = [decision.payload["language"] for decision in log]
    assert len(acknowledged) > 5
    assert acknowledged <= set(recorded)
    assert len(set(recorded)) == len(recorded)
    assert [decision.number for decision in log] == list(range(1, len(log) + 1))

    reviewed = textmine.open(folder).reviewed
    assert reviewed.not_applied == []
    assert len(reviewed.decisions) == len(log)
    last = {decision.by: decision.payload for decision in log}
    for payload in last.values():
        assert Live(folder).now().answers[tuple(payload["answer"])].language == payload["language"]
