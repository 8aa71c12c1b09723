"""Whose words a description may have."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest

from textmine.publish.files.html import render_html
from textmine.publish.publication import make_publication
from textmine.publish.selection import chosen_themes
from textmine.review import Reviewed

from .example import LIGHT, reviewed, settings, with_cell

SHORT = [
    ("Please keep the loading bay. We are glad about the new bins.", "Please keep the loading bay."),
    ("পার্কের পেছনের পথে আলো দরকার। সন্ধ্যার পরে যাই না।", "পার্কের পেছনের পথে আলো দরকার।"),
    ("Nalalka beerta daara! Mahadsanid.", "Nalalka beerta daara."),
    ("park e alo chai bhai, onek andhokar", "Park e alo chai"),
    ("نحتاج إنارة أفضل. شكرا", "نحتاج إنارة أفضل"),
    ("请在公园里装更多的灯。谢谢", "公园里装更多的灯"),
    ("More bins 😱😱 please", "More bins 😱"),
    ("আলো চাই, more lights please 🙏 waan baqayaa", "More lights please"),
]


def written(text: str, description: str, consent: bool | None, quotes: str | None) -> Reviewed:
    given = with_cell(reviewed(), "responses", {"response_id": "R0010"}, "text", text)
    given = with_cell(given, "respondents", {"response_id": "R0010"}, "consent_publish", consent)
    given = with_cell(given, "themes", {"theme_id": LIGHT}, "description", description)
    return changed(given, quotes=quotes)


def described(given: Reviewed) -> str:
    return next(theme.description for theme in chosen_themes(given) if theme.theme_id == LIGHT)


@pytest.mark.parametrize(("text", "clause"), SHORT)
@pytest.mark.parametrize(("consent", "quotes"), [(None, "refuse"), (None, None), (False, "allow")])
def test_a_short_sentence_of_somebody_who_has_not_agreed_is_no_description(
    text: str, clause: str, consent: bool | None, quotes: str | None
) -> None:
    given = written(text, clause, consent, quotes)
    assert described(given) == ""
    assert clause not in render_html(make_publication(given, settings()).page)


@pytest.mark.parametrize(("text", "clause"), SHORT)
@pytest.mark.parametrize(("consent", "quotes"), [(True, "refuse"), (None, "allow")])
def test_a_short_sentence_of_somebody_who_agreed_may_stand(
    text: str, clause: str, consent: bool | None, quotes: str
) -> None:
    assert described(written(text, clause, consent, quotes)) == clause


def test_one_such_sentence_of_a_description_is_enough() -> None:
    given = written(SHORT[0][0], "What people said about traders. Please keep the loading bay.", None, "refuse")
    assert described(given) == ""


@pytest.mark.parametrize("description", ["Traders want the loading bay.", "Bay.", "Dark paths, and the loading bay."])
def test_officers_own_words_stay(description: str) -> None:
    assert described(written(SHORT[0][0], description, None, "refuse")) == description


def test_a_short_key_point_of_somebody_not_asked_is_left_out_when_refused() -> None:
    given = written(SHORT[0][0], "", None, "refuse")
    given = with_cell(given, "drafts", {"theme_id": LIGHT, "ordinal": 1}, "text", "Please keep the loading bay.")
    assert "loading bay" not in " ".join(line.text for theme in chosen_themes(given) for line in theme.sentences)
