"""Personal data that has a form: postcodes, telephone and other numbers, web and e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from textmine.model import Span
from textmine.text.lists import read_lines

_I = regex.IGNORECASE
# The official form (BS 7666; "Bulk Data Transfer", Cabinet Office): letters allowed at each place.
_POSTCODE = regex.compile(
    r"(?<![A-Z0-9])(?:GIR[ \t\u00A0]{0,2}0AA|"
    r"(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY])[ \t\u00A0]{0,2}(?P<inward>\d[ABD-HJLNP-UW-Z]{2}))(?![A-Z0-9])",
    _I,
)
_ORDINAL = regex.compile(r"1st|2nd|3rd|\dth")
_EMAIL = regex.compile(
    r"[\p{L}\p{N}_%+-](?:[\p{L}\p{N}._%+-]{0,62}[\p{L}\p{N}_%+-])?@"
    r"(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}"
)
# A Bengali ending after an address is not part of it, nor is a bracket that was not opened inside.
_CHARACTER = r"[!#-'*-;=?-\[\]-~\p{Latin}]"
_ADDRESS = rf"(?:{_CHARACTER}|\({_CHARACTER}{{0,200}}\))"
_URL = regex.compile(rf"(?:(?:https?|ftp)://|(?<![\p{{L}}\p{{N}}.@])www\.){_ADDRESS}{{2,2000}}", _I)
_URL_TAIL = regex.compile(r"[.,:;!?'*\]}-]+$")
# HM Revenue & Customs, NIM39110: letters that prefixes do not use; the suffix is A to D.
_NINO = regex.compile(
    r"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ \u00A0-]?\d{2}[ \u00A0-]?\d{2}[ \u00A0-]?\d{2}[ \u00A0-]?[A-D](?![A-Z0-9])",
    _I,
)
_NHS = regex.compile(r"(?<![\d+])(?<!\+\d{1,3}[ -])[3-9]\d{2}[ \u00A0-]?\d{3}[ \u00A0-]?\d{4}(?!\d)")
# Any national or +44 number of ten or eleven digits: validators refuse the ranges that Ofcom keeps for
# fiction, and mistyped numbers that still point at a person.
_UK_PHONE = regex.compile(
    r"(?<![\d+.,/-])(?:(?:\+|00)44[ \u00A0.-]?(?:\(0\)[ \u00A0]?)?[1-37-9]|\(?0[1-37-9])"
    r"(?:[ \u00A0().-]{0,2}\d){8,9}(?!\d)"
)
# Where it is worth asking phonenumbers, which is slow.
_DIGIT_RUN = regex.compile(r"(?<![\d+])[+(]?\d(?:[ \u00A0().\-/]{0,3}\d){6,16}(?!\d)")


@cache
def _bare_url() -> regex.Pattern[str]:
    """Return the pattern of a web address without `http://` or `www.`."""
    endings = "|".join(regex.escape(ending) for ending in read_lines("url_endings.txt"))
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}@._-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?:{endings})"
        rf"(?![\p{{L}}\p{{N}}@]|\.\p{{L}})(?:/{_ADDRESS}{{0,2000}})?",
        _I,
    )


def emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses."""
    for match in _EMAIL.finditer(text):
        yield Span(match.start(), match.end(), "email")


def urls(text: str) -> Iterator[Span]:
    """Yield web addresses, with or without a scheme, less the punctuation that follows them."""
    for pattern in (_URL, _bare_url()) if "." in text else ():
        for match in pattern.finditer(text):
            tail = _URL_TAIL.search(match.group())
            kept = tail.start() if tail else len(match.group())
            yield Span(match.start(), match.start() + kept, "url")


def _nhs_numbers(digits: str) -> Iterator[Span]:
    """Yield ten-digit numbers whose last digit is right by modulus 11."""
    for match in _NHS.finditer(digits):
        number = [int(character) for character in match.group() if character.isdigit()]
        check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), number[:9], strict=True)) % 11
        if check % 11 == number[9] and check != 10:
            yield Span(match.start(), match.end(), "nhs")


def _phones(digits: str) -> Iterator[Span]:
    """Yield telephone numbers, of the United Kingdom or with an international prefix."""
    for match in _UK_PHONE.finditer(digits):
        yield Span(match.start(), match.end(), "phone")
    for run in _DIGIT_RUN.finditer(digits):
        from phonenumbers import PhoneNumberMatcher

        for found in PhoneNumberMatcher(run.group(), "GB"):
            yield Span(run.start() + found.start, run.start() + found.end, "phone")


def _postcodes(digits: str) -> Iterator[Span]:
    """Yield postcodes; "the M1 2nd exit" holds none."""
    for match in _POSTCODE.finditer(digits):
        inward = match["inward"]
        if not (inward and _ORDINAL.fullmatch(inward)):
            yield Span(match.start(), match.end(), "postcode")


def numbers(digits: str) -> Iterator[Span]:
    """Yield insurance, health and telephone numbers and postcodes, the surest first; digits must be ASCII already."""
    yield from (Span(match.start(), match.end(), "nino") for match in _NINO.finditer(digits))
    yield from _nhs_numbers(digits)
    yield from _phones(digits)
    yield from _postcodes(digits)
