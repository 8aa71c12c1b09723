"""The first page of the desk."""

from __future__ import annotations

from dataclasses import replace

from textmine.review import DecisionLog

from .conftest import Desk


def test_it_says_what_to_do_next_and_where(desk: Desk) -> None:
    desk.live.warm()
    page = desk.get("/")
    assert "Next best thing to do" in page
    assert "Read the 1 answer to “" in page
    assert 'href="/queue?question=q1"' in page


def test_the_ledger_and_the_progress_add_up(desk: Desk) -> None:
    before = desk.get("/")
    assert "<strong>0 of 12</strong> answers with content reviewed" in before
    desk.live.record("Amina", [{"do": "confirm", "answer": ["r5", "q1"], "theme": "q1.02"}])
    assert "<strong>1 of 12</strong> answers with content reviewed" in desk.get("/")


def test_consent_is_decided_for_all_and_can_be_undone(desk: Desk) -> None:
    page = desk.get("/")
    desk.send(page, "/consent", quotes="refuse")
    after = desk.get("/")
    assert "their words are left out" in after
    desk.send(desk.get("/history"), "/undo")
    assert desk.log == [{"do": "consent", "quotes": "refuse"}, {"do": "undo", "decision": 1}]


def test_what_blocks_publication_is_said_without_commands(desk: Desk) -> None:
    desk.live.warm()
    page = desk.get("/")
    assert "What stands before publication" in page
    assert "Themes that are not approved as they stand" in page
    assert "{&#34;do&#34;" not in page


def test_a_log_of_another_analysis_is_said_so(desk: Desk) -> None:
    path = desk.folder / "decisions.sqlite"
    desk.live.record("Amina", [{"do": "rename", "theme": "q1.01", "title": "পার্কিং"}])
    (own,) = DecisionLog(path).all()
    path.unlink()
    others = {name: [["x1", "q1"], ["x2", "q1"]] for name in own.members}
    DecisionLog(path).append([replace(own, members=others, before={**own.before, "run": "elsewhere"})])
    page = desk.get("/")
    assert "1 earlier decision does not apply any more" in page
    assert "another analysis" in page
