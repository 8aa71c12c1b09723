"""Days as people give them."""

from __future__ import annotations

import re
from datetime import date

from textmine.errors import ConfigError, Problem

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
