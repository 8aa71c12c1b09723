"""Every page of the desk in a real browser: nothing for axe to find, nothing to scroll sideways, nothing refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from textmine.desk.pages import ROUTES
from textmine.desk.web import answer_key, link
from textmine.exchange import export_workbook
from textmine.review import decide

from ..conftest import VIOLATIONS
from .conftest import Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FILES = {"/preview/page", "/workbooks/file", "/workbooks/decisions"}
"""What is no page of the desk: it is shown inside one, or taken away."""


def _addresses(desk: Desk) -> list[str]:
    """Return an address of every page, with things on it."""
    now = desk.live.now()
    theme = max((row for row in now.themes.values() if row.theme_id not in now.groups), key=lambda row: row.n_people)
    question, name = theme.question_id, theme.theme_id
    answer = next(own for own, rows in now.places.items() if any(row.theme_id == name for row in rows))
    others = [row.theme_id for row in now.leaves(question)][:3]
    waiting = next(own for own, row in now.answers.items() if row.status == "needs_person")
    return [
        "/",
        link("/themes", question=question),
        link("/themes/merge", theme=others),
        link("/themes/group", theme=others),
        link("/themes/aside", theme=others),
        link("/split", id=name),
        link("/split", id=name, text="the"),
        link("/theme", id=name),
        link("/evidence", theme=name, sentence=1),
        link("/why", answer=answer_key(*answer), theme=name),
        link("/why", answer=answer_key(*waiting)),
        link("/queue", question=question),
        link("/queue", question=question, status="no_content"),
        link("/learn", question=question),
        "/drafts",
        link("/draft", id=name),
        link("/preview", id=name),
        link("/preview", id=name, form="newsletter"),
        link("/preview", id=name, form="social"),
        "/publish",
        "/languages",
        link("/languages/texts", into="en"),
        link("/languages/headings", language="bn"),
        link("/search", text="আলো", how="words"),
        link("/search", text="lights in the park"),
        link("/search", sent="own"),
        "/workbooks",
        "/workbooks/changes",
        "/history",
        "/name",
        link("/theme", id="no such theme"),
    ]


def _review_a_little(desk: Desk) -> None:
    """Decide enough that the pages have something to say."""
    now = desk.live.now()
    themes = [row for question in now.questions for row in now.leaves(question)]
    placed = [(answer, rows[0].theme_id) for answer, rows in now.places.items()]
    decisions = [{"do": "confirm", "answer": list(answer), "theme": theme} for answer, theme in placed[::9]]
    decisions += [
        {"do": "outcome", "theme": themes[0].theme_id, "outcome": "we_did", "text": "We put 40 lights up."},
        {"do": "approve", "theme": themes[0].theme_id},
        {"do": "rename", "theme": themes[1].theme_id, "title": "পার্কের আলো"},
        {"do": "set_aside", "theme": themes[-1].theme_id, "reason": "Not a matter for the council."},
        {
            "do": "edit",
            "theme": themes[2].theme_id,
            "ordinal": 1,
            "text": "Call Mr Sheikh on 020 7946 0018.",
        },
    ]
    decide(desk.folder, "Ada Officer", decisions)


def _opened(page: Page, address: str) -> str:
    """Open the desk, and return where it is."""
    page.goto(address)
    page.fill("#name", "Amina Khatun")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return address.partition("/open")[0]


def _filled_in(desk: Desk, path: Path) -> Path:
    """Return a workbook that came back from the service lead, with one row filled in."""
    from openpyxl import load_workbook

    export_workbook(desk.folder, path, "lead")
    book = load_workbook(path)
    sheet = book["Outcomes"]
    top = next(cells[0].row for cells in sheet.iter_rows() if any(cell.value == "Outcome" for cell in cells))
    titles = {cell.value: cell.column for cell in sheet[top]}
    sheet.cell(top + 2, titles["Outcome"]).value = "We will"
    sheet.cell(top + 2, titles["What we did, will do or could not do"]).value = "আমরা আলো লাগাব।"
    book.save(path)
    return path


def _show(page: Page, start: str, path: str, filled_in: Path) -> None:
    """Go to a page; the changes of a workbook are shown once it is sent."""
    if path != "/workbooks/changes":
        page.goto(start + path)
        return
    page.goto(f"{start}/workbooks")
    page.set_input_files("#workbook", filled_in)
    with page.expect_navigation():
        page.click('form[action="/workbooks/upload"] button')
    assert page.url.startswith(start + path), page.inner_text("main")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_page_is_accessible(
    served: tuple[Desk, str], chromium: str, tmp_path: Path, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    desk, address = served
    _review_a_little(desk)
    desk.live.warm()
    addresses = _addresses(desk)
    filled_in = _filled_in(desk, tmp_path / "lead.xlsx")
    paths = {route.path for route in ROUTES if "GET" in (route.methods or ())} - FILES
    assert paths <= {address.partition("?")[0] for address in addresses}, "a page is not looked at"
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.on("console", lambda line: found.append(f"{page.url}: {line.text}") if line.type == "error" else None)
        start = _opened(page, address)
        for path in addresses:
            _show(page, start, path, filled_in)
            options = VIOLATIONS | {"runOnly": {"type": "tag", "values": RULES}}
            wrong = Axe().run(page, options=options).response["violations"]
            found += [f"{path}: {item['id']} {item['nodes'][0]['html'][:200]}" for item in wrong]
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found += [f"{path}: {overflow} pixels too wide"] if overflow > 0 else []
        browser.close()
    assert [line for line in found if "status of 404" not in line] == []
