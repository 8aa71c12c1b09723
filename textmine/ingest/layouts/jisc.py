"""Jisc Online Surveys: a response number, then headings that are or begin with `1`, `2.a`, `13.4.a`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import regex

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts.again import repeated
from textmine.ingest.layouts.located import Head, Hint, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.sharing import ASKS
from textmine.ingest.vocabulary import fold, rule

_NUMBER = regex.compile(
    r"Q?[0-9]{1,3}(?P<below>(?:[._](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}))*)[.)]?(?:\s.*)?", regex.IGNORECASE
)
_BARE = regex.compile(r"[0-9]{1,3}(?:[._](?:[0-9]{1,2}|[a-z]|[ivx]{1,4}))*", regex.IGNORECASE)
_STATEMENT = regex.compile(r"(?P<main>[0-9]{1,3})[._][0-9]{1,2}(?:[._][a-z])?", regex.IGNORECASE)
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
            wordings = _wordings(names, grid.records[at + 1 : at + 2])
            heads = _heads(names, wordings)
            if nameless:
                heads[0] = Head("", hint=Hint("id", "the response number stands first, without a heading"))
            start = at + (2 if wordings else 1)
            notes = () if wordings else _about_wording(names, grid.name)
            data = grid.records[start:]
            aside = repeated(data, grid.records[at:start])
            return Located(tuple(heads), record.row, start, aside, partial=_begun(heads, data), notes=notes)
    return None


def _wordings(names: Sequence[str], below: Sequence[Record]) -> list[str]:
    """Return the row below bare numbers that words the questions; nothing where it is a response."""
    here = platform("jisc")
    cells = [tidy(cell) for record in below for cell in record.cells]
    own = [at for at, name in enumerate(names) if here.hint(name) is not None and at < len(cells)]
    asked = [at for at, name in enumerate(names) if _BARE.fullmatch(name) and at < len(cells)]
    if not asked or not all(is_blank(cells[at]) or fold(cells[at]) == fold(names[at]) for at in own):
        return []
    # A response that was typed in has no number either, but it asks nothing.
    again = any(not is_blank(cells[at]) for at in own)
    return cells if again or 2 * sum(cells[at].endswith(ASKS) for at in asked) > len(asked) else []


def _heads(names: Sequence[str], wordings: Sequence[str]) -> list[Head]:
    """Return the headings; statements that are numbered below one question belong together."""
    heads: list[Head] = []
    for name, wording in zip_longest(names, wordings[: len(names)], fillvalue=""):
        shown = wording or name
        below = _STATEMENT.fullmatch(name) if wording and not shown.endswith(ASKS) else None
        question, part = (below["main"], shown) if below else ("", "")
        heads.append(Head(shown, _also(name), question, part, platform("jisc").hint(name)))
    return heads


def _begun(heads: Sequence[Head], data: Sequence[Record]) -> frozenset[int]:
    """Return the rows whose status says that they were not submitted."""
    here = platform("jisc")
    places = [at for at, head in enumerate(heads) if here.has("status", head.name)]
    return frozenset(
        record.row
        for record in data
        if any(at < len(record.cells) and here.has("unfinished", record.cells[at]) for at in places)
    )


def _also(name: str) -> tuple[str, ...]:
    """Return the number of a question as people say it, where the heading is nothing but the number."""
    return (f"Q{name}",) if _BARE.fullmatch(name) else ()


def _about_wording(names: Sequence[str], file: str) -> tuple[str, ...]:
    """Say where headings are numbers and nothing else, since what was asked then stands nowhere."""
    if not any(map(_BARE.fullmatch, names)):
        return ()
    return (f"Headings of `{file}` are question numbers without wording. If you can, export it with the questions.",)


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
