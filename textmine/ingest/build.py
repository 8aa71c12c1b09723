"""From planned columns to the tables of a consultation: every row is kept, every answer verbatim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from textmine.ingest.consent import consent_of, kind_asked, names_organisation
from textmine.ingest.grid import is_blank
from textmine.ingest.plan import Planned
from textmine.ingest.several.options import Harmony
from textmine.ingest.table import Table
from textmine.ingest.vocabulary import rule
from textmine.model import GROUP_ROLES, Column, Question, Role, SetAside, Source
from textmine.schema import conform

T = TypeVar("T")


def labels(tables: Sequence[Table]) -> list[str]:
    """Return how each file is called in the tables: by its name, or its path where two files share a name.

    Where several sheets of a workbook are read, the sheet follows: `answers.xlsx#March`.
    """
    files = {table.file: table.name for table in tables}
    sheets = Counter(table.file for table in tables)
    return [
        (table.name if list(files.values()).count(table.name) == 1 else table.file)
        + (f"#{table.sheet}" if sheets[table.file] > 1 else "")
        for table in tables
    ]


def origins(tables: Sequence[Table]) -> list[str]:
    """Return, for every response, the file it stands in, as the tables call it."""
    return [
        f"{label}/{origin}" if origin else label
        for label, table in zip(labels(tables), tables, strict=True)
        for origin in (table.origins or [""] * len(table.rows))
    ]


def set_aside(tables: Sequence[Table]) -> tuple[SetAside, ...]:
    """Return the rows of every file that are no responses."""
    return tuple(
        replace(row, file=f"{label}/{row.file}" if table.origins else label)
        for label, table in zip(labels(tables), tables, strict=True)
        for row in table.set_aside
    )


def answers(tables: Sequence[Table], plan: Sequence[Planned], ids: Sequence[str]) -> pd.DataFrame:
    """Return one row per response and open question, blank ones too."""
    asked = [column for column in plan if column.role == "open"]
    texts = [_shown(column, tables) for column in asked]
    count = len(asked)
    frame = pd.DataFrame(
        {
            "response_id": np.repeat(np.asarray(ids, dtype=object), count),
            "question_id": [column.question_id for column in asked] * len(ids),
            "text": [text for row in zip(*texts, strict=True) for text in row],
            "asked": [
                file in column.column.files for file, table in enumerate(tables) for _ in table.rows for column in asked
            ],
            "source_file": np.repeat(np.asarray(origins(tables), dtype=object), count),
            "source_row": np.repeat(np.asarray(_rows(tables), dtype="int64"), count),
        }
    )
    return frame.astype({name: "str" for name in ("response_id", "question_id", "text", "source_file")})


def respondents(
    tables: Sequence[Table],
    plan: Sequence[Planned],
    ids: Sequence[str],
    options: Harmony,
    repeated: Mapping[str, str] = MappingProxyType({}),
    signatures: Sequence[int | None] | None = None,
) -> pd.DataFrame:
    """Return one row per response: consent, kind, and a column for each closed or group question.

    Args:
        tables: The files.
        plan: What each column is for.
        ids: One for each response.
        options: How the options of each file are counted.
        repeated: Responses that may come from the person behind an earlier one: id → the earlier id.
        signatures: For each response that is a petition, how many signed it; None: there are no petitions.
    """
    columns: dict[str, Sequence[Any]] = {
        "response_id": ids,
        "consent_publish": _permission(tables, plan, "consent_publish"),
        "contact_permission": _permission(tables, plan, "permission_to_contact"),
        "kind": _kinds(tables, plan, len(ids)),
        "source_file": origins(tables),
        "source_row": _rows(tables),
        "repeat_of": [repeated.get(name) for name in ids],
        "signatures": signatures or [None] * len(ids),
    }
    for column in plan:
        if column.role in GROUP_ROLES:
            counted = options.apply(column.parts(tables), column.guess.options)
            columns[column.question_id] = list(map(_none_if_blank, counted))
    return conform(pd.DataFrame(columns), "respondents")


def _rows(tables: Sequence[Table]) -> list[int]:
    """Return the row of every response."""
    return [row for table in tables for row in table.rows]


def _shown(column: Planned, tables: Sequence[Table]) -> list[str | None]:
    """Return the cells of a column as they were typed; None where one shows nothing or the file lacks the column."""
    return [_none_if_blank(value) for part in column.parts(tables) for value in part]


def _none_if_blank(value: str) -> str | None:
    """Return a cell as it was typed; None if it shows nothing."""
    return None if is_blank(value) else value


def _permission(tables: Sequence[Table], plan: Sequence[Planned], role: Role) -> list[bool | None]:
    """Return, for every response, what all the columns of its file on one permission come to."""
    given: list[bool | None] = []
    for file, table in enumerate(tables):
        places = [place for column in plan if column.role == role and (place := column.column.places[file]) is not None]
        asked = [table.columns[place] for place in places]
        read = [_each(partial(consent_of, column.name), column.values) for column in asked]
        given += [_agreed(values) for values in zip(*read, strict=True)] if read else [None] * len(table.rows)
    return given


def _kinds(tables: Sequence[Table], plan: Sequence[Planned], count: int) -> list[str]:
    """Return whether an individual or an organisation responds."""
    found = [
        _each(partial(kind_asked, column.column.name), column.column.cells(tables))
        for column in plan
        if column.role == "kind"
    ]
    found += [_each(_named_kind, column.column.cells(tables)) for column in plan if asks_for_name(column)]
    if not found:
        return ["unknown"] * count
    return [next((kind for kind in kinds if kind != "unknown"), "unknown") for kinds in zip(*found, strict=True)]


def asks_for_name(column: Planned) -> bool:
    """Say whether a column asks for the name of an organisation, which is looked at and not kept."""
    return column.role in ("ignore", "personal", "kind") and rule("organisation_name").fits(column.column.name)


def _named_kind(value: str) -> str:
    """Return the kind of somebody who gave this as the name of their organisation."""
    return "organisation" if names_organisation(value) else "unknown"


def _each(read: Callable[[str], T], values: Sequence[str]) -> list[T]:
    """Return what each value is read as; equal values are read once."""
    known = {value: read(value) for value in set(values)}
    return [known[value] for value in values]


def _agreed(given: Sequence[bool | None]) -> bool | None:
    """Return what several columns on one permission come to: one refusal refuses, and silence in one is not a yes."""
    if False in given:
        return False
    return True if given and None not in given else None


def questions(plan: Sequence[Planned]) -> tuple[Question, ...]:
    """Return the open, closed and group questions, in column order."""
    return tuple(
        Question(column.question_id, column.column.name, column.role, column.linked, column.guess.options)
        for column in plan
        if column.is_question
    )


def columns_of(table_index: int, table: Table, plan: Sequence[Planned]) -> tuple[Column, ...]:
    """Return the columns of one file, as it numbers them."""
    columns = (
        found
        for column in plan
        if (place := column.column.places[table_index]) is not None
        for found in column.as_columns(table, place)
    )
    return tuple(sorted(columns, key=lambda column: column.number))


def sources(tables: Sequence[Table], plan: Sequence[Planned]) -> tuple[Source, ...]:
    """Return how each file was understood."""
    files = labels(tables)
    return tuple(
        Source(
            file=files[index],
            sheet=table.sheet,
            layout=table.layout,
            encoding=table.encoding,
            sha256=table.sha256,
            header_row=table.header_row,
            first_data_row=table.first_data_row,
            rows_read=table.rows_read,
            columns=columns_of(index, table, plan),
        )
        for index, table in enumerate(tables)
    )


def named(plan: Sequence[Planned], role: Role) -> list[str]:
    """Return the headings of a role, each between back-ticks."""
    return [f"`{column.column.name}`" for column in plan if column.role == role]
