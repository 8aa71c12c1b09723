"""What of a comparison may be passed on: numbers of few people stay out, and those that others would give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textmine.compare.change import Change, Count
    from textmine.compare.comparison import Row
    from textmine.compare.said import SaidTheme


def together(themes: Sequence[SaidTheme], count: Count | None, minimum: int) -> Count | None:
    """Return the different people of several themes, where that may be told beside the numbers of each.

    What the themes add up to beyond it are people who raised several of them: few of these would be found out by
    subtraction.
    """
    if count is None or len(themes) < 2:
        return count
    return count if sum(theme.n_people for theme in themes) - count.n >= minimum else None


def change_shown(row: Row, minimum: int) -> Change | None:
    """Return the change with its interval, where neither gives a number away that is not shown."""
    was, now = together(row.old, row.was, minimum), together(row.new, row.now, minimum)
    if row.change is None or was is None or now is None or min(was.n, now.n) < minimum:
        return None
    return row.change
