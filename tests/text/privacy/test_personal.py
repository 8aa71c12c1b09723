import csv
import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.text.samples import texts
from textmine.text import personal_data

SAMPLE = Path(__file__).resolve().parents[3] / "corpora" / "sample"


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.of(text)) for span in personal_data(text)]


@pytest.mark.parametrize("postcode", ["E97 3QT", "e973qt", "SW1A 1AA", "W1A 1HQ", "GIR 0AA", "E1 2ND"])
def test_postcodes_are_found(postcode: str) -> None:
    assert found(f"I live in {postcode}, near") == [("postcode", postcode)]


@pytest.mark.parametrize(
    "phone",
    [
        "07700 900142",
        "020 7946 0321",
        "+44 7700 900881",
        "(020) 7946 0018",
        "07911123456",
        "01632 960123",
        "০৭৭০০ ৯০০১২৩",
        "٠٧٧٠٠ ٩٠٠١٢٣",
        "+880 1712-345678",
    ],
)
def test_telephone_numbers_in_any_digits_are_found(phone: str) -> None:
    assert found(f"ring {phone} please") == [("phone", phone)]


def test_nhs_numbers_are_checked_by_modulus_eleven() -> None:
    assert found("999 604 2715 but not 999 604 2716") == [("nhs", "999 604 2715")]


def test_national_insurance_numbers_follow_the_prefix_rules() -> None:
    assert found("AB 12 34 56 C but not GB123456A or QQ123456C") == [("nino", "AB 12 34 56 C")]


def test_email_addresses_are_found() -> None:
    assert found("write to m.szabo77@example.com.") == [("email", "m.szabo77@example.com")]


@pytest.mark.parametrize("url", ["https://x.example.com/a_(b)", "www.example.com/v/old", "bit.ly/xyz", "example.org"])
def test_web_addresses_with_or_without_a_scheme_are_found(url: str) -> None:
    assert found(f"(see {url}).") == [("url", url)]


@pytest.mark.parametrize(
    "address",
    [
        "22 Weaver's Lane",
        "22 weavers lane",
        "Flat 3, 14 Tanner Street",
        "3 Tanner St",
        "12 St Mary's Road",
        "Flat 12 Marlow House",
        "৪৭ ট্যানার স্ট্রিট, ফ্ল্যাট ২",
    ],
)
def test_house_addresses_are_found(address: str) -> None:
    assert found(f"at {address} the bins") == [("address", address)]


@pytest.mark.parametrize(
    "text",
    [
        "11 pm and 20 mph road",
        "2 busy roads",
        "5 minutes walk",
        "in 2022 Tanner Street flooded",
        "£200 a week",
        "10 Downing",
        "the m1 2nd exit",
        "1,000,000 people in 2023-2024",
        "12/03/2026 10:30-11:30",
        "dark.need more",
        "২০ মিনিট রোড",
        "৫.৩০ টায়",
        "3 new crossings on Chapel Road",
    ],
)
def test_years_prices_times_and_counts_are_not_personal_data(text: str) -> None:
    assert found(text) == []


def test_the_sample_consultation_is_matched_exactly() -> None:
    with (SAMPLE / "eastmere.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Response ID"]: row for row in csv.DictReader(file)}
    gold = json.loads((SAMPLE / "gold.json").read_text(encoding="utf-8"))
    for answer in next(value for key, value in gold.items() if key != "themes"):
        text = rows[answer["response_id"]][answer["question"]]
        wanted = [(item["start"], item["end"], item["kind"]) for item in answer["personal"]]
        assert [(span.start, span.end, span.kind) for span in personal_data(text)] == sorted(wanted)


@settings(deadline=None, max_examples=150)
@given(texts)
def test_spans_are_inside_the_text_in_order_and_apart(text: str) -> None:
    spans = personal_data(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    [
        "0",
        "07700 ",
        "1 a ",
        "a@",
        "www.",
        "Flat 1 ",
        "http://(",
        "((",
        "a.b.",
        "John ",
        "Mr ",
        "my name is ",
        "J.",
        "John-",
        "at number 1 ",
        "রহিমা ",
        "neighbour who ",
        "GB82",
        "a'",
        "AB12",
        "Md. ",
        "@a",
        "1:",
        "১",
        "regards\n",
        "Xyzzy ",
    ],
)
def test_hostile_text_takes_no_more_than_seconds(unit: str) -> None:
    started = time.perf_counter()
    personal_data(unit * (40_000 // len(unit)))
    assert time.perf_counter() - started < 8


def test_five_thousand_short_answers_take_seconds() -> None:
    answers = [
        "Ask Mrs Begum about the bins on Tanner Street",
        "পার্কে আলো নেই",
        "Nal ma jiro beerta",
        "more bins please",
    ]
    personal_data(answers[0])
    started = time.perf_counter()
    for at in range(5_000):
        personal_data(f"{answers[at % 4]} {at}")
    assert time.perf_counter() - started < 6
