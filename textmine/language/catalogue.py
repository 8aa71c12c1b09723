"""What is known about each language: names, script, direction of writing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from textmine.resources import resource

UNKNOWN = "und"
NO_WORDS = "zxx"
_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc"})


@dataclass(frozen=True, slots=True)
class Language:
    """One language of `corpora/languages.toml`."""

    tag: str
    name: str
    own_name: str
    script: str
    direction: Literal["ltr", "rtl"]


@cache
def _file() -> dict[str, Any]:
    """Return `corpora/languages.toml` as a dictionary; do not change it."""
    return tomllib.loads(resource("corpora", "languages.toml").read_text(encoding="utf-8"))


@cache
def languages() -> dict[str, Language]:
    """Return the languages expected by default, by tag, in the order of the file."""
    return {entry["tag"]: Language(**entry) for entry in _file()["language"]}


@cache
def known_languages() -> dict[str, Language]:
    """Return every language that can be named, by tag: the expected ones first, then the others."""
    return languages() | {entry["tag"]: Language(**entry) for entry in _file()["known"]}


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a data file of this room as a dictionary; do not change it."""
    return tomllib.loads(files("textmine.language").joinpath("data", name).read_text(encoding="utf-8"))


def language_name(tag: str) -> str:
    """Return the English name of a language, or the tag itself if it has none here.

    Example:
        >>> [language_name(tag) for tag in ("so", "bn-Latn", "und", "zxx")]
        ['Somali', 'Bengali in Latin letters', 'could not tell', 'no words']
    """
    special: dict[str, str] = read_toml("scripts.toml")["names"]
    if tag in special:
        return special[tag]
    entry = known_languages().get(tag) or known_languages().get(tag.split("-")[0])
    return entry.name if entry else special.get(tag.split("-")[0], tag)


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction a language is written in: `ltr`, or `rtl` for Arabic, Urdu and others.

    Example:
        >>> direction("ur"), direction("bn"), direction("pa-Arab")
        ('rtl', 'ltr', 'rtl')
    """
    base, *subtags = tag.split("-")
    scripts = [subtag for subtag in subtags if len(subtag) == 4]
    script = scripts[0].title() if scripts else script_by_language(base)
    return "rtl" if script in _RTL_SCRIPTS else "ltr"


def script_by_language(tag: str) -> str:
    """Return the ISO 15924 code of the script a language is usually written in; Latin if not known."""
    entry = known_languages().get(tag)
    return entry.script if entry else "Latn"
