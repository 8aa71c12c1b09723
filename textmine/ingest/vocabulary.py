"""The words by which headings and options are recognised, from the data files beside this module."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_ASIDE = re.compile(r" (?:optional|required|mandatory|if applicable|if any|please|ঐচ্ছিক|ikhtiyaari|اختياري)$")
"""What a form adds to a heading."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return text for comparing: words in lower case with single spaces, punctuation gone.

    Example:
        >>> fold("Response_ID:"), fold("E-mail  (optional)"), fold("submittedAt")
        ('response id', 'e mail optional', 'submitted at')
    """
    text = _CAMEL.sub(" ", unicodedata.normalize("NFC", text))
    text = text.replace("'", "").replace("’", "").casefold()
    # By category, because `\w` leaves out the vowel signs of Bengali.
    letters = (c if unicodedata.category(c)[0] in "LMN" or c == "#" else " " for c in text)
    return " ".join("".join(letters).split())


@dataclass(frozen=True, slots=True)
class Rule:
    """When a heading fits: whole, by phrase, its end, how a word begins, or one phrase out of each list of `all`."""

    exact: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    """How a word begins, for languages that add endings to it."""
    all: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    max_words: int = 1000
    """A longer heading is not matched by phrase."""

    def rank(self, heading: str) -> int | None:
        """Return 0 for the best fit (first of `exact`), more for others, None for no fit."""
        folded = fold(heading)
        whole = next((name for name in (folded, _ASIDE.sub("", folded)) if name in self.exact), None)
        if whole is not None:
            return self.exact.index(whole)
        if not folded or len(folded.split()) > self.max_words or _has(folded, self.unless):
            return None
        fits = (
            _has(folded, self.contains)
            or any(f" {folded}".endswith(f" {end}") for end in self.ends)
            or any(f"{folded} ".startswith(f"{start} ") for start in self.starts)
            or any(f" {stem}" in f" {folded}" for stem in self.stems)
            or (bool(self.all) and all(_has(folded, phrases) for phrases in self.all))
        )
        return len(self.exact) if fits else None

    def fits(self, heading: str) -> bool:
        """Say whether a heading fits."""
        return self.rank(heading) is not None


def _has(folded: str, phrases: tuple[str, ...]) -> bool:
    """Say whether one of the phrases stands in a folded text, as whole words."""
    padded = f" {folded} "
    return any(f" {phrase} " in padded for phrase in phrases)


def mentions(text: str, phrases: tuple[str, ...]) -> bool:
    """Say whether a text holds one of the phrases, as whole words."""
    return _has(fold(text), phrases)


@cache
def _data(name: str) -> dict[str, Any]:
    """Read one data file."""
    text = (files("textmine.ingest") / "data" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _folded(values: Any) -> Any:  # noqa: ANN401 - phrases, lists of phrases, or a number
    if isinstance(values, str):
        return fold(values)
    return tuple(map(_folded, values)) if isinstance(values, list) else values


@cache
def rule(name: str) -> Rule:
    """Return a rule of `headings.toml`."""
    return Rule(**{key: _folded(value) for key, value in _data("headings.toml")[name].items()})


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a list of `values.toml`, folded."""
    return tuple(_folded(_data("values.toml")[name]))


@cache
def verbatim(name: str) -> frozenset[str]:
    """Return a list of `values.toml` as written, in lower case: signs such as a tick have no letters to fold."""
    return frozenset(value.casefold() for value in _data("values.toml")[name])


@cache
def scale_options() -> frozenset[str]:
    """Return the options of every agreement, support and satisfaction scale we know."""
    return frozenset(words("scale"))


@cache
def protected_options() -> frozenset[str]:
    """Return ages, ethnic groups, religions and other protected characteristics, as forms word them."""
    return frozenset((*words("protected"), *map(fold, _data("options.toml")["ethnic"])))


@cache
def yes_no_words() -> frozenset[str]:
    """Return the ways of saying yes, no or not sure by themselves."""
    return frozenset((*words("yes"), *words("no"), *words("unsure")))


@cache
def whole_options() -> tuple[str, ...]:
    """Return options that hold a comma, as forms word them: the census' ethnic groups and others."""
    lists = _data("options.toml")
    return (*lists["ethnic"], *lists["whole"])
