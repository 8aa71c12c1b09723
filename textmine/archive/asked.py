"""When a consultation was asked, and days as people give them."""

from __future__ import annotations

import re
from datetime import date

from textmine.errors import ConfigError, Problem
from textmine.publish.wording import wording

_PARTS = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def checked_day(given: str, option: str, *, part: bool = False) -> str:
    """Return a day as somebody gave it.

    Args:
        given: Such as `2026-04-26`.
        option: How the option is called, for the message.
        part: Whether a month or a year will do.

    Raises:
        ConfigError: It is none.

    Example:
        >>> checked_day("2026-04", "--asked", part=True)
        '2026-04'
    """
    text = given.strip()
    try:
        if not _PARTS.fullmatch(text) or (len(text) < 10 and not part):
            raise ValueError
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        example = "2026, 2026-04 or 2026-04-26" if part else "2026-04-26"
        raise ConfigError(Problem(f"`{option}` has to be a date such as {example}, not `{given}`.")) from None
    return text


def day_of(asked: str) -> str:
    """Return the last day that a "We asked" paragraph names, or the month or year; empty if it names none.

    Example:
        >>> day_of("From 2 March to 26 April 2026 we asked about lights in parks."), day_of("We asked.")
        ('2026-04-26', '')
    """
    months: list[str] = wording()["dates"]["months"]
    found = re.findall(rf"(?:(\d{{1,2}})\s+)?({'|'.join(months)})\s+(\d{{4}})", asked)
    found_days = []
    for day, month, year in found:
        number = f"{year}-{months.index(month) + 1:02}"
        try:
            found_days.append(date.fromisoformat(f"{number}-{int(day):02}").isoformat() if day else number)
        except ValueError:
            found_days.append(number)
    return max(found_days, default="")
