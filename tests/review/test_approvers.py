from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.config import parse_config
from textmine.errors import ConfigError
from textmine.review.replay import _different

from .conftest import Decide

APPROVE = {"do": "approve", "theme": "q1.02"}
RENAME = {"do": "rename", "theme": "q1.02", "title": "Nalalka"}
APPROVE_ALL = {"do": "approve", "all": True}


def test_two_people_who_approve_are_both_named_the_last_one_last(take: Decide) -> None:
    take(APPROVE, by="Amina")
    reviewed = take(APPROVE, by="আমিনা")
    assert (reviewed.approved_by, reviewed.approvals) == ({"q1.02": ("Amina", "আমিনা")}, {"q1.02": "আমিনা"})


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Amina Khan", "AMINA  khan"),
        ("A. Khan", "A Khan"),
        ("আমিনা রয়", "আমিনা  রয\u09bc"),
        ("Xaliimo Cali", " xaliimo cali "),
        ("آمنة", "آمنة\u200f"),
    ],
)
def test_one_person_is_one_person_however_the_name_is_typed(take: Decide, first: str, again: str) -> None:
    take(APPROVE, by=first)
    assert take(APPROVE, by=again).approved_by == {"q1.02": (again.strip(),)}


def test_a_second_approval_counts_only_for_what_the_theme_says_now(take: Decide) -> None:
    take(APPROVE, RENAME, by="Amina")
    reviewed = take(APPROVE, by="Badri")
    assert (reviewed.approved_by, reviewed.lapsed) == ({"q1.02": ("Badri",)}, {})
    assert take({"do": "undo", "decision": 2}).approved_by == {"q1.02": ("Amina",)}
    assert take(APPROVE, by="Amina").approved_by == {"q1.02": ("Amina",)}


def test_an_undone_approval_counts_no_more(take: Decide) -> None:
    take(APPROVE, by="Amina")
    take(APPROVE, by="Badri")
    assert take({"do": "undo", "decision": 1}).approved_by == {"q1.02": ("Badri",)}


def test_approvers_of_some_themes_are_named_once_each(take: Decide) -> None:
    take(APPROVE_ALL, by="Zakariya")
    take(APPROVE_ALL, by="Amina")
    reviewed = take({"do": "approve", "theme": "q2.01"}, by="Badri")
    assert reviewed.approvers({"q1.01", "q1.02"}) == ["Amina", "Zakariya"]
    assert reviewed.approvers({"q1.01", "q2.01"}) == ["Amina", "Badri", "Zakariya"]
    assert reviewed.approvers(set()) == []


@given(st.lists(st.text(max_size=6)))
def test_people_are_told_apart_by_what_is_read_and_the_last_stays_last(names: list[str]) -> None:
    people = _different(names)
    assert set(people) <= set(names)
    assert _different([*people, *people]) == people
    assert not names or people[-1] == names[-1]


def test_the_setting_asks_for_one_or_two() -> None:
    assert parse_config({}).publish.approvals == 1
    assert parse_config({"publish": {"approvals": 2}}).publish.approvals == 2
    for wrong in (0, 3, "two"):
        with pytest.raises(ConfigError, match=r"publish\.approvals"):
            parse_config({"publish": {"approvals": wrong}})
