"""Numbers and marks that point at one person, in the digits of any script."""

import pytest

from textmine.text import personal_data
from textmine.text.privacy.identifiers import passes_iban, passes_luhn


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind, span.of(text)) for span in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("born on 12 March 1961 in Dhaka", "date_of_birth", "12 March 1961"),
        ("DOB 12/03/1961", "date_of_birth", "12/03/1961"),
        ("জন্ম তারিখ ১২/০৩/১৯৬১", "date_of_birth", "১২/০৩/১৯৬১"),
        ("taariikhda dhalashada 12/03/1961", "date_of_birth", "12/03/1961"),
        ("the van AB12 CDE parks here", "vehicle", "AB12 CDE"),
        ("number plate p123 abc", "vehicle", "p123 abc"),
        ("card 4111 1111 1111 1111", "bank", "4111 1111 1111 1111"),
        ("কার্ড ৪১১১ ১১১১ ১১১১ ১১১১", "bank", "৪১১১ ১১১১ ১১১১ ১১১১"),
        ("sort code 12-34-56 account 12345678", "bank", "12-34-56 account 12345678"),
        ("GB82 WEST 1234 5698 7654 32", "bank", "GB82 WEST 1234 5698 7654 32"),
        ("passport no. 123456789", "passport", "123456789"),
        ("licence MORGA657054SM9IJ", "driving_licence", "MORGA657054SM9IJ"),
        ("from 192.168.1.20 today", "ip_address", "192.168.1.20"),
        ("from 2001:db8:0:0:0:0:2:1 today", "ip_address", "2001:db8:0:0:0:0:2:1"),
        ("I am @night_mum on there", "handle", "@night_mum"),
    ],
)
def test_identifiers_are_found(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "GB82 WEST 1234 5698 7654 33",
        "on 12 March 2026 the lights failed",
        "version 1.2.3 and 999.1.1.1",
        "@EastmereCouncil never answers",
        "reference 123456789",
        "at 10:30:15",
    ],
)
def test_wrong_check_digits_plain_dates_and_public_accounts_are_not_flagged(text: str) -> None:
    assert found(text) == []


def test_check_digits_follow_the_standards() -> None:
    assert passes_luhn("79927398713")
    assert not passes_luhn("79927398714")
    assert passes_iban("DE89 3704 0044 0532 0130 00")
    assert not passes_iban("DE88 3704 0044 0532 0130 00")
