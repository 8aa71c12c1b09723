"""Somebody else who can be found by where they live: "my neighbour at number 14", "Mr Doyle at number 14"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from textmine.model import Span
from textmine.text.lists import read_toml

_NUMBER = r"\d{1,4}[A-Za-z]?(?![\p{L}\p{M}\p{N}])"


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """Return the patterns: a home by number; a person at one; the same after a name; in other word orders."""
    data = read_toml("third_party.toml")
    person, homely, at, home, not_home, uncased, before = (
        "|".join(regex.escape(word) for word in data[name])
        for name in ("person", "homely", "at", "home", "not_home", "uncased_person", "uncased_home")
    )
    flags = regex.IGNORECASE
    other = rf"(?:{not_home})(?![\p{{L}}\p{{M}}])"
    house = (
        rf"(?:{at})[ ]+(?:the[ ]+)?(?:(?:{home})[ ]?(?:\.[ ]?|\#[ ]?)?){_NUMBER}"
        rf"(?![ ]{other}|[.,:%]\d|%)"
    )
    where = r"(?:[ ]+(?:who|that|upstairs|downstairs|living|lives?|opposite|next[ ]door|down|over))"
    number = rf"(?:(?:{before})[ ]*{_NUMBER}|{_NUMBER}(?:[ ]?(?:{before})))"
    ending = r"[\p{L}\p{M}]{0,4}"
    return (
        regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){house}", flags),
        regex.compile(
            rf"(?<![\p{{L}}\p{{M}}])(?:(?:{person}){where}{{0,3}}[ ]+{house}"
            rf"|(?:{homely}){where}{{0,3}}[ ]+at[ ]+{_NUMBER}(?![ ]?{other}|[ ]?[.:/%-]?\d|[ ]+(?-i:\p{{Lu}})))",
            flags,
        ),
        regex.compile(rf"[ ]?(?:[,(–-][ ]?)?(?:who[ ]+)?(?:living[ ]+|lives?[ ]+)?(?:{house})", flags),
        regex.compile(
            rf"(?<![\p{{L}}\p{{M}}])(?:(?:{uncased}){ending}[ ]+(?:[\p{{L}}\p{{M}}]+[ ]+){{0,2}}{number}{ending}"
            rf"|{number}{ending}[ ]+(?:[\p{{L}}\p{{M}}]+[ ]+)?(?:{uncased}){ending})(?![\p{{L}}\p{{M}}\p{{N}}])",
            flags,
        ),
    )


def houses(digits: str) -> Iterator[Span]:
    """Yield homes told by number alone, "at number 14"; digits must be ASCII already."""
    for match in _patterns()[0].finditer(digits):
        start = regex.search(r"\p{L}+[ ]+(?:the[ ]+)?", match.group())
        yield Span(match.start() + (start.end() if start else 0), match.end(), "address")


def people_at(digits: str) -> Iterator[Span]:
    """Yield people told by where they live, "the woman in flat 4"; digits must be ASCII already."""
    for pattern in (_patterns()[1], _patterns()[3]):
        for match in pattern.finditer(digits):
            yield Span(match.start(), match.end(), "third_party")


def with_homes(people: Sequence[Span], digits: str) -> list[Span]:
    """Return names, each extended by the house number that follows: "Mr Doyle at number 14"."""
    extended = []
    for span in people:
        match = _patterns()[2].match(digits, span.end)
        extended.append(Span(span.start, match.end(), "third_party") if match else span)
    return extended
