from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from textmine.errors import InputError, ReviewError
from textmine.review import DecisionLog, decide, open_reviewed, parse_decisions
from textmine.review.verbs import VERBS

from .conftest import Decide
from .sample import TEXTS, CountingRedraft, people

Refusals = Callable[..., list[str]]
RENAME = {"do": "rename", "theme": "q1.02", "title": "Lights"}


def logged(folder: Path) -> int:
    """How many decisions the log holds."""
    return len(DecisionLog(folder / "decisions.sqlite").all())


def test_a_decision_records_who_what_when_and_the_members(folder: Path) -> None:
    [decision], _ = decide(folder, " আমিনা ", [RENAME])
    assert (decision.number, decision.by, decision.do, decision.payload) == (1, "আমিনা", "rename", RENAME)
    assert decision.at.endswith("+00:00")
    assert decision.members == {"q1.02": [["r1", "q1"], ["r5", "q1"], ["r6", "q1"]]}
    assert (decision.before["title"], decision.after["title"]) == ("রাস্তার আলো", "Lights")
    assert DecisionLog(folder / "decisions.sqlite").all() == [decision]


def test_the_reason_given_is_kept_beside_the_decision(folder: Path) -> None:
    [decision], _ = decide(folder, "Amina", [{"do": "set_aside", "theme": "q1.02", "reason": "Not ours."}])
    assert decision.reason == "Not ours."


def test_every_problem_of_every_line_is_named_and_nothing_is_recorded(folder: Path) -> None:
    text = """
        {"do": "rename", "theme": "q1.02", "title": "Lights"}

        {"do": "renam", "theme": "q1.02", "title": "Lights"}
        {"do": "rename", "theme": "q1.2", "title": "Lights"}
        {"do": "rename", "teme": "q1.02", "title": ""}
        {"do": "undo", "decision": 77}
    """
    with pytest.raises(ReviewError) as caught:
        decide(folder, " ", parse_decisions(text, "d.jsonl"))
    assert [(problem.row, problem.message) for problem in caught.value.problems] == [
        (None, "say who decides: the name is empty."),
        (4, "there is no verb `renam`. Did you mean `rename`?"),
        (5, "there is no theme `q1.2`. Did you mean `q1.02`?"),
        (6, "`rename` has no key `teme`. Did you mean `theme`?"),
        (6, "`rename` needs the key `theme`: the id of a theme, as text."),
        (6, "`title` of `rename` must be text that is not empty."),
        (7, "there is no decision 77 to undo. The last is 1."),
    ]
    assert {problem.file for problem in caught.value.problems} == {None, "d.jsonl"}
    assert logged(folder) == 0


def test_decisions_without_a_file_are_named_by_their_place(folder: Path) -> None:
    with pytest.raises(ReviewError) as caught:
        decide(folder, "Amina", [RENAME, {"do": "undo", "decision": True}])
    assert [problem.row for problem in caught.value.problems] == [2]


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_refuses_wrong_types_and_unknown_keys(refusals: Refusals, verb: str) -> None:
    messages = refusals({"do": verb, **{key: {"wrong": []} for key in VERBS[verb]}, "surplus": 1})
    assert len(messages) == len(VERBS[verb]) + 1


@pytest.mark.parametrize(
    "given",
    [
        {"do": "assign", "answer": [12, "q1"], "theme": "q1.01"},
        {"do": "assign", "answer": ["r1"], "theme": "q1.01"},
        {"do": "merge", "themes": [], "into": "q1.01"},
        {"do": "merge", "themes": "q1.02", "into": "q1.01"},
        {"do": "edit", "theme": "q1.01", "ordinal": True, "text": "x"},
        {"do": "edit", "theme": "q1.01", "ordinal": 0.0, "text": "x"},
        {"do": None},
        {},
        [],
        "rename",
    ],
)
def test_values_of_the_wrong_shape_are_refused(refusals: Refusals, given: Any) -> None:  # noqa: ANN401
    assert len(refusals(given)) == 1


def test_messages_never_repeat_an_answer(refusals: Refusals) -> None:
    answers = [["r1", "q1"], ["r7", "q1"], ["r9", "q1"], ["r3", "q2"]]
    messages = refusals(
        *({"do": "unassign", "answer": answer, "theme": "q1.02"} for answer in answers[1:]),
        *({"do": "assign", "answer": answer, "theme": "q2.02"} for answer in answers[:3]),
        {"do": "split", "theme": "q1.02", "answers": answers, "title": "x"},
        {"do": "edit", "theme": "q1.02", "ordinal": 50, "text": "x"},
    )
    assert not [text for _, text in TEXTS.values() if text and any(text in message for message in messages)]


def test_no_decisions_change_nothing(folder: Path) -> None:
    assert decide(folder, "Amina", [])[0] == []
    assert logged(folder) == 0


