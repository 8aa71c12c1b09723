"""What survey platforms add to each response, from the data file: their own headings, and what these hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from textmine.ingest.layouts.located import Hint
from textmine.ingest.vocabulary import fold
from textmine.model import Role


@dataclass(frozen=True, slots=True)
class Platform:
    """A survey platform.

    Attributes:
        name: As it calls itself.
        marks: Headings, folded, by which it is known.
        hints: Heading, folded → what the column holds.
        words: Other lists of the data file, by name.
    """

    name: str
    marks: frozenset[str]
    hints: Mapping[str, Hint]
    words: Mapping[str, frozenset[str]]

    def hint(self, *names: str) -> Hint | None:
        """Return what is known of a column by one of its names."""
        return next((hint for name in names if (hint := self.hints.get(fold(name)))), None)

    def known(self, names: Iterable[str]) -> int:
        """Count the headings that are the platform's own."""
        return sum(fold(name) in self.hints for name in names)

    def marked(self, names: Iterable[str]) -> int:
        """Count the headings that only this platform uses."""
        return len({fold(name) for name in names} & self.marks)

    def has(self, words: str, text: str) -> bool:
        """Say whether a text is one of a list of the data file."""
        return fold(text) in self.words[words]


@cache
def platform(key: str) -> Platform:
    """Return what `platforms.toml` says of a platform."""
    text = (files("textmine.ingest") / "data" / "platforms.toml").read_text(encoding="utf-8")
    entry: dict[str, Any] = tomllib.loads(text)[key]
    name: str = entry.pop("name")
    words = {kind: frozenset(map(fold, values)) for kind, values in entry.items()}
    hints = {
        heading: Hint(role, f"{name} adds it to every response")
        for role in get_args(Role)
        if role in ("id", "date", "personal", "ignore")
        for heading in words.get(role, ())
    }
    return Platform(name, words["marks"], hints, words)
