"""Conservation of rows: every row of the input ends in exactly one named place, and the sums agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from textmine.errors import TextmineError
from textmine.model import Consultation, SetAside, Status
from textmine.safe import csv_text, write_text
from textmine.schema import ANSWER
from textmine.tables import Tables

LEDGER = "ledger.csv"
"""In the analysis folder: every row that was read, and where it went."""
COLUMNS = ("file", "sheet", "row", "place", "reason", "response_id")
"""Of that file; a column for each open question follows, with the status of the answer."""
RESPONSE, SET_ASIDE = "response", "set aside"
"""The places a row can end in."""
STATUSES: tuple[str, ...] = get_args(Status)
NOT_ASKED = "The question was not in this form or letter."
"""Why an answer is blank that nobody was asked for."""


class LedgerError(TextmineError):
    """A row was lost or counted twice. This is a fault in textmine, never in the user's file."""


def make_ledger(
    rows_read: int, responses: pd.DataFrame, open_questions: int, set_aside: Iterable[SetAside]
) -> dict[str, Any]:
    """Return the ledger of a run, checked.

    Raises:
        LedgerError: The rows or the statuses do not add up.
    """
    aside = [{"file": item.file, "sheet": item.sheet, "row": item.row, "reason": item.reason} for item in set_aside]
    counts = responses["status"].value_counts()
    ledger: dict[str, Any] = {
        "rows_read": rows_read,
        "responses": int(responses["response_id"].nunique()),
        "open_questions": open_questions,
        **{status: int(counts.get(status, 0)) for status in STATUSES},
        "set_aside": aside,
    }
    if ledger["rows_read"] != ledger["responses"] + len(aside):
        raise LedgerError(
            f"{rows_read} rows were read, but {ledger['responses']} responses and {len(aside)} rows set "
            "aside are known. Please report this."
        )
    if sum(ledger[status] for status in STATUSES) != ledger["responses"] * open_questions:
        raise LedgerError("The statuses of the answers do not add up. Please report this.")
    return ledger


def not_asked(responses: pd.DataFrame) -> int:
    """Return how many answers are blank because the question was not in the form or letter."""
    return int((responses["status_reason"] == NOT_ASKED).sum())


def check_conserved(before: pd.DataFrame, after: pd.DataFrame, stage: str) -> None:
    """Raise if a stage lost, added or repeated an answer.

    Raises:
        LedgerError: Names the stage.
    """
    old = pd.MultiIndex.from_frame(before[ANSWER])
    new = pd.MultiIndex.from_frame(after[ANSWER])
    if new.has_duplicates or not old.sort_values().equals(new.sort_values()):
        raise LedgerError(f"The stage `{stage}` did not keep every answer exactly once. Please report this.")


def rows_read(consultation: Consultation) -> int:
    """How many non-empty rows stood below the headers."""
    return sum(source.rows_read for source in consultation.sources)


def write_ledger(tables: Tables, path: Path, *, named: bool = True) -> None:
    """Write every row that was read, once, with the place it ended in; nobody's words.

    Args:
        tables: The analysis, after review.
        path: The CSV file.
        named: Whether responses are named by their ids, and letters by their files.
    """
    asked = [str(name) for name in tables.open_questions["question_id"]]
    lines = [*_responses(tables, asked), *_set_aside(tables.manifest, len(asked))]
    order = {file: place for place, file in enumerate(_sheets(tables.manifest))}
    lines.sort(key=lambda line: (order.get(_file_of(str(line[0]), order), len(order)), str(line[0]), int(str(line[2]))))
    if not named:
        numbers = letter_numbers(tables)
        lines = [[numbers.get(str(line[0]), line[0]), *line[1:5], "", *line[6:]] for line in lines]
    write_text(path, csv_text([*COLUMNS, *asked], lines))


def letter_numbers(tables: Tables) -> dict[str, str]:
    """Return a number for each letter, in place of the name of its file: that may be somebody's name."""
    known = _sheets(tables.manifest)
    files = {file for file in tables.respondents["source_file"] if isinstance(file, str)}
    files |= {item["file"] for item in tables.manifest.get("ledger", {}).get("set_aside", [])}
    letters = sorted(file for file in files if _file_of(file, known) != file)
    return {file: f"{_file_of(file, known)}/{number}" for number, file in enumerate(letters, start=1)}


def _responses(tables: Tables, asked: list[str]) -> Iterator[list[object]]:
    """Yield a line for each response, with what became of its answers."""
    sheets = _sheets(tables.manifest)
    answers = tables.responses[[*ANSWER, "status", "status_reason"]].itertuples(index=False)
    status = {
        (response, question): "not asked" if reason == NOT_ASKED else found
        for response, question, found, reason in answers
    }
    people = tables.respondents[["response_id", "source_file", "source_row"]]
    for response, given, row in people.astype(object).itertuples(index=False):
        file = given if isinstance(given, str) else ""
        sheet = sheets.get(_file_of(file, sheets)) or ""
        places = [status.get((response, question), "") for question in asked]
        yield [file, sheet, row, RESPONSE, "", response, *places]


def _set_aside(manifest: Mapping[str, Any], asked: int) -> Iterator[list[object]]:
    """Yield a line for each row that is no response."""
    for item in manifest.get("ledger", {}).get("set_aside", []):
        yield [item["file"], item["sheet"] or "", item["row"], SET_ASIDE, item["reason"], "", *[""] * asked]


def _sheets(manifest: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the files read, in order, each with the sheet that was read of it."""
    return {item["file"]: item.get("sheet") for item in manifest.get("inputs", [])}


def _file_of(name: str, known: Mapping[str, object]) -> str:
    """Return the input that a response is from: a letter stands in a folder, which is one."""
    return name if name in known else name.split("/", 1)[0]
