"""Responses that nobody meant: previews and tests of the form, and those that were never submitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from textmine.ingest.footers import wordy_columns
from textmine.ingest.grid import Record
from textmine.ingest.layouts import Located
from textmine.ingest.layouts.looks import filled, is_value, phrases
from textmine.ingest.profile import count_words
from textmine.ingest.vocabulary import fold, words

_OWN_WORDS = 3
"""Words from which a cell that no other response has is taken for somebody's own."""
_MANY_WORDS = 8
"""Words from which a cell is somebody's own even where others said the same, as in a campaign."""
_OWN_WORDS_HERE = 2
"""The same, in a column that people write their own words in."""


def test_rows(data: Sequence[Record], place: Located) -> dict[int, str]:
    """Return the rows that are previews or tests, each with the reason."""
    marked = dict.fromkeys(_flagged(data, place), "is a preview or a test, as its status says")
    return {**dict.fromkeys(_only_tests(data), "is a test: its only words are `test` or the like"), **marked}


def partial_rows(data: Sequence[Record], place: Located) -> frozenset[int]:
    """Return the rows that a column of the platform calls partial."""
    return frozenset(_with_status(data, place, "status_partial"))


def _flagged(data: Sequence[Record], place: Located) -> Iterator[int]:
    """Yield the rows that a status or a flag calls a test."""
    yield from _with_status(data, place, "status_test")
    for position in _named(place, "test_flag"):
        yes = {*words("yes"), *phrases("status_test")}
        yield from (record.row for record in data if fold(_cell(record, position)) in yes)


def _with_status(data: Sequence[Record], place: Located, which: str) -> Iterator[int]:
    """Yield the rows whose status is on a list, of columns that hold nothing but statuses."""
    listed = frozenset(phrases(which))
    known = frozenset((*phrases("status_test"), *phrases("status_partial"), *phrases("status_other"), ""))
    for position in _named(place, "status"):
        rows = {record.row: fold(_cell(record, position)) for record in data}
        if known.issuperset(rows.values()):
            yield from (row for row, status in rows.items() if status in listed)


def _named(place: Located, which: str) -> list[int]:
    """Return the columns whose heading is on a list."""
    return [
        position
        for position, head in enumerate(place.heads)
        if any(fold(name) in phrases(which) for name in (head.name, *head.also))
    ]


def _cell(record: Record, position: int) -> str:
    """Return a cell, empty where the row is shorter."""
    return record.cells[position] if position < len(record.cells) else ""


def _only_tests(data: Sequence[Record]) -> Iterator[int]:
    """Yield the rows in which somebody wrote that they only test, and nothing else of their own."""
    known = frozenset(phrases("tests"))
    longest = max(map(len, known)) + 10
    found = [
        (record, [at for at, cell in enumerate(record.cells) if len(cell) <= longest and fold(cell) in known])
        for record in data
    ]
    found = [(record, said) for record, said in found if said]
    wordy = wordy_columns(data) if found else frozenset()
    for record, said in found:
        # "Test" in a column of options is an answer.
        others = [position for position in filled(record.cells) if position not in said]
        own = (_is_own(data, position, record.cells[position], wordy=position in wordy) for position in others)
        if wordy & set(said) and not any(own):
            yield record.row


def _is_own(data: Sequence[Record], position: int, cell: str, *, wordy: bool) -> bool:
    """Say whether words are somebody's own: several, and of no other response; many are, whoever else said them."""
    if count_words(cell) >= _MANY_WORDS:
        return True
    if count_words(cell) < (_OWN_WORDS_HERE if wordy else _OWN_WORDS) or is_value(cell):
        return False
    return Counter(_cell(record, position) for record in data)[cell] == 1
