"""Disclosure control: which counts of a published table have to be hidden, so that none can be worked out."""

from __future__ import annotations

from collections.abc import Mapping


def _protected(hidden: list[int], minimum: int) -> bool:
    """Whether hidden cells with this sum cannot be worked out by subtraction, even by who knows the rule.

    The sum of the hidden cells can always be worked out. It has to leave each of them room: upwards
    from 1 (zero rows may be left out of a table), and, where every hidden cell is below the minimum
    and a reader may know that, downwards from the minimum.
    """
    number, total = len(hidden), sum(hidden)
    if number < 2 or total - number < minimum:
        return False
    return max(hidden) >= minimum or total < number * (minimum - 1)


def suppress(counts: Mapping[str, int], minimum: int) -> dict[str, int | None]:
    """Hide small counts, and as many more as it takes that no hidden count can be worked out.

    Every count from 0 to `minimum` - 1 is hidden; then the next smallest (all cells of that size
    together, so that the choice does not depend on the order), until the rest is safe.

    Guarantees for a table published with its total, unless *every* cell is hidden (then withhold
    the total too if it is itself small):

    - Subtraction: the published cells and the total leave every hidden count at least
      `minimum` + 1 possible values.
    - Knowing this rule and `minimum` as well, every hidden count still has at least two.

    It protects a one-way table. Two tables over the same people, broken down by each other, need more.

    Args:
        counts: People per cell; the cells are exclusive and add up to the published total.
        minimum: The smallest count that may be shown; 0 hides nothing.

    Returns:
        The same keys in the same order; None where the count is hidden.

    Source:
        Hundepool et al., "Statistical Disclosure Control" (2012), chapter 4 (secondary suppression).

    Example:
        >>> suppress({"Agree": 20, "Disagree": 9, "No answer": 2}, 5)
        {'Agree': 20, 'Disagree': None, 'No answer': None}
    """
    hidden = {cell for cell, count in counts.items() if count < minimum}
    while hidden and len(hidden) < len(counts) and not _protected([counts[cell] for cell in hidden], minimum):
        smallest = min(count for cell, count in counts.items() if cell not in hidden)
        hidden |= {cell for cell, count in counts.items() if count == smallest}
    return {cell: None if cell in hidden else count for cell, count in counts.items()}
