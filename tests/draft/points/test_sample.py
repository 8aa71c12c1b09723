"""Themes of very many answers: some are read, all are asked."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draft.build import Said, tables_of
from textmine.draft import draft_themes
from textmine.draft.points import hearing, material, theme
from textmine.draft.points.hearing import Hearing, further
from textmine.draft.points.material import Material
from textmine.draft.points.sample import sampled
from textmine.draft.points.theme import ThemeView

_POINTS = st.lists(st.tuples(st.text("aবক", max_size=3), st.integers(0, 9), st.integers(10, 20)), unique=True)


@given(points=_POINTS, most=st.integers(1, 30), least=st.integers(0, 5))
def test_a_sample_is_of_the_points_in_their_order_and_whole_where_there_are_few(
    points: list[tuple[str, int, int]], most: int, least: int
) -> None:
    found = sampled(points, [start % 2 for _, start, _ in points], most, least)
    assert found == [point for point in points if point in set(found)]
    assert len(points) > most or found == points


def test_a_small_group_is_read_whole_beside_a_very_large_one() -> None:
    points = [(f"R{at}", 0, 9) for at in range(3000)]
    groups = ["bn" if at % 100 == 7 else "en" for at in range(3000)]
    found = sampled(points, groups, 300, least=30)
    assert sum(int(name[1:]) % 100 == 7 for name, _, _ in found) == 30
    assert 250 <= len(found) <= 350


def test_a_sample_changes_by_hardly_a_point_when_one_is_taken_away() -> None:
    points = [(f"R{at}", 0, 9) for at in range(2000)]
    before = sampled(points, ["en"] * 2000, 200)
    after = sampled(points[:-1], ["en"] * 1999, 200)
    assert len(set(before) ^ set(after)) <= 2


_LINES = (
    ("The park needs better lights at night.", "en"),
    ("I want the park to have better lights at night because I am afraid.", "en"),
    ("The park does not need better lights at night.", "en"),
    ("Buses should run until midnight on the main road.", "en"),
    ("পার্কে রাতে আরও ভালো আলো দরকার।", "bn"),
    ("Beerta nalal fiican ayay u baahan tahay habeenkii.", "so"),
    ("公园晚上需要更好的灯光照明设备。", "zh"),
    ("Park e rate aro bhalo alo dorkar.", "bn-Latn"),
)


def _crowd(people: int) -> list[Said]:
    rng = np.random.default_rng(3)
    sides = ("for", "against", "unknown")
    found = []
    for at in range(people):
        text, tag = _LINES[int(rng.integers(len(_LINES)))]
        more = "" if at % 3 else f" It was like that in {1900 + at % 90} too, my neighbours say."
        found.append(Said(text + more, ("a",), tag, position=sides[at % 3]))
    return found


def test_points_that_are_not_read_are_heard_as_if_they_had_been() -> None:
    tables = tables_of(_crowd(240))
    view = ThemeView(Material(tables, "q"), set(tables.responses["response_id"]), tables.assignments)
    asked = view._hearing.asked(view.candidates[:40])
    found = further(view.material, view.points, view._turned, asked)
    whole = Hearing(view.material, view.points, view._turned(view.vectors)).saying(asked) >= hearing.SAYS
    assert whole.sum() > 100
    assert found == [{view.points[at][0] for at in np.flatnonzero(row)} for row in whole]


def test_the_figures_of_a_theme_too_large_to_be_read_whole_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = tables_of(_crowd(400))
    whole = draft_themes(tables)
    for room, limit in ((theme, "READ"), (material, "COUNTED")):
        monkeypatch.setattr(room, limit, 60)
    monkeypatch.setattr(hearing, "BLOCK", 50)
    some = draft_themes(tables)
    figure, minority = (some[some["kind"] == kind].iloc[0] for kind in ("figure", "minority"))
    assert figure["evidence"] == whole[whole["kind"] == "figure"].iloc[0]["evidence"]
    assert json.loads(minority["figures"]) == json.loads(whole[whole["kind"] == "minority"].iloc[0]["figures"])


def test_a_key_point_of_a_theme_too_large_to_be_read_whole_rests_on_people_who_were_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(theme, "READ", 60)
    tables = tables_of([Said(f"{_LINES[at % 4][0]} I saw {at} cars.") for at in range(240)])
    view = ThemeView(Material(tables, "q"), set(tables.responses["response_id"]), tables.assignments)
    drafts = draft_themes(tables)
    first = drafts[drafts["kind"] == "key_point"].iloc[0]
    assert len(view.points) < len(tables.assignments)
    assert set(first["evidence"]) - set(view.speakers)
    assert json.loads(first["figures"])["n"] == len(first["evidence"])


def test_drafts_of_a_large_theme_are_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "READ", 60)
    tables = tables_of(_crowd(240))
    assert draft_themes(tables).equals(draft_themes(tables))
