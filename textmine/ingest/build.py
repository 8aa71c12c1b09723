"""From planned columns to the tables of a consultation: every row is kept, every answer verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from textmine.ingest.checks import id_column
from textmine.ingest.consent import consent_of, kind_of
from textmine.ingest.grid import Record, is_blank
from textmine.ingest.plan import Planned
from textmine.ingest.table import Table
from textmine.model import GROUP_ROLES, Column, Question, Role, SetAside, Source
from textmine.schema import frame_of


def labels(tables: Sequence[Table]) -> list[str]:
    """Return how each file is called in the tables: by its name, or its path where two share a name."""
    names = [table.grid.name for table in tables]
    return [name if names.count(name) == 1 else table.grid.file for name, table in zip(names, tables, strict=True)]


def set_aside(tables: Sequence[Table]) -> tuple[SetAside, ...]:
    """Return the rows of every file that are no responses."""
    return tuple(
        replace(row, file=label) for label, table in zip(labels(tables), tables, strict=True) for row in table.set_aside
    )


def response_ids(tables: Sequence[Table], plan: Sequence[Planned]) -> tuple[list[str], tuple[str, ...]]:
    """Return one id for every response, in order, and what had to be made up.

    A file without ids gets `1`, `2`, …; a row whose id is blank gets `row-<its number>`.
    """
    column = id_column(plan)
    places: Sequence[int | None] = column.column.places if column else (None,) * len(tables)
    taken = {
        record.cells[place]
        for table, place in zip(tables, places, strict=True)
        if place is not None
        for record in table.rows
    }
    ids: list[str] = []
    made: list[int] = []
    without: list[str] = []
    for table, place in zip(tables, places, strict=True):
        if place is None:
            without.append(table.grid.name)
        for record in table.rows:
            if place is not None and not is_blank(record.cells[place]):
                ids.append(record.cells[place])
                continue
            made += [record.row] if place is not None else []
            ids.append(_free(f"row-{record.row}" if place is not None else str(len(ids) + 1), taken))
    return ids, tuple(_about_ids(column, made, without))


def _free(name: str, taken: set[str]) -> str:
    """Return `name`, or `name-2`, `name-3` … if it is taken, and take it."""
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    taken.add(candidate)
    return candidate


def _about_ids(column: Planned | None, made: Sequence[int], without: Sequence[str]) -> Iterator[str]:
    """Say in plain sentences where the ids come from."""
    if column is not None:
        why = "" if column.guess.confidence == 1.0 else " (all values differ)"
        yield f"Column `{column.column.name}` is taken as the response id{why}."
    if made:
        rows = ", ".join(map(str, made[:10])) + (" …" if len(made) > 10 else "")
        yield f"{len(made)} response(s) have no id and are named by their row: `row-{made[0]}` (rows {rows})."
    if without:
        files = ", ".join(f"`{file}`" for file in without)
        yield f"{files} has no column of response ids: responses are numbered `1`, `2`, … in order."


def answers(tables: Sequence[Table], plan: Sequence[Planned], ids: Sequence[str]) -> pd.DataFrame:
    """Return one row per response and open question, blank ones too."""
    files = labels(tables)
    rows = [
        (response_id, column.question_id, _text(table, record, column, index), files[index], record.row)
        for response_id, (index, table, record) in zip(ids, _responses(tables), strict=True)
        for column in plan
        if column.role == "open"
    ]
    frame = pd.DataFrame(rows, columns=["response_id", "question_id", "text", "source_file", "source_row"])
    text = {name: "str" for name in ("response_id", "question_id", "text", "source_file")}
    return frame.astype({**text, "source_row": "int64"})


def respondents(tables: Sequence[Table], plan: Sequence[Planned], ids: Sequence[str]) -> pd.DataFrame:
    """Return one row per response: consent, kind, and a column for each closed or group question."""
    files = labels(tables)
    rows: list[Mapping[str, Any]] = [
        {"response_id": response_id, "source_file": files[index]} | _respondent(index, table, record, plan)
        for response_id, (index, table, record) in zip(ids, _responses(tables), strict=True)
    ]
    return frame_of(rows, "respondents")


def _responses(tables: Sequence[Table]) -> Iterator[tuple[int, Table, Record]]:
    """Yield every response with its table and the table's position."""
    for index, table in enumerate(tables):
        for record in table.rows:
            yield index, table, record


def _text(table: Table, record: Record, column: Planned, index: int) -> str | None:
    """Return a cell as it was typed; None if it shows nothing or the file lacks the column."""
    place = column.column.places[index]
    if place is None or is_blank(record.cells[place]):
        return None
    return record.cells[place]


def _respondent(index: int, table: Table, record: Record, plan: Sequence[Planned]) -> dict[str, Any]:
    """Return one row of `respondents`, but for whose it is."""
    row: dict[str, Any] = {
        "consent_publish": None,
        "contact_permission": None,
        "kind": "unknown",
        "source_row": record.row,
    }
    permissions: dict[str, list[bool | None]] = {"consent_publish": [], "permission_to_contact": []}
    for column in plan:
        value = _text(table, record, column, index)
        if column.role in permissions:
            permissions[column.role].append(consent_of(column.column.name, value or ""))
        elif column.role == "kind" and row["kind"] == "unknown":
            row["kind"] = kind_of(value or "")
        elif column.role in GROUP_ROLES:
            row[column.question_id] = value
    row["consent_publish"] = _agreed(permissions["consent_publish"])
    row["contact_permission"] = _agreed(permissions["permission_to_contact"])
    return row


def _agreed(given: Sequence[bool | None]) -> bool | None:
    """Return what several columns on one permission come to: one refusal refuses, and silence in one is not a yes."""
    if False in given:
        return False
    return True if given and None not in given else None


def questions(plan: Sequence[Planned]) -> tuple[Question, ...]:
    """Return the open, closed and group questions, in column order."""
    return tuple(
        Question(column.question_id, column.column.name, column.role, column.linked)
        for column in plan
        if column.is_question
    )


def columns_of(table_index: int, table: Table, plan: Sequence[Planned]) -> tuple[Column, ...]:
    """Return the columns of one file, as it numbers them."""
    return tuple(
        column.as_column(table.headings[place].number)
        for column in plan
        if (place := column.column.places[table_index]) is not None
    )


def sources(tables: Sequence[Table], plan: Sequence[Planned]) -> tuple[Source, ...]:
    """Return how each file was understood."""
    files = labels(tables)
    return tuple(
        Source(
            file=files[index],
            sheet=table.grid.sheet,
            layout=table.layout,
            encoding=table.grid.encoding,
            sha256=table.grid.sha256,
            header_row=table.header_row,
            first_data_row=table.first_data_row,
            rows_read=table.rows_read,
            columns=tuple(sorted(columns_of(index, table, plan), key=lambda column: column.number)),
        )
        for index, table in enumerate(tables)
    )


def named(plan: Sequence[Planned], role: Role) -> list[str]:
    """Return the headings of a role, each between back-ticks."""
    return [f"`{column.column.name}`" for column in plan if column.role == role]
