"""What is wrong with the content of a file, once its columns are known: all of it, with rows."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.errors import Problem
from textmine.ingest.grid import is_blank
from textmine.ingest.ids import id_places
from textmine.ingest.plan import Planned
from textmine.ingest.table import Table

_MOST_ROWS_NAMED = 50


def content_problems(tables: Sequence[Table], plan: Sequence[Planned]) -> list[Problem]:
    """Return every problem of the tables, of their ids and of their questions."""
    problems = [problem for table in tables for problem in table.problems]
    repeated = _repeated_files(tables)
    problems += [*repeated, *_repeated_ids(tables, plan)]
    # A file that is there twice makes every answer one that others gave too.
    if not repeated and any(table.rows for table in tables) and not any(column.role == "open" for column in plan):
        problems.append(
            Problem(
                "no question answered in people's own words was found. Name one with --question "
                '"HEADING", or give it the role `open` in consultation.toml.',
                tables[0].file if len(tables) == 1 else None,
                tables[0].sheet if len(tables) == 1 else None,
            )
        )
    return problems


def _repeated_files(tables: Sequence[Table]) -> list[Problem]:
    """Report a file that was given twice, under whatever name."""
    seen: dict[tuple[str, str | None], str] = {}
    problems = []
    for table in tables:
        key = (table.sha256, table.sheet)
        if key in seen:
            message = f"holds the same as `{seen[key]}`. Give each file once."
            problems.append(Problem(message, table.file, table.sheet))
        seen.setdefault(key, table.file)
    return problems


def _repeated_ids(tables: Sequence[Table], plan: Sequence[Planned]) -> list[Problem]:
    """Report every row whose id an earlier row of its file has. The id is not quoted: it may hold anything."""
    problems: list[Problem] = []
    for table, place in zip(tables, id_places(plan, tables), strict=True):
        if place is None:
            continue
        first: dict[str, int] = {}
        rows: list[tuple[int, int]] = []
        for row, value in zip(table.rows, table.columns[place[1]].values, strict=True):
            if is_blank(value):
                continue
            if first.setdefault(value, row) != row:
                rows.append((row, first[value]))
        where = (table.file, table.sheet, place[0].column.name)
        for row, earlier in rows[:_MOST_ROWS_NAMED]:
            message = f"has the same id as row {earlier}. Make every id different, or name another column with --id."
            problems.append(Problem(message, *where, row))
        if len(rows) > _MOST_ROWS_NAMED:
            more = len(rows) - _MOST_ROWS_NAMED
            problems.append(Problem(f"{more} more rows have an id that an earlier row has.", *where))
    return problems
