"""A two-way table, such as answers by group, with what has to be hidden hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from textmine.insight.disclosure.figures import Figure, Name
from textmine.insight.disclosure.protect import protect
from textmine.insight.disclosure.release import audit
from textmine.insight.disclosure.rule import Rule

Reason = Literal["primary", "secondary"]
"""Why a number is hidden: it is small, or a small one could be worked out from it. Never published."""

_TOTAL: Name = ("total",)


@dataclass(frozen=True)
class ProtectedTable:
    """A two-way table as it may be published; None stands where a number is hidden.

    Attributes:
        cells: Row → column → people.
        row_totals: Row → people; empty where the columns do not add up.
        column_totals: Column → people; empty where the rows do not add up.
        total: Everybody in the table; None also where rows or columns do not add up.
        reasons: ("cell", row, column), ("row", row), ("column", column) or ("total",) → why it is hidden.
        rounded: Whether numbers are rounded, so that they may not add up.
    """

    cells: dict[str, dict[str, int | None]]
    row_totals: dict[str, int | None]
    column_totals: dict[str, int | None]
    total: int | None
    reasons: dict[Name, Reason]
    rounded: bool = False

    @property
    def withheld(self) -> bool:
        """Whether no cell at all can be shown."""
        return all(count is None for row in self.cells.values() for count in row.values())


def _figures(
    rows: Mapping[str, Mapping[str, int]], columns: list[str], minimum: int, *, rows_add_up: bool
) -> list[Figure]:
    """Return the cells and totals of a table."""
    found = [Figure(("cell", row, column), rows[row].get(column, 0), (), minimum) for row in rows for column in columns]

    def total(name: Name, cells: list[Figure]) -> Figure:
        return Figure(name, sum(cell.count for cell in cells), (tuple(cell.name for cell in cells),), minimum)

    totals = [total(("row", row), [cell for cell in found if cell.name[1] == row]) for row in rows]
    if rows_add_up:
        totals += [total(("column", column), [cell for cell in found if cell.name[2] == column]) for column in columns]
        totals.append(total(_TOTAL, found))
    return found + totals if columns else []


def suppress_table(rows: Mapping[str, Mapping[str, int]], rule: Rule, *, rows_add_up: bool = True) -> ProtectedTable:
    """Hide the small numbers of a two-way table, and as many more that none can be worked out.

    Rows, columns, their totals and the total of all are protected together; zeros count as small.

    Args:
        rows: Row → column → people, such as answer → group → people. A missing cell is zero. The
            columns of a row are exclusive, and add up to the row.
        rule: The smallest number shown, and rounding.
        rows_add_up: Whether the rows are exclusive, too. Not so for themes: one person can raise several.

    Returns:
        The table, with rows and columns in the order given; which cells are hidden does not depend
        on that order.

    Example:
        >>> table = suppress_table({"Agree": {"young": 30, "old": 12}, "Disagree": {"young": 25, "old": 2}}, Rule(5))
        >>> table.cells["Disagree"], table.column_totals
        ({'young': None, 'old': None}, {'young': 55, 'old': 14})
    """
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    figures = _figures(rows, columns, rule.minimum, rows_add_up=rows_add_up)
    release = protect(figures, [figure.name for figure in figures], rule)
    known = set() if audit(release) else set(release.known)
    counts = {figure.name: figure for figure in figures}

    def shown(name: Name) -> int | None:
        return rule.shown(counts[name].count) if name in known else None

    return ProtectedTable(
        cells={row: {column: shown(("cell", row, column)) for column in columns} for row in rows},
        row_totals={row: shown(("row", row)) for row in rows},
        column_totals={column: shown(("column", column)) for column in columns} if rows_add_up else {},
        total=shown(_TOTAL) if rows_add_up else None,
        reasons={
            name: "primary" if figure.small else "secondary" for name, figure in counts.items() if name not in known
        },
        rounded=rule.rounding > 1,
    )
