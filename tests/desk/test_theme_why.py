"""Why an answer is in a theme: its score, who put it there, its nearest answers, and the themes that fit best."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from textmine.desk.web import answer_key
from textmine.review.state import Answer
from textmine.tables import write_tables

from ..review.sample import TEXTS, TITLES, sample
from .conftest import Desk
from .test_theme import GROUP, LIGHTS, ONE_A_LANGUAGE, PARKING, TREES, plain
from .vectors import turned


def why(desk: Desk, answer: Answer, theme: str) -> str:
    """The page on one answer, when all on it is worked out."""
    desk.live.teachings.get(desk.live.now(), wait=60)
    return desk.get("/why", answer=answer_key(*answer), theme=theme)


@pytest.fixture
def alike(tmp_path: Path) -> Desk:
    """The desk of an analysis in which r1, r2 and r4 say the same in their first points."""
    tables = sample()
    near = {(("r1", "q1"), 0): 1.0, (("r2", "q1"), 0): 0.95, (("r4", "q1"), 0): 0.9}
    write_tables(turned(tables, near), tmp_path)
    return Desk(tmp_path)


@pytest.mark.parametrize(("theme", "answer"), ONE_A_LANGUAGE)
def test_an_answer_in_any_language_is_shown_with_its_score_and_who_put_it_there(
    still: Desk, theme: str, answer: Answer
) -> None:
    page = why(still, answer, theme)
    language, text = TEXTS[answer]
    assert f'<p class="said" lang="{language}"' in page
    assert text is not None
    assert text in plain(page).replace(" .", ".")
    score = max(row.score for row in still.live.now().places[answer] if row.theme_id == theme)
    assert f"The software put it here, with the score {score:.2f}" in plain(page)
    assert "Nobody has confirmed it yet." in page


def test_the_point_is_marked(still: Desk) -> None:
    assert "<mark>Geedo badan ayaan u baahanahay.</mark>" in why(still, ("r3", "q1"), TREES)


def test_what_people_decided_about_it_is_told_with_names(desk: Desk) -> None:
    desk.live.record("Bo Berg", [{"do": "assign", "answer": ["r7", "q1"], "theme": LIGHTS}])
    desk.live.record("Bo Berg", [{"do": "rename", "theme": LIGHTS, "title": "আলো"}])
    desk.live.record("Cai Wu", [{"do": "confirm", "answer": ["r5", "q1"], "theme": LIGHTS}])
    page = plain(why(desk, ("r7", "q1"), LIGHTS))
    assert "An officer put it here" in page
    assert "A person has confirmed it." in page
    assert "Put answer r7 (q1) into “রাস্তার আলো” Bo Berg," in page
    assert "Renamed" not in page
    assert "Cai Wu" not in page


def test_a_decision_that_was_undone_is_not_told(desk: Desk) -> None:
    desk.live.record("Bo Berg", [{"do": "confirm", "answer": ["r7", "q1"], "theme": TREES}])
    desk.live.record("Bo Berg", [{"do": "undo", "decision": 1}])
    assert "Bo Berg" not in why(desk, ("r7", "q1"), TREES)


@pytest.mark.parametrize(
    ("decision", "answer", "theme", "words"),
    [
        ({"do": "merge", "themes": [TREES], "into": LIGHTS}, ("r7", "q1"), LIGHTS, "Merged “Geedo iyo beero” into"),
        (
            {"do": "split", "theme": PARKING, "answers": [["r2", "q1"]], "title": "কম জায়গা"},
            ("r2", "q1"),
            "q1.n1",
            "Made the theme “কম জায়গা”",
        ),
    ],
)
def test_an_answer_that_came_with_its_theme_says_how(
    desk: Desk, decision: dict[str, object], answer: Answer, theme: str, words: str
) -> None:
    desk.live.record("Bo Berg", [decision])
    page = plain(why(desk, answer, theme))
    assert words in page
    first = {("r7", "q1"): TREES, ("r2", "q1"): PARKING}[answer]
    assert f"The software had put it into “ {TITLES[first]} ”" in page


def test_its_nearest_answers_come_with_their_themes_and_how_near_they_are(alike: Desk) -> None:
    page = why(alike, ("r2", "q1"), PARKING)
    near = plain(page.split("The answers nearest to it")[1])
    assert near.index("Amader elakay") < near.index("The lights on our street")
    assert re.search(r"In this theme too\. (Very|Somewhat|Not very)? ?[Nn]ear to it \(cosine -?\d\.\d\d\)", near)
    assert 'lang="bn-Latn"' in page
    assert re.search(r"\d of the \d nearest (is|are) in this theme", near)


def test_the_themes_that_fit_best_come_with_a_probability_and_where_it_is(still: Desk) -> None:
    page = why(still, ("r5", "q1"), LIGHTS)
    table = plain(page.split("The themes that fit best")[1])
    percents = [int(number) for number in re.findall(r"(\d+)%", table)]
    assert len(percents) == 3
    assert percents == sorted(percents, reverse=True)
    assert f"{TITLES[LIGHTS]} it is here" in table


def test_an_answer_that_needs_a_person_is_compared_all_the_same(still: Desk) -> None:
    page = plain(why(still, ("r10", "q1"), PARKING))
    assert "This is not in the theme" in page
    assert "It fits no theme." in page
    assert "The software had put it into no theme." in page
    assert "Put it into a theme" in page
    assert "The themes that fit best" in page


def test_an_answer_that_is_in_no_theme_can_be_put_into_the_one_at_hand(desk: Desk) -> None:
    page = why(desk, ("r10", "q1"), PARKING)
    assert f'<option value="{PARKING}"' in page
    desk.send(page, "/answers", do="add", to=PARKING)
    assert desk.log == [{"do": "assign", "answer": ["r10", "q1"], "theme": PARKING}]


def test_an_answer_without_content_has_nothing_to_compare(still: Desk) -> None:
    assert "It has no content to compare" in plain(why(still, ("r8", "q1"), PARKING))


def test_in_a_group_it_says_how_it_is_in_the_themes_below(still: Desk) -> None:
    assert "with the score 0.90" in plain(why(still, ("r1", "q1"), GROUP))


@pytest.mark.parametrize(
    ("do", "fields", "payloads"),
    [
        ("confirm", {}, [{"do": "confirm", "answer": ["r3", "q1"], "theme": TREES}]),
        ("remove", {}, [{"do": "unassign", "answer": ["r3", "q1"], "theme": TREES}]),
        (
            "move",
            {"to": LIGHTS},
            [
                {"do": "assign", "answer": ["r3", "q1"], "theme": LIGHTS},
                {"do": "unassign", "answer": ["r3", "q1"], "theme": TREES},
            ],
        ),
        ("add", {"to": LIGHTS}, [{"do": "assign", "answer": ["r3", "q1"], "theme": LIGHTS}]),
    ],
)
def test_it_can_be_decided_there_and_then(
    desk: Desk, do: str, fields: dict[str, str], payloads: list[dict[str, object]]
) -> None:
    response = desk.send(why(desk, ("r3", "q1"), TREES), "/answers", do=do, **fields)
    assert response.status_code == 200
    assert "/why?" in str(response.url)
    assert desk.log == payloads


def test_every_answer_of_a_theme_leads_to_its_why(still: Desk) -> None:
    addresses = re.findall(r'href="(/why[^"]+)"', still.get("/theme", id=PARKING))
    assert len(set(addresses)) == 4
    for address in set(addresses):
        assert "Why is this here?" in still.get(html.unescape(address))


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"answer": '["r99","q1"]', "theme": PARKING}, 404),
        ({"answer": '["r1","q1"]', "theme": "none"}, 404),
        ({"answer": "r1", "theme": PARKING}, 400),
        ({}, 400),
    ],
)
def test_what_is_not_there_is_said_plainly(still: Desk, values: dict[str, str], status: int) -> None:
    response = still.client.get("/why", params=values)
    assert response.status_code == status
    assert "cannot be shown" in response.text
