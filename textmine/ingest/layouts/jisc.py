"""Jisc Online Surveys: a response number, then headings that are or begin with `1`, `2.a`, `13.4.a`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from textmine.ingest.grid import Grid, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts.located import Head, Layout, Located
from textmine.ingest.layouts.platform import platform

_NUMBER = regex.compile(
    r"Q?[0-9]{1,3}(?P<below>(?:[._](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}))*)[.)]?(?:\s.*)?", regex.IGNORECASE
)
_BARE = regex.compile(r"[0-9]{1,3}(?:[._](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}))*", regex.IGNORECASE)
_LETTER = regex.compile(r"[._][a-z]", regex.IGNORECASE)
_LOOK = 3
"""Rows at the top of a sheet among which the headings are."""


def locate(grid: Grid) -> Located | None:
    """Recognise an export by its response number together with the numbers of its questions."""
    for at, record in enumerate(grid.records[:_LOOK]):
        names = [tidy(cell) for cell in record.cells]
        if _is_header(names):
            heads = tuple(Head(name, _also(name), hint=platform("jisc").hint(name)) for name in names)
            return Located(heads, record.row, at + 1)
    return None


def _also(name: str) -> tuple[str, ...]:
    """Return the number of a question as people say it, where the heading is nothing but the number."""
    return (f"Q{name}",) if _BARE.fullmatch(name) else ()


def _is_header(names: Sequence[str]) -> bool:
    """Say whether a row holds the headings."""
    here = platform("jisc")
    asked = [name for name in names if not is_blank(name) and here.hint(name) is None]
    numbers = [found for name in asked if (found := _NUMBER.fullmatch(name))]
    if not numbers:
        return False
    if here.marked(names):
        return 2 * len(numbers) >= len(asked)
    # "Response ID" is many platforms' heading: then nearly all have numbers, some with a letter below.
    has_id = any((hint := here.hint(name)) is not None and hint.role == "id" for name in names)
    return has_id and 5 * len(numbers) >= 4 * len(asked) and any(_LETTER.search(found["below"]) for found in numbers)


LAYOUT = Layout("Jisc Online Surveys", locate)
