"""The keys of the list of answers, in a real browser: nothing else may react to them, and the place is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from textmine.desk.web import link
from textmine.review.state import Answer

from .conftest import Desk

pytestmark = pytest.mark.browser


class Opened:
    """A page of a theme with more than 25 answers, in a browser."""

    def __init__(self, desk: Desk, page: Any, theme: str) -> None:  # noqa: ANN401 - playwright is imported late
        self.desk, self.page, self.theme = desk, page, theme

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def done(self, decisions: int) -> None:
        """Wait until so many decisions are shown to be recorded."""
        self.page.wait_for_function(f"() => document.querySelector('input[name=seen]').value === '{decisions}'")

    def said(self) -> str:
        """What the line at the foot says."""
        return str(self.page.text_content(".keys-said"))

    @property
    def focused(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    @property
    def answers(self) -> list[Answer]:
        """The answers of the list."""
        keys = self.page.eval_on_selector_all("[data-answer]", "all => all.map(one => JSON.parse(one.dataset.answer))")
        return [(key[0], key[1]) for key in keys]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """A Chromium for the tests of this module."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(served: tuple[Desk, str], browser: Any) -> Iterator[Opened]:  # noqa: ANN401 - playwright is imported late
    """A theme's page, with the focus on its first answer."""
    desk, address = served
    now = desk.live.now()
    theme = max((row for row in now.themes.values() if row.theme_id not in now.groups), key=lambda row: row.n_people)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.fill("input[name=name]", "Amina Khatun")
    page.keyboard.press("Enter")
    page.wait_for_selector("nav[aria-label=Review]")
    page.goto(address.split("/open")[0] + link("/theme", id=theme.theme_id))
    page.focus("#answer-1")
    yield Opened(desk, page, theme.theme_id)
    page.close()


def test_j_and_k_and_the_arrows_go_from_answer_to_answer(opened: Opened) -> None:
    opened.press("j", "j", "ArrowDown", "k")
    assert opened.focused == "answer-3"
    opened.press("ArrowUp", "ArrowUp", "ArrowUp")
    assert opened.focused == "answer-1"
    reached = opened.page.eval_on_selector_all("[data-answer]", "all => all.filter(one => one.tabIndex === 0).length")
    assert reached == 1


def test_c_confirms_says_so_and_goes_on_to_the_next_without_losing_the_place(opened: Opened) -> None:
    opened.page.check("#answer-7 input[type=checkbox]")
    opened.page.click("#wording summary")
    opened.page.fill("#new-title", "Half a title")
    opened.page.focus("#answer-1")
    opened.press("j", "j")
    answer = opened.answers[2]
    before = opened.page.evaluate("scrollY")
    opened.press("c")
    opened.done(1)
    assert opened.desk.log == [{"do": "confirm", "answer": list(answer), "theme": opened.theme}]
    assert opened.focused == "answer-4"
    assert abs(opened.page.evaluate("scrollY") - before) < 450
    assert opened.page.evaluate("document.activeElement.getBoundingClientRect().bottom <= innerHeight")
    assert "Confirmed" in opened.said()
    assert opened.page.is_checked("#answer-7 input[type=checkbox]")
    assert opened.page.input_value("#new-title") == "Half a title"
    assert "confirmed here" in opened.page.inner_text("#answer-3")


def test_a_form_that_was_half_filled_still_says_what_its_officer_had_seen(opened: Opened) -> None:
    opened.page.click("#wording summary")
    opened.page.fill("#new-title", "Half a title")
    opened.desk.live.record("Bo Berg", [{"do": "rename", "theme": opened.theme, "title": "Bo's title"}])
    opened.page.focus("#answer-1")
    opened.press("c")
    opened.done(2)
    opened.page.focus("#new-title")
    opened.press("Enter")
    opened.page.wait_for_selector("text=Somebody decided on this meanwhile")
    assert [payload["do"] for payload in opened.desk.log] == ["rename", "confirm"]


