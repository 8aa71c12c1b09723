"""Several options in one cell: told apart only where they are known."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.ingest.option_lists import known_options
from textmine.ingest.options import split_options, tally

WAYS = ("Bus", "Walk", "Cycle", "Car or van")
CENSUS = ("Asian, Asian British or Asian Welsh", "White", "Black, Black British, Black Welsh, Caribbean or African")
LANGUAGES = {
    "en": WAYS,
    "bn": ("বাস", "হাঁটা", "সাইকেল", "গাড়ি বা ভ্যান"),
    "so": ("Bas", "Lugayn", "Baaskiil", "Baabuur ama faan"),
    "bn-Latn": ("bas", "hata", "cycle", "gari"),
    "ar": ("حافلة", "مشي", "دراجة", "سيارة"),
    "emoji": ("🚌", "🚶", "🚲", "🚗"),
}


def ticked(options: Sequence[str], mark: str, rows: int = 40, end: str = "") -> list[str]:
    """Return what people may have ticked, in the order of the form."""
    rng = random.Random(7)  # noqa: S311 - made-up answers
    chosen = ([option for option in options if rng.random() < 0.4] or [rng.choice(options)] for _ in range(rows))
    return [mark.join(cell) + end for cell in chosen]


def test_the_longest_option_that_fits_is_taken() -> None:
    known = ["Asian", "Asian British or Asian Welsh", CENSUS[0], "White"]
    assert split_options(f"White, {CENSUS[0]}", known) == ("White", CENSUS[0])


def test_a_shorter_option_is_taken_where_only_so_the_whole_cell_is_read() -> None:
    assert split_options("A, B, C", ["A", "A, B", "B, C"]) == ("A", "B, C")


def test_what_is_no_option_stays_whole_with_its_commas() -> None:
    assert split_options("Bus, Other: I skate, mostly, Walk uphill", WAYS) == (
        "Bus",
        "Other: I skate, mostly, Walk uphill",
    )


def test_an_option_within_words_of_ones_own_is_not_cut_out() -> None:
    assert split_options("I like the bus, Walk, and trains", WAYS) == ("I like the bus, Walk, and trains",)


def test_an_option_after_words_of_ones_own_is_read() -> None:
    assert split_options("by boat, of course, Walk", WAYS) == ("by boat, of course", "Walk")


def test_a_mark_at_the_end_and_blanks_between_are_nothing() -> None:
    assert split_options("Bus; ;Walk;", WAYS) == ("Bus", "Walk")
    assert split_options(" ;", WAYS) == ()


def test_an_option_ticked_twice_counts_once() -> None:
    assert split_options("Bus;bus", WAYS) == ("Bus",)


def test_numbers_with_commas_stay_whole() -> None:
    assert split_options("£1,000 or more;Bus", ["£1,000 or more", "Bus"]) == ("£1,000 or more", "Bus")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("mark", "end"), [(", ", ""), (";", ";"), ("\n", ""), ("; ", ""), (" | ", "")])
def test_options_are_found_in_every_language(language: str, mark: str, end: str) -> None:
    options = LANGUAGES[language]
    cells = ticked(options, mark, end=end)
    assert set(known_options(Counter(cells))) == set(options)


@pytest.mark.parametrize("options", [CENSUS, ("Red, Dark Red or Rose", "White", "Blue, Navy, Sky", "Mixed")])
def test_an_option_with_commas_is_found_whole(options: Sequence[str]) -> None:
    assert set(known_options(Counter(ticked([*options, "Prefer not to say"], ", ")))) == {*options, "Prefer not to say"}


@pytest.mark.parametrize(
    "cells",
    [
        ["Yes, definitely", "Yes, to some extent", "No"] * 10,
        [*CENSUS, "Mixed"] * 10,
        ["Red, Dark Red or Rose", "White", "Blue, Navy or Sky"] * 10,
        [f"{how}, {what}" for how in ("Likely", "Unlikely", "Maybe") for what in ("Bus", "Car", "Walk")] * 4,
        [f"{n} High Street, London" for n in range(30)],
        [f"I like the {a}, the {b}, and {c}" for a in ("park", "bus") for b in ("trees", "dogs") for c in "xyz"],
        ["16-24", "25-34"] * 10,
        ["trees", "bins", "more light, please", "trees, dogs, and a café", "nothing", "cycle lanes"],
        [],
    ],
)
def test_one_answer_with_a_comma_is_not_several(cells: list[str]) -> None:
    assert known_options(Counter(cells)) == ()


def test_everybody_who_ticked_one_still_chose_from_several() -> None:
    assert known_options({"Bus;": 3, "Walk;": 2}) == ("Bus", "Walk")


def test_words_beside_other_are_no_options() -> None:
    cells = [*ticked(WAYS, ", "), "Bus, Other: my own words, with commas", "Walk, Other: by boat, mostly"]
    assert set(known_options(Counter(cells))) == set(WAYS)


def test_people_are_counted_and_not_ticks() -> None:
    assert tally(["Bus;Walk;", "Bus;Bus;", "", " "], WAYS) == {"Bus": 2, "Walk": 1}


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=8), max_size=5))
def test_nothing_that_was_written_is_lost(cell: str, options: list[str]) -> None:
    marks = ";؛；|\n,،，、"
    left = "".join(split_options(cell, options)).casefold()
    for character in cell.casefold():
        if not character.isspace() and character not in marks and character.isalnum():
            assert character in left


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*WAYS, *CENSUS]), unique=True), st.sampled_from([", ", ";", "; ", "\n", " | "]))
def test_what_was_joined_is_told_apart_again(chosen: list[str], mark: str) -> None:
    assert split_options(mark.join(chosen), [*WAYS, *CENSUS]) == tuple(chosen)
