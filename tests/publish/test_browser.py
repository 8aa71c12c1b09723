from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from textmine.publish.content import build_page
from textmine.publish.html import render_html

from .example import LIGHT, reviewed, settings, with_cell

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed at /usr/bin/chromium."),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


def html() -> str:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "পার্কে আরও আলো")
    return render_html(build_page(given, settings()))


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (1200, "dark"), (320, "light")])
def test_the_page_has_no_accessibility_violation(browser: Any, width: int, scheme: str) -> None:  # noqa: ANN401
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_content(html())
    found = Axe().run(page)
    page.close()
    assert found.violations_count == 0, found.generate_report()


def test_nothing_has_to_be_scrolled_sideways_on_a_narrow_screen(browser: Any) -> None:  # noqa: ANN401
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.set_content(html())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
