"""Needs a person: the order, a batch as one form, and what is left for now."""

from __future__ import annotations

import html
import json
import re

import pytest
from httpx2 import Response

from textmine.desk.pages.queue.rulings import Ruling, payloads_of
from textmine.desk.pages.queue.show import in_order
from textmine.review.state import Answer

from .conftest import Desk

QUEUE = "/queue"


def answers_on(page: str) -> list[Answer]:
    """The answers of the batch, in order."""
    return [
        tuple(json.loads(html.unescape(key))) for key in re.findall(r'<li id="answer-\d+" data-answer="([^"]+)"', page)
    ]


def place_of(page: str, response: str) -> int:
    """The number that the fields of an answer have in the form."""
    return [answer[0] for answer in answers_on(page)].index(response) + 1


def part_of(page: str, response: str) -> str:
    """The part of the page that is about an answer."""
    return re.split(r'<li id="answer-\d+"', page)[place_of(page, response)].split("</li>")[0]


def decide(desk: Desk, page: str, response: str, **values: str) -> Response:
    """Send the batch with one answer decided on: fields by their name without the number."""
    number = place_of(page, response)
    return desk.send(page, QUEUE, **{f"{name}-{number}": value for name, value in values.items()})


def test_answers_that_need_a_person_come_first_and_none_is_missing(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    assert answers_on(page)[0] == ("r10", "q1")
    assert {answer[0] for answer in answers_on(page)} == {"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r10"}
    assert "0 of 8 reviewed" in page
    assert "needs a person" in part_of(page, "r10")


def test_an_answer_shows_its_words_themes_and_three_guesses(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    part = part_of(page, "r5")
    assert '<p class="said" lang="bn" dir="ltr">রাতে রাস্তার আলো জ্বলে না।</p>' in part
    assert len(re.findall('value="q1.02"[^>]* checked', part)) == 1
    own = re.findall(r'name="in-\d+" value="([^"]+)"', part)
    assert own[0] == "q1.02"
    assert sorted(own) == ["q1.01", "q1.02", "q1.03"]
    assert 'dir="rtl"' in part_of(page, "r7")
    assert len(re.findall(r'name="in-\d+"', part_of(page, "r10"))) == 3


def test_right_as_it_stands_confirms_every_theme_of_an_answer(desk: Desk) -> None:
    response = decide(desk, desk.get(QUEUE, question="q1"), "r1", do="right")
    assert desk.log == [
        {"do": "confirm", "answer": ["r1", "q1"], "theme": "q1.01"},
        {"do": "confirm", "answer": ["r1", "q1"], "theme": "q1.02"},
    ]
    assert "1 answer decided: 1 confirmed as it stands. 7 left for now." in response.text
    assert "1 of 8 reviewed" in response.text
    assert "Undo all 2" in response.text


def test_none_of_these_takes_an_answer_out_and_it_still_needs_a_person(desk: Desk) -> None:
    decide(desk, desk.get(QUEUE, question="q1"), "r5", do="none")
    assert desk.log == [{"do": "unassign", "answer": ["r5", "q1"], "theme": "q1.02"}]
    assert "r5" not in {answer[0] for answer in answers_on(desk.get(QUEUE, question="q1"))}
    waiting = desk.get(QUEUE, question="q1", status="needs_person")
    assert [answer[0] for answer in answers_on(waiting)] == ["r10", "r5"]
    assert "Need a person (2)" in waiting


def test_another_tick_moves_an_answer_and_it_is_never_without_a_theme(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    values = {f"in-{place_of(page, 'r5')}": "q1.03"}
    desk.send(page, QUEUE, **values)
    assert desk.log == [
        {"do": "assign", "answer": ["r5", "q1"], "theme": "q1.03"},
        {"do": "unassign", "answer": ["r5", "q1"], "theme": "q1.02"},
    ]


def test_one_more_tick_adds_a_theme_and_confirms_the_other(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    desk.send(page, QUEUE, **{f"in-{place_of(page, 'r5')}": ["q1.02", "q1.01"]})
    assert desk.log == [
        {"do": "confirm", "answer": ["r5", "q1"], "theme": "q1.02"},
        {"do": "assign", "answer": ["r5", "q1"], "theme": "q1.01"},
    ]


def test_a_whole_batch_is_one_record_in_every_language(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    at = {response: place_of(page, response) for response in ("r2", "r3", "r4", "r7", "r10")}
    response = desk.send(
        page,
        QUEUE,
        **{
            f"do-{at['r2']}": "right",
            f"theme-{at['r3']}": "q1.02",
            f"title-{at['r4']}": "গাড়ি 🚗",
            f"title-{at['r10']}": "গাড়ি 🚗",
            f"do-{at['r7']}": "none",
            f"theme-{at['r7']}": "q1.01",
        },
    )
    assert desk.log[0] == {"do": "create", "question": "q1", "title": "গাড়ি 🚗"}
    assert sorted(desk.log[1:], key=str) == sorted(
        [
            {"do": "confirm", "answer": ["r2", "q1"], "theme": "q1.01"},
            {"do": "confirm", "answer": ["r3", "q1"], "theme": "q1.01"},
            {"do": "confirm", "answer": ["r3", "q1"], "theme": "q1.03"},
            {"do": "assign", "answer": ["r3", "q1"], "theme": "q1.02"},
            {"do": "confirm", "answer": ["r4", "q1"], "theme": "q1.01"},
            {"do": "assign", "answer": ["r4", "q1"], "theme": "q1.n1"},
            {"do": "assign", "answer": ["r10", "q1"], "theme": "q1.n1"},
            {"do": "assign", "answer": ["r7", "q1"], "theme": "q1.01"},
            {"do": "unassign", "answer": ["r7", "q1"], "theme": "q1.03"},
        ],
        key=str,
    )
    assert "5 answers decided: 1 confirmed as it stands, 4 changed. 1 new theme made. 3 left for now." in response.text
    again = desk.send(response.text, "/undo")
    assert again.status_code == 200
    assert "0 of 8 reviewed" in desk.get(QUEUE, question="q1")


def test_what_is_left_comes_last_and_nothing_is_recorded(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q2")
    response = desk.send(page, QUEUE)
    assert "Nothing was decided. The answers come again after the others." in response.text
    assert desk.log == []
    assert "4 answers left before come last." in response.text


def test_an_answer_left_for_now_comes_after_the_others(desk: Desk) -> None:
    now = desk.live.now()
    order = in_order(now, "q1", "", [("r5", "q1"), ("r3", "q1")], put_off={("r10", "q1"), ("r5", "q1")})
    assert order[0] == ("r3", "q1")
    assert order[-2:] == [("r10", "q1"), ("r5", "q1")]


def test_an_order_from_before_leaves_out_what_was_judged_since(desk: Desk) -> None:
    desk.live.record("Amina", [{"do": "confirm", "answer": ["r3", "q1"], "theme": "q1.01"}])
    order = in_order(desk.live.now(), "q1", "", [("r3", "q1"), ("r6", "q1")], put_off=())
    assert [answer[0] for answer in order[:2]] == ["r10", "r6"]


def test_answers_with_nothing_to_theme_can_be_given_one(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1", status="no_content")
    assert answers_on(page) == [("r8", "q1")]
    decide(desk, page, "r8", theme="q1.02")
    assert desk.log == [{"do": "assign", "answer": ["r8", "q1"], "theme": "q1.02"}]
    assert desk.live.now().answers["r8", "q1"].status == "themed"


def test_an_answer_that_somebody_moved_meanwhile_is_not_decided_on_unseen(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    desk.live.record("Abdi", [{"do": "assign", "answer": ["r5", "q1"], "theme": "q1.01"}])
    assert decide(desk, page, "r5", do="right").status_code == 409
    assert len(desk.log) == 1
    # The others of the same page can be.
    assert decide(desk, page, "r6", do="right").status_code == 200
    assert desk.log[1:] == [{"do": "confirm", "answer": ["r6", "q1"], "theme": "q1.02"}]


def test_the_page_says_how_many_more_are_needed_to_learn(desk: Desk) -> None:
    assert "From 5 on the software learns from them; from 20 on it can say how far it agrees" in desk.get(QUEUE)


def test_what_was_left_is_put_off_only_once_the_batch_is_recorded(desk: Desk) -> None:
    page = desk.get(QUEUE, question="q1")
    desk.live.record("Abdi", [{"do": "assign", "answer": ["r5", "q1"], "theme": "q1.01"}])
    assert decide(desk, page, "r5", do="right").status_code == 409
    assert "left before" not in desk.get(QUEUE, question="q1")


def test_an_unknown_question_is_said_to_be_none(desk: Desk) -> None:
    assert desk.client.get("/queue?question=q9").status_code == 404


def test_a_title_that_two_answers_have_is_one_theme_of_each_question() -> None:
    rulings = [Ruling((name, question), title="Cats") for name, question in (("r1", "q1"), ("r1", "q2"), ("r2", "q1"))]
    assert payloads_of(rulings, 7) == [
        {"do": "create", "question": "q1", "title": "Cats"},
        {"do": "create", "question": "q2", "title": "Cats"},
        {"do": "assign", "answer": ["r1", "q1"], "theme": "q1.n7"},
        {"do": "assign", "answer": ["r1", "q2"], "theme": "q2.n8"},
        {"do": "assign", "answer": ["r2", "q1"], "theme": "q1.n7"},
    ]


@pytest.mark.browser
def test_keys_tick_themes_and_enter_in_a_field_sends_nothing(served: tuple[Desk, str], chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    desk, link = served
    question = next(iter(desk.live.now().questions))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(link)
        page.fill("#name", "Amina Khatun")
        page.click("main button")
        page.goto(f"{link.split('/open')[0]}/queue?question={question}")
        first, second, *_ = answers_on(page.content())
        guess = page.get_attribute("#in-1-1", "value")
        page.focus("#answer-1")
        page.keyboard.press("1")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.keyboard.type("1 Qashin")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "answer-2"
        assert desk.log == []
        page.click("text=Record, and show the next")
        assert "2 answers decided" in page.inner_text(".done")
        browser.close()
    assert desk.log[0] == {"do": "create", "question": question, "title": "1 Qashin"}
    assert {"do": "assign", "answer": list(first), "theme": guess} in desk.log
    assert {"do": "assign", "answer": list(second), "theme": f"{question}.n1"} in desk.log
