"""LimeSurvey: its own columns first; headings are codes, wordings, or `CODE. Wording [Option]`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.layouts.located import Head, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.markup import without_markup
from textmine.ingest.vocabulary import fold

_CODED = regex.compile(r"(?P<code>[A-Za-z][A-Za-z0-9]*(?:[\[_][^\]\s.]*\]?)*)\.\s+(?P<text>.+)")
_LOOK = 3
"""Rows at the top of a sheet among which the headings are."""
_PART = regex.compile(r"(?P<question>.*\S)\s*\[(?P<part>[^\[\]]*)\]")


def locate(grid: Grid) -> Located | None:
    """Recognise an export by three of the platform's own columns, two of which are nobody else's."""
    here = platform("limesurvey")
    for at, record in enumerate(grid.records[:_LOOK]):
        names = [without_markup(cell) for cell in record.cells]
        own = [code for name in names for code in _codes(name)]
        if here.marked(own) > 1 and here.known(own) > 2:
            heads = tuple(map(_head, names))
            return Located(heads, record.row, at + 1, partial=_unsubmitted(heads, grid.records[at + 1 :]))
    return None


def _codes(name: str) -> tuple[str, ...]:
    """Return a heading, and the code and the wording of which it consists."""
    found = _CODED.fullmatch(name)
    return (found["code"], found["text"]) if found else (name,)


def _head(name: str) -> Head:
    """Return one heading, with the question and the option or statement where it names both."""
    codes = _codes(name)
    also = tuple(dict.fromkeys((codes[0], codes[0].partition("[")[0]))) if len(codes) > 1 else ()
    hint = platform("limesurvey").hint(*codes)
    found = _PART.fullmatch(codes[-1])
    if hint or not found:
        return Head(name, also, hint=hint)
    return Head(name, also, found["question"], found["part"].strip() or codes[0])


def _unsubmitted(heads: tuple[Head, ...], data: Sequence[Record]) -> frozenset[int]:
    """Return the rows without a date of submission, where there is such a column."""
    named = ("submitdate", "date submitted")
    places = [at for at, head in enumerate(heads) if any(fold(name) in named for name in _codes(head.name))]
    if not places:
        return frozenset()
    at = places[0]
    return frozenset(record.row for record in data if at >= len(record.cells) or is_blank(record.cells[at]))


LAYOUT = Layout("LimeSurvey", locate)
