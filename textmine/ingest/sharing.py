"""What headings share: how they begin, and the id of the question they are columns of."""

from __future__ import annotations

from collections.abc import Sequence

import regex

ASKS = ("?", "؟")
"""How a question ends."""

_SEPARATOR = regex.compile(r"\s+[-–—|>]+\s+|\s*:\s+|(?<=[?؟])(?:\s+|/)")
_BRACKETS = regex.compile(r"(?P<stem>.*\S)\s*\[(?P<part>[^\[\]]*)\]")
_BRACKETED = regex.compile(r"\s*\[(?P<part>[^\[\]]*)\]")
_MOST_STEMS = 20
"""Ways to cut one heading that are tried, from its end."""
_SUFFIX = regex.compile(r"(?P<stem>.*[\p{L}\p{M}\p{N}][^\p{L}\p{M}\p{N}\s]*?)(?:[_.\s]|\s*\()[0-9]{1,3}\)?")


def stem_and_parts(names: Sequence[str]) -> tuple[str, list[str]]:
    """Return what all names begin with, and how each goes on; nothing where they share no stem.

    Example:
        >>> stem_and_parts(["Which? - Parks", "Which? - Bins"])
        ('Which?', ['Parks', 'Bins'])
        >>> stem_and_parts(["Which?", "Why?"])
        ('', [])
    """
    for stem in sorted(stems(names[0]), key=len, reverse=True):
        parts = [part_after(name, stem) for name in names]
        if all(parts):
            return stem, parts
    return "", []


def common_id(ids: Sequence[str]) -> tuple[str, ...]:
    """Return the id of a question whose columns have ids of their own; nothing where they share none.

    Example:
        >>> common_id(["Q3_1", "Q3_2", "Q3_10"]), common_id(["Q3", "Q4"])
        (('Q3',), ())
    """
    shared = {found["stem"] if (found := _SUFFIX.fullmatch(name)) else "" for name in ids}
    return tuple(shared) if len(shared) == 1 and "" not in shared else ()


def stems(name: str) -> tuple[str, ...]:
    """Return every way in which a heading may begin with a question, of which it names a part.

    Example:
        >>> stems("Getting about - how? - On foot"), stems("How? [On foot]")
        (('Getting about', 'Getting about - how?'), ('How?',))
    """
    marks = [mark.start() for mark in _SEPARATOR.finditer(name) if mark.start() and mark.end() < len(name)]
    found = _BRACKETS.fullmatch(name)
    whole = [name[:start] for start in marks[-_MOST_STEMS:]]
    return tuple(dict.fromkeys((*whole, *((found["stem"],) if found else ()))))


def part_after(name: str, stem: str) -> str:
    """Return how a heading goes on after a stem; nothing where it has another.

    Example:
        >>> part_after("How? - On foot", "How?"), part_after("How? [On foot]", "How?"), part_after("Why?", "How?")
        ('On foot', 'On foot', '')
    """
    if not name.startswith(stem):
        return ""
    found = _BRACKETED.fullmatch(name, len(stem)) or _SEPARATOR.match(name, len(stem))
    return (found["part"].strip() if found.re is _BRACKETED else name[found.end() :]) if found else ""
