"""What is drawn, and what each answer stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.analysis import Analysis
from textmine.errors import ConfigError, InputError
from textmine.evaluate.coding import draw_sample
from textmine.evaluate.coding.strata import allocate

from .conftest import NUMBERS


@given(st.lists(st.integers(1, 500), min_size=1, max_size=20), st.integers(0, 300))
def test_every_stratum_is_in_and_none_gives_more_than_it_has(sizes: list[int], more: int) -> None:
    n = len(sizes) + more
    given_ = allocate(sizes, n)
    assert sum(given_) == min(n, sum(sizes))
    assert all(1 <= own <= size for own, size in zip(given_, sizes, strict=True))


def test_small_strata_have_more_than_their_share() -> None:
    assert allocate([900, 100], 40) == [30, 10]


def test_rare_languages_are_in_the_sample(analysis: Analysis) -> None:
    assert {item.language for item in draw_sample(analysis, 40).items} == set(NUMBERS)


def test_the_weights_stand_for_every_answer_with_content(analysis: Analysis) -> None:
    sample = draw_sample(analysis, 40)
    assert sample.weights.sum() == pytest.approx(2 * sum(NUMBERS.values()))
    for language, number in NUMBERS.items():
        own = [at for at, item in enumerate(sample.items) if item.language == language]
        assert sample.weights[own].sum() == pytest.approx(2 * number)


def test_the_weighted_share_is_right_though_small_strata_have_more_than_theirs(analysis: Analysis) -> None:
    whole = {"lost": (analysis.machine.responses["status"] == "needs_person").mean(), "two": 1 / 3 * 0.9}
    found: dict[str, list[float]] = {"lost": [], "two": [], "plain": []}
    for seed in range(12):
        sample = draw_sample(analysis, 60, seed=seed)
        lost = np.array([not item.machine for item in sample.items])
        two = np.array([len(item.machine) == 2 for item in sample.items])
        found["lost"].append(sample.weights @ lost / sample.weights.sum())
        found["two"].append(sample.weights @ two / sample.weights.sum())
        found["plain"].append(lost.mean())
    assert np.allclose(found["lost"], whole["lost"])
    assert np.mean(found["two"]) == pytest.approx(whole["two"], abs=0.06)
    assert np.mean(found["plain"]) > whole["lost"] + 0.05


def test_the_same_seed_draws_the_same_and_another_does_not(analysis: Analysis) -> None:
    assert draw_sample(analysis, 30, seed=4) == draw_sample(analysis, 30, seed=4)
    assert draw_sample(analysis, 30, seed=4).items != draw_sample(analysis, 30, seed=5).items


def test_no_answer_is_drawn_twice_and_all_are_drawn_where_there_are_fewer(analysis: Analysis) -> None:
    sample = draw_sample(analysis, 10_000)
    assert len({(item.response_id, item.question_id) for item in sample.items}) == len(sample.items) == 190
    assert set(sample.weights) == {1.0}


def test_one_question_alone_can_be_drawn_from(analysis: Analysis) -> None:
    sample = draw_sample(analysis, 20, questions=["q2"])
    assert {item.question_id for item in sample.items} == set(sample.questions) == {"q2"}
    assert {theme.question_id for theme in sample.themes} == {"q2"}


def test_strata_are_coarser_where_the_sample_is_small(analysis: Analysis) -> None:
    assert {stratum.sureness for stratum in draw_sample(analysis, 12).strata} == {"any"}
    with pytest.raises(InputError, match="at least 8"):
        draw_sample(analysis, 7)


def test_the_ids_and_the_order_of_themes_tell_nothing(analysis: Analysis) -> None:
    sample = draw_sample(analysis, 60)
    titles = [theme.title.casefold() for theme in sample.themes_of("q1")]
    assert titles == sorted(titles)
    firsts = Counter(item.stratum for item in sample.items[:20])
    assert len(firsts) > 3


def test_the_machines_codes_are_its_own_whatever_officers_decided(
    analysis: Analysis, decided: Callable[..., Analysis]
) -> None:
    item = next(item for item in draw_sample(analysis, 190).items if item.machine)
    theme = sorted(item.machine)[0]
    after = decided({"do": "unassign", "answer": [item.response_id, item.question_id], "theme": theme})
    same = {(own.response_id, own.question_id): own.machine for own in draw_sample(after, 190).items}
    assert same[item.response_id, item.question_id] == item.machine


def test_themes_that_were_merged_before_count_as_one(decided: Callable[..., Analysis]) -> None:
    sample = draw_sample(decided({"do": "merge", "themes": ["q1.02"], "into": "q1.01"}), 190)
    assert "q1.02" not in sample.by_id
    assert not any("q1.02" in item.machine for item in sample.items)


@pytest.mark.parametrize("coders", [["Ada"], ["Ada", "Ada "], ["Ada", ""], []])
def test_two_different_people_are_needed(analysis: Analysis, coders: list[str]) -> None:
    with pytest.raises(ConfigError, match="two different people"):
        draw_sample(analysis, 20, coders=coders)


def test_an_unknown_question_is_named(analysis: Analysis) -> None:
    with pytest.raises(InputError, match="no open question `q9`"):
        draw_sample(analysis, 20, questions=["q9"])


def test_a_sample_shows_in_a_notebook_without_anybodys_words(analysis: Analysis) -> None:
    shown = draw_sample(analysis, 40, coders=("<b>Ada", "Bo"))._repr_html_()
    assert "&lt;b&gt;Ada" in shown
    assert "parking" not in shown
