"""Read one filled-in cell: words, a choice from a list, or a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from textmine.config import did_you_mean
from textmine.ingest.xlsx_file import as_shown
from textmine.review.verbs import is_visible
from textmine.review.workbook.sheet import Column, settled
from textmine.review.workbook.words import problem

_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
_FIRST_YEAR = 2000
"""A small number in a cell for dates is shown as a day of 1900; nobody means that."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})


class BadCellError(ValueError):
    """A cell cannot be read; the message says why and what to write."""


def read_cell(cell: Any, column: Column) -> str:  # noqa: ANN401 - openpyxl's cell, or None beyond the last one
    """Return what is filled in: words, the value of a choice, or an ISO date; empty where nothing is.

    Raises:
        BadCellError: It holds a formula or an error, or no such choice or date.
    """
    value = None if cell is None else cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise BadCellError(problem("formula"))
    if cell.data_type == "e":
        raise BadCellError(problem("error", value=str(value)))
    if column.kind == "date":
        return _date(value)
    text = settled(shown(value))
    if not is_visible(text):
        return ""
    return _choice(text, column.choices) if column.kind == "choice" else text


def shown(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a cell's value as the spreadsheet shows it; a date without a time has no time."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return (
        as_shown(value)
        if isinstance(value, str | bool | int | float | dt.date | dt.time | dt.timedelta)
        else str(value)
    )


def _choice(text: str, choices: Mapping[str, str]) -> str:
    """Return the value of a choice, written in words or as the value itself; capitals do not matter.

    Raises:
        BadCellError: It is not on the list.
    """
    known = {_plain(word): value for value, words in choices.items() for word in (value, words)}
    if (value := known.get(_plain(text))) is not None:
        return value
    listed = ", ".join(f"“{words}”" for words in choices.values())
    hint = did_you_mean(text, list(choices.values()))
    raise BadCellError(problem("no_choice", value=_short(text), choices=listed + "." + hint))


def _date(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a date as `2027-03-31`, typed as a date or in words with the day first.

    Raises:
        BadCellError: It is no date.
    """
    if isinstance(value, dt.date) and value.year >= _FIRST_YEAR:
        return value.strftime("%Y-%m-%d")
    text = " ".join(settled(shown(value)).split())
    if not is_visible(text):
        return ""
    for form in _DATES:
        try:
            return dt.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    raise BadCellError(problem("no_date", value=_short(text)))


def _plain(text: str) -> str:
    return " ".join(text.translate(_APOSTROPHES).casefold().split())


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
