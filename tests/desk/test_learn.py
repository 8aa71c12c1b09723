"""Assign again: what would change is shown, can be refused one by one, and is applied only as it was shown."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest

from textmine.desk.pages.learn import fingerprint, moves_of
from textmine.desk.web import answer_key
from textmine.review import DecisionLog
from textmine.review.lesson import Suggestion
from textmine.review.state import Answer

from .conftest import Desk

LEARN, LEAVE = "/learn", "/learn/leave"


def teach(desk: Desk, times: int = 9) -> tuple[str, list[dict[str, Any]]]:
    """Move answers from the first question's largest theme to its second largest; return it, and the decisions."""
    now = desk.live.now()
    question = next(iter(now.questions))
    one, other = (row.theme_id for row in now.leaves(question)[:2])
    own = [answer for answer in now.answers if answer[1] == question and now.themes_of(answer) == [one]]
    given: list[dict[str, Any]] = []
    for answer in own[:times]:
        given.append({"do": "assign", "answer": list(answer), "theme": other})
        given.append({"do": "unassign", "answer": list(answer), "theme": one})
    desk.live.record("Abdi Warsame", given)
    assert desk.live.teachings.get(desk.live.now(), wait=60).is_current
    return question, given


def suggested(desk: Desk, question: str) -> list[Suggestion]:
    """What would change now."""
    value = desk.live.teachings.get(desk.live.now(), wait=60).value
    assert value is not None
    return list(value[question].suggestions)


def test_too_few_confirmed_answers_are_said_to_be_too_few(desk: Desk) -> None:
    assert desk.live.teachings.get(desk.live.now(), wait=60).is_current
    page = desk.get(LEARN, question="q1")
    assert "0 answers to learn from so far: from 5 on" in page
    assert LEAVE not in page


def test_what_would_change_is_shown_with_its_languages_before_anything_does(own_sample_desk: Desk) -> None:
    question, given = teach(own_sample_desk)
    items = suggested(own_sample_desk, question)
    moving = {item.response for item in items}
    page = own_sample_desk.get(LEARN, question=question)
    assert len(moving) > 5
    assert f"By what was confirmed, {len(moving)} answers would go elsewhere." in page
    assert all(f'<span class="id">{response}</span>' in page for response in moving)
    assert "<mark>" in page
    shares = re.findall(r'<th scope="row">([^<]+)</th><td class="num">(\d+)</td><td class="num">(\d+)</td>', page)
    assert sum(int(moved) for _, _, moved in shares) == len(moving)
    assert {"English", "Bengali", "Somali"} <= {language for language, _, _ in shares}
    assert own_sample_desk.log == given


def test_applying_records_one_decision_that_changes_what_was_shown(own_sample_desk: Desk) -> None:
    question, given = teach(own_sample_desk)
    items = suggested(own_sample_desk, question)
    response = own_sample_desk.send(own_sample_desk.get(LEARN, question=question), LEARN)
    assert own_sample_desk.log == [*given, {"do": "learn", "question": question}]
    taken = DecisionLog(own_sample_desk.folder / "decisions.sqlite").all()[-1]
    assert taken.after["changes"] == [list(item) for item in items]
    number = len({item.response for item in items})
    assert f"{number} answers were assigned again." in response.text
    assert own_sample_desk.send(response.text, "/undo").status_code == 200
    assert own_sample_desk.log[-1] == {"do": "undo", "decision": len(given) + 1}


def test_nothing_is_applied_that_was_not_shown(own_sample_desk: Desk) -> None:
    question, given = teach(own_sample_desk)
    page = own_sample_desk.get(LEARN, question=question)
    response = own_sample_desk.send(page, LEARN, fingerprint="0" * 16)
    assert "What would change is not what the page showed" in response.text
    assert str(response.url).endswith(f"/learn?question={question}")
    assert own_sample_desk.log == given


def test_somebody_elses_decision_on_the_question_is_not_learned_over(own_sample_desk: Desk) -> None:
    question, given = teach(own_sample_desk)
    page = own_sample_desk.get(LEARN, question=question)
    answer = next(item for item in suggested(own_sample_desk, question) if item.action == "assign")
    other = {"do": "assign", "answer": [answer.response, question], "theme": answer.theme}
    own_sample_desk.live.record("Abdi Warsame", [other])
    response = own_sample_desk.send(page, LEARN)
    assert response.status_code == 409 or "not what the page showed" in response.text
    assert own_sample_desk.log == [*given, other]


def test_an_answer_that_is_left_is_confirmed_where_it_is_and_moves_no_more(own_sample_desk: Desk) -> None:
    question, given = teach(own_sample_desk)
    page = own_sample_desk.get(LEARN, question=question)
    now = own_sample_desk.live.now()
    answer: Answer = next(
        (item.response, question)
        for item in suggested(own_sample_desk, question)
        if now.themes_of((item.response, question))
    )
    response = own_sample_desk.send(page, LEAVE, answer=answer_key(*answer))
    assert own_sample_desk.log == [
        *given,
        *({"do": "confirm", "answer": list(answer), "theme": theme} for theme in now.themes_of(answer)),
    ]
    assert "1 answer stays where it is." in response.text
    assert answer[0] not in {item.response for item in suggested(own_sample_desk, question)}


def test_leaving_needs_a_tick(own_sample_desk: Desk) -> None:
    question, given = teach(own_sample_desk)
    response = own_sample_desk.send(own_sample_desk.get(LEARN, question=question), LEAVE)
    assert response.status_code == 422
    assert own_sample_desk.log == given


def test_the_queue_says_how_many_would_move_and_how_far_it_agrees(own_sample_desk: Desk) -> None:
    question, _ = teach(own_sample_desk, times=20)
    page = own_sample_desk.get("/queue", question=question)
    assert f'href="/learn?question={question}"' in page
    number = len({item.response for item in suggested(own_sample_desk, question)})
    assert f"{number} answers nobody reviewed would now go elsewhere." in page
    teaching = (own_sample_desk.live.teachings.get(own_sample_desk.live.now()).value or {})[question]
    assert str(teaching.agreement) in page


def _item(response: str, theme: str, action: Literal["assign", "unassign"], score: float) -> Suggestion:
    return Suggestion(response, "q1", theme, action, score, 0, 4)


def test_suggestions_are_put_together_by_answer_and_the_commonest_way_comes_first() -> None:
    items = [
        _item("r1", "b", "assign", 0.4),
        _item("r2", "a", "unassign", 0.1),
        _item("r2", "b", "assign", 0.6),
        _item("r3", "a", "unassign", 0.2),
        _item("r3", "b", "assign", 0.9),
    ]
    moves = moves_of(items)
    assert [(move.answer[0], move.out, move.into, move.score) for move in moves] == [
        ("r3", ("a",), ("b",), 0.9),
        ("r2", ("a",), ("b",), 0.6),
        ("r1", (), ("b",), 0.4),
    ]


@pytest.mark.parametrize("changed", [[], [("r1", "b", "unassign", 0.4)], [("r1", "c", "assign", 0.4)]])
def test_the_fingerprint_tells_other_changes_apart(changed: list[tuple[Any, ...]]) -> None:
    one = [_item("r1", "b", "assign", 0.4)]
    assert fingerprint(moves_of(one)) == fingerprint(moves_of([_item("r1", "b", "assign", 0.41)]))
    assert fingerprint(moves_of(one)) != fingerprint(moves_of([_item(*item) for item in changed]))
