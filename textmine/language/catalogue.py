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
    statistics: bool
    """Whether langdetect has a profile for it."""


@cache
def languages() -> dict[str, Language]:
    """Return the default languages by tag, in the order of the file."""
    data = tomllib.loads(resource("corpora", "languages.toml").read_text(encoding="utf-8"))
    return {entry["tag"]: Language(**entry) for entry in data["language"]}


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
    names: dict[str, str] = read_toml("scripts.toml")["names"]
    if tag in names:
        return names[tag]
    known = languages()
    entry = known.get(tag) or known.get(tag.split("-")[0])
    return entry.name if entry else names.get(tag.split("-")[0], tag)


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


@cache
def _other_scripts() -> dict[str, str]:
    """Return the script of each language that is not on the default list but known by its script."""
    data = read_toml("scripts.toml")
    scripts = {tag: code for code, tag in data["language_of"].items()}
    scripts |= {tag: entry["script"] for tag, entry in data["telling_letters"].items()}
    return scripts | {"mr": "Deva", "mk": "Cyrl"}


def script_by_language(tag: str) -> str:
    """Return the ISO 15924 code of the script a language is usually written in; Latin if not known."""
    entry = languages().get(tag)
    return entry.script if entry else _other_scripts().get(tag, "Latn")
