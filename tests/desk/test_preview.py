"""Previews: what would be published, made by the same functions, marked outside of it, and written nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from textmine.publish.files.html import render_html
from textmine.publish.publication import make_publication
from textmine.tables import replace, write_tables

from ..review.sample import sample
from .conftest import Desk

NASTY = "We did <script>alert(1)</script><img src=x onerror=alert(1)> it."
NOT_APPROVED = "Not approved: a preview"


def did(desk: Desk, theme: str = "q1.01", text: str = "We did it.") -> None:
    desk.live.record("Ruth Lead", [{"do": "outcome", "theme": theme, "outcome": "we_did", "text": text}])


def files(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_the_page_of_a_theme_is_in_a_frame_with_a_title_and_marked_outside_of_it(desk: Desk) -> None:
    did(desk)
    page = desk.get("/preview", id="q1.01")
    assert NOT_APPROVED in page
    assert '<iframe class="preview" src="/preview/page?id=q1.01" title="Preview, not approved: the web page">' in page
    shown = desk.get("/preview/page", id="q1.01")
    assert "Parking for residents" in shown
    assert "We did it." in shown
    assert "Late buses" not in shown
    assert NOT_APPROVED not in shown
    assert "<title>Preview, not approved: " in shown


def test_the_whole_page_is_letter_for_letter_what_is_published_but_for_its_title(desk: Desk) -> None:
    did(desk)
    now = desk.live.now()
    desk.live.publication.get(now, wait=20)
    published = render_html(make_publication(now.reviewed, now.config).page)
    assert desk.get("/preview/page").replace("<title>Preview, not approved: ", "<title>") == published


def test_a_theme_in_a_group_is_shown_under_its_heading_with_quotes_as_they_were_written(desk: Desk) -> None:
    did(desk)
    shown = desk.get("/preview/page", id="q1.01")
    assert ">Streets<" in shown
    assert 'lang="bn"' in shown
    assert "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।" in shown


def test_the_shown_page_may_be_framed_by_the_desk_alone_and_runs_nothing(desk: Desk) -> None:
    did(desk, text=NASTY)
    response = desk.client.get("/preview/page", params={"id": "q1.01"})
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    assert response.headers["x-frame-options"] == "SAMEORIGIN"
    assert "<script" not in response.text
    assert "<img" not in response.text
    assert desk.client.get("/preview").headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("form", ["newsletter", "social", "letter"])
def test_other_forms_show_the_words_of_the_outcome_as_text(desk: Desk, form: str) -> None:
    did(desk, text=NASTY)
    page = desk.get("/preview", id="q1.01", form=form)
    assert NOT_APPROVED in page
    artefact = re.findall(r'<p class="artefact"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert len(artefact) == 1
    assert "&lt;script&gt;" in artefact[0]
    assert "<script>alert" not in page


def test_the_post_of_a_theme_in_bengali_has_its_characters_counted(desk: Desk) -> None:
    did(desk, "q1.02", "We have put in lights.")
    page = desk.get("/preview", id="q1.02", form="social")
    said = re.search(r'<p class="artefact" lang="en" dir="ltr">(.*?)</p><p class="facts">(\d+) characters', page)
    assert said
    assert "রাস্তার আলো" in said[1]
    assert int(said[2]) == len(said[1].replace("&#39;", "'"))


def test_without_an_outcome_the_preview_says_that_it_stands_as_not_decided(desk: Desk) -> None:
    assert "No outcome is recorded: it is shown as not decided." in desk.get("/preview", id="q1.01")
    assert "Still deciding" in desk.get("/preview/page", id="q1.01")


def test_an_approved_theme_is_said_to_be(desk: Desk) -> None:
    did(desk)
    desk.live.record("Ruth Lead", [{"do": "approve", "theme": "q1.01"}])
    page = desk.get("/preview", id="q1.01")
    assert "Approved by Ruth Lead" in page
    assert NOT_APPROVED not in page


def test_pages_in_other_languages_are_linked_within_the_preview(tmp_path: Path) -> None:
    manifest = {"seed": 0, "config": {"publish": {"languages": ["en", "bn", "so"]}}}
    write_tables(replace(sample(), manifest=manifest), tmp_path)
    desk = Desk(tmp_path)
    did(desk)
    page = desk.get("/preview", id="q1.01")
    assert 'href="/preview?id=q1.01&amp;language=bn" lang="bn">বাংলা</a>' in page
    shown = desk.get("/preview/page", id="q1.01", language="so")
    assert 'href="/preview/page?id=q1.01&amp;language=bn"' in shown
    assert desk.client.get("/preview/page", params={"id": "q1.01", "language": "xx"}).status_code == 404


def test_nothing_is_written_by_looking(desk: Desk, folder: Path) -> None:
    did(desk)
    before = files(folder)
    for form in ("page", "newsletter", "social", "letter"):
        desk.get("/preview", id="q1.01", form=form)
    desk.live.publication.get(desk.live.now(), wait=20)
    for path in ("/preview", "/preview/page", "/preview?form=social", "/preview?form=newsletter"):
        desk.get(path)
    assert files(folder) == before
    assert len(desk.log) == 1


def test_a_theme_that_is_not_there_has_no_preview(desk: Desk) -> None:
    for path in ("/preview", "/preview/page"):
        assert desk.client.get(path, params={"id": "nothing"}).status_code == 404
