"""The whole review of the sample in a real browser, from the first link to the published archive, by keys alone."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from textmine.review import open_reviewed

from .conftest import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OUTCOMES = [
    ("we_did", "We put lights along the main paths."),
    ("we_will", "We will send two wardens every evening."),
    ("could_not", "We could not keep every parking bay."),
    ("still_deciding", "The cabinet decides after the traffic counts."),
]


class Keys:
    """A person without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def to(self, what: str) -> None:
        """Press Tab until something has the focus; it has to be reachable, and its focus to be seen."""
        for _ in range(600):
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                shown = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert shown != "none", f"the focus on {what} cannot be seen"
                return
            self.press("Tab")
        raise AssertionError(f"{what} cannot be reached with Tab on {self.page.url}")

    def go(self, what: str) -> None:
        """Follow a link, or press a button, and wait for the page it leads to."""
        self.to(what)
        with self.page.expect_navigation():
            self.press("Enter")

    def has(self, what: str) -> bool:
        """Tell whether something is on the page to be used."""
        return bool(self.page.locator(what).locator("visible=true").count())


def _review_answers(keys: Keys) -> None:
    """Give the answers that need a person a theme, and confirm others."""
    keys.go('body > nav a[href="/queue"]')
    for n in range(1, 11):
        if keys.has(f"#right-{n}"):
            keys.to(f"#leave-{n}")
            keys.press("ArrowRight")
            assert keys.page.locator(f"#right-{n}").is_checked()
        else:
            keys.to(f"#in-{n}-1")
            keys.press("Space")
    keys.go("form.batch p.actions > button")


def _decide_theme(keys: Keys, place: int) -> None:
    """Say what was done about the theme on the page, put right what stands in the way, and approve it."""
    outcome, text = OUTCOMES[place % len(OUTCOMES)]
    while keys.has('button[name="redact"]'):
        keys.go('button[name="redact"]')
    keys.to("#outcome-we_did")
    keys.press("Space")
    keys.press(*["ArrowDown"] * [name for name, _ in OUTCOMES].index(outcome))
    assert keys.page.locator(f"#outcome-{outcome}").is_checked()
    keys.to("#text_outcome")
    keys.type(text)
    if outcome == "could_not":
        keys.to("#because")
        keys.press("ArrowDown")
        keys.to("#reason")
        keys.type("The trees and the cycle lane need the space.")
    keys.go('button[formaction="/draft/approve"]')


def test_a_whole_review_needs_no_mouse(served: tuple[Desk, str], chromium: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    desk, address = served
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        keys = Keys(page)
        page.goto(address)
        keys.to("#name")
        keys.type("Amina Khatun")
        with page.expect_navigation():
            keys.press("Enter")
        keys.go('button[name="quotes"][value="allow"]')
        for _ in range(3):
            _review_answers(keys)
        keys.go('body > nav a[href="/drafts"]')
        keys.go('main a[href^="/draft?"]')
        themes = [name for name in desk.live.now().themes if name not in desk.live.now().groups]
        for place in range(len(themes)):
            _decide_theme(keys, place)
            if not keys.has('nav.pager a:has-text("Next that needs something")'):
                break
            keys.go('nav.pager a[href*="/draft?"]:last-child')
        desk.live.warm()
        keys.go('body > nav a[href="/"]')
        keys.go('main a[href="/publish"]')
        keys.to("#format-newsletter")
        keys.press("Space")
        keys.to('form[action="/publish"] button')
        with page.expect_download() as download:
            keys.press("Enter")
        download.value.save_as(tmp_path / "published.zip")
        browser.close()
    with zipfile.ZipFile(tmp_path / "published.zip") as archive:
        names = {Path(name).name for name in archive.namelist()}
    assert {"index.html", "newsletter.md", "outcomes.csv", "transparency.md"} <= names
    reviewed = open_reviewed(desk.folder)
    assert set(reviewed.approvals.values()) == {"Amina Khatun"}
    assert len(reviewed.judged) >= 25
