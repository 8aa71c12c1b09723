"""The closed word lists of the naming, from `themes/data/naming.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from textmine.themes.naming.model import ENGLISH


@cache
def _file() -> dict[str, Any]:
    """Return the lists; do not change them."""
    return tomllib.loads(files("textmine.themes").joinpath("data/naming.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str, language: str = ENGLISH) -> frozenset[str]:
    """Return one list of a language as a set; empty where there is none."""
    return frozenset(_file().get(language, {}).get(name, ()))


@cache
def words_of(*names: str, language: str = ENGLISH) -> frozenset[str]:
    """Return several lists of a language as one set."""
    return frozenset().union(*(word_set(name, language) for name in names))


@cache
def any_of(name: str, language: str = ENGLISH) -> str:
    """Return one list as the alternatives of a pattern, longest first; never matches where there is none."""
    return _alternatives(word_set(name, language)) or r"(?!)"


def _alternatives(phrases: Iterable[str]) -> str:
    """Return phrases as the alternatives of a pattern, longest first."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(regex.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in longest)


@cache
def shorter_forms() -> list[tuple[regex.Pattern[str], str]]:
    """Return patterns of longer words with the shorter ones that mean the same, longest first."""
    pairs = [(long, entry["short"]) for entry in _file()["shorter"] for long in entry["long"]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return [
        (regex.compile(rf"(?<![\p{{L}}'’]){_alternatives([long])}(?![\p{{L}}'’])", regex.IGNORECASE), short)
        for long, short in pairs
    ]


@cache
def verb_forms() -> frozenset[str]:
    """Return the listed verbs with their regular forms."""
    forms: set[str] = set()
    for verb in word_set("verbs"):
        stem = verb[:-1] if verb.endswith("e") else verb
        plural = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"
        if verb.endswith(("s", "sh", "ch", "x")):
            plural = verb + "es"
        forms |= {verb, plural, stem + "ed", stem + "ing"}
    return frozenset(forms)
