"""The measures themselves, on made-up labels and vectors with known values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, v_measure_score

from textmine.evaluate.themes.agreement import Agreement
from textmine.evaluate.themes.codes import as_codes, hits, micro_f1, one_to_one, samples_f1
from textmine.evaluate.themes.figures import around, mean_of, share, widest_difference
from textmine.evaluate.themes.fitted import NONE, Fitted
from textmine.evaluate.themes.mapping import CONFIRMED, mapping_figures
from textmine.evaluate.themes.parity import DIFFERENCE, NEEDS, Asked, parity_figures
from textmine.evaluate.themes.peers import FirstVersion, KMeans, Leiden
from textmine.evaluate.themes.sets import Coded, Theme
from textmine.evaluate.themes.stability import ALL, CHANGES, changed_order, stability_figures
from textmine.evaluate.themes.systems import OURS, Textmine, load_systems
from textmine.evaluate.themes.twins import CHANCE, TOGETHER, by_chance, twin_figures
from textmine.evaluate.themes.vectors import Material


def made_up(groups: int = 3, each: int = 20, dimensions: int = 16) -> tuple[Material, list[int]]:
    """Texts whose vectors lie in tight groups."""
    rng = np.random.default_rng(0)
    truth = [at % groups for at in range(groups * each)]
    vectors = np.eye(dimensions)[truth] + 0.02 * rng.normal(size=(len(truth), dimensions))
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return Material(tuple(f"text {i}" for i in range(len(truth))), ("en",) * len(truth), unit, unit), truth


def fitted(labels: list[int]) -> Fitted:
    """Themes as given; new texts are in the theme that their text says."""
    themes = tuple(frozenset() if label == NONE else frozenset({label}) for label in labels)
    return Fitted(np.array(labels), themes, lambda new: np.array([int(text) for text in new.texts]))


def spoken(*themes: int) -> Material:
    """Texts that say which theme they are in."""
    vectors = np.eye(len(themes), dtype=np.float32)
    return Material(tuple(map(str, themes)), ("en",) * len(themes), vectors, vectors)


@pytest.mark.parametrize("seed", range(3))
def test_agreement_is_scikit_learns(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one = rng.integers(0, 4, 200)
    other = np.where(rng.random(200) < 0.6, one, rng.integers(-1, 6, 200))
    agreement = Agreement(one.tolist(), other.tolist())
    assert agreement.v_measure().value == pytest.approx(v_measure_score(one, other))
    assert agreement.rand().value == pytest.approx(adjusted_rand_score(one, other))


def test_the_same_groups_agree_whatever_they_are_called() -> None:
    agreement = Agreement(["a", "a", "b", "c"], [7, 7, 3, 1])
    assert (agreement.v_measure().value, agreement.rand().value) == (1.0, 1.0)


def test_one_theme_for_all_agrees_with_nothing() -> None:
    agreement = Agreement(["a", "b"] * 10, [0] * 20)
    assert (agreement.v_measure().value, agreement.rand().value) == (0.0, 0.0)


def test_the_interval_of_agreement_holds_the_value_and_narrows_with_more_texts() -> None:
    rng = np.random.default_rng(1)
    widths = []
    for n in (60, 960):
        truth = rng.integers(0, 3, n)
        found = Agreement(truth.tolist(), np.where(rng.random(n) < 0.7, truth, 0).tolist()).rand()
        assert found.low < found.value < found.high
        widths.append(found.high - found.low)
    assert widths[1] < widths[0] / 2


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(2)

    def draw(n: int) -> tuple[list[int], list[int]]:
        truth = rng.integers(0, 3, n)
        return truth.tolist(), np.where(rng.random(n) < 0.7, truth, 0).tolist()

    true = Agreement(*draw(100_000)).rand().value
    found = [Agreement(*draw(120)).rand() for _ in range(60)]
    assert sum(item.low <= true <= item.high for item in found) >= 50


def test_the_same_seed_gives_the_same_interval() -> None:
    labels = ([0, 1, 2, 0, 1] * 8, [0, 1, 1, 0, 2] * 8)
    assert Agreement(*labels, seed=3).v_measure() == Agreement(*labels, seed=3).v_measure()
    assert Agreement(*labels, seed=3).v_measure() != Agreement(*labels, seed=4).v_measure()


def test_an_interval_stays_between_its_bounds() -> None:
    found = around(0.95, np.array([0.1, 0.95, 1.0]))
    assert found.high == 1.0
    assert 0.0 <= found.low <= 0.95


def test_f1_of_codes_has_its_known_values() -> None:
    found = hits([{"a"}, {"a", "b"}, set(), {"c"}], [{"a"}, {"a"}, {"b"}, {"a", "c"}])
    assert found.tolist() == [[1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]]
    assert micro_f1(found).value == pytest.approx(6 / 9)
    assert samples_f1(found).value == pytest.approx((1 + 2 / 3 + 0 + 2 / 3) / 4)


def test_an_answer_without_themes_that_got_none_is_right() -> None:
    assert samples_f1(hits([set()], [set()])).value == 1.0


def test_each_theme_stands_for_one_code_and_the_matching_is_the_best() -> None:
    # Theme 0 shares most with `bins`, but giving `bins` to theme 1 gains more in all.
    given = [{0}] * 5 + [{1}] * 4
    gold = [{"bins"}] * 3 + [{"dark"}] * 2 + [{"bins"}] * 4
    assert one_to_one(given, gold) == {0: "dark", 1: "bins"}


def test_a_theme_too_many_makes_its_answers_wrong() -> None:
    given, gold = [{0}, {0}, {1}], [("bins",)] * 3
    codes = as_codes(given, one_to_one(given, gold))
    assert codes == [{"bins"}, {"bins"}, {"unmatched 1"}]
    assert micro_f1(hits(codes, gold)).value == pytest.approx(2 / 3)


def test_twins_count_together_unless_neither_has_a_theme() -> None:
    english, somali = spoken(0, 0, 1, NONE), spoken(0, 1, 1, NONE)
    figures = twin_figures("set", {"it": fitted([0, 1])}, english, {"so": somali})
    values = {(item.measure, item.setting): item.value for item in figures}
    assert values[TOGETHER, "so"] == 0.5
    assert values[CHANCE, "so"] == pytest.approx(0.5 * 0.25 + 0.25 * 0.5)


def test_one_theme_for_all_is_always_right_by_chance() -> None:
    assert by_chance(np.zeros(9, dtype=np.int64), np.zeros(9, dtype=np.int64)) == 1.0


def test_parity_compares_only_languages_with_enough_answers() -> None:
    tags = ("en",) * 40 + ("bn",) * 20 + ("so",) * 2
    labels = [0] * 38 + [NONE] * 2 + [0] * 15 + [NONE] * 5 + [NONE] * 2
    figures = parity_figures("set", OURS, [Asked(tags, fitted(labels))], 0)
    shares = {item.setting: (item.value, item.n) for item in figures if item.measure == NEEDS}
    assert shares == {"en": (0.05, 40), "bn": (0.25, 20), "so": (1.0, 2)}
    (gap,) = [item for item in figures if item.measure == DIFFERENCE]
    assert gap.value == pytest.approx(0.2)
    assert gap.n == 60


def test_parity_adds_up_the_questions_of_a_consultation() -> None:
    asked = [Asked(("en", "bn"), fitted([0, NONE])), Asked(("en", "bn"), fitted([NONE, NONE]))]
    figures = parity_figures("set", OURS, asked, 0)
    assert {item.setting: (item.value, item.n) for item in figures} == {"en": (0.5, 2), "bn": (1.0, 2)}


def test_the_difference_between_equal_shares_is_nought() -> None:
    assert widest_difference([(5, 50), (2, 20)], 0).value == pytest.approx(0)


def test_a_difference_of_nought_between_few_answers_is_not_certain() -> None:
    few, many = (widest_difference([(0, n), (0, n)], 0) for n in (20, 2_000))
    assert few.value == many.value == 0
    assert few.high > 0.02 > many.high > 0


def test_a_share_of_none_has_an_interval_above_nought() -> None:
    found = share(0, 20)
    assert (found.value, found.low) == (0.0, 0.0)
    assert 0.1 < found.high < 0.2


def test_the_mean_of_repeats_lies_in_its_interval() -> None:
    found = mean_of(np.array([0.5, 0.6, 0.7, 0.8, 0.9]), 0)
    assert found.value == pytest.approx(0.7)
    assert 0.5 < found.low < 0.7 < found.high < 0.9


def test_each_change_does_what_it_says() -> None:
    whole = list(range(100))
    assert sorted(changed_order(100, 1, shuffle=True, leave_out=False)) == whole
    assert changed_order(100, 1, shuffle=True, leave_out=False) != whole
    fewer = changed_order(100, 1, shuffle=False, leave_out=True)
    assert len(fewer) == 90
    assert fewer == sorted(fewer)
    assert changed_order(100, 1, shuffle=False, leave_out=False) == whole


def test_tight_groups_are_stable_and_found() -> None:
    material, truth = made_up()
    found = KMeans().fit(material, 0, 3)
    assert adjusted_rand_score(found.labels, truth) == 1
    (figure,) = stability_figures("set", KMeans(), found, material, 0)
    assert (figure.setting, figure.value) == (ALL, 1.0)


class Coin:
    """Themes at random."""

    name, what = OURS, "dice"
    told = plain = False

    def fit(self, material: Material, seed: int, n_themes: int) -> Fitted:
        """Throw dice."""
        return fitted(np.random.default_rng([seed, len(material)]).integers(0, n_themes, len(material)).tolist())


def test_themes_at_random_are_not_stable_and_textmine_is_asked_about_each_change() -> None:
    material, _ = made_up()
    figures = stability_figures("set", Coin(), Coin().fit(material, 0, 3), material, 0)
    assert [item.setting for item in figures] == [ALL, *CHANGES]
    values = {item.setting: item.value for item in figures}
    assert abs(values["rows shuffled"]) < 0.1
    assert abs(values[ALL]) < 0.1


def test_leiden_sends_new_texts_to_the_nearest_group() -> None:
    material, truth = made_up()
    found = Leiden().fit(material, 0, 0)
    assert (found.predict(material) == found.labels).mean() > 0.9
    assert v_measure_score(truth, found.labels) > 0.5
    assert not found.not_themed.any()


def test_the_first_version_finds_what_is_said_in_any_language_in_the_plain_vectors() -> None:
    tags = ("en", "bn", "so", "bn-Latn", "ar")
    rng = np.random.default_rng(0)
    truth, spoken_in = [at % 3 for at in range(450)], [tags[at // 3 % 5] for at in range(450)]
    said, accents, manner = np.eye(384)[:3], np.eye(384)[3:8], np.eye(384)[8:14]
    heard = said[truth] + 2 * accents[[tags.index(tag) for tag in spoken_in]] + rng.normal(0, 0.2, (450, 6)) @ manner
    plain = (heard / np.linalg.norm(heard, axis=1, keepdims=True)).astype(np.float32)
    noise = rng.normal(size=plain.shape).astype(np.float32)
    material = Material(tuple(f"text {i}" for i in range(450)), tuple(spoken_in), noise, plain)
    found = FirstVersion().fit(material, 0, 0)
    assert v_measure_score(truth, found.labels) > 0.5
    assert v_measure_score(spoken_in, found.labels) < 0.1
    assert v_measure_score(spoken_in, Leiden().fit(replace(material, vectors=plain), 0, 0).labels) > 0.5
    assert (found.predict(material) == found.labels).all()
    assert not found.not_themed.any()


def coded(n: int) -> Coded:
    """Answers with one of two themes each."""
    gold = tuple(("a",) if at % 2 else ("b",) for at in range(n))
    return Coded("set", tuple(f"text {at}" for at in range(n)), ("en",) * n, gold, codebook=(Theme("a", "A", ""),))


def test_a_confirmed_answer_is_never_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def copies(case: Coded, material: Material, confirmed: Sequence[int]) -> list[set[str]]:
        asked.append(len(confirmed))
        return [set(own) if at in confirmed else set() for at, own in enumerate(case.gold)]

    monkeypatch.setattr("textmine.evaluate.themes.mapping.MAPPERS", {OURS: copies})
    figures = mapping_figures(coded(50), made_up()[0], 0)
    assert {item.value for item in figures} == {0.0}
    # Four fifths of 50 is all that can be confirmed; with none confirmed there is nothing to leave out.
    assert list(dict.fromkeys(item.setting for item in figures)) == ["0", "20", "40"]
    assert asked == [0] + [20] * 5 + [40] * 5


def test_the_largest_sets_are_measured_with_as_many_confirmed_as_the_list_says(monkeypatch: pytest.MonkeyPatch) -> None:
    right = {OURS: lambda case, material, confirmed: [set(own) for own in case.gold]}
    monkeypatch.setattr("textmine.evaluate.themes.mapping.MAPPERS", right)
    figures = mapping_figures(coded(130), made_up()[0], 0)
    assert list(dict.fromkeys(item.setting for item in figures)) == list(map(str, CONFIRMED))
    assert {(item.value, item.n) for item in figures} == {(1.0, 130)}


def test_all_systems_are_loaded_once() -> None:
    names = [system.name for system in load_systems((OURS, "leiden", OURS))]
    assert names == [OURS, "leiden"]
    assert isinstance(load_systems()[0], Textmine)
    assert Counter(system.told for system in load_systems()) == {False: 5, True: 1}
    assert [system.name for system in load_systems() if system.plain] == ["first-version", "bertopic-e5"]
