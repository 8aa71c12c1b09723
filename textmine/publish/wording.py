"""The words of the published page, from package data, and small helpers for numbers and dates in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from textmine.language import headings


@cache
def wording() -> dict[str, Any]:
    """Return `data/wording.toml`, with the entries of `corpora/headings/en.toml` that it points to."""
    text = files("textmine.publish").joinpath("data/wording.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = _filled(tomllib.loads(text), headings("en"))
    return found


def _filled(value: Any, entries: dict[str, str]) -> Any:  # noqa: ANN401 - any value of a TOML file
    """Put the entry in the place of each "@entry"."""
    if isinstance(value, dict):
        return {name: _filled(item, entries) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, entries) for item in value]
    return entries[value[1:]] if isinstance(value, str) and value.startswith("@") else value


def in_words(number: int) -> str:
    """Return a small number in words: "five"."""
    names: list[str] = wording()["count"]["numbers"]
    return names[number] if 0 <= number < len(names) else str(number)


def amount(number: int, minimum: int) -> str:
    """Return a number of people as it may be published: "1,204", or "fewer than five"."""
    if number < minimum:
        return str(wording()["count"]["fewer"]).format(minimum=in_words(minimum))
    return f"{number:,}"


def counted(forms: Sequence[str], number: int, minimum: int = 0) -> str:
    """Fill the singular or plural form with `number`; a small number becomes "fewer than five"."""
    form = forms[0] if number == 1 and number >= minimum else forms[1]
    return capital(form.format(n=amount(number, minimum)))


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


def joined(names: Sequence[str]) -> str:
    """Join as a person would.

    Example:
        >>> joined(["Somali", "Arabic", "French"])
        'Somali, Arabic and French'
    """
    return " and ".join([*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]])


def british_date(text: str) -> str:
    """Return an ISO date as people write it; anything else stays as it is.

    Example:
        >>> british_date("2026-05-04"), british_date("2026-05"), british_date("spring 2026")
        ('4 May 2026', 'May 2026', 'spring 2026')
    """
    text = text.strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return british_date(f"{text}-01").removeprefix("1 ")
    try:
        day = date.fromisoformat(text[:10]) if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)", text) else None
    except ValueError:
        day = None
    months: list[str] = wording()["dates"]["months"]
    return f"{day.day} {months[day.month - 1]} {day.year}" if day else text


def one_line(text: str) -> str:
    """Return `text` on one line, without control characters, for a message on a terminal."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
