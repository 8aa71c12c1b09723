"""Who responded, beside who lives here."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.config import CensusSettings
from textmine.errors import ConfigError
from textmine.insight.census import Band, Census, representation
from textmine.insight.census.matching import Matching, ages_of, match_groups
from textmine.insight.heard.frames import GROUPS

ETHNIC = {"White: British": 600, "Mixed": 50, "Asian: Bangladeshi": 300, "Black: African": 50}


def groups(wording: str, counts: dict[str, int | None], base: int) -> pd.DataFrame:
    rows = [
        {"group_question": "c1", "group_wording": wording, "role": "equality", "group": group, "n": n, "base": base}
        for group, n in counts.items()
    ]
    return pd.DataFrame(rows, columns=list(GROUPS)).astype(GROUPS)


def census(**bands: dict[str, int]) -> Census:
    return Census("census.csv", {name: tuple(Band(n, p) for n, p in own.items()) for name, own in bands.items()})


def compared(counts: dict[str, int | None], base: int, given: dict[str, str] | None = None) -> pd.DataFrame:
    settings = CensusSettings(map=given or {})
    frame = representation(groups("Ethnic group", counts, base), census(race=ETHNIC), settings).frame
    return frame.set_index("group")


def matched(options: list[str], bands: list[str]) -> Matching:
    return match_groups(options, [Band(name, 10) for name in bands], {}, "Other answers")


def test_shares_are_compared_only_where_the_interval_leaves_the_population_out() -> None:
    found = compared({"White: British": 23, "Asian: Bangladeshi": 70, "Black: African": 7}, 100)
    assert found["compared"].to_dict() == {
        "White: British": "fewer", "Mixed": "fewer", "Asian: Bangladeshi": "more", "Black: African": "about",
    }  # fmt: skip
    assert found.loc["White: British", "ratio"] == pytest.approx(0.23 / 0.6)
    assert found.loc["White: British", "expected"] == pytest.approx(60)


def test_several_options_belong_to_one_band_and_a_hidden_one_hides_it() -> None:
    given = {"Somali": "Black: African"}
    found = compared({"White: British": 50, "Somali": 20, "Black: African": 12}, 100, given)
    assert found.loc["Black: African", "n"] == 32
    hidden = compared({"White: British": 50, "Somali": 20, "Black: African": None}, 100, given)
    assert pd.isna(hidden.loc["Black: African", "n"])
    assert hidden.loc["Black: African", "compared"] == "more", "at least 20 of 100"


def test_the_parts_and_the_last_part_of_a_name_find_their_band() -> None:
    found = compared({"Mixed: White and Asian": 15, "Bangladeshi": 40, "White: British": 45}, 100)
    assert found["n"].dropna().to_dict() == {"White: British": 45, "Mixed": 15, "Asian: Bangladeshi": 40}


def test_a_hidden_band_is_few_only_where_the_shown_numbers_leave_no_room() -> None:
    room = compared({"White: British": 50, "Asian: Bangladeshi": 30, "Mixed": None, "Black: African": None}, 100)
    assert set(room.loc[["Mixed", "Black: African"], "compared"]) == {"not shown"}
    assert room.loc["Mixed", "most"] == 20
    none = compared({"White: British": None, "Asian: Bangladeshi": 75, "Mixed": None}, 100)
    assert none.loc["White: British", "compared"] == "fewer"
    assert none.loc["White: British", "most"] == 25


def test_where_people_choose_several_nothing_is_worked_out_from_the_others() -> None:
    frame = groups("Ethnic group", {"White: British": None, "Asian: Bangladeshi": 75, "Mixed": None}, 100)
    made = representation(frame, census(race=ETHNIC), CensusSettings(), several=("c1",)).frame
    assert made.set_index("group").loc["White: British", "compared"] == "not shown"


def test_where_the_number_who_did_not_say_is_hidden_the_base_says_so_and_nothing_is_guessed() -> None:
    found = compared({"White: British": 55, "Asian: Bangladeshi": 30, "Mixed": None, "Prefer not to say": None}, 100)
    assert set(found["base"]) == {100}
    assert not found["stated"].any()
    assert found.loc["White: British", "compared"] == "not shown"


def test_bands_that_do_not_cover_everybody_are_compared_among_each_other() -> None:
    frame = groups("Ethnic group", {"A": 40, "B": 40, "C": 100}, 180)
    made = representation(frame, census(race={"A": 500, "B": 500, "D": 10}), CensusSettings())
    found = made.frame.set_index("group")
    assert found.loc["A", "share"] == pytest.approx(0.5)
    assert found.loc["A", "population_share"] == pytest.approx(0.5)
    assert found["compared"].to_dict() == {"A": "about", "B": "about", "D": "", "C": ""}
    assert any("do not cover everybody" in note for note in made.notes)


def test_who_preferred_not_to_say_is_on_neither_side() -> None:
    found = compared({"White: British": 40, "Asian: Bangladeshi": 40, "Prefer not to say": 20}, 100)
    assert set(found["base"]) == {80}
    assert "Prefer not to say" not in found.index


def test_a_group_that_the_census_does_not_know_stays_with_a_note() -> None:
    frame = groups("Ethnic group", {"White: British": 50, "Cornish": 50}, 100)
    made = representation(frame, census(race=ETHNIC), CensusSettings())
    assert made.frame.set_index("group").loc["Cornish", "n"] == 50
    assert made.frame.set_index("group").loc["Cornish", "compared"] == ""
    assert any("“Cornish” cannot be compared" in note for note in made.notes)


def test_nothing_is_compared_where_no_band_fits() -> None:
    made = representation(groups("Ward", {"Old Dock": 50}, 100), census(area={"Bow": 10}), CensusSettings())
    assert made.frame.empty
    assert made.notes == ("Area: not compared, since none of its groups has the name of a band in census.csv.",)


def test_settings_that_name_what_is_not_there_are_refused_together() -> None:
    settings = CensusSettings(map={"Somali": "Black: Afrikan", "x": "y"}, questions={"Q": "Shoe size"})
    with pytest.raises(ConfigError) as caught:
        representation(groups("Ethnic group", {}, 0), census(race=ETHNIC), settings)
    assert len(caught.value.problems) == 3
    assert "Did you mean `Black: African`?" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("16-24", (16, 24)),
        ("16–24 years", (16, 24)),
        ("Aged 16 to 24 years", (16, 24)),
        ("১৬ থেকে ২৪", (16, 24)),
        ("١٦-٢٤", (16, 24)),
        ("16 ilaa 24 😀", (16, 24)),
        ("Under 16", (0, 15)),
        ("15 and under", (0, 15)),
        ("75+", (75, 200)),
        ("75 years or over", (75, 200)),
        ("৭৫ বা তার বেশি", (75, 200)),
        ("Prefer not to say", None),
        ("Bangladeshi", None),
    ],
)
def test_bands_of_age_are_read_as_people_write_them(text: str, ages: tuple[int, int] | None) -> None:
    assert ages_of(text) == ages


def test_bands_of_age_fit_where_both_begin_and_end_alike() -> None:
    bands = ["Aged 16 to 19 years", "Aged 20 to 24 years", "Aged 25 to 34 years", "Aged 35 and over"]
    found = matched(["16 to 24", "25-29", "30-34", "35+"], bands).matches
    assert [(one.groups, len(one.bands)) for one in found] == [
        (("16 to 24",), 2),
        (("25-29", "30-34"), 1),
        (("35+",), 1),
    ]


def test_bands_of_age_that_do_not_fit_are_named() -> None:
    made = matched(["16 to 24", "25 to 34"], ["15 to 19", "20 to 24", "25 to 34"])
    assert [match.groups for match in made.matches if match.bands and match.groups] == [("25 to 34",)]
    assert ("16 to 24",) in [match.groups for match in made.matches]
    (note,) = made.notes
    assert note.startswith("“16 to 24” cannot be compared")
    assert "“15 to 19”, “20 to 24”" in note


@given(
    st.lists(
        st.sampled_from(["0-15", "16-24", "25-34", "20-29", "75+", "Bangladeshi", "Irish", "Mixed: x"]), unique=True
    ),
    st.lists(st.sampled_from(["0-15", "16-19", "20-24", "25-34", "75+", "Asian: Bangladeshi", "Mixed"]), unique=True),
)
def test_no_group_and_no_band_is_lost_or_counted_twice(options: list[str], bands: list[str]) -> None:
    found = matched(options, bands).matches
    assert sorted(group for match in found for group in match.groups) == sorted(options)
    assert sorted(band.name for match in found for band in match.bands) == sorted(bands)
