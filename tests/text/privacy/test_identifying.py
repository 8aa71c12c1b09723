"""Combinations of facts that may point at one person."""

import time

import pytest

from textmine.text.privacy.combinations import facts, identifying


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I'm the only wheelchair user in Dock House.", ["health", "place", "unique"]),
        ("I am 79 years old and my son lives with me", ["age", "family"]),
        ("I am the headteacher of Hazel Primary", ["job", "place"]),
        ("I am a Somali mother of six on the fourth floor", ["origin", "family", "place"]),
        ("I'm gay and was attacked outside the station", ["sexuality", "crime"]),
        ("My son has fits and the ambulance was late", ["health", "family"]),
        ("I was mugged on 3 March by the canal", ["date", "crime"]),
        ("I came here as a refugee and I work at the market", ["job", "immigration"]),
        ("আমার বয়স ৭৯, আমার ছেলে প্রতিবন্ধী", ["age", "health", "family"]),
        ("আমি একজন নার্স, আমার স্বামী অসুস্থ", ["job", "family"]),
        ("amar boyosh 70, amar diabetes ache", ["age", "health"]),
        ("Waxaan ahay naafo, wiilkayga waa 8 jir", ["age", "health", "family"]),
    ],
)
def test_two_kinds_of_facts_or_more_are_named(text: str, kinds: list[str]) -> None:
    assert facts(text) == kinds
    assert len(identifying(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The park needs lights because disabled people and older people cannot see.",
        "My kids love the park",
        "I am 100% against this. I am one of many.",
        "Nurses and bus drivers need parking at the hospital",
        "পার্কে আলো দরকার",
        "Beerta iftiin ayay u baahan tahay",
        "park e alo dorkar",
        "",
    ],
)
def test_one_kind_of_fact_or_facts_about_people_in_general_are_not_flagged(text: str) -> None:
    assert identifying(text) == []


def test_the_reason_names_kinds_and_repeats_nothing() -> None:
    (reason,) = identifying("I'm the only wheelchair user in Dock House.")
    assert "health or disability" in reason
    assert "Dock" not in reason
    assert "wheelchair" not in reason


@pytest.mark.parametrize("unit", ["I am ", "my son ", "i was 1 ", "aaa ", "আমার ", "In A", "i the only "])
def test_hostile_text_takes_no_more_than_seconds(unit: str) -> None:
    started = time.perf_counter()
    identifying(unit * (60_000 // len(unit)))
    assert time.perf_counter() - started < 6
