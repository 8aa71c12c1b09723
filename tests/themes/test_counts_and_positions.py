from __future__ import annotations

import json

import pandas as pd
import pytest

from textmine.schema import conform, frame_of
from textmine.themes.counts import people_in_themes, with_counts
from textmine.themes.position import answer_positions, position_of_option


def assignment(response: str, theme: str, position: str = "unknown") -> dict[str, object]:
    return {
        "response_id": response, "question_id": "q1", "theme_id": theme, "score": 0.5, "start": 0, "end": 1,
        "position": position, "assigned_by": "machine", "primary": True,
    }  # fmt: skip


def theme(theme_id: str, parent: str | None = None) -> dict[str, object]:
    return {
        "question_id": "q1", "theme_id": theme_id, "parent_id": parent, "title": theme_id, "description": None,
        "keywords": [], "n_people": 0, "share": 0.0, "position_counts": "{}", "stability": None, "evidence": None,
    }  # fmt: skip


def responses(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"response_id": ids, "question_id": "q1", "status": "themed"})


def test_a_person_with_two_points_counts_once() -> None:
    rows = frame_of([assignment("a", "t1"), assignment("a", "t1"), assignment("b", "t1")], "assignments")
    found = with_counts(frame_of([theme("t1")], "themes"), rows, responses("a", "b", "c", "d"))
    assert found["n_people"].tolist() == [2]
    assert found["share"].tolist() == [0.5]


def test_a_parent_has_the_different_people_below_it() -> None:
    themes = frame_of([theme("p"), theme("t1", "p"), theme("t2", "p")], "themes")
    rows = frame_of([assignment("a", "t1"), assignment("a", "t2"), assignment("b", "t2")], "assignments")
    assert people_in_themes(themes, rows)["p"] == {"a", "b"}
    assert with_counts(themes, rows, responses("a", "b"))["n_people"].tolist() == [2, 1, 2]


def test_someone_for_and_against_is_mixed() -> None:
    rows = frame_of(
        [assignment("a", "t", "for"), assignment("a", "t", "against"), assignment("b", "t", "for")], "assignments"
    )
    found = with_counts(frame_of([theme("t")], "themes"), rows, responses("a", "b"))
    assert json.loads(found["position_counts"].iloc[0]) == {"for": 1, "mixed": 1}


def test_the_share_is_of_people_whose_answer_has_content() -> None:
    answers = responses("a", "b", "c", "d", "e")
    answers["status"] = ["themed", "needs_person", "no_content", "blank", "themed"]
    found = with_counts(frame_of([theme("t")], "themes"), frame_of([assignment("a", "t")], "assignments"), answers)
    assert found["share"].tolist() == [pytest.approx(1 / 3)]


def test_a_person_who_is_silent_in_one_point_has_the_position_of_the_other() -> None:
    rows = frame_of([assignment("a", "t1", "for"), assignment("a", "t1"), assignment("b", "t1")], "assignments")
    found = with_counts(frame_of([theme("t1")], "themes"), rows, responses("a", "b"))
    assert json.loads(found["position_counts"].iloc[0]) == {"for": 1, "unknown": 1}


def test_a_theme_that_nobody_is_in_has_no_people() -> None:
    found = with_counts(frame_of([theme("t1")], "themes"), frame_of([], "assignments"), responses("a"))
    assert found[["n_people", "share", "position_counts"]].to_numpy().tolist() == [[0, 0.0, "{}"]]


def test_stability_and_evidence_are_left_as_they_are() -> None:
    row = theme("t1") | {"stability": 0.8, "evidence": "{}"}
    found = with_counts(frame_of([row], "themes"), frame_of([assignment("a", "t1")], "assignments"), responses("a"))
    assert found[["stability", "evidence"]].to_numpy().tolist() == [[0.8, "{}"]]


def test_empty_tables_have_counts_too() -> None:
    found = with_counts(frame_of([], "themes"), frame_of([], "assignments"), responses())
    assert conform(found, "themes").empty


@pytest.mark.parametrize(
    ("option", "position"),
    [
        ("Strongly agree", "for"), ("  strongly  DISAGREE. ", "against"), ("Neither agree nor disagree", "neutral"),
        ("Yes", "for"), ("No", "against"), ("Maybe", "unknown"), (None, "unknown"), ("👍", "unknown"),
        ("একমত", "for"), ("একমত নই", "against"), ("Waan ku raacsanahay", "for"), ("Maya.", "against"),
    ],
)  # fmt: skip
def test_an_option_states_a_position(option: str | None, position: str) -> None:
    assert position_of_option(option) == position


def test_an_answer_has_the_position_of_the_linked_question() -> None:
    respondents = pd.DataFrame({"response_id": ["1", "2", "3"], "q1": ["Agree", "Strongly disagree", None]})
    questions = pd.DataFrame({"question_id": ["q1", "q2", "q3"], "linked_question_id": [None, "q1", None]})
    answers = pd.DataFrame({"response_id": ["1", "2", "3", "1"], "question_id": ["q2", "q2", "q2", "q3"]})
    found = answer_positions(answers, respondents, questions)
    assert found == {("1", "q2"): "for", ("2", "q2"): "against", ("3", "q2"): "unknown", ("1", "q3"): "unknown"}


@pytest.mark.parametrize(
    ("wording", "position"),
    [("Do you use the library?", "unknown"), ("Do you agree with the plan?", "for"), ("Should we plant trees?", "for")],
)
def test_a_yes_is_for_something_only_where_something_is_proposed(wording: str, position: str) -> None:
    respondents = pd.DataFrame({"response_id": ["1"], "q1": ["Yes"]})
    questions = pd.DataFrame(
        {"question_id": ["q1", "q2"], "linked_question_id": [None, "q1"], "wording": [wording, "Please comment"]}
    )
    answers = pd.DataFrame({"response_id": ["1"], "question_id": ["q2"]})
    assert answer_positions(answers, respondents, questions) == {("1", "q2"): position}
