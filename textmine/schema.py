"""The tables of an analysis: columns and types in one place. They hold for empty tables too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa

Kind = Literal["text", "list", "number", "whole", "yes_no", "maybe", "maybe_number", "maybe_whole", "maybe_list"]
"""`maybe` is true, false or null; other `maybe_…` columns may be absent; `list` is a list of strings."""

AT_A_TIME = 20_000
"""Rows that are held as Python objects while a table is gone through."""
ANSWER = ["response_id", "question_id"]
"""What identifies an answer."""

SCHEMA: dict[str, dict[str, Kind]] = {
    "responses": {
        "response_id": "text",
        "question_id": "text",
        "text": "text",
        "language": "text",
        "languages": "list",
        "language_confidence": "number",
        "script": "text",
        "status": "text",
        "status_reason": "text",
        "campaign_id": "text",
        "source_file": "text",
        "source_row": "whole",
    },
    "respondents": {
        "response_id": "text",
        "consent_publish": "maybe",
        "contact_permission": "maybe",
        "kind": "text",
        "source_file": "text",
        "source_row": "whole",
        "repeat_of": "text",
        "signatures": "maybe_whole",
    },
    "questions": {
        "question_id": "text",
        "wording": "text",
        "role": "text",
        "linked_question_id": "text",
        "options": "maybe_list",
        "sampled": "text",
    },
    "themes": {
        "question_id": "text",
        "theme_id": "text",
        "parent_id": "text",
        "title": "text",
        "description": "text",
        "keywords": "list",
        "n_people": "whole",
        "share": "number",
        "position_counts": "text",
        "stability": "maybe_number",
        "evidence": "text",
    },
    "assignments": {
        "response_id": "text",
        "question_id": "text",
        "theme_id": "text",
        "score": "number",
        "start": "whole",
        "end": "whole",
        "position": "text",
        "assigned_by": "text",
        "primary": "yes_no",
    },
    "drafts": {
        "question_id": "text",
        "theme_id": "text",
        "ordinal": "whole",
        "text": "text",
        "kind": "text",
        "evidence": "list",
        "figures": "text",
        "source": "text",
        "checks": "maybe_list",
        "redacted": "maybe",
    },
    "vectors": {
        "response_id": "text",
        "question_id": "text",
        "start": "whole",
        "end": "whole",
    },
}

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "list": pa.list_(pa.string()),
    "number": pa.float64(),
    "whole": pa.int64(),
    "yes_no": pa.bool_(),
    "maybe": pa.bool_(),
    "maybe_number": pa.float64(),
    "maybe_whole": pa.int64(),
    "maybe_list": pa.list_(pa.string()),
}
_DTYPES: dict[Kind, str] = {
    "text": "str",
    "list": "object",
    "number": "float64",
    "whole": "int64",
    "yes_no": "bool",
    "maybe": "boolean",
    "maybe_number": "float64",
    "maybe_whole": "Int64",
    "maybe_list": "object",
}


def _as_list(value: Any) -> list[str]:  # noqa: ANN401 - Parquet gives arrays, people give lists, tuples or None
    if isinstance(value, list | tuple | np.ndarray):
        return [str(item) for item in value]
    return []


def conform(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return `frame` with the columns and types of `table`, in order; further columns become text.

    Missing optional columns are added as null.

    Raises:
        ValueError: A column that cannot be null is missing.
    """
    columns = SCHEMA[table]
    result: dict[str, Any] = {}
    for name, kind in columns.items():
        if name in frame:
            column = frame[name]
        elif kind in ("text", "maybe", "maybe_whole", "maybe_list"):
            column = pd.Series([None] * len(frame), index=frame.index, dtype="object")
        elif kind == "maybe_number":
            column = pd.Series(np.nan, index=frame.index)
        else:
            raise ValueError(f"table `{table}` lacks the column `{name}`")
        if kind in ("list", "maybe_list"):
            result[name] = pd.Series(map(_as_list, column), index=frame.index, dtype="object")
        else:
            result[name] = column.astype(_DTYPES[kind])  # type: ignore[call-overload]
    for name in frame.columns:
        if name not in columns:
            result[name] = frame[name].astype("str")
    return pd.DataFrame(result, index=frame.index).reset_index(drop=True)


def frame_of(records: Sequence[Mapping[Any, Any]], table: str) -> pd.DataFrame:
    """Build `table` from a list of mappings; an empty list gives the empty table."""
    if records:
        return conform(pd.DataFrame(list(records)), table)
    return conform(pd.DataFrame({name: [] for name in SCHEMA[table]}), table)


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows as named tuples; a column's type is known from the schema, not to the type checker."""
    for start in range(0, len(frame), AT_A_TIME):
        # Texts are kept in Arrow, which is slow to go through one by one.
        yield from frame.iloc[start : start + AT_A_TIME].astype(object).itertuples()


def arrow_schema(frame: pd.DataFrame, table: str) -> pa.Schema:
    """Return the Parquet schema of `frame` as `table`."""
    columns = SCHEMA[table]
    return pa.schema([(name, _ARROW[columns.get(name, "text")]) for name in frame.columns])
