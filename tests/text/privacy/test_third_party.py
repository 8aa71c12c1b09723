"""People who are told by where they live."""

import pytest

from textmine.text import personal_data


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.of(text)) for span in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("my neighbour at number 14 is loud", "neighbour at number 14"),
        ("Mr Doyle at number 14 parks there", "Mr Doyle at number 14"),
        ("the woman in flat 4b shouts", "woman in flat 4b"),
        ("the family at 14 are nice", "family at 14"),
        ("next door at no. 7", "next door at no. 7"),
        ("১৪ নম্বর বাড়ির প্রতিবেশী গান বাজায়", "১৪ নম্বর বাড়ির প্রতিবেশী"),
        ("deriskayga guriga 14 wuu buuqaa", "deriskayga guriga 14"),
    ],
)
def test_a_person_with_a_house_number_is_somebody_who_can_be_found(text: str, person: str) -> None:
    assert found(text) == [("third_party", person)]


def test_a_house_number_alone_is_an_address() -> None:
    assert found("I live in flat 12 since 2001") == [("address", "flat 12")]


@pytest.mark.parametrize(
    "text",
    [
        "take the number 14 bus",
        "at number 25 bus stop",
        "boys in 2022",
        "the lads at 10 pm",
        "people in 3 flats",
        "a family of 5 in a 2 bedroom flat",
        "priority number 1",
        "neighbours at 20 mph",
    ],
)
def test_buses_years_times_and_counts_are_no_homes(text: str) -> None:
    assert found(text) == []
