"""What a single value is by its form: an address, a number of the state, a date, a mark."""

from __future__ import annotations

import re
import unicodedata

_EMAIL = re.compile(r"(?:mailto:)?[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_LONGEST_ADDRESS = 320
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{8,18}\d")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
_OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?:\s+\d)?", re.IGNORECASE)
_STREET = re.compile(
    r"""(?:flat|unit|apartment|apt)?\.?\s*\d{1,4}\s*[a-z]?,?\s+(?:[\w'’.-]+,?\s+){1,5}?
        (?:street|st|road|rd|lane|ln|avenue|ave|close|court|ct|drive|place|pl|square|sq|gardens|terrace|way|walk|
           crescent|mews|row|grove|hill|house|buildings?|estate|wharf|quay)\b.{0,60}""",
    re.VERBOSE | re.IGNORECASE,
)
_AREA = re.compile(r"[EWSN]\d{8}")
_REACH = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}|(?<!\d)(?:\+44|0)[\d\s().-]{8,14}\d")
_PLATE = re.compile(r"[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}", re.IGNORECASE)
_NI = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]", re.IGNORECASE)
_NHS = re.compile(r"\d{3}[\s-]?\d{3}[\s-]?\d{4}")
_POSITION = re.compile(r"\(?[-+]?\d{1,2}\.\d{3,}\s*[,;\s]\s*[-+]?\d{1,3}\.\d{3,}\)?")
_NUMBER = re.compile(r"[-+]?[£$€]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?%?")
_MARK = re.compile(
    r"(?:10|[0-9])\s*(?:/\s*(?:5|7|10)|out of (?:5|7|10))|(?:10|[0-9])\s*(?:[-–—=:.)]|\()\s*\D{2,60}"
    r"|[★☆⭐🌟]{1,10}\ufe0f?|[0-9]{1,2} (?:stars?|★|⭐)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"""(?: \d{4}[-/.]\d{1,2}[-/.]\d{1,2}            # 2026-03-02
          | \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}          # 02/03/2026
          | (?:[A-Za-z]{3,9},?\s)?[A-Za-z]{3,9}\.?\s\d{1,2}(?:,|\s).*\d{4}   # Thu Jul 06 00:30:36 PDT 2017
          | \d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]{3,9}\.?,?\s\d{4}               # 2 March 2026
        )
        (?: [T,\s]+(?:at\s+)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?
            \s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|BST|[-+]\d{2}:?\d{2}|GMT[-+]\d{1,2})? )?
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|200\d)(?!\d)")


def is_email(value: str) -> bool:
    """Say whether this is an e-mail address."""
    return "@" in value and len(value) <= _LONGEST_ADDRESS and bool(_EMAIL.fullmatch(value))


def is_phone(value: str) -> bool:
    """Say whether this may be a phone number."""
    return value[:1] in "+(0٠০" and bool(_PHONE.fullmatch(_plain(value)))


def is_ip_address(value: str) -> bool:
    """Say whether this is an address of a machine."""
    return bool(_IP.fullmatch(value))


def is_postcode(value: str) -> bool:
    """Say whether this is a full British postcode."""
    return len(value) <= 9 and bool(_POSTCODE.fullmatch(value))


def is_outward(value: str) -> bool:
    """Say whether this is the first half of a postcode, or its sector.

    Example:
        >>> is_outward("E14"), is_outward("E1 4"), is_outward("E1 4TT")
        (True, True, False)
    """
    return len(value) <= 7 and bool(_OUTWARD.fullmatch(value))


def is_area_code(value: str) -> bool:
    """Say whether this is a code of the Office for National Statistics for an area."""
    return len(value) == 9 and bool(_AREA.fullmatch(value))


def holds_contact(value: str) -> bool:
    """Say whether a short value holds an e-mail address or a phone number."""
    return len(value) <= 100 and not is_date(value) and bool(_REACH.search(_plain(value)))


def is_street_address(value: str) -> bool:
    """Say whether this is a house number and a street."""
    return len(value) <= 150 and any(c.isdigit() for c in value[:12]) and bool(_STREET.fullmatch(value))


def is_state_number(value: str) -> bool:
    """Say whether this is a National Insurance number, or an NHS number whose last digit is right.

    Example:
        >>> is_state_number("943 476 5919"), is_state_number("943 476 5918"), is_state_number("QQ 12 34 56 C")
        (True, False, False)
    """
    if _NI.fullmatch(value):
        return True
    if not _NHS.fullmatch(value):
        return False
    digits = [int(c) for c in value if c.isdigit()]
    check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (0 if check == 11 else check) == digits[9]


def is_number_plate(value: str) -> bool:
    """Say whether this is the registration of a British vehicle."""
    return len(value) <= 8 and bool(_PLATE.fullmatch(value))


def is_position(value: str) -> bool:
    """Say whether this is a latitude with a longitude."""
    return bool(_POSITION.fullmatch(value))


def is_link(value: str) -> bool:
    """Say whether this is the address of a page or a file, and nothing else."""
    return value.startswith(("http://", "https://", "www.")) and not any(map(str.isspace, value))


def is_date(value: str) -> bool:
    """Say whether this is a date, with or without a time."""
    return len(value) <= 60 and bool(_DATE.fullmatch(_plain(value)))


def is_birth(value: str) -> bool:
    """Say whether this is a date that most people's birthdays are before: no time of day, and a year before 2010."""
    return ":" not in value and is_date(value) and bool(_YEAR.search(_plain(value)))


def is_number(value: str) -> bool:
    """Say whether this is a number, an amount or a per cent."""
    return bool(_NUMBER.fullmatch(value))


def is_up_to_ten(value: str) -> bool:
    """Say whether this is a whole number from 0 to 10."""
    return len(value) <= 2 and value.isdecimal() and int(value) <= 10


def is_mark(value: str) -> bool:
    """Say whether this is a mark: `8/10`, `4 - good`, stars.

    Example:
        >>> is_mark("8/10"), is_mark("1 = strongly disagree"), is_mark("⭐⭐⭐"), is_mark("8")
        (True, True, True, False)
    """
    return bool(_MARK.fullmatch(value))


def _plain(value: str) -> str:
    """Return a value with the digits of every script as 0–9."""
    if value.isascii():
        return value
    return "".join(str(unicodedata.decimal(c, c)) for c in value)
