"""What each figure shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.plots.build import Raised, analysis_of, many
from textmine import plots
from textmine.analysis import open_analysis
from textmine.errors import InputError
from textmine.insight.intervals import proportion
from textmine.plots.choose import settings_of
from textmine.plots.placing import Box, place
from textmine.plots.points import points_of, project

MIXED = Raised("Bins", ("for",) * 8 + ("against",) * 7 + ("neutral",) * 2 + ("unknown",) * 3)


def test_a_bar_is_split_by_position_and_adds_up_to_the_people() -> None:
    analysis = analysis_of([MIXED])

    data = plots.theme_bars(analysis, exact=True).data

    assert dict(zip(data["position"], data["n_people"], strict=True)) == {
        "for": 8,
        "against": 7,
        "neutral": 2,
        "unknown": 3,
    }
    assert data["share"].sum() == pytest.approx(1)


def test_a_bar_shows_no_more_than_the_published_pages() -> None:
    few_against = Raised("Lights", ("for",) * 12 + ("against",) * 2 + ("unknown",) * 4)
    analysis = analysis_of([MIXED, few_against, Raised("Tiny", ("for",) * 3)])

    plot = plots.theme_bars(analysis)
    held = {(row.title, row.position): row.n_people for row in plot.data.itertuples()}

    assert held["Lights", "for"] == 12
    assert held["Lights", "rest"] == 6
    assert ("Lights", "against") not in held
    assert plot.data.loc[plot.data["title"] == "Tiny", "n_people"].isna().all()
    assert "Tiny: fewer than 5 people." in plot.text


def test_bars_say_their_base_and_are_told_apart_without_colour() -> None:
    plot = plots.theme_bars(analysis_of([MIXED], unthemed=10), exact=True)
    (axes,) = plot.figure.axes

    assert "Base: 30 people who answered." in plot.text
    assert "Bins: 20 of 30 people (67%)" in plot.text
    looks = {(bars[0].get_hatch(), bars[0].get_facecolor()[:3] == (1, 1, 1)) for bars in axes.containers}
    assert len(looks) == len(axes.containers) == 4


def test_a_point_has_the_theme_of_its_own_part_of_the_answer() -> None:
    points, vectors, total = points_of(analysis_of([Raised("Roads"), MIXED], unthemed=4), "q1", 1000, 0)

    assert total == len(points) == len(vectors) == 35
    assert points["theme_id"].value_counts(dropna=False).tolist() == [20, 11, 4]


def test_more_points_than_asked_are_drawn_by_lot_and_that_is_said() -> None:
    plot = plots.theme_map(analysis_of(many(["A", "B", "C", "D"])), points=30)

    assert len(plot.data) == 30
    assert "30 of 44 points, drawn by chance." in plot.text


def test_what_is_alike_is_near_on_the_map() -> None:
    data = plots.theme_map(analysis_of(many(["A", "B", "C"]))).data
    middles = data.groupby("theme_id")[["x", "y"]].mean()

    near = data[["x", "y"]].to_numpy()[:, None] - middles.to_numpy()[None]
    assert (middles.index[np.linalg.norm(near, axis=2).argmin(axis=1)] == data["theme_id"]).mean() > 0.9


def test_the_same_seed_arranges_the_map_the_same_way() -> None:
    vectors = np.random.default_rng(1).normal(size=(40, 8)).astype(np.float32)

    assert np.array_equal(project(vectors, 3), project(vectors, 3))
    assert project(vectors, 3).shape == (40, 2)


def test_on_the_sample_neighbours_stay_neighbours_and_themes_look_no_more_apart_than_they_are(sample_run: Path) -> None:
    from sklearn.manifold import trustworthiness
    from sklearn.neighbors import NearestNeighbors

    points, vectors, _ = points_of(open_analysis(sample_run), "c10", 1000, 0)
    known = points["theme_id"].notna().to_numpy()
    themes = points["theme_id"][known].to_numpy()
    found = project(vectors, 0)

    def purity(places: npt.NDArray[np.float64]) -> float:
        near = NearestNeighbors(n_neighbors=11).fit(places).kneighbors(return_distance=False, n_neighbors=10)
        return float((themes[near] == themes[:, None]).mean())

    assert trustworthiness(vectors, found, n_neighbors=10, metric="cosine") > 0.88
    assert purity(found[known]) == pytest.approx(purity(vectors[known].astype(np.float64)), abs=0.06)


@pytest.mark.parametrize("n", [1, 2, 3, 11, 12])
def test_a_handful_of_points_has_a_place_each(n: int) -> None:
    found = project(np.random.default_rng(0).normal(size=(n, 8)).astype(np.float32), 0)

    assert found.shape == (n, 2)
    assert np.isfinite(found).all()


def test_themes_of_a_few_people_have_no_name_on_the_map() -> None:
    plot = plots.theme_map(analysis_of([MIXED, Raised("Tiny", ("for",) * 3)]))

    assert set(plot.data["title"].dropna()) == {"Bins"}
    assert "Tiny" not in plot.text


def test_names_on_the_map_do_not_cover_each_other() -> None:
    wanted = [Box(50, 50, 30, 8)] * 12

    placed = [box for box in place(wanted, Box(100, 100, 200, 200)) if box]

    assert len(placed) == 12
    assert placed[0] == wanted[0]
    assert not any(one.meets(two) for at, one in enumerate(placed) for two in placed[:at])


def test_a_name_without_room_is_left_out() -> None:
    assert place([Box(5, 5, 8, 8)] * 2, Box(5, 5, 10, 10)) == [Box(5, 5, 8, 8), None]


def test_the_drawn_names_do_not_cover_each_other() -> None:
    plot = plots.theme_map(analysis_of(many([f"Theme number {number} of many" for number in range(20)])))
    plot.figure.draw_without_rendering()
    (axes,) = plot.figure.axes

    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) > 10
    assert not any(one.overlaps(two) for at, one in enumerate(boxes) for two in boxes[:at])


def test_the_panel_has_a_row_for_each_language_with_wilsons_interval() -> None:
    spoken = {"en": "Roads", "bn": "আলো", "so": "Nal", "bn-Latn": "alo"}
    raised = [Raised(title, language=tag) for tag, title in spoken.items()]

    data = plots.language_panel(analysis_of(raised, unthemed=4)).data.set_index(["language", "measure"])

    assert set(data.index.get_level_values(0)) == set(spoken)
    expected = proportion(4, 15)
    assert expected is not None
    got = data.loc[("en", "needs_person"), ["value", "low", "high"]].astype(float).tolist()
    assert got == pytest.approx([expected.value, expected.low, expected.high])
    assert data.loc[("bn", "answers"), "value"] == 11
    assert data.loc[("so", "confidence"), "value"] == pytest.approx(0.9)


def test_rare_languages_are_put_together() -> None:
    raised = [Raised("a"), *(Raised(tag, ("for",), tag) for tag in ("fr", "pl", "ro", "it"))]

    data = plots.language_panel(analysis_of(raised), most=3).data

    assert data["name"].unique().tolist()[-1] == "Other languages (3)"
    assert data.loc[data["measure"] == "answers", "value"].sum() == 15


def test_stability_says_in_words_what_it_means() -> None:
    analysis = analysis_of(
        [Raised("Firm", stability=0.9), Raised("Loose", stability=0.2), Raised("By hand", stability=float("nan"))]
    )

    plot = plots.stability(analysis)

    assert plot.data["title"].tolist() == ["Firm", "Loose", "By hand"]
    assert "Firm: 0.90 (comes back every time)." in plot.text
    assert "Loose: 0.20 (loosely held together)." in plot.text
    assert "By hand: not known." in plot.text


def test_the_heat_map_shows_what_insight_shows() -> None:
    from textmine.insight.heard import heard

    positions = ("for",) * 30 + ("against",) * 30
    analysis = analysis_of([Raised("Roads", positions), Raised("Bins", positions)], wards=("North", "South"))
    found = heard(analysis.reviewed.tables, settings_of(analysis))

    plot = plots.group_heat_map(analysis, "Ward", known=found)

    own = found.themes[found.themes["group_question"] == "ward"]
    assert plot.data["n"].tolist() == own["n"].tolist()
    assert plot.data["low"].tolist() == own["low"].tolist()
    assert plot.data["n"].notna().all()


def test_a_group_of_one_person_is_not_in_the_heat_map() -> None:
    positions = ("for",) * 30 + ("against",) * 30
    wards = ["North"] * 59 + ["South"] * 60 + ["Hamlet of one"]

    analysis = analysis_of([Raised("Roads", positions), Raised("Bins", positions)], wards=wards)
    plot = plots.group_heat_map(analysis, "ward")

    assert "Hamlet of one" not in plot.data.to_csv()
    hidden = plot.data["share"].isna()
    assert plot.data.loc[hidden, "n"].isna().all()


def test_a_group_question_nobody_asked_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"`shoe size` does not tell groups.*`ward` \(Ward\)"):
        plots.group_heat_map(analysis_of([MIXED], wards=("North", "South")), "shoe size")


def test_a_group_question_is_looked_up_before_anything_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.plots.groups.heard", lambda *_, **__: pytest.fail("counted"))
    with pytest.raises(InputError, match=r"`shoe size` does not tell groups.*`language` \(Main language"):
        plots.group_heat_map(analysis_of([MIXED]), "shoe size")


def test_groups_of_a_few_people_are_said_to_be_too_small_not_to_be_none() -> None:
    few = [Raised("Lights", ("for",) * 6), Raised("আলো", ("for",) * 4, "bn"), Raised("Nal", ("for",) * 4, "so")]
    assert "one group only, or too few people" in plots.group_heat_map(analysis_of(few), "language").text


def test_a_map_whose_themes_are_all_of_a_few_people_says_so() -> None:
    few = [Raised("Lights", ("for",) * 4), Raised("আলো", ("for",) * 4, "bn")]
    assert "each theme was raised by fewer than 5 people" in plots.theme_map(analysis_of(few)).text


def test_people_for_and_against_whose_number_is_hidden_are_not_called_neither() -> None:
    # 16 for and 2 against: both numbers are hidden, the 18 are not.
    text = plots.theme_bars(analysis_of([Raised("Put lights down", ("for",) * 16 + ("against",) * 2)])).text
    assert "neither, unclear or not shown 18" in text
    assert "people for and against can be in it" in text