def test_x_removes_and_u_brings_back(opened: Opened) -> None:
    opened.press("j")
    answer = opened.answers[1]
    opened.press("x")
    opened.done(1)
    assert opened.desk.log == [{"do": "unassign", "answer": list(answer), "theme": opened.theme}]
    assert opened.focused == "answer-2"
    assert answer not in opened.answers
    opened.press("u")
    opened.done(2)
    assert opened.answers[1] == answer
    assert opened.focused == "answer-2"


@pytest.mark.parametrize(("key", "verbs"), [("m", ["assign", "unassign"]), ("a", ["assign"])])
def test_m_and_a_lead_to_the_themes_and_enter_does_it(opened: Opened, key: str, verbs: list[str]) -> None:
    answer = opened.answers[0]
    opened.press(key)
    assert opened.focused == "to-1"
    opened.press("ArrowDown")
    target = opened.page.input_value("#to-1")
    opened.press("Enter")
    opened.done(len(verbs))
    themes = {"assign": target, "unassign": opened.theme}
    assert opened.desk.log == [{"do": verb, "answer": list(answer), "theme": themes[verb]} for verb in verbs]


def test_escape_leads_back_to_the_answer(opened: Opened) -> None:
    opened.press("j", "m", "Escape")
    assert opened.focused == "answer-2"
    opened.press("?")
    assert opened.page.evaluate("document.activeElement.closest('details').id") == "keys"
    opened.press("Escape")
    assert opened.focused == "answer-2"
    assert opened.desk.log == []


def test_t_ticks_and_w_opens_why(opened: Opened) -> None:
    opened.press("t")
    assert opened.page.is_checked("#answer-1 input[type=checkbox]")
    opened.press("w")
    opened.page.wait_for_url("**/why?**")
    assert opened.page.inner_text("h1") == "Why is this here?"


def test_keys_do_nothing_while_somebody_types_or_is_elsewhere(opened: Opened) -> None:
    opened.page.fill("#f-text", "")
    opened.page.focus("#f-text")
    opened.press("c", "x", "j", "?")
    assert opened.page.input_value("#f-text") == "cxj?"
    opened.page.focus("#split-title")
    opened.press("c", "u")
    assert opened.page.input_value("#split-title") == "cu"
    opened.press("Shift+Tab")
    opened.page.focus("h1 ~ * a")
    opened.press("c", "x", "m", "j")
    opened.page.focus("#answer-1")
    opened.press("Control+c", "Alt+x")
    assert opened.page.url.endswith(link("/theme", id=opened.theme))
    assert opened.desk.log == []


def test_letters_in_the_choice_of_a_theme_choose_and_do_nothing_else(opened: Opened) -> None:
    opened.press("m")
    opened.press("c", "x")
    assert opened.focused == "to-1"
    assert opened.desk.log == []


def test_keys_follow_the_place_on_the_keyboard_where_the_letters_are_bengali(opened: Opened) -> None:
    opened.page.evaluate(
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'চ', code: 'KeyJ', bubbles: true, cancelable: true}))"
    )
    assert opened.focused == "answer-2"


def test_what_is_refused_is_shown_on_a_page(opened: Opened) -> None:
    answer = opened.answers[0]
    opened.desk.live.record("Bo Berg", [{"do": "unassign", "answer": list(answer), "theme": opened.theme}])
    opened.press("c")
    opened.page.wait_for_selector("text=Somebody decided on this meanwhile")
    assert [payload["do"] for payload in opened.desk.log] == ["unassign"]


def test_all_boxes_are_ticked_with_one_button_and_enter_in_the_title_splits_them_off(opened: Opened) -> None:
    opened.page.click("text=Tick all on this page, or none")
    opened.page.fill("#split-title", "জ্যাম")
    opened.press("Enter")
    opened.page.wait_for_selector("h1:has-text('জ্যাম')")
    assert [(payload["do"], payload["title"], len(payload["answers"])) for payload in opened.desk.log] == [
        ("split", "জ্যাম", 25)
    ]
