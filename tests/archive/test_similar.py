from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.publish.example import reviewed, with_cell
from textmine.archive import Archive
from textmine.archive.telling import similar_text

from .made import BINS, LIGHT, PARKING, analysis

OTHER = "cd" * 32
TODAY = date(2026, 11, 25)


def test_what_was_said_before_is_found_with_the_answer_that_was_given(with_promise: Path) -> None:
    similar = Archive(with_promise).similar(analysis(sha256=OTHER), TODAY)
    themes = {theme.theme_id: theme.likenesses for theme in similar.themes}
    (like,) = themes[LIGHT][:1]
    assert like.theme is not None
    assert like.theme.theme_id == LIGHT
    assert like.standing is not None
    assert like.standing.state == "overdue"
    assert like.closeness > 0.99
    assert similar.questions[0].likenesses[0].text == "Please tell us the reasons for your answer."


def test_a_theme_in_another_language_is_found(with_promise: Path) -> None:
    given = with_cell(reviewed(), "themes", {"theme_id": LIGHT}, "title", "পার্কে আরও ভালো আলো চাই")
    given = with_cell(given, "themes", {"theme_id": LIGHT}, "description", "")
    similar = Archive(with_promise).similar(analysis(given, sha256=OTHER), TODAY)
    found = next(theme for theme in similar.themes if theme.theme_id == LIGHT).likenesses
    assert [like.text for like in found][:1] == ["Better lighting in parks"]


def test_nothing_like_it_is_an_answer(with_promise: Path) -> None:
    given = reviewed()
    for theme, title in ((LIGHT, "Longer library hours"), (PARKING, "Council tax bills"), (BINS, "Swimming lessons")):
        given = with_cell(given, "themes", {"theme_id": theme}, "title", title)
        given = with_cell(given, "themes", {"theme_id": theme}, "description", "")
    similar = Archive(with_promise).similar(analysis(given, sha256=OTHER), TODAY)
    assert all(theme.likenesses == () for theme in similar.themes)
    assert similar_text(similar).count("Nothing like it was said before.") == 3


def test_an_analysis_is_not_compared_with_itself(with_promise: Path) -> None:
    similar = Archive(with_promise).similar(analysis(), TODAY)
    assert similar.notes == ("The archive holds no other consultation yet.",)
    assert all(theme.likenesses == () for theme in similar.themes)
