"""Read one filled-in cell: words, a choice from a list, or a date."""

from __future__ import annotations

import datetime as dt
from typing import Any

import regex

from textmine.config import did_you_mean
from textmine.ingest.workbooks.shown import as_shown
from textmine.review.verbs import is_visible
from textmine.review.workbook.sheet import Column, Offer, plainly, settled
from textmine.review.workbook.words import problem

_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")
_FIRST_YEAR = 2000
"""A small number in a cell for dates is shown as a day of 1900; nobody means that."""
_LISTED = 12
"""Choices that a message names."""
_ID = regex.compile(r"\((?P<value>[^()]+)\)$")
"""What stands at the end of a choice that has an id."""


class BadCellError(ValueError):
    """A cell cannot be read; the message says why and what to write."""


def read_cell(cell: Any, column: Column, offer: Offer) -> str:  # noqa: ANN401 - openpyxl's cell, or None beyond the last
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
    return _choice(text, offer) if column.kind == "choice" else text


def read_loosely(cell: Any, column: Column, offer: Offer) -> str:  # noqa: ANN401 - openpyxl's cell, or None
    """Return what stands in a cell of a row that is not there any more: enough to see whether it was changed."""
    try:
        return read_cell(cell, column, offer)
    except BadCellError:
        text = settled(shown(cell.value))
        named = _ID.search(text)
        return named["value"] if named else text


def check_locked(cell: Any, column: Column, exported: str) -> None:  # noqa: ANN401 - openpyxl's cell
    """Look at a locked cell that says what the row is about, or holds a number.

    Args:
        cell: The cell.
        column: An `id` or a `number`.
        exported: What stands there now.

    Raises:
        BadCellError: The id is another, or the number has become words.
    """
    value = None if cell is None else cell.value
    if column.kind == "id":
        text = "" if value is None else settled(shown(value))
        if text != settled(exported):
            raise BadCellError(problem("changed_id", value=_short(text), was=_short(exported)))
        return
    if value is None or cell.data_type == "n" or _is_number(value):
        return
    if plainly(shown(value)) not in map(plainly, column.choices.values()):
        raise BadCellError(problem("no_number", value=_short(shown(value))))


def _is_number(value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    """Tell whether a cell shows a number, also one that is kept as text."""
    try:
        float(str(value).strip().removesuffix("%"))
    except ValueError:
        return not is_visible(shown(value))
    return True


def shown(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return a cell's value as the spreadsheet shows it; a date without a time has no time."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    return (
        as_shown(value)
        if isinstance(value, str | bool | int | float | dt.date | dt.time | dt.timedelta)
        else str(value)
    )


def _choice(text: str, offer: Offer) -> str:
    """Return the value of a choice, written in words or as the value itself; what stands in brackets is enough.

    Raises:
        BadCellError: It is not on the list.
    """
    if (value := offer.known.get(plainly(text))) is not None:
        return value
    named = _ID.search(text)
    value = named["value"] if named else text
    value = offer.now.get(value, value)
    if value in offer.words:
        return value
    if value in offer.barred:
        raise BadCellError(problem("barred", value=_short(text), why=offer.barred[value]))
    raise BadCellError(problem("no_choice", value=_short(text), choices=_listed(text, offer)))


def _listed(text: str, offer: Offer) -> str:
    """Name the choices there are, or the first of many, and the one that was meant, if that can be told."""
    there = list(offer.words.values())
    listed = ", ".join(f"“{words}”" for words in there[:_LISTED])
    more = f", … ({len(there)} in the list of the cell)" if len(there) > _LISTED else "."
    return (listed + more if there else problem("no_choices")) + did_you_mean(text, there)


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


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
