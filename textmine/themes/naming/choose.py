"""One title per theme, no two alike: the theme that a title fits best has it."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.text import words
from textmine.themes.naming.model import Scored
from textmine.themes.naming.tokens import content_stems, folded

ALIKE = 0.6
"""Share of content words in common, of all or of the shorter title's, from which two titles are near-duplicates."""


def alike(one: str, other: str) -> bool:
    """Say whether two titles would be taken for the same.

    Example:
        >>> alike("More bins in parks", "More park bins"), alike("More bins", "More buses")
        (True, False)
    """
    if folded(one) == folded(other):
        return True
    left, right = set(content_stems(one)), set(content_stems(other))
    shared, fewer = len(left & right), min(len(left), len(right))
    return fewer > 0 and (shared / len(left | right) >= ALIKE or (fewer > 1 and shared / fewer >= ALIKE))


def choose(ranked: Sequence[Sequence[Scored]]) -> list[Scored | None]:
    """Return the best candidate of each theme that is like no other theme's title; None where there is none."""
    chosen: list[Scored | None] = [None] * len(ranked)
    everything = sorted(
        ((item.score, theme, item) for theme, own in enumerate(ranked) for item in own),
        key=lambda entry: (-entry[0], entry[1], entry[2].candidate.text),
    )
    for _, theme, item in everything:
        taken = (other.candidate.text for other in chosen if other is not None)
        if chosen[theme] is None and not any(alike(item.candidate.text, title) for title in taken):
            chosen[theme] = item
    return chosen


def numbered(title: str, taken: Sequence[str], theme: int) -> str:
    """Return a title that is not taken, a number behind it where it is."""
    used = {other.casefold() for other in taken}
    if title and title.casefold() not in used and words(title):
        return title
    return f"{title} ({theme + 1})" if words(title) else f"Theme {theme + 1}"
