from __future__ import annotations

from pathlib import Path

import pytest

from textmine.compare import compare, render_page
from textmine.model import Outcome

from ..conftest import VIOLATIONS
from .example import consultation

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed at /usr/bin/chromium."),
]
OLD = {"Bins overflow": (0, 40), "رصيف مكسور": (1, 20), "বাস দেরি করে": (2, 4)}
NEW = {"Rubbish everywhere": (0, 15), "Broken pavements": (1, 22), "Dogs 🐕": (3, 30)}


def test_the_page_has_no_accessibility_violations_and_does_not_scroll_sideways() -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    promised = {"Bins overflow": Outcome("we_will", "Empty bins daily.", owner="Waste team", date="2025-05-04")}
    old = consultation(OLD, title="Streets 2024", outcomes=promised)
    page = render_page(compare(old, consultation(NEW, wording="How do you travel?", seed=1)))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for width, scheme in ((1280, "light"), (320, "dark")):
            shown = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            shown.set_content(page)
            found = Axe().run(shown, options=VIOLATIONS)
            assert found.violations_count == 0, found.generate_report()
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
        chromium.close()
