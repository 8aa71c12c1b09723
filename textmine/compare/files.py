"""A comparison as files: an accessible page and a table, both as they may be passed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textmine.compare.page import render_page
from textmine.compare.shown import change_shown, together
from textmine.compare.wording import direction, promise
from textmine.errors import InputError, Problem
from textmine.safe import csv_text, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textmine.compare.change import Count
    from textmine.compare.comparison import Compared, Comparison, Row
    from textmine.compare.said import SaidTheme

PAGE, TABLE = "comparison.html", "comparison.csv"
COLUMNS = (
    "question_old", "question_new", "kind", "theme_ids_old", "themes_old", "theme_ids_new", "themes_new", "likeness",
    "people_old", "answered_old", "people_new", "answered_new", "change", "low", "high", "direction", "promised",
)  # fmt: skip


def cells(comparison: Comparison, part: Compared, row: Row, *, exact: bool) -> list[object]:
    """Return one line of the table.

    Args:
        comparison: The comparison.
        part: The questions.
        row: The themes.
        exact: Whether every number is given; else those below the minimum, and what gives them away, are left out.
    """
    minimum = 0 if exact else comparison.minimum
    was = row.was if exact else together(row.old, row.was, minimum)
    now = row.now if exact else together(row.new, row.now, minimum)
    change = row.change if exact else change_shown(row, minimum)
    return [
        *("; ".join(item.wording for item in side) for side in (part.questions.old, part.questions.new)),
        row.kind,
        *_themes(row.old),
        *_themes(row.new),
        round(row.likeness, 2) if row.likeness else "",
        *_numbers(was, minimum),
        *_numbers(now, minimum),
        *((round(value, 4) for value in (change.value, change.low, change.high)) if change else ("", "", "")),
        direction(row),
        " ".join(map(promise, row.promises)),
    ]


def _themes(themes: Sequence[SaidTheme]) -> tuple[str, str]:
    return "; ".join(theme.theme_id for theme in themes), "; ".join(theme.title for theme in themes)


def _numbers(count: Count | None, minimum: int) -> tuple[object, object]:
    """Return people and base; those below the minimum are left empty."""
    if count is None:
        return "", ""
    return count.n if min(count.n, count.base) >= minimum else "", count.base if count.base >= minimum else ""


def comparison_csv(comparison: Comparison) -> str:
    """Return the table as CSV, as it may be passed on."""
    return csv_text(
        COLUMNS, (cells(comparison, part, row, exact=False) for part in comparison.parts for row in part.rows)
    )


def write_comparison(comparison: Comparison, folder: Path) -> list[Path]:
    """Write the page and the table.

    Args:
        comparison: The comparison.
        folder: Made where missing; other files in it are left alone.

    Returns:
        The files.

    Raises:
        InputError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / PAGE, render_page(comparison))
        write_text(folder / TABLE, comparison_csv(comparison))
    except OSError as error:
        raise InputError(
            Problem(f"cannot be written ({error.strerror}). Choose another folder.", str(folder))
        ) from None
    return [folder / PAGE, folder / TABLE]
