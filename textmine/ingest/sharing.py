"""What headings share: how they begin, and the id of the question they are columns of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

_SEPARATOR = regex.compile(r"\s+[-–—|>]+\s+|\s*:\s+|(?<=[?؟])\s+")
_BRACKETS = regex.compile(r"(?P<stem>.*\S)\s*\[(?P<part>[^\[\]]*)\]")
_SUFFIX = regex.compile(r"(?P<stem>.*[\p{L}\p{M}\p{N}][^\p{L}\p{M}\p{N}\s]*?)(?:[_.\s]|\s*\()[0-9]{1,3}\)?")


def stem_and_parts(names: Sequence[str]) -> tuple[str, list[str]]:
    """Return what all names begin with, and how each goes on; nothing where they share no stem.

    Example:
        >>> stem_and_parts(["Which? - Parks", "Which? - Bins"])
        ('Which?', ['Parks', 'Bins'])
        >>> stem_and_parts(["Which?", "Why?"])
        ('', [])
    """
    for stem, _ in sorted(cuts(names[0]), key=lambda cut: -len(cut[0])):
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
    stems = {found["stem"] if (found := _SUFFIX.fullmatch(name)) else "" for name in ids}
    return tuple(stems) if len(stems) == 1 and "" not in stems else ()


def cuts(name: str) -> Iterator[tuple[str, str]]:
    """Yield every way to read a heading as a question and a part."""
    if found := _BRACKETS.fullmatch(name):
        yield found["stem"], found["part"].strip()
    for mark in _SEPARATOR.finditer(name):
        if mark.start() and mark.end() < len(name):
            yield name[: mark.start()], name[mark.end() :]


def part_after(name: str, stem: str) -> str:
    """Return how a heading goes on after a stem; nothing where it has another."""
    return next((part for begin, part in cuts(name) if begin == stem), "")
