"""Numbers and other marks that point at one person: bank details, vehicles, dates of birth, handles, machines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from ipaddress import ip_address

import regex

from textmine.model import Span
from textmine.text.lists import read_toml

_I = regex.IGNORECASE
_CARD = regex.compile(r"(?<![\d.,+/-])[2-6]\d{3}(?:[ \u00A0-]?\d){9,15}(?![\d/-])")
_IBAN = regex.compile(
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \u00A0]?[A-Z0-9]{4}){2,7}(?:[ \u00A0]?[A-Z0-9]{1,3})?(?![A-Z0-9])", _I
)
_SORT_CODE = regex.compile(
    r"(?<![\d/.-])\d{2}[ -]\d{2}[ -]\d{2}(?![\d/-])(?:[ ,;:]{0,3}(?:\p{L}[\p{L}. ]{0,20}+[:]?[ ]?)?\d{8}(?!\d))?"
)
_ACCOUNT = regex.compile(r"(?<!\d)\d{8}(?!\d)")
# DVLA INF104: two letters, an age number, three letters; I and Q are not used, Z only among the last three.
_PLATE = regex.compile(r"(?<![A-Z0-9])[A-HJ-PR-Y]{2}(?:0[1-9]|[1-7]\d)[ \u00A0]?[A-HJ-PR-Z]{3}(?![A-Z0-9])")
_ANY_PLATE = regex.compile(
    r"(?<![A-Z0-9])(?:[A-HJ-PR-Y]{2}\d{2}[ ]?[A-HJ-PR-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3}[ ]?[A-Z]{3}"
    r"|[A-Z]{3}[ ]?\d{1,3}[A-Z]?)(?![A-Z0-9])",
    _I,
)
# A British driving licence: five letters of the name, date digits, initials.
_LICENCE = regex.compile(r"(?<![A-Z0-9])[A-Z][A-Z9]{4}[ ]?\d[015-6]\d{4}[ ]?[A-Z9]{2}\d[A-Z]{2}(?![A-Z0-9])", _I)
_PASSPORT = regex.compile(r"(?<!\d)\d{9}(?!\d)")
_HANDLE = regex.compile(r"(?<![\p{L}\p{N}\p{M}._%+@/-])@[A-Za-z][A-Za-z0-9_.]{1,29}(?<![.])(?![\p{L}\p{N}@])")
_IPV4 = regex.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)")
_IPV6 = regex.compile(r"(?<![0-9A-F:.])(?:[0-9A-F]{1,4}:){3,7}(?::?[0-9A-F]{1,4}){1,5}(?![0-9A-F:])", _I)
_REACH = 40
"""How many characters before a number the words stand that say what it is."""


@cache
def _cue(name: str) -> regex.Pattern[str]:
    """Return the pattern of the words that say what kind of number comes."""
    phrases = sorted(read_toml("identifier_words.toml")[name], key=len, reverse=True)
    return regex.compile(r"(?<![\p{L}\p{M}])(?:" + "|".join(map(regex.escape, phrases)) + r")(?![\p{L}\p{M}])", _I)


@cache
def _date() -> regex.Pattern[str]:
    """Return the pattern of a whole date, in figures or with the month's name."""
    months = "|".join(map(regex.escape, read_toml("identifier_words.toml")["months"].split()))
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:(?:19|20)\d{2}|'?\d{2})(?!\d)"
    return regex.compile(
        rf"(?<![\d/.-])(?:\d{{1,2}}[/. -]\d{{1,2}}[/. -]{year}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}(?!\d)"
        rf"|{day}[ ]?(?:of[ ])?(?:{months}),?[ ]?{year}|(?:{months})[ ]{day},?[ ]{year})",
        _I,
    )


def _after_cue(cue: str, pattern: regex.Pattern[str], digits: str, kind: str) -> Iterator[Span]:
    """Yield what fits `pattern` within a few characters of a word of the list `cue`."""
    for said in _cue(cue).finditer(digits):
        match = pattern.search(digits, said.end(), min(len(digits), said.end() + _REACH))
        if match:
            yield Span(match.start(), match.end(), kind)


def passes_luhn(digits: str) -> bool:
    """Tell whether a number of a payment card has the right last digit.

    Source:
        ISO/IEC 7812-1, annex B.

    Example:
        >>> passes_luhn("4111111111111111"), passes_luhn("4111111111111112")
        (True, False)
    """
    total = 0
    for place, digit in enumerate(int(character) for character in reversed(digits) if character.isdigit()):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def passes_iban(text: str) -> bool:
    """Tell whether an account number has the right check digits.

    Source:
        ISO 13616: the number, its first four characters last and letters as numbers, is 1 modulo 97.
    """
    plain = "".join(text.split()).upper()
    if not (15 <= len(plain) <= 34 and plain.isascii() and plain.isalnum()):
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def _bank(digits: str) -> Iterator[Span]:
    """Yield payment cards and bank accounts."""
    for match in _CARD.finditer(digits):
        if passes_luhn(match.group()):
            yield Span(match.start(), match.end(), "bank")
    for match in _IBAN.finditer(digits):
        if passes_iban(match.group()):
            yield Span(match.start(), match.end(), "bank")
    yield from _after_cue("sort_code", _SORT_CODE, digits, "bank")
    yield from _after_cue("account", _ACCOUNT, digits, "bank")


def _machines(digits: str) -> Iterator[Span]:
    """Yield addresses of machines in a network."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(digits):
            try:
                ip_address(match.group())
            except ValueError:
                continue
            yield Span(match.start(), match.end(), "ip_address")


def identifiers(digits: str) -> Iterator[Span]:
    """Yield dates of birth, bank details, vehicles, licences and machines; digits must be ASCII already."""
    yield from _after_cue("born", _date(), digits, "date_of_birth")
    yield from _bank(digits)
    for match in _PLATE.finditer(digits):
        yield Span(match.start(), match.end(), "vehicle")
    yield from _after_cue("plate", _ANY_PLATE, digits, "vehicle")
    for match in _LICENCE.finditer(digits):
        yield Span(match.start(), match.end(), "driving_licence")
    yield from _after_cue("passport", _PASSPORT, digits, "passport")
    if "." in digits or ":" in digits:
        yield from _machines(digits)


def handles(text: str) -> Iterator[Span]:
    """Yield names of accounts such as `@someone`, less those of public bodies such as `@EastmereCouncil`."""
    for match in _HANDLE.finditer(text):
        if any(word in match.group().casefold() for word in read_toml("identifier_words.toml")["public"]):
            continue
        yield Span(match.start(), match.end(), "handle")
