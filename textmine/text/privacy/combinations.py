"""Combinations of facts that may point at one person although none of them is an identifier."""

from __future__ import annotations

from functools import cache

import regex

from textmine.text.lists import read_toml
from textmine.text.tokens import normalise

FEWEST = 2
"""From this many different kinds of facts on, a text may identify somebody."""
_PART = regex.compile(r"(?<!\\p)(?<!\\P)\{([a-z]+)\}")
_LONGEST = 20_000
"""A text is looked at in pieces of this length at most, so that time grows with length alone."""


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    """Return, for each kind of fact, the pattern of all its wordings."""
    data = read_toml("identifying.toml")
    parts = dict(data["parts"])

    def fill(pattern: str) -> str:
        """Put the named parts into a pattern; doubled braces stand for single ones."""
        filled = _PART.sub(lambda match: fill(parts[match[1]]), pattern)
        return filled.replace("{{", "{").replace("}}", "}")

    return {
        kind: regex.compile("|".join(f"(?:{fill(one)})" for one in wordings), regex.IGNORECASE | regex.VERSION0)
        for kind, wordings in data["kinds"].items()
    }


def facts(text: str) -> list[str]:
    """Return which kinds of facts about a person `text` tells, as `identifying.toml` names them."""
    plain = normalise(text)
    pieces = [plain[at : at + _LONGEST] for at in range(0, len(plain), _LONGEST)]
    return [kind for kind, pattern in _patterns().items() if any(pattern.search(piece) for piece in pieces)]


def identifying(text: str) -> list[str]:
    """Return why facts in `text` together may identify the writer or somebody else; empty if they hardly can.

    Kinds are named, what was written is not. Looks for closed lists of wordings in English, Bengali, Somali and
    romanised Bengali, so that an empty list is no proof.

    Args:
        text: Verbatim quote.

    Returns:
        One reason for each combination.

    Example:
        >>> identifying("I'm 83 and my wife has dementia.")
        ['These facts together may point to one person: age, health or disability, family.']
        >>> identifying("The park needs lights.")
        []
    """
    found = facts(text)
    if len(found) < FEWEST:
        return []
    names = read_toml("identifying.toml")["names"]
    kinds = ", ".join(names[kind] for kind in found)
    return [f"These facts together may point to one person: {kinds}."]
