"""The numbers that a sentence states, ready to be checked against a release."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import regex

from textmine.insight.disclosure.figures import Name
from textmine.insight.disclosure.release import Said


@cache
def _pattern() -> regex.Pattern[str]:
    text = files("textmine.insight").joinpath("data/percent.toml").read_text(encoding="utf-8")
    marks = tomllib.loads(text)
    before, after = ("|".join(regex.escape(mark) for mark in marks[side]) for side in ("before", "after"))
    return regex.compile(
        rf"(?P<before>(?:{before})\s*)?(?P<number>\p{{Nd}}+(?:,\p{{Nd}}{{3}})*(?:\.\p{{Nd}}+)?)(?P<after>\s*(?:{after}))?",
        regex.IGNORECASE,
    )


def said_in(text: str, about: Name, base: int) -> list[Said]:
    """Return every number that a sentence states in digits of any script.

    Args:
        text: The sentence.
        about: The beginning of the names of the figures it may state, such as ("theme", "t1").
        base: What its percentages are of: the people who answered, or those who raised the theme.

    Example:
        >>> [said.number for said in said_in("21 of the 1,204 people (২%)", ("theme", "t1"), 1204)]
        [21.0, 1204.0, 2.0]
    """
    return [
        Said(about, float(found["number"].replace(",", "")), base if found["before"] or found["after"] else 0)
        for found in _pattern().finditer(text)
    ]
