"""One id for every response: its own where it has one, else made so that it leads back to the row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from textmine.ingest.grid import is_blank
from textmine.ingest.headings import listed
from textmine.ingest.plan import Planned
from textmine.ingest.table import Table

_MOST_NAMED = 10


def id_places(plan: Sequence[Planned], tables: Sequence[Table]) -> list[tuple[Planned, int] | None]:
    """Return, for each file, the column with its ids and that column's position; None where it has none."""
    found: list[tuple[Planned, int] | None] = []
    for file in range(len(tables)):
        places = ((column, column.column.places[file]) for column in plan if column.role == "id")
        found.append(next(((column, place) for column, place in places if place is not None), None))
    return found


def response_ids(tables: Sequence[Table], plan: Sequence[Planned]) -> tuple[list[str], tuple[str, ...]]:
    """Return one id for every response, in order, and what had to be made up.

    Files without ids get `1`, `2`, …, but `<file>-<row>` beside a file that has ids; a row whose id is blank gets
    `row-<its number>`; where a file has an id that an earlier file has too, all its ids are given the file's name in
    front.
    """
    places = id_places(plan, tables)
    given = [_given(table, place) for table, place in zip(tables, places, strict=True)]
    marks = _marks(tables, given)
    taken = {mark + value for values, mark in zip(given, marks, strict=True) for value in values if value}
    ids: list[str] = []
    for table, place, values, mark in zip(tables, places, given, marks, strict=True):
        for row, value in zip(table.rows, values, strict=True):
            if value:
                ids.append(mark + value)
            elif place:
                ids.append(_free(f"{mark}row-{row}", taken))
            else:
                ids.append(_free(f"{_called(table, tables)}-{row}" if any(places) else str(len(ids) + 1), taken))
    return ids, tuple(_about(tables, places, given, marks))


def _given(table: Table, place: tuple[Planned, int] | None) -> list[str]:
    """Return the ids that a file gives, empty where it gives none."""
    if place is None:
        return [""] * len(table.rows)
    return ["" if is_blank(value) else value for value in table.columns[place[1]].values]


def _marks(tables: Sequence[Table], given: Sequence[Sequence[str]]) -> list[str]:
    """Return what is put before the ids of each file: nothing, or its name where an earlier file has one of them."""
    seen: set[str] = set()
    marks: list[str] = []
    for table, values in zip(tables, given, strict=True):
        own = set(values) - {""}
        name = _called(table, tables)
        mark = f"{name}-" if own & seen else ""
        while mark and {mark + value for value in own} & seen:
            mark = f"{name}-{mark}"
        seen |= {mark + value for value in own}
        marks.append(mark)
    return marks


def _called(table: Table, tables: Sequence[Table]) -> str:
    """Return what a file is called in front of an id: its name, or that of its sheet where several are read."""
    several = sum(other.file == table.file for other in tables) > 1
    return table.sheet if several and table.sheet else Path(table.file).stem


def _free(name: str, taken: set[str]) -> str:
    """Return `name`, or `name-2`, `name-3` … if it is taken, and take it."""
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    taken.add(candidate)
    return candidate


def _about(
    tables: Sequence[Table],
    places: Sequence[tuple[Planned, int] | None],
    given: Sequence[Sequence[str]],
    marks: Sequence[str],
) -> Iterator[str]:
    """Say in plain sentences where the ids come from."""
    for column in {place[0].column.name: place[0] for place in places if place}.values():
        why = "" if column.guess.confidence == 1.0 else f": {column.guess.reason}"
        yield f"Column `{column.column.name}` is taken as the response id{why}."
    for table, values, mark in zip(tables, given, marks, strict=True):
        if mark:
            first = next(value for value in values if value)
            yield f"`{table.name}` has ids that an earlier file has too: they are marked, as in `{mark}{first}`."
    yield from _about_made(tables, places, given, marks)
    without = [table.name for table, place in zip(tables, places, strict=True) if place is None]
    if without:
        has = "has" if len(without) == 1 else "have"
        how = "named by file and row" if any(places) else "numbered `1`, `2`, … in order"
        yield f"{listed(without)} {has} no column of response ids: responses are {how}."


def _about_made(
    tables: Sequence[Table],
    places: Sequence[tuple[Planned, int] | None],
    given: Sequence[Sequence[str]],
    marks: Sequence[str],
) -> Iterator[str]:
    """Say which responses had to be named by their rows."""
    for table, place, values, mark in zip(tables, places, given, marks, strict=True):
        made = [row for row, value in zip(table.rows, values, strict=True) if place and not value]
        if not made:
            continue
        names = ", ".join(f"`{mark}row-{row}`" for row in made[:_MOST_NAMED])
        more = f" and {len(made) - _MOST_NAMED} more" if len(made) > _MOST_NAMED else ""
        what = "1 response of" if len(made) == 1 else f"{len(made)} responses of"
        has = "has no id and is named by its row" if len(made) == 1 else "have no id and are named by their rows"
        yield f"{what} `{table.name}` {has}: {names}{more}."
