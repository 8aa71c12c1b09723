"""Jisc Online Surveys: a response number, then headings that are or begin with `1`, `2.a`, `13.4.a`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts.located import Head, Hint, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.vocabulary import rule

_NUMBER = regex.compile(
    r"Q?[0-9]{1,3}(?P<below>(?:[._](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}))*)[.)]?(?:\s.*)?", regex.IGNORECASE
)
_BARE = regex.compile(r"[0-9]{1,3}(?:[._](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}))*", regex.IGNORECASE)
_RESPONSE = regex.compile(r"[0-9]+(?:-[0-9]+)*")
_LETTER = regex.compile(r"[._][a-z]", regex.IGNORECASE)
_LOOK = 3
"""Rows at the top of a sheet among which the headings are."""


def locate(grid: Grid) -> Located | None:
    """Recognise an export by its response number together with the numbers of its questions."""
    for at, record in enumerate(grid.records[:_LOOK]):
        names = [tidy(cell) for cell in record.cells]
        nameless = _are_numbers(names, grid.records[at + 1 :])
        if _is_header(names, has_id=nameless):
            heads = [Head(name, _also(name), hint=platform("jisc").hint(name)) for name in names]
            if nameless:
                heads[0] = Head("", hint=Hint("id", "the response number stands first, without a heading"))
            return Located(tuple(heads), record.row, at + 1)
    return None


def _also(name: str) -> tuple[str, ...]:
    """Return the number of a question as people say it, where the heading is nothing but the number."""
    return (f"Q{name}",) if _BARE.fullmatch(name) else ()


def _are_numbers(names: Sequence[str], data: Sequence[Record]) -> bool:
    """Say whether the first column has no heading, and another response number in every row."""
    if is_blank(names[0]):
        numbers = [record.cells[0].strip() for record in data]
        return len(set(numbers)) == len(numbers) > 0 and all(map(_RESPONSE.fullmatch, numbers))
    return False


def _is_header(names: Sequence[str], *, has_id: bool) -> bool:
    """Say whether a row holds the headings."""
    here = platform("jisc")
    asked = [name for name in names if not is_blank(name) and here.hint(name) is None]
    numbers = [found for name in asked if (found := _NUMBER.fullmatch(name))]
    if not numbers:
        return False
    if here.marked(names):
        return 2 * len(numbers) >= len(asked)
    # "Response ID" is many platforms' heading: then nearly all have numbers, some with a letter below.
    has_id = has_id or any((hint := here.hint(name)) is not None and hint.role == "id" for name in names)
    lettered = any(_LETTER.search(found["below"]) for found in numbers)
    foreign = any(rule("technical").fits(name) for name in asked)
    return has_id and lettered and not foreign and 5 * len(numbers) >= 4 * len(asked)


LAYOUT = Layout("Jisc Online Surveys", locate)
