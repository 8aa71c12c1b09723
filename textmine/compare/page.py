"""A comparison as a page: self-contained, accessible HTML, and the same as a piece for a notebook."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from textmine.compare.change import Count
from textmine.compare.shown import change_shown, together
from textmine.compare.wording import direction, figure, heading, interval, nearest, notes, promise, wording
from textmine.publish.texts import tagged
from textmine.publish.wording import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textmine.compare.comparison import Comparison, Row
    from textmine.compare.said import SaidTheme


def _side(themes: Sequence[SaidTheme], count: Count | None, minimum: int) -> dict[str, Any]:
    """Return the themes of one side, each with its number, and their number together where it may be told."""
    several = len(themes) > 1
    told = together(themes, count, minimum)
    return {
        "themes": [(tagged(theme.title), figure(Count(theme.n_people, theme.base), minimum)) for theme in themes],
        "together": wording()["together"].format(figure=figure(told, minimum)) if several and told else "",
    }


def _row(row: Row, minimum: int) -> dict[str, Any]:
    """Return what a row of the page says."""
    change = change_shown(row, minimum)
    kind = capital(wording()["kinds"][row.kind]) if row.kind in ("split", "merged", "regrouped") else ""
    return {
        "old": _side(row.old, row.was, minimum),
        "new": _side(row.new, row.now, minimum),
        "direction": direction(row),
        "tone": row.kind if not (row.old and row.new) else row.change.direction if row.change else "none",
        "kind": kind,
        "interval": interval(change) if change else "",
        "nearest": tagged(nearest(row)),
        "promises": [tagged(promise(given)) for given in row.promises],
    }


def _view(comparison: Comparison) -> dict[str, Any]:
    """Return what the templates fill in."""
    parts = [
        {
            "old": [tagged(item.wording) for item in part.questions.old],
            "new": [tagged(item.wording) for item in part.questions.new],
            "how": part.questions.how,
            "rows": [_row(row, comparison.minimum) for row in part.rows],
        }
        for part in comparison.parts
    ]
    return {
        "words": wording(),
        "sides": [tagged(heading(comparison, place)) for place in (0, 1)],
        "parts": parts,
        "hidden": wording()["hidden"].format(minimum=comparison.minimum) if comparison.minimum > 1 else "",
        "notes": list(notes(comparison)),
    }


@cache
def _environment() -> Any:  # noqa: ANN401 - jinja2 is imported when it is needed
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    # The style sheet is that of the published page.
    loader = ChoiceLoader(
        [PackageLoader("textmine.compare", "templates"), PackageLoader("textmine.publish", "templates")]
    )
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def render_page(comparison: Comparison) -> str:
    """Return the comparison as one HTML file, with the numbers as they may be passed on."""
    html: str = _environment().get_template("comparison.html.j2").render(**_view(comparison))
    return html.lstrip()


def render_fragment(comparison: Comparison) -> str:
    """Return the comparison as a piece of HTML without styles."""
    html: str = _environment().get_template("tables.html.j2").render(**_view(comparison))
    return html.lstrip()
