from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import VIOLATIONS
from tests.publish.example import reviewed, with_cell
from textmine.archive import Archive
from textmine.archive.tracker import COLUMNS
from textmine.model import Outcome

from .made import BINS, LIGHT, PARKING, analysis

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive with titles in Bengali, Somali and Arabic, and themes that stand in every way."""
    archive = Archive(tmp_path_factory.mktemp("full") / "archive.sqlite")
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "পার্কে আরও আলো 💡")
    given = with_cell(given, "themes", {"theme_id": BINS}, "title", "إنارة أفضل")
    given.outcomes[LIGHT] = Outcome("we_will", "=HYPERLINK(1) lamps & <b>paths</b>", "", "Parks", "2026-09-01")
    archive.add(analysis(given), asked_on="2026-04-26")
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "Nalal badan oo beerta ah")
    given.outcomes[LIGHT] = Outcome("we_will", "Mend lamps.", "", "Parks", "2027-01-31")
    given.outcomes[PARKING] = Outcome("we_did", "Ten bays stay.", "", "Highways", "2026-05-01")
    del given.outcomes[BINS]
    archive.add(analysis(given, sha256="cd" * 32, title="Lights"), asked_on="2025-04")
    return archive


def rows(archive: Archive) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.tracker(TODAY).as_csv().removeprefix("\ufeff"))))


def test_overdue_promises_come_first(full: Archive) -> None:
    assert [row["state"] for row in rows(full)] == ["overdue", "overdue", "due", "could_not", "done", "undecided"]
    page = full.tracker(TODAY).as_html()
    titles = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert titles == ["Overdue", "Promised", "Could not, and why", "Done", "No decision yet"]


def test_the_reason_and_what_is_offered_instead_are_told(full: Archive) -> None:
    page = full.tracker(TODAY).as_html()
    assert "The planters need the space" in page
    assert "<strong>Why</strong>" in page


def test_small_numbers_are_shown_as_published(full: Archive) -> None:
    people = {row["theme"]: row["people"] for row in rows(full)}
    assert people["إنارة أفضل"] == "Fewer than five"
    assert people["পার্কে আরও আলো 💡"] == "25"
    assert "3 of 38" not in full.tracker(TODAY).as_html()


def test_what_was_recorded_is_told(promise: Archive) -> None:
    promise.update(f"1:{LIGHT}", "moved", by="Ben", on="2027-01-31", note="The lamps are late.")
    (row,) = [row for row in rows(promise) if row["reference"] == f"1:{LIGHT}"]
    assert (row["state"], row["due"], row["note"], row["updated_by"]) == (
        "due",
        "2027-01-31",
        "The lamps are late.",
        "Ben",
    )
    assert re.search(r"Moved by Ben on \d+ \w+ \d{4}\. The lamps are late\.", promise.tracker(TODAY).as_html())


def test_markup_is_escaped_and_formulas_are_defused(full: Archive) -> None:
    page = full.tracker(TODAY).as_html()
    assert "<b>paths" not in page
    assert "&lt;b&gt;paths" in page
    assert "<script" not in page
    decided = [row["what_was_decided"] for row in rows(full)]
    assert "'=HYPERLINK(1) lamps & <b>paths</b>" in decided


def test_every_text_says_its_language_and_direction(full: Archive) -> None:
    page = full.tracker(TODAY).as_html()
    assert '<html lang="en-GB" dir="ltr">' in page
    assert '<strong lang="bn" dir="ltr">পার্কে আরও আলো 💡</strong>' in page
    assert 'lang="und-Arab" dir="rtl">إنارة أفضل' in page


def test_tables_have_headers_with_scope(full: Archive) -> None:
    page = full.tracker(TODAY).as_html()
    assert page.count("<h1") == 1
    assert len(re.findall(r"<th\b", page)) == len(re.findall(r'<th scope="(?:col|row)"', page))
    assert page.count("<table") == page.count("<caption")


def test_the_page_fetches_nothing(full: Archive) -> None:
    assert not re.search(r"<(link|img|iframe)\b|src=|@import|url\(", full.tracker(TODAY).as_html())


def test_both_files_are_written(full: Archive, tmp_path: Path) -> None:
    written = full.tracker(TODAY).write(tmp_path / "out")
    assert [path.name for path in written] == ["tracker.html", "tracker.csv"]
    assert written[1].read_text(encoding="utf-8").removeprefix("\ufeff").split("\n")[0] == ",".join(COLUMNS)


def test_an_archive_without_themes_has_a_tracker(promise: Archive) -> None:
    promise.remove(1)
    assert "Nothing is in the archive yet." in promise.tracker(TODAY).as_html()


def test_the_tracker_shows_in_a_notebook(full: Archive) -> None:
    assert "<td>2</td>" in full.tracker(TODAY)._repr_html_()


def test_groups_of_themes_are_not_promises(promise: Archive) -> None:
    with closing(sqlite3.connect(promise.path)) as connection, connection:
        connection.execute("UPDATE themes SET parent_id = ? WHERE theme_id = ?", (PARKING, LIGHT))
    assert PARKING not in {row["reference"].partition(":")[2] for row in rows(promise)}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(full: Archive, chromium: str, width: int, scheme: Any) -> None:  # noqa: ANN401
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.set_content(full.tracker(TODAY).as_html())
        found = Axe().run(page, options=VIOLATIONS)
        wide = page.evaluate("document.documentElement.scrollWidth")
        cells = page.evaluate("[...document.querySelectorAll('.tracker td')].map(x => x.getBoundingClientRect().right)")
        browser.close()
    assert found.violations_count == 0, found.generate_report()
    assert wide <= width
    assert max(cells) <= width, "nobody has to scroll to see who is responsible and when it is due"
