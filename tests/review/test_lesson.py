"""What an officer asks about one answer, and the first of the queue."""

from __future__ import annotations

import numpy as np
import pytest

from textmine.review.learning import learn_from, order_frame
from textmine.review.lesson import Lesson

from .test_learning import BUSES, LIGHTS, RUBBISH, planted

TABLES = planted()
ANSWERS = [answer for answer in TABLES.responses["response_id"] if answer not in ("none", "empty")]


@pytest.fixture(scope="module", params=[0, 12], ids=["nothing confirmed", "twelve confirmed"])
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """What so many confirmed answers teach."""
    judged = {(answer, "q1") for answer in ANSWERS[:: len(ANSWERS) // max(request.param, 1)][: request.param]}
    return learn_from(TABLES, judged, set())["q1"]


def test_an_answer_has_a_belief_for_every_theme_the_likeliest_first(lesson: Lesson) -> None:
    found = lesson.of_answer("buses-so-1")
    assert found[0][0] == BUSES
    assert {theme for theme, _ in found} == {BUSES, LIGHTS, RUBBISH}
    beliefs = [belief for _, belief in found]
    assert beliefs == sorted(beliefs, reverse=True)
    assert all(0 <= belief <= 1 for belief in beliefs)


@pytest.mark.parametrize("answer", ["bins-bn-2", "lights-ar-0", "buses-en-x-emoji-3", "both-so"])
def test_neighbours_are_the_answers_nearest_by_cosine(lesson: Lesson, answer: str) -> None:
    row = lesson.responses.index(answer)
    cosines = {name: float(lesson.vectors[at] @ lesson.vectors[row]) for at, name in enumerate(lesson.responses)}
    del cosines[answer]
    wanted = sorted(cosines.values(), reverse=True)[:4]
    found = lesson.neighbours(answer, 4)
    assert [cosine for _, cosine in found] == pytest.approx(wanted)
    assert [cosines[name] for name, _ in found] == pytest.approx(wanted)


@pytest.mark.parametrize("answer", ["none", "empty", "nobody"])
def test_an_answer_without_content_has_neither(lesson: Lesson, answer: str) -> None:
    assert lesson.of_answer(answer) == []
    assert lesson.neighbours(answer) == []


@pytest.mark.parametrize("first", [0, 1, 7, 10_000])
def test_the_first_of_the_queue_are_the_first_of_all(lesson: Lesson, first: int) -> None:
    whole = order_frame(TABLES, [lesson])
    assert order_frame(TABLES, [lesson], first).equals(whole.head(first))
    assert len(whole) == len(ANSWERS) - int(np.sum(lesson.judged))
