"""What waits for a translation, and translating it at the desk by the rules of the workbook."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from textmine.exchange import export_workbook, read_workbook, record_workbook
from textmine.language import headings
from textmine.review import DecisionLog

from ..review.workbook.conftest import fill, row_of
from .conftest import Desk
from .test_workbooks import filled

HEADINGS = len(headings("bn"))
"""Words of a page, in every language as many."""


@pytest.fixture
def folder(folder: Path) -> Path:
    """The small analysis, to be published in English, Bengali and Somali."""
    return publishing_in(folder, ["en", "bn", "so"])


def publishing_in(folder: Path, languages: list[str]) -> Path:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["config"] = {"publish": {"languages": languages}, "consultation": {"title": "Streets"}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def page_of(desk: Desk, into: str, **params: str) -> str:
    return desk.get("/languages/texts", into=into, **params)


def field_of(page: str, text: str) -> str:
    """The name of the field for the translation of a text."""
    found = re.search(rf'id="of-(r[0-9a-f]+)"[^>]*>{re.escape(text)}</p>', page)
    assert found, text
    return f"text-{found[1]}"


def standing(desk: Desk, name: str) -> list[str]:
    """The cells of a language in the table of what waits."""
    desk.live.texts.get(desk.live.now(), wait=30)
    page = desk.get("/languages")
    row = re.search(rf'<tr role="row"><th[^>]*>(?:<a [^>]*>)?{name}(?:<|$).*?</tr>', page[page.index('id="transl') :])
    assert row
    return [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<td.*?</td>", row[0])]


def test_what_waits_is_counted_for_each_language_of_the_pages(desk: Desk) -> None:
    into_english, into_bengali = standing(desk, "English"), standing(desk, "Bengali")
    assert int(into_english[0]) > 0
    assert "key point" in into_english[1]
    assert "title of a theme" in into_bengali[1]
    assert into_bengali[3] == f"{HEADINGS} to approve in Bengali"
    assert into_english[3] == "none to approve"


@pytest.mark.parametrize(
    ("into", "text", "translation"),
    [
        ("bn", "Parking for residents", "বাসিন্দাদের জন্য পার্কিং"),
        ("so", "Parking for residents", "Baarkinka dadka deggan"),
        ("en", "نحتاج إلى المزيد من الأشجار في الحي.", "We need more trees in the area. 🌳"),
        ("en", "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।", "There is very little room to park."),
        ("en", "Kirada guryuhu aad bay u sarraysaa.", "Rents are very high."),
    ],
)
def test_a_text_can_be_translated_whatever_its_language(desk: Desk, into: str, text: str, translation: str) -> None:
    before = standing(desk, {"bn": "Bengali", "so": "Somali", "en": "English"}[into])
    page = page_of(desk, into)
    desk.send(page, "/languages/translate", translator="Rahim", **{field_of(page, text): translation})
    assert [payload["do"] for payload in desk.log] == ["translate"]
    assert desk.live.now().reviewed.translations[text, into].text == translation
    after = standing(desk, {"bn": "Bengali", "so": "Somali", "en": "English"}[into])
    assert (int(after[0]), int(after[2])) == (int(before[0]) - 1, int(before[2]) + 1)
    later = page_of(desk, into, all="yes")
    assert "translated by Rahim" in later
    assert 'name="translator" value="Rahim"' in later


def test_a_workbook_of_translators_gives_the_same_decision(desk: Desk, tmp_path: Path) -> None:
    page = page_of(desk, "bn")
    desk.send(page, "/languages/translate", translator="Rahim", **{field_of(page, "Late buses"): "দেরিতে বাস"})
    (desk.folder / "decisions.sqlite").replace(tmp_path / "aside.sqlite")
    file = tmp_path / "book.xlsx"
    export_workbook(desk.folder, file, "translators")
    file.write_bytes(
        filled(
            file.read_bytes(),
            lambda book: fill(
                book["Translations"],
                next(
                    row
                    for row in range(row_of(book["Translations"], "Text", "Late buses"), 400)
                    if [book["Translations"].cell(row, column).value for column in (3, 7)] == ["Bengali", "Late buses"]
                ),
                Translation="দেরিতে বাস",
                Translator="Rahim",
            ),
        )
    )
    record_workbook(desk.folder, read_workbook(desk.folder, file, "Amina Khatun"), "Amina Khatun")
    web = [decision.payload for decision in DecisionLog(tmp_path / "aside.sqlite").all()]
    assert desk.log == web


def test_a_translation_without_a_translator_is_refused_and_shown_again(desk: Desk) -> None:
    page = page_of(desk, "bn")
    response = desk.send(page, "/languages/translate", **{field_of(page, "Late buses"): "দেরিতে বাস"})
    assert response.status_code == 422
    assert "who translated this?" in response.text
    assert "দেরিতে বাস" in response.text
    assert desk.log == []


def test_an_empty_form_records_nothing(desk: Desk) -> None:
    response = desk.send(page_of(desk, "so"), "/languages/translate", translator="Rahim")
    assert response.status_code == 422
    assert desk.log == []


@pytest.mark.parametrize("path", ["/languages/texts?into=fr", "/languages/texts", "/languages/headings?language=en"])
def test_a_language_that_no_page_is_in_has_nothing(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 404


def test_headings_can_be_approved_one_by_one_in_other_words_or_all_at_once(desk: Desk) -> None:
    page = desk.get("/languages/headings", language="so")
    rows = re.findall(r'name="right" value="(r[0-9a-f]+)"', page)
    assert len(rows) == HEADINGS
    desk.send(page, "/languages/approve", nth=1, right=[rows[0]], **{f"text-{rows[3]}": "Waxaan weydiinnay dadka"})
    assert [payload.get("text") for payload in desk.log] == [None, "Waxaan weydiinnay dadka"]
    later = desk.get("/languages/headings", language="so")
    assert later.count("approved by Amina Khatun") == 2
    assert f"{HEADINGS - 2} of {HEADINGS} wait" in later
    desk.send(later, "/languages/approve", nth=0, every="yes")
    assert "All are approved." in desk.get("/languages/headings", language="so")
    assert standing(desk, "Somali")[3] == "none to approve"
    assert desk.live.now().reviewed.headings["so"][desk.log[1]["entry"]].text.endswith("dadka")


def test_the_names_in_a_heading_cannot_be_lost(desk: Desk) -> None:
    page = desk.get("/languages/headings", language="bn")
    row = re.search(r'id="of-(r[0-9a-f]+)">[^<]*\{n\}[^<]*</p>', page)
    assert row
    response = desk.send(page, "/languages/approve", nth=1, **{f"text-{row[1]}": "নাম ছাড়া"})
    assert response.status_code == 422
    assert "{n}" in response.text
    assert desk.log == []
