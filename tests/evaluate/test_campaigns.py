"""The benchmark of campaigns: made consultations, counting, and what is told."""

import json

import numpy as np
import pytest

from textmine.evaluate import evaluate
from textmine.evaluate.campaigns.changes import CHANGES, Writer
from textmine.evaluate.campaigns.make import Campaign, Case, make_cases
from textmine.evaluate.campaigns.measure import pair_f1, recall, tally
from textmine.evaluate.campaigns.sets import gather
from textmine.evaluate.contract import Options

LETTER = "We ask the council to keep the library open. Our children read there every day, at 4 pm. Thank you."
CASE = Case("made", "en", "", tuple("abcdefgh"), (Campaign("typos", "short", (3, 4, 5)),))


def test_a_campaign_found_whole_counts_all_its_members() -> None:
    counted = tally(CASE, [None, None, None, "x", "x", "x", None, None])
    assert (counted.right, counted.grouped, counted.false_groups, counted.pairs_right) == (3, 3, 0, 3)
    assert pair_f1([counted]).value == 1.0


def test_a_group_of_independent_answers_is_false_and_finds_nothing() -> None:
    counted = tally(CASE, ["x", "x", "x", "x", None, None, None, None])
    assert (counted.right, counted.false_groups, counted.false_members, counted.independent) == (0, 1, 3, 5)


def test_a_second_group_of_the_same_campaign_is_false() -> None:
    case = Case("made", "en", "", tuple("abcdef"), (Campaign("typos", "short", tuple(range(6))),))
    counted = tally(case, ["x", "x", "x", "x", "y", "y"])
    assert (counted.right, counted.false_groups) == (4, 1)


def test_recall_without_a_miss_is_as_sure_as_the_letters_are_many() -> None:
    found = recall(tally(CASE, [None, None, None, "x", "x", "x", None, None]).campaigns)
    assert found.value == 1.0
    assert found.low < 0.5


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_leaves_a_text_and_follows_from_the_seed(change: str) -> None:
    made = [
        CHANGES[change](LETTER, Writer(np.random.default_rng(1), "bn", ["park", "পার্ক"], lambda n: "own " * n))
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert made[0].strip()


def test_consultations_follow_from_the_seed_and_the_halves_share_no_text() -> None:
    sets, _ = gather(Options())
    tuned, _ = gather(Options(), tuning=True)
    assert list(make_cases(sets[:1], 20, 0, 1)) == list(make_cases(sets[:1], 20, 0, 1))
    assert all(set(one.texts).isdisjoint(other.texts) for one, other in zip(sets, tuned, strict=True))


def test_the_benchmark_says_what_was_found_and_json_holds_the_same() -> None:
    result = evaluate(["campaigns"], Options(systems=("textmine", "exact only"), sample=60, mistakes=2))["campaigns"]
    assert all(len(line) <= 110 for line in result.to_text().splitlines())
    found = json.loads(json.dumps(result.as_json()))
    ours, exact = found["runs"]
    assert ours["recall"]["value"] > 0.8 > exact["recall"]["value"]
