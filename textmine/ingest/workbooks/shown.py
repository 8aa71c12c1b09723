"""Values as a spreadsheet shows them, dates in ISO form."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from textmine.safe import replace_surrogates

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^]]*]|_.')
_ZEROS = re.compile(r"0{2,20}")
_PERCENT = re.compile(r"[0#,]*(?:\.(0+)#*)?\s*%")
_HALVES = re.compile("_x([dD][89abAB][0-9a-fA-F]{2})__x([dD][c-fC-F][0-9a-fA-F]{2})_")


def as_shown(value: Value) -> str:
    """Return a cell's value as a spreadsheet shows it, dates in ISO form.

    Example:
        >>> as_shown(7.0), as_shown(1.5), as_shown(True), as_shown(dt.date(2026, 3, 2))
        ('7', '1.5', 'TRUE', '2026-03-02')
    """
    if isinstance(value, str):
        return text_shown(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return _to_the_second(value).isoformat(sep=" ")
    if isinstance(value, dt.timedelta):
        hours, rest = divmod(round(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return value.isoformat()


def text_shown(text: str) -> str:
    r"""Return text as it was typed: lone surrogates replaced, and characters joined that Excel wrote in two halves.

    Example:
        >>> text_shown("_xD83D__xDE00_")
        '😀'
    """
    if "_x" in text:
        text = _HALVES.sub(lambda halves: _joined(int(halves[1], 16), int(halves[2], 16)), text)
    return replace_surrogates(text)


def _joined(high: int, low: int) -> str:
    """Return the character that two halves stand for."""
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _to_the_second(moment: dt.datetime) -> dt.datetime:
    """Round what a day's fraction cannot hold exactly: 10:04:59.999999 was 10:05."""
    if not moment.microsecond:
        return moment
    near = moment.replace(microsecond=0) + dt.timedelta(seconds=round(moment.microsecond / 1_000_000))
    return near if abs(near - moment) < dt.timedelta(milliseconds=1) else moment


def _number(value: float) -> str:
    """Render a number without `.0`; whole numbers keep every digit, so that ids stay different."""
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return format(value, ".15g")


def changes_numbers(code: str) -> bool:
    """Say whether a number format shows a number otherwise than `as_shown` does, and it matters.

    Example:
        >>> changes_numbers("0%"), changes_numbers("00000"), changes_numbers("0.00")
        (True, True, False)
    """
    return formatted(Decimal(1), code) is not None


def formatted(value: Decimal, code: str) -> str | None:
    """Return a number in a format for percentages or for ids with leading zeros; None for every other format.

    Example:
        >>> formatted(Decimal("0.125"), "0.0%"), formatted(Decimal(123), "00000")
        ('12.5%', '00123')
    """
    first = _QUOTED.sub("", code.split(";")[0]).strip()
    if _ZEROS.fullmatch(first):
        whole = int(value.to_integral_value())
        return f"{'-' if whole < 0 else ''}{abs(whole):0{len(first)}}"
    if percent := _PERCENT.fullmatch(first):
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    return None


def number_shown(text: str, code: str) -> str | None:
    """Return a stored number in its format; None where it is none, or is shown as it is stored."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    # Beyond what a spreadsheet stores, a few characters of exponent would make a text of a million digits.
    return formatted(value, code) if value.is_finite() and abs(value.adjusted()) < 400 else None
