from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import VIOLATIONS

ALERT = re.compile(r"<script", re.IGNORECASE)


def test_markup_in_answers_is_escaped(sample_run: Path) -> None:
    page = (sample_run / "report.html").read_text(encoding="utf-8")
    assert not ALERT.search(page)
    assert "&lt;script&gt;" in page


def test_the_page_is_self_contained(sample_run: Path) -> None:
    page = (sample_run / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"<(link|img|iframe)\b|src=|@import|url\(", page)


def test_spans_carry_their_language_and_direction(sample_run: Path) -> None:
    page = (sample_run / "report.html").read_text(encoding="utf-8")
    assert 'lang="bn" dir="ltr"' in page
    assert 'lang="so"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert page.count("<h1") == 1
    assert '<html lang="en-GB">' in page


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 320])
def test_axe_finds_nothing(sample_run: Path, chromium: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((sample_run / "report.html").as_uri())
        violations = Axe().run(page, options=VIOLATIONS).response["violations"]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        browser.close()
    assert violations == [], [(item["id"], item["nodes"][0]["html"][:200]) for item in violations]
    assert overflow <= 0
