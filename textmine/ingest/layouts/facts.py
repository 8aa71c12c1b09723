"""A block of facts above the headings, such as `Exported: | 2 March`, in one column or two."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.ingest.grid import Record
from textmine.ingest.layouts.evidence import like_those_below
from textmine.ingest.layouts.looks import are_headings, filled, is_label

_LOOK = 20
"""Rows at the top of a sheet that may be facts."""
_MOST_NAMED = 0.8
"""The headings name this share of the columns."""


def below_facts(records: Sequence[Record]) -> int:
    """Return the position of the headings below two facts or more, the first of which may be a title; 0: none are."""
    start = 1 if records and len(filled(records[0].cells)) == 1 and not _is_fact(records[0]) else 0
    at = start
    while at < min(_LOOK, len(records)) and _is_fact(records[at]):
        at += 1
    if at < start + 2 or at + 1 >= len(records):
        return 0
    used = {position for record in records[at : at + 300] for position in filled(record.cells)}
    shown = filled(records[at].cells)
    named = len(shown) > 2 and len(shown) >= _MOST_NAMED * len(used) and are_headings(records[at].cells, 0.0)
    return at if named and not like_those_below(records, at) else 0


def _is_fact(record: Record) -> bool:
    """Say whether a row says something of the whole table: a label with a colon or of a known kind, and a value."""
    shown = filled(record.cells)
    return len(shown) < 3 and is_label(record.cells[shown[0]])
