"""Rows of a Qualtrics export that are no responses, previews, or never finished."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from textmine.ingest.grid import Record, is_blank
from textmine.ingest.layouts.again import repeated
from textmine.ingest.layouts.located import Head
from textmine.ingest.layouts.platform import platform
from textmine.ingest.vocabulary import fold

_SHAPES: Mapping[str, re.Pattern[str]] = {
    "start date": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\d{5}(?:\.\d+)?"),
    "end date": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\d{5}(?:\.\d+)?"),
    "recorded date": re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\d{5}(?:\.\d+)?"),
    "response id": re.compile(r"R_\w+"),
    "progress": re.compile(r"\d+(?:\.\d+)?%?"),
    "duration in seconds": re.compile(r"\d+(?:\.\d+)?"),
}
"""What stands in the platform's own columns of every response."""


def no_responses(heads: Sequence[Head], data: Sequence[Record], headings: Sequence[Record]) -> dict[int, str]:
    """Return the rows that repeat the headings, and one of instructions directly below them."""
    found = repeated(data, headings)
    left = [record for record in data if record.row not in found]
    if left and _is_instruction(heads, left[0]) and any(_fits(heads, record) for record in left[1:]):
        found[left[0].row] = "holds instructions"
    return found


def tests(heads: Sequence[Head], data: Sequence[Record]) -> dict[int, str]:
    """Return the rows that somebody made while trying the survey out."""
    here = platform("qualtrics")
    places = [*_places(heads, "status"), *_places(heads, "response type"), *_places(heads, "distribution channel")]
    return {
        record.row: "is a preview or a test"
        for record in data
        if any(here.has("preview", cell) for cell in _at(record, places))
    }


def partial(heads: Sequence[Head], data: Sequence[Record]) -> frozenset[int]:
    """Return the rows that were begun and never submitted."""
    here = platform("qualtrics")
    places, share = _places(heads, "finished"), _places(heads, "progress")
    if not places and share:
        return frozenset(
            record.row for record in data for cell in _at(record, share) if cell.isdigit() and int(cell) < 100
        )
    return frozenset(record.row for record in data if any(here.has("unfinished", cell) for cell in _at(record, places)))


def notes(heads: Sequence[Head], data: Sequence[Record], file: str) -> tuple[str, ...]:
    """Say how many responses the platform suspects: they are read, since several people may share a computer."""
    here = platform("qualtrics")
    places = [*_places(heads, "status"), *_places(heads, "response type")]
    count = sum(any(here.has("spam", cell) for cell in _at(record, places)) for record in data)
    if not count:
        return ()
    return (f"Qualtrics marks {count} of the responses in `{file}` as possible spam. All are read; check them.",)


def _places(heads: Sequence[Head], name: str) -> list[int]:
    """Return where one of the platform's own columns is, by its id or its wording."""
    return [at for at, head in enumerate(heads) if name in map(fold, (head.name, *head.also))]


def _at(record: Record, places: Sequence[int]) -> list[str]:
    """Return what a row says in some columns."""
    return [record.cells[at].strip() for at in places if at < len(record.cells) and not is_blank(record.cells[at])]


def _judged(heads: Sequence[Head], record: Record) -> list[bool]:
    """Return, for each of the platform's own cells that is filled, whether it is what a response has there."""
    return [
        shape.fullmatch(cell) is not None
        for name, shape in _SHAPES.items()
        for cell in _at(record, _places(heads, name))
    ]


def _is_instruction(heads: Sequence[Head], record: Record) -> bool:
    """Say whether the platform's own cells hold words instead of dates and numbers."""
    judged = _judged(heads, record)
    return bool(judged) and not any(judged)


def _fits(heads: Sequence[Head], record: Record) -> bool:
    """Say whether a row has what a response has."""
    judged = _judged(heads, record)
    return bool(judged) and all(judged)
