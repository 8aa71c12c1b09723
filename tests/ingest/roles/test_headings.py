"""The made list of headings: half of it was never looked at while the rules were written."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.ingest.roles.made_headings import Outcome, cases, guessed


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return guessed(cases())


def share(found: list[Outcome]) -> float:
    return sum(outcome.right for outcome in found) / len(found)


def test_most_headings_held_out_are_taken_for_what_they_are(outcomes: list[Outcome]) -> None:
    assert share([outcome for outcome in outcomes if outcome.case.held_out]) >= 0.93


@pytest.mark.parametrize("language", ["en", "bn", "so"])
def test_a_heading_is_known_as_well_in_each_language(outcomes: list[Outcome], language: str) -> None:
    assert share([outcome for outcome in outcomes if outcome.case.language == language]) >= 0.93


def test_nothing_personal_is_taken_for_an_answer(outcomes: list[Outcome]) -> None:
    carried = ("open", "closed_single", "closed_multi", "matrix", "rating", "equality", "geography")
    leaks = [outcome for outcome in outcomes if outcome.case.role == "personal" and outcome.role in carried]
    assert len(leaks) <= 2


def test_no_open_question_is_dropped(outcomes: list[Outcome]) -> None:
    dropped = [
        outcome for outcome in outcomes if outcome.case.role == "open" and outcome.role in ("personal", "ignore")
    ]
    assert dropped == []


def test_surer_guesses_are_right_more_often(outcomes: list[Outcome]) -> None:
    bins: dict[bool, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        bins[outcome.confidence >= 0.9].append(outcome)
    assert share(bins[True]) >= 0.95
    assert share(bins[True]) >= share(bins[False]) >= 0.75
