"""Columns that are easily taken for something else, in several languages."""

from __future__ import annotations

import time

import pytest

from tests.ingest.roles.made_values import made
from textmine.ingest.columns import TableColumn
from textmine.ingest.roles import Asked, Guess, guess_roles


def guess(heading: str, values: list[str]) -> Guess:
    """Guess a column beside an id and an open question."""
    beside = [Asked("Response ID", made("ids", 1)), Asked("What do you think of the plan?", made("free", 1))]
    return guess_roles([Asked(heading, values), *beside])[0]


def column(name: str, number: int, values: list[str], question: str = "") -> Asked:
    """Return a column as a layout hands it on."""
    return Asked(name, values, TableColumn(name, (number,), (name,), values, question=question))


@pytest.mark.parametrize(
    "heading", ["In one word, what is our town?", "এক কথায় আমাদের এলাকা?", "Hal erey ku sifee degmada"]
)
def test_a_question_for_one_word_is_open(heading: str) -> None:
    assert (
        guess(heading, [f"{word}{n}" for n, word in enumerate(["busy", "home", "ভিড়", "deggan"] * 10)]).role == "open"
    )


@pytest.mark.parametrize(
    ("heading", "answer"),
    [
        ("Any other comments?", "more light at the gate by the school please"),
        ("আর কোনো মন্তব্য?", "স্কুলের পাশে আরও আলো চাই"),
        ("Faallo kale?", "nalal badan oo waddada ah ayaan rabnaa"),
    ],
)
def test_an_open_question_that_three_of_eighty_answered_is_open(heading: str, answer: str) -> None:
    assert guess(heading, [answer if n in (4, 40, 70) else "" for n in range(80)]).role == "open"


def test_long_options_are_options() -> None:
    assert guess("Which do you prefer?", made("longoptions", 3)).role == "closed_single"


def test_prefer_not_to_say_is_an_answer() -> None:
    assert guess("How often do you visit?", ["Prefer not to say", "Daily", "Weekly"] * 10).role == "closed_single"


@pytest.mark.parametrize("sure", ["Yes", "হ্যাঁ", "Haa"])
def test_options_with_words_after_them_are_open_and_the_reason_says_so(sure: str) -> None:
    other = {"Yes": "No", "হ্যাঁ": "না", "Haa": "Maya"}[sure]
    values = [sure, other] * 10 + [f"{sure}, {text}" for text in made("free", 2) if text]
    found = guess("The new crossing", values)
    assert found.role == "open"
    assert "own words" in found.reason


def test_a_few_words_beside_other_do_not_make_a_closed_question_open() -> None:
    values = ["Bus", "Walk", "Cycle"] * 15 + ["Other: by boat, mostly, when the tide is right"]
    assert guess("How do you travel?", values).role == "closed_single"


def test_numbers_asked_for_are_kept_and_to_be_checked() -> None:
    found = guess("How much would you pay for a permit?", [str(n * 7) for n in range(5, 40)])
    assert found.role == "closed_single"
    assert found.confidence < 0.75


def test_a_column_of_nothing_but_n_a_is_open_where_words_were_asked_for() -> None:
    assert guess("Please give your reasons", ["N/A"] * 30).role == "open"


def test_agreement_in_numbers_and_emoji_is_closed() -> None:
    assert guess("Libraries matter to me", made("likert", 1)).role in ("closed_single", "rating")
    assert guess("How was it?", ["😀", "😐", "🙁"] * 10).role == "closed_single"


def test_agreeing_with_a_proposal_about_disabled_people_is_no_equality_question() -> None:
    values = ["Strongly agree", "Agree", "Disagree"] * 10
    assert guess("The plan will help disabled people", values).role == "closed_single"
    assert guess("Should there be more disabled parking?", ["Yes", "No"] * 15).role == "closed_single"


def test_half_a_postcode_is_a_place_and_a_whole_one_personal() -> None:
    assert guess("Postcode", ["E1", "E14 3", "E2"] * 10).role == "geography"
    assert guess("Postcode", made("postcodes", 1)).role == "personal"


@pytest.mark.parametrize(
    "kind", ["emails", "phones", "postcodes", "streets", "nhs", "ni", "ips", "gps", "births", "contacts", "names"]
)
def test_personal_values_are_known_under_any_heading(kind: str) -> None:
    assert guess("Field 12", made(kind, 5)).role == "personal"


def test_an_open_question_is_kept_where_some_answers_hold_an_address() -> None:
    assert guess("Anything else?", made("withemails", 1)).role == "open"


