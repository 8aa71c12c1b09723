"""House addresses: a number with a street, in English or in Bengali script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from textmine.model import Span
from textmine.text.lists import read_toml

_NUMBER = r"\d{1,4}[A-Za-z]?(?:[ ]?[-–/][ ]?\d{1,4}[A-Za-z]?)?"
_YEAR = regex.compile(r"(?:19|20)\d\d")
_Pattern = regex.Pattern[str]


@cache
def _patterns() -> tuple[_Pattern, _Pattern]:
    """Return the patterns of an English and of a Bengali address."""
    data = read_toml("street_words.toml")
    plain, capital, unit = ("|".join(data[name].split()) for name in ("plain", "capital", "unit"))
    bengali_street, bengali_unit = ("|".join(data["bengali"][name].split()) for name in ("street", "unit"))
    latin = r"\p{Latin}[\p{Latin}\p{M}'’-]*+\.?"
    english = rf"""
        (?<![\p{{L}}\p{{N}}£$€.,:/-])
        (?:(?P<unit>(?i:{unit})\.?[ ]\#?{_NUMBER}),?[ ]+(?P<number>{_NUMBER})?+[, ]*
         |(?P<number>{_NUMBER}),?[ ]+)
        (?P<name>{latin}(?:[ ]+{latin}){{0,3}}?)[ ]+
        (?P<street>(?i:{plain}|{capital}))(?![\p{{L}}\p{{N}}])
    """
    bengali_word = r"[\p{Bengali}\u200C\u200D--\p{N}]++"
    bengali = rf"""
        (?<![\p{{L}}\p{{N}}£৳.,:/-])
        (?P<front>(?:{bengali_unit})[ ]+(?P<flat>{_NUMBER})[, ]+)?
        (?P<number>{_NUMBER}),?(?:[ ]নম্বর)?[ ]+
        (?P<name>{bengali_word}(?:[ ]+{bengali_word}){{0,2}}?)[ ]+(?P<street>{bengali_street})
        (?![\p{{L}}\p{{M}}\p{{N}}])
        (?:,[ ]?(?:{bengali_unit})[ ]+{_NUMBER})?
    """
    flags = regex.VERSION1 | regex.VERBOSE
    return regex.compile(english, flags), regex.compile(bengali, flags)


@cache
def _words(*keys: str) -> frozenset[str]:
    """Return one of the word lists as a set."""
    data = read_toml("street_words.toml")
    for key in keys[:-1]:
        data = data[key]
    return frozenset(str(data[keys[-1]]).split())


def _is_address(match: regex.Match[str]) -> bool:
    """Tell a house on a street from "20 mph on the road" and "2 busy roads"."""
    number = match["number"] or ""
    if _YEAR.fullmatch(number) and not match["unit"]:
        return False
    names = match["name"].split()
    if any(word.casefold().strip(".,") in _words("not_a_name") for word in names):
        return False
    if names[0][0].isupper() or names[0][0].isdigit():
        return match["street"][0].isupper() or match["street"] in _words("plain")
    # Without capitals only a short name before a plain street word is sure enough.
    return len(names) <= 2 and match["street"].casefold() in _words("plain")


def addresses(text: str) -> Iterator[Span]:
    """Yield house addresses in `text`, whose digits must be ASCII already."""
    english, bengali = _patterns()
    for match in english.finditer(text):
        if _is_address(match):
            yield Span(match.start(), match.end(), "address")
    if text.isascii():
        return
    for match in bengali.finditer(text):
        if not any(word in _words("bengali", "not_a_name") for word in match["name"].split()):
            yield Span(match.start(), match.end(), "address")
