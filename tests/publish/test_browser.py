from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from textmine.model import Outcome
from textmine.publish.files.html import render_digest, render_fragment, render_html
from textmine.publish.page import Page
from textmine.publish.publication import make_publication
from textmine.review import Reviewed
from textmine.tables import replace

from ..conftest import VIOLATIONS
from .example import LIGHT, PARKING, reviewed, settings, with_cell
from .languages import config, translated

CHROMIUM = Path("/usr/bin/chromium")
HOST = (
    '<!doctype html><html lang="en"><head><title>Eastmere Council</title></head>'
    "<body><header><p>Eastmere Council</p></header><main><h1>Consultations</h1>{}</main></body></html>"
)
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


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "পার্কে আরও আলো")
    given.outcomes[PARKING] = Outcome("could_not", "No.", "Trees.", because="space", instead="Loading bays.")
    made = make_publication(translated("bn", "so", given=given), config("bn", "so"))
    return {
        **{language: render_html(page) for language, page in made.pages.items()},
        "digest": render_digest(made.page),
        "fragment": HOST.format(render_fragment(made.page)),
    }


def opened(browser: Any, html: str, width: int = 1280, scheme: str = "light") -> Any:  # noqa: ANN401
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.set_content(html)
    return page


@pytest.mark.parametrize("name", ["en", "bn", "so", "digest", "fragment"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_no_page_has_an_accessibility_violation_or_scrolls_sideways(
    browser: Any,  # noqa: ANN401
    documents: dict[str, str],
    name: str,
    width: int,
    scheme: str,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, documents[name], width, scheme)
    found, wide = Axe().run(page, options=VIOLATIONS), page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert found.violations_count == 0, found.generate_report()
    assert wide <= width


def test_the_keyboard_reaches_the_text_the_languages_and_every_theme(browser: Any, documents: dict[str, str]) -> None:  # noqa: ANN401
    page = opened(browser, documents["en"])
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    page.close()
    assert reached == ["#main", "index.bn.html", "index.so.html", "#theme-1", "#theme-2", "#theme-3"]


def test_what_the_keyboard_is_on_can_be_seen(browser: Any, documents: dict[str, str]) -> None:  # noqa: ANN401
    page = opened(browser, documents["en"])
    page.keyboard.press("Tab")
    style = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth] })()"
    )
    page.close()
    assert style == ["solid", "3px"]


def crowded() -> Page:
    """Return a page of twenty themes with long titles and long outcomes."""
    given: Reviewed = reviewed()
    themes, assignments = given.tables.themes, given.tables.assignments
    row = themes[themes["theme_id"] == LIGHT]
    more = [
        row.assign(theme_id=f"t{number}", title=f"Light the long path from the station to the park gate, part {number}")
        for number in range(20)
    ]
    given = Reviewed(
        tables=replace(given.tables, themes=pd.concat([themes, *more]), assignments=assignments),
        outcomes=given.outcomes,
        approved_by=given.approved_by,
    )
    long = "We put up lights along the paths from the station to the gate by the school, and they stay on until eleven."
    for number in range(20):
        given.outcomes[f"t{number}"] = Outcome("still_deciding", long)
    return make_publication(given, settings()).page


def test_a_digest_prints_on_one_side_of_a4_however_many_themes_there_are(browser: Any) -> None:  # noqa: ANN401
    page = opened(browser, render_digest(crowded()))
    printed: bytes = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