@pytest.mark.parametrize("heading", ["Respondent", "Address", "Author", "নাম", "Magac"])
def test_long_answers_are_kept_even_under_a_heading_that_sounds_personal(heading: str) -> None:
    assert guess(heading, [f"{text} {text}" for text in made("free", 4) if text]).role == "open"


def test_the_name_of_a_park_is_an_answer_and_the_name_of_a_person_personal() -> None:
    parks = ["Victoria Park", "Mile End Park", "Bartlett Park", "Millwall Park", "Stepney Green"]
    assert guess("What is the name of the park?", parks * 8).role in ("closed_single", "open")
    assert guess("What is your name?", made("names", 2)).role == "personal"


def test_codes_in_the_first_column_are_ids_under_any_heading() -> None:
    columns = [column("Case", 1, [f"c-{n}" for n in range(12)]), column("Why?", 2, made("free", 1)[:12])]
    assert [found.role for found in guess_roles(columns)] == ["id", "open"]


def test_different_days_in_the_first_column_are_dates() -> None:
    columns = [column("When", 1, [f"2026-03-{n}" for n in range(10, 22)]), column("Why?", 2, made("free", 1)[:12])]
    assert [found.role for found in guess_roles(columns)] == ["date", "open"]


def test_a_time_that_people_prefer_is_an_answer() -> None:
    assert guess("Time", ["Morning", "Evening", "Afternoon"] * 10).role == "closed_single"
    assert guess("Time", [f"{hour}:30" for hour in range(8, 20)] * 3).role == "date"


def test_marks_for_a_service_for_carers_are_a_rating() -> None:
    assert guess("Rate the service for carers", made("ten", 1)).role == "rating"


def test_a_box_ticked_about_disability_is_equality() -> None:
    assert guess("Disabled", ["1", "0"] * 20).role == "equality"


@pytest.mark.parametrize("heading", ["How many cars do you have?", "Immisa carruur ah?", "বাড়িতে কতজন থাকেন?"])
def test_a_number_of_things_is_no_rating(heading: str) -> None:
    assert guess(heading, made("ten", 1)).role == "closed_single"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("I have read the privacy notice", "yesno"), ("Upload a photo", "urls"), ("Office use only: notes", "free")],
)
def test_what_is_no_answer_to_the_consultation_is_not_used(heading: str, kind: str) -> None:
    assert guess(heading, made(kind, 1)).role == "ignore"


def test_a_word_that_platforms_use_does_not_throw_an_answer_away() -> None:
    assert guess("Visits", ["Daily", "Weekly", "Never"] * 10).role == "closed_single"
    assert guess("Visits", [str(n * 3) for n in range(30)]).role == "ignore"


@pytest.mark.parametrize(
    ("heading", "kind", "role"),
    [
        ("Apnar nam", "names", "personal"),
        ("Keno?", "free", "open"),
        ("Apnar boyosh koto?", "ages", "equality"),
        ("Apni ki library byabohar koren?", "yesno", "closed_single"),
        ("Apnar motamot prokash korte pari?", "yesno", "consent_publish"),
    ],
)
def test_romanised_bengali_headings_are_known(heading: str, kind: str, role: str) -> None:
    assert guess(heading, made(kind, 3)).role == role


def test_statements_of_one_question_are_a_grid() -> None:
    columns = [
        column(f"Safe? {place}", number, ["Good", "Poor", "Fair"] * 10, question="Safe?")
        for number, place in enumerate(["Park", "Street"], 1)
    ]
    assert [found.role for found in guess_roles([*columns, Asked("Why?", made("free", 1)[:30])])][:2] == ["matrix"] * 2


def test_words_beside_an_equality_question_are_part_of_it() -> None:
    columns = [
        column("Ethnic group", 1, ["White", "Asian", "Other"] * 20),
        column("If other, please specify", 2, made("free", 1)),
        column("Why?", 3, made("free", 2)),
    ]
    assert [found.role for found in guess_roles(columns)] == ["equality", "equality", "open"]


@pytest.mark.parametrize("filler", [" ", "\n", ";", ", ", ": ", "a@.", "1.", "0 ", "(", "a : b, "])
def test_a_hostile_cell_takes_no_longer_than_its_length(filler: str) -> None:
    started = time.perf_counter()
    guess("Which?", [f"a{filler * 60_000}b", f"c;d{filler * 60_000}", "a : b, c : d"] * 2)
    assert time.perf_counter() - started < 10
