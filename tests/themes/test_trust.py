from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.themes.blobs import blobs
from textmine.themes.cluster import PointClusterer
from textmine.themes.trust import ENOUGH, language_check, mean_stability, stability

TAGS = ("en", "bn", "so", "bn-Latn", "ar")


def test_clusters_that_come_back_whole_are_perfectly_stable() -> None:
    vectors, truth = blobs(300, 4)
    found = stability(truth, np.arange(300), lambda kept, seed: PointClusterer(seed=seed).fit(vectors[kept]).labels_)
    assert found.tolist() == [1, 1, 1, 1]


def test_clusters_by_chance_are_not_stable() -> None:
    labels = np.random.default_rng(0).integers(4, size=400)
    found = stability(
        labels, np.arange(400), lambda kept, seed: np.random.default_rng(seed).integers(4, size=len(kept))
    )
    assert found.shape == (4,)
    assert (found < 0.3).all()


def test_only_the_theme_that_falls_apart_is_unstable() -> None:
    labels = np.arange(300) % 3

    def again(kept: np.ndarray, seed: int) -> np.ndarray:
        own = labels[kept].copy()
        loose = np.flatnonzero(own == 2)
        own[loose] = np.random.default_rng(seed).integers(2, 8, size=len(loose))
        return own

    found = stability(labels, np.arange(300), again)
    assert found[:2].tolist() == [1, 1]
    assert found[2] < 0.4


def test_people_are_left_out_whole_and_differently_each_time() -> None:
    owners = np.arange(300) // 3
    seen: list[tuple[set[int], int]] = []

    def again(kept: np.ndarray, seed: int) -> np.ndarray:
        people, points = np.unique(owners[kept], return_counts=True)
        assert (points == 3).all()
        seen.append((set(people), seed))
        return owners[kept] % 5

    found = stability(owners % 5, owners, again, seed=7)
    assert (found == 1).all()
    assert {len(people) for people, _ in seen} == {90}
    assert len({frozenset(people) for people, _ in seen}) == len({seed for _, seed in seen}) == len(seen) > 1


def test_the_seed_decides_what_is_left_out() -> None:
    vectors, _ = blobs(120, 6, noise=0.5)
    labels = PointClusterer().fit(vectors).labels_

    def run(seed: int) -> list[float]:
        again = stability(
            labels, np.arange(120), lambda kept, own: PointClusterer(seed=own).fit(vectors[kept]).labels_, seed
        )
        return [round(float(value), 6) for value in again]

    assert run(1) == run(1)
    assert run(1) != run(2)


@pytest.mark.parametrize(
    ("labels", "owners"),
    [([0, 0, 0, 0], [0, 1, 2, 3]), ([0, 1, 2, 0], [0, 1, 2, 3]), ([0, 1] * 4, [5] * 8), ([0], [0])],
    ids=["one theme", "few people", "one person", "one answer"],
)
def test_with_too_few_people_nobody_can_tell(labels: list[int], owners: list[int]) -> None:
    def never(kept: np.ndarray, seed: int) -> np.ndarray:
        raise AssertionError("asked to find themes again")

    found = stability(np.array(labels), np.array(owners), never)
    assert len(found) == max(labels) + 1
    assert np.isnan(found).all()


def test_the_mean_counts_people_and_leaves_out_what_is_not_known() -> None:
    themes = pd.DataFrame({"stability": [1.0, 0.5, np.nan, 0.1], "n_people": [30, 10, 99, 0]})
    assert mean_stability(themes) == 0.875
    assert mean_stability(themes.iloc[2:]) is None


def tables(rows: list[tuple[str, str | None]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of answers given as (language, theme); without a theme they need a person."""
    responses = pd.DataFrame(
        [
            {"response_id": f"r{i}", "question_id": "q1", "language": tag, "status": "themed" if t else "needs_person"}
            for i, (tag, t) in enumerate(rows)
        ]
    )
    assignments = pd.DataFrame(
        [
            {"response_id": f"r{i}", "question_id": "q1", "theme_id": theme, "primary": True}
            for i, (_, theme) in enumerate(rows)
            if theme
        ],
        columns=["response_id", "question_id", "theme_id", "primary"],
    )
    return responses, assignments


def check(rows: list[tuple[str, str | None]]) -> dict[str, Any]:
    return language_check(*tables(rows))["q1"]


def test_themes_that_follow_the_language_are_a_warning() -> None:
    found = check([(tag, f"t{i}") for i, tag in enumerate(TAGS) for _ in range(30)])
    assert found["nmi"] == 1
    assert found["nmi_by_chance"] < 0.15
    assert len(found["warnings"]) == 1
    assert "Themes follow the language" in found["warnings"][0]


@pytest.mark.parametrize("n", [12, 60, 600])
def test_themes_by_chance_are_no_warning(n: int) -> None:
    rng = np.random.default_rng(n)
    for _ in range(5):
        found = check([(str(rng.choice(TAGS)), f"t{rng.integers(6)}") for _ in range(n)])
        assert found["warnings"] == []
        assert abs(found["nmi"] - found["nmi_by_chance"]) < 0.1


@pytest.mark.parametrize("tag", TAGS[1:])
def test_a_language_whose_answers_are_sent_away_more_often_is_a_warning(tag: str) -> None:
    rows: list[tuple[str, str | None]] = [("en", f"t{i % 4}") for i in range(200)]
    rows += [(tag, None if i < 10 else f"t{i % 4}") for i in range(40)]
    found = check(rows)
    assert found["warnings"] == [f"25% of the answers in `{tag}` need a person, of the others 0%."]
    assert found["languages"][tag] == {"answers": 40, "themed": 0.75, "needs_person": 0.25}


def test_a_language_with_few_answers_is_no_warning() -> None:
    rows: list[tuple[str, str | None]] = [("en", f"t{i % 4}") for i in range(200)]
    few = [*rows, *[("so", None)] * (ENOUGH - 1)]
    assert check(few)["warnings"] == []
    assert len(check([*few, ("so", None)])["warnings"]) == 1
    # Nor where all the others together are few.
    alone: list[tuple[str, str | None]] = [("bn", None)] * 30 + [("bn", "t1")] * 30 + [("en", "t1")] * (ENOUGH - 1)
    assert check(alone)["warnings"] == []


def test_equal_treatment_is_no_warning() -> None:
    assert check([(tag, None if i % 10 == 0 else f"t{i % 4}") for tag in TAGS for i in range(40)])["warnings"] == []


def test_questions_are_judged_apart_and_answers_without_content_do_not_count() -> None:
    responses, assignments = tables([(tag, f"t{i}") for i, tag in enumerate(TAGS) for _ in range(30)])
    other = responses.assign(question_id="q2", status="blank")
    other.loc[:3, "status"] = "needs_person"
    found = language_check(pd.concat([responses, other]), assignments)
    assert list(found) == ["q1", "q2"]
    assert found["q2"]["languages"] == {"en": {"answers": 4, "themed": 0.0, "needs_person": 1.0}}
    assert found["q2"]["nmi"] == 0
    assert found["q2"]["warnings"] == []
    assert sum(share["answers"] for share in found["q1"]["languages"].values()) == 150


def test_without_answers_there_is_nothing_to_check() -> None:
    responses, assignments = tables([("en", "t1")])
    assert language_check(responses.iloc[:0], assignments.iloc[:0]) == {}
    assert check([("en", "t1")])["warnings"] == []
