"""Key points against those of experts: what is counted, and one run on a small topic."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.conftest import write_csv
from textmine.errors import ConfigError
from textmine.evaluate import Options, evaluate
from textmine.evaluate.keypoints.benchmark import benchmark
from textmine.evaluate.keypoints.measures import COVERAGE, F1, STATISTICS, Count, count, interval, says_who
from textmine.evaluate.keypoints.sets import DRAWN, Side, draws, read_sides
from textmine.evaluate.keypoints.systems import SYSTEMS, Chosen
from textmine.evaluate.plain import WIDTH

_SIDE = Side(
    "We should close the road",
    "for",
    ("a", "b", "c", "d", "e"),
    (frozenset({"quiet"}), frozenset({"quiet", "air"}), frozenset({"quiet"}), frozenset({"safe"}), frozenset()),
    frozenset({"quiet", "air", "safe"}),
)
_ALL = np.arange(5)

SUBJECTS = (
    (
        "air",
        ["The air would be cleaner", "Closing it gives us cleaner air to breathe", "Cleaner air on the whole street"],
    ),
    ("children", ["Children could walk to school", "It lets children walk to school safely", "A safe walk to school"]),
    ("noise", ["There would be less noise at night", "Less traffic noise at night", "Nights without traffic noise"]),
)


def public_data(folder: Path) -> Path:
    """A folder with one topic of two sides in the shape of argkp."""
    (folder / "argkp").mkdir(parents=True)
    arguments, points, labels = [], [], []
    for stance, word in (("1", "really"), ("-1", "hardly")):
        for number, (name, texts) in enumerate(SUBJECTS):
            points.append([f"kp {stance} {number}", name, "We should close the road", stance])
            for at, text in enumerate([*texts, *(f"{text}, {word}" for text in texts)]):
                key = f"arg {stance} {number} {at}"
                arguments.append([key, text, "We should close the road", stance])
                labels += [[key, f"kp {stance} {other}", str(int(other == number))] for other in range(3)]
    write_csv(folder / "argkp/arguments_dev.csv", ["arg_id", "argument", "topic", "stance"], arguments)
    write_csv(folder / "argkp/key_points_dev.csv", ["key_point_id", "key_point", "topic", "stance"], points)
    write_csv(folder / "argkp/labels_dev.csv", ["arg_id", "key_point_id", "label"], labels)
    return folder


def _figure(name: str, *counts: Count) -> float:
    return STATISTICS[name]([counts])


def test_a_point_covers_every_key_point_of_its_argument() -> None:
    both = count(_SIDE, _ALL, Chosen([1]))
    assert both.shares == (2 / 3, 4 / 5, 1.0, 0.0, 1.0)


def test_a_point_that_says_nothing_new_is_redundant_and_one_without_key_point_is_wrong() -> None:
    found = count(_SIDE, _ALL, Chosen([0, 2, 4]))
    coverage, _, precision, redundancy, points = found.shares
    assert (coverage, precision, redundancy, points) == (1 / 3, 2 / 3, 1 / 3, 3.0)


def test_only_key_points_of_the_drawn_arguments_can_be_covered() -> None:
    assert count(_SIDE, np.array([3, 4]), Chosen([0])).shares[:2] == (1.0, 1.0)


def test_pairs_are_right_where_people_found_the_key_point_too() -> None:
    makers = np.array([[True, True, False, True, True]])
    found = count(_SIDE, _ALL, Chosen([0], makers))
    # b, d and e are said to make it; b and c do; the argument itself counts for nothing.
    assert (found.right, found.said, found.there) == (1, 3, 4)
    assert _figure(F1, found) == pytest.approx(2 / 7)


def test_a_point_without_a_key_point_matches_nothing() -> None:
    found = count(_SIDE, _ALL, Chosen([4], np.ones((1, 5), dtype=bool)))
    assert (found.right, found.said) == (0, 4)
    assert found.prevalence.shape == (0, 2)


def test_prevalence_is_compared_with_the_share_of_the_most_made_key_point() -> None:
    makers = np.array([[True, False, False, False, True]])
    assert count(_SIDE, _ALL, Chosen([1], makers)).prevalence.tolist() == [[0.4, 0.6]]


def test_a_system_that_names_nobody_has_no_matching_figures() -> None:
    assert not says_who([[count(_SIDE, _ALL, Chosen([0]))]])


def test_an_interval_holds_its_value_and_is_the_same_for_the_same_seed() -> None:
    sides = [[count(_SIDE, _ALL, Chosen([at]))] for at in (0, 1, 3, 4)]
    low, high = interval(sides, STATISTICS[COVERAGE], 0)
    assert low < STATISTICS[COVERAGE](sides) < high
    assert (low, high) == interval(sides, STATISTICS[COVERAGE], 0)


def test_draws_are_of_the_same_size_without_repeats_and_seeded() -> None:
    found = draws(50, 0)
    assert {len(set(own.tolist())) for own in found} == {round(DRAWN * 50)}
    assert all((own == other).all() for own, other in zip(found, draws(50, 0), strict=True))
    assert any((own != other).any() for own, other in zip(found, draws(50, 1), strict=True))


def test_missing_files_are_named_and_nothing_is_measured(tmp_path: Path) -> None:
    (result,) = evaluate(["keypoints"], Options(tmp_path)).values()
    assert "Absent: argkp/arguments_dev.csv" in result.to_text()
    assert result.as_json()["figures"] == []


def test_labels_of_arguments_are_read_by_side(tmp_path: Path) -> None:
    sides, absent = read_sides(public_data(tmp_path), 400)
    assert not absent
    assert [(side.stance, len(side.texts), len(side.points)) for side in sides] == [("for", 18, 3), ("against", 18, 3)]
    assert sides[0].labels[0] == {"kp 1 0"}


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(ConfigError, match="no system `magic`"):
        benchmark(Options(systems=("magic",)))


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], float]:
    """The figures of every system on one small topic."""
    folder = tmp_path_factory.mktemp("keypoints")
    result = benchmark(Options(public_data(folder / "data")), cache=folder / "cache")
    assert all(len(line) <= WIDTH for line in result.to_text().splitlines())
    assert {figure.system for figure in result.figures} == set(SYSTEMS)
    return {(figure.system, figure.measure): figure.value for figure in result.figures}


def test_nothing_covers_more_than_the_labels_allow(measured: dict[tuple[str, str], float]) -> None:
    assert measured["oracle", COVERAGE] == 1.0
    assert all(value <= 1.0 for (_, measure), value in measured.items() if measure == COVERAGE)


def test_textmine_tells_three_plain_points_apart(measured: dict[tuple[str, str], float]) -> None:
    assert measured["textmine", COVERAGE] > 0.9
    assert measured["textmine", COVERAGE] > measured["centroid", COVERAGE]
