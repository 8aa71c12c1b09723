"""Who was heard: themes and positions by groups, as they may be published."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.insight.heard.people import WORDS, Person, tables
from textmine.config import PublishSettings
from textmine.insight import audit, consultation_release, page_release
from textmine.insight.heard import heard
from textmine.insight.heard.frames import THEMES
from textmine.insight.intervals import proportion

RULES = PublishSettings(breakdown_minimum=5)
ALL = PublishSettings(minimum_count=0, breakdown_minimum=0)
WARD = {"ward": "geography"}


def crowd(**numbers: int) -> list[Person]:
    """Return people by ward: so many raised bins, so many something else."""
    found = []
    for name, number in numbers.items():
        ward, _, what = name.partition("_")
        raised = {"bins": "for"} if what == "bins" else {"trees": "against"}
        found += [Person(raised, {"ward": ward})] * number
    return found


def row(frame: pd.DataFrame, **which: str) -> pd.Series:
    """Return the one row of a frame with these values."""
    for name, value in which.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_people_are_counted_among_those_of_the_group_who_answered() -> None:
    people = [*crowd(Bow_bins=12, Bow_trees=8, Docks_bins=6, Docks_trees=14), Person(None, {"ward": "Bow"})]
    found = row(heard(tables(people, WARD), RULES).themes, theme_id="bins", group="Bow")
    assert (found.n, found.base, found.share) == (12, 20, 0.6)
    estimate = proportion(12, 20)
    assert estimate is not None
    assert (found.low, found.high) == (estimate.low, estimate.high)


def test_a_person_who_ticked_two_groups_is_in_both_and_a_blank_in_none() -> None:
    people = [Person({"bins": "for"}, {"ward": "Bow;Docks"})] * 6 + crowd(Bow_bins=6, Docks_bins=6)
    people += [Person({"bins": "for"}, {"ward": None})] * 3
    made = heard(tables(people, {"ward": "equality"}), ALL)
    assert dict(zip(made.groups["group"], made.groups["n"], strict=True)) == {"Bow": 12, "Docks": 12}
    assert row(made.themes, group="Bow").n == 12
    assert set(made.groups["base"]) == {18}


def test_who_preferred_not_to_say_is_a_group() -> None:
    people = [*crowd(Bow_bins=10), *([Person({"bins": "for"}, {"ward": "Prefer not to say"})] * 10)]
    assert row(heard(tables(people, WARD), RULES).themes, group="Prefer not to say").n == 10


def test_a_theme_counts_a_person_once_and_the_officers_other_numbers_agree() -> None:
    made = heard(tables(crowd(Bow_bins=12, Bow_trees=8, Docks_bins=6, Docks_trees=14), WARD), ALL)
    assert made.themes[made.themes["theme_id"] == "bins"]["n"].sum() == 18


def test_hidden_numbers_are_null_and_say_the_same_whyever_they_are_hidden() -> None:
    made = heard(tables(crowd(Bow_bins=20, Docks_bins=9, Mere_bins=2, Mere_trees=9), WARD), RULES).themes
    hidden = made[made["n"].isna()]
    assert {"Docks", "Mere"} <= set(hidden[hidden["theme_id"] == "bins"]["group"])
    assert hidden["hidden"].nunique() == 1
    assert hidden[["share", "low", "high"]].isna().all().all()


def test_what_pages_show_stays_as_it_is() -> None:
    given = tables(crowd(Bow_bins=20, Docks_bins=9, Mere_bins=2, Mere_trees=9), WARD)
    page, release = page_release(given, RULES), consultation_release(given, RULES)
    assert page.known.items() <= release.known.items()
    assert audit(release) == []


def test_a_difference_is_told_only_where_the_intervals_lie_apart() -> None:
    made = heard(tables(crowd(Bow_bins=30, Bow_trees=10, Docks_bins=10, Docks_trees=30), WARD), RULES).themes
    assert row(made, theme_id="bins", group="Bow").differs == "more"
    assert row(made, theme_id="bins", group="Docks").differs == "fewer"
    close = heard(tables(crowd(Bow_bins=20, Bow_trees=20, Docks_bins=17, Docks_trees=23), WARD), RULES).themes
    assert set(close["differs"]) == {""}


def test_rounded_numbers_give_the_shares() -> None:
    rules = PublishSettings(minimum_count=10, breakdown_minimum=10, rounding=5)
    people = crowd(Bow_bins=22, Bow_trees=21, Docks_bins=23, Docks_trees=21)
    found = row(heard(tables(people, WARD), rules).themes, theme_id="bins", group="Bow")
    assert (found.n, found.base) == (20, 45)
    assert found.share == pytest.approx(20 / 45)


def test_positions_are_told_by_group_among_those_who_raised_the_theme() -> None:
    people = crowd(Bow_bins=20, Docks_bins=20)
    people += [Person({"bins": "against"}, {"ward": ward}) for ward in ("Bow", "Docks") for _ in range(12)]
    made = heard(tables(people, WARD), RULES).positions
    found = row(made, theme_id="bins", position="against", group="Bow")
    assert (found.n, found.base) == (12, 32)


def test_positions_are_never_told_by_kind_of_respondent() -> None:
    people = [
        Person({"bins": side}, {}, kind) for side in ("for", "against") for kind in ("individual", "organisation")
    ]
    made = heard(tables(people * 20, {}), RULES)
    assert "kind" in set(made.themes["role"])
    assert "kind" not in set(made.positions["role"])


def test_languages_are_groups_by_their_names_in_every_script() -> None:
    people = [Person({"bins": "for"}, {}, language=language) for language in WORDS for _ in range(8)]
    made = heard(tables(people, {}), RULES)
    assert set(made.themes["group"]) == {"English", "Bengali", "Somali", "Bengali in Latin letters", "Arabic"}
    assert set(made.themes["n"]) == {8}


def test_groups_in_other_scripts_keep_their_names() -> None:
    people = [Person({"bins": "for"}, {"ward": name}) for name in ("পূর্ব বো", "وابينغ", "Waqooyi 😀") for _ in range(9)]
    assert set(heard(tables(people, WARD), RULES).themes["group"]) == {"পূর্ব বো", "وابينغ", "Waqooyi 😀"}


def test_a_question_that_few_answered_and_a_theme_of_few_have_no_rows() -> None:
    people = [*crowd(Bow_bins=20, Docks_bins=20), Person({"bins": "for", "rare": "for"}, {"ward": "Bow"})]
    made = heard(tables(people, WARD), RULES).themes
    assert set(made["theme_id"]) == {"bins"}
    few = [Person({"bins": "for"}, {"ward": "Bow"})] * 3 + [Person(None, {"ward": "Docks"})] * 40
    assert heard(tables(few, WARD), RULES).themes.empty


def test_no_groups_give_empty_frames_with_their_columns() -> None:
    made = heard(tables([Person({"bins": "for"})] * 20, {}), RULES)
    assert made.themes.empty
    assert list(made.themes.columns) == list(THEMES)


@pytest.mark.parametrize("group", ["ward", "language"])
def test_one_way_of_grouping_alone_is_told_as_among_all(group: str) -> None:
    people = [*crowd(Bow_bins=20, Docks_bins=9, Mere_bins=2, Mere_trees=9)]
    people += [Person({"bins": "for"}, {"ward": "Docks"}, language=tag) for tag in ("bn", "so") for _ in range(7)]
    given = tables(people, WARD)
    alone, every = heard(given, RULES, group=group), heard(given, RULES)
    for one, among in ((alone.groups, every.groups), (alone.themes, every.themes), (alone.positions, every.positions)):
        pd.testing.assert_frame_equal(one, among[among["group_question"] == group].reset_index(drop=True))
    assert set(every.groups["group_question"]) == {"ward", "language"}