def test_a_lone_surrogate_is_stored_as_a_replacement_character(take: Decide) -> None:
    reviewed = take({"do": "rename", "theme": "q1.01", "title": "Cars \ud800"})
    assert "Cars \ufffd" in set(reviewed.tables.themes["title"])


def test_a_folder_that_is_no_analysis_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        decide(tmp_path, "Amina", [RENAME])
    assert list(tmp_path.iterdir()) == []


def test_opening_a_folder_without_a_log_writes_nothing(folder: Path) -> None:
    before = sorted(folder.iterdir())
    assert open_reviewed(folder).decisions == []
    assert sorted(folder.iterdir()) == before


def test_what_decide_returns_is_what_opening_the_folder_gives(take: Decide, folder: Path) -> None:
    now = take(RENAME, {"do": "merge", "themes": ["q1.03"], "into": "q1.01"}, {"do": "approve", "all": True})
    later = open_reviewed(folder)
    for name in ("responses", "themes", "assignments", "drafts"):
        assert getattr(now.tables, name).equals(getattr(later.tables, name)), name
    assert (now.approvals, now.decisions) == (later.approvals, later.decisions)
    assert len(now.approvals) == 5


def test_undoing_brings_back_what_was(take: Decide, folder: Path) -> None:
    take({"do": "merge", "themes": ["q1.02"], "into": "q1.01"})
    before = open_reviewed(folder)
    take({"do": "undo", "decision": 1})
    after = open_reviewed(folder).tables
    assert people(after, "q1.02") == {"r1", "r5", "r6"}
    assert people(before.tables, "q1.01") == {"r1", "r2", "r3", "r4", "r5", "r6"}
    assert len(open_reviewed(folder).decisions) == 2


def test_undoing_an_undo_restores_the_decision(take: Decide) -> None:
    take(RENAME, {"do": "undo", "decision": 1})
    reviewed = take({"do": "undo", "decision": 2})
    assert "Lights" in set(reviewed.tables.themes["title"])


def test_what_is_undone_cannot_be_undone_again(take: Decide, refusals: Refusals) -> None:
    take(RENAME, {"do": "undo", "decision": 1})
    assert refusals({"do": "undo", "decision": 1}) == ["decision 1 is undone already."]
    take({"do": "undo", "decision": 2})
    assert refusals({"do": "undo", "decision": 2}) == ["decision 2 is undone already."]
    take({"do": "undo", "decision": 1})


def test_an_undo_is_seen_by_the_next_line_of_the_file(take: Decide, refusals: Refusals) -> None:
    created = {"do": "create", "question": "q1", "title": "Cats"}
    used = {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n1"}
    assert "no theme `q1.n1`" in refusals(created, {"do": "undo", "decision": 1}, used)[0]


def test_decisions_that_rest_on_an_undone_one_are_listed(take: Decide) -> None:
    take(
        {"do": "create", "question": "q1", "title": "Cats"},
        {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n1"},
        {"do": "rename", "theme": "q1.n1", "title": "Bisado"},
    )
    reviewed = take({"do": "undo", "decision": 1})
    assert [(decision.number, why) for decision, why in reviewed.not_applied] == [
        (2, "The theme it was about (“Cats”) was made by a decision that does not apply any more."),
        (3, "The theme it was about (“Cats”) was made by a decision that does not apply any more."),
    ]


def test_undoing_a_merge_keeps_a_later_decision_with_the_theme_it_named(take: Decide) -> None:
    take(
        {"do": "merge", "themes": ["q1.01"], "into": "q1.03"},
        {"do": "rename", "theme": "q1.03", "title": "Green streets"},
    )
    themes = take({"do": "undo", "decision": 1}).tables.themes.set_index("theme_id")["title"]
    assert (themes["q1.03"], themes["q1.01"]) == ("Green streets", "Parking for residents")


def test_two_officers_at_once_are_both_recorded(folder: Path) -> None:
    def work(name: str) -> None:
        for number in range(3):
            decide(folder, name, [{"do": "describe", "theme": "q1.02", "description": f"{name} {number}"}])

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Amina", "Badri")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = open_reviewed(folder).decisions
    assert [decision.number for decision in found] == [1, 2, 3, 4, 5, 6]
    assert sorted(decision.by for decision in found) == ["Amina"] * 3 + ["Badri"] * 3


def test_changed_themes_are_drafted_once_at_the_end(folder: Path) -> None:
    redraft = CountingRedraft()
    moves = [{"do": verb, "answer": ["r7", "q1"], "theme": "q1.01"} for verb in ("assign", "unassign")]
    decide(folder, "Amina", [*moves, *moves, RENAME], redraft=redraft)
    assert redraft.asked == [{"q1.00", "q1.01"}]


def test_drafts_are_left_alone_where_nothing_changed(folder: Path) -> None:
    redraft = CountingRedraft()
    decide(folder, "Amina", [RENAME, {"do": "approve", "all": True}], redraft=redraft)
    assert redraft.asked == []
