"""Headings as people would type them, and all different within a file."""

from __future__ import annotations

from collections.abc import Sequence, Set

from textmine.ingest.grid import column_letter


def tidy(heading: str) -> str:
    """Return a heading on one line, as people would type it."""
    return " ".join(heading.replace("\ufeff", "").split())


def unique_names(given: Sequence[str], used: Sequence[bool], file: str) -> tuple[dict[int, str], tuple[str, ...]]:
    """Return a name for every column that has a heading or a value, and what had to be made up.

    Args:
        given: The heading of each column, possibly empty.
        used: Whether any row has something in that column.
        file: How the notes call the file.

    Returns:
        Position → name, all different; notes in plain sentences.
    """
    known = {name for name in given if name}
    taken: set[str] = set()
    names: dict[int, str] = {}
    repeated: list[str] = []
    nameless: list[str] = []
    for position, heading in enumerate(given):
        if not heading and not used[position]:
            continue
        wanted = heading or f"column {column_letter(position + 1)}"
        names[position] = unique_name(wanted, taken, known if wanted in taken else frozenset())
        taken.add(names[position])
        if not heading:
            nameless.append(wanted)
        elif names[position] != heading:
            repeated.append(names[position])
    return names, tuple(_about(repeated, nameless, file))


def _about(repeated: Sequence[str], nameless: Sequence[str], file: str) -> list[str]:
    """Say in plain sentences which names were made up."""
    notes = []
    if repeated:
        notes.append(f"Headings that occur more than once in `{file}` are numbered: {listed(repeated)}.")
    if nameless:
        notes.append(f"Columns of `{file}` without a heading are named by letter: {listed(nameless)}.")
    return notes


def listed(names: Sequence[str]) -> str:
    """Return names between back-ticks, joined by commas."""
    return ", ".join(f"`{name}`" for name in names)


def unique_name(name: str, taken: Set[str], avoid: Set[str] = frozenset()) -> str:
    """Return `name`, or `name (2)`, `name (3)` … if it is taken."""
    candidate, count = name, 1
    while candidate in taken or (count > 1 and candidate in avoid):
        count += 1
        candidate = f"{name} ({count})"
    return candidate
