"""When a consultation was asked, as far as its "We asked" paragraph tells."""

from __future__ import annotations

import re
from datetime import date

from textmine.publish.wording import wording


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
