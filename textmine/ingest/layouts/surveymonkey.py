"""SurveyMonkey, condensed and expanded: a question stands once, blanks follow, the row below names the options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textmine.ingest.grid import Grid, Record, is_blank
from textmine.ingest.layouts.again import repeated
from textmine.ingest.layouts.located import Head, Hint, Layout, Located
from textmine.ingest.layouts.platform import platform
from textmine.ingest.markup import without_markup
from textmine.ingest.vocabulary import fold

_LOOK = 3
"""Rows at the top of a sheet among which the headings are."""
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def locate(grid: Grid) -> Located | None:
    """Recognise an export by its own columns, or by the row of `Response` and `Open-Ended Response`."""
    here = platform("surveymonkey")
    for at, first in enumerate(grid.records[:_LOOK]):
        second = next(iter(grid.records[at + 1 : at + 2]), None)
        labels = second.cells if second is not None and _names_options(first, second) else ()
        if not labels and (here.known(first.cells) < 3 or here.marked(first.cells) < 2):
            continue
        start = at + (2 if labels else 1)
        rows = grid.records[start:]
        heads = tuple(_without_rounded(head, place, rows) for place, head in enumerate(_heads(first.cells, labels)))
        aside = repeated(rows, grid.records[at:start])
        return Located(heads, first.row, start, aside, notes=tuple(_notes(heads, grid.name)))
    return None


def _names_options(first: Record, second: Record) -> bool:
    """Say whether the second row belongs to the headings."""
    here = platform("surveymonkey")
    own = [at for at, cell in enumerate(first.cells) if fold(cell) in here.hints]
    if any(not is_blank(cell) for at, cell in enumerate(second.cells) if at in own):
        return False
    labels = [cell for cell in second.cells if not is_blank(cell)]
    opened = sum(here.has("open", label) for label in labels)
    closed = sum(here.has("closed", label) for label in labels)
    if own and here.marked(first.cells):
        return opened + closed > 0 or (len(own) > 2 and bool(labels) and not _answers_alone(first, second))
    # Without the platform's own columns: its label alone, or labels under every heading.
    return opened > 0 or (closed > 1 and all(not is_blank(cell) for cell in second.cells[: len(first.cells)]))


def _answers_alone(first: Record, second: Record) -> bool:
    """Say whether something else than a label stands below the heading of a single column: then it is an answer."""
    columns = zip_longest(first.cells, first.cells[1:], second.cells, fillvalue="")
    return any(
        not is_blank(cell) and not is_blank(name) and (not is_blank(following) or at == len(first.cells) - 1)
        for at, (name, following, cell) in enumerate(columns)
    )


def _heads(names: Sequence[str], labels: Sequence[str]) -> Iterator[Head]:
    """Yield the headings, question by question: what stands to the right of a heading without one belongs to it."""
    columns = [
        (without_markup(name), without_markup(label)) for name, label in zip_longest(names, labels, fillvalue="")
    ]
    if not labels:
        yield from (Head(name, hint=platform("surveymonkey").hint(name)) for name, _ in columns)
        return
    start = 0
    for end in range(1, len(columns) + 1):
        if end == len(columns) or columns[end][0]:
            yield from _question(columns[start][0], [label for _, label in columns[start:end]])
            start = end


def _question(question: str, labels: Sequence[str]) -> Iterator[Head]:
    """Yield the headings of one question."""
    here = platform("surveymonkey")
    own = here.hint(question) if not any(labels) else None
    contact = sum(here.has("contact", label) for label in labels) > 1
    for at, label in enumerate(labels):
        if here.has("open", label) or here.has("closed", label) or (at == 0 and not label):
            yield Head(question, question=question if len(labels) > 1 else "", hint=own or _said(label))
        elif label:
            line = contact and here.has("contact", label)
            hint = Hint("personal", "a line of a question for contact details") if line else None
            yield Head(f"{question}: {label}" if question else label, question=question, part=label, hint=hint)
        else:
            yield Head("")


def _said(label: str) -> Hint | None:
    """Return what the row below the headings says of a question."""
    here = platform("surveymonkey")
    if here.has("open", label):
        return Hint("open", "SurveyMonkey marks it as open-ended")
    return Hint("closed_single", "SurveyMonkey marks it as answered with one option") if label else None


def _without_rounded(head: Head, at: int, rows: Sequence[Record]) -> Head:
    """Take no numbers for ids that a spreadsheet has rounded: they tell no responses apart."""
    if head.hint is None or head.hint.role != "id":
        return head
    cells = [record.cells[at].strip() for record in rows if at < len(record.cells)]
    if not any(map(_ROUNDED.fullmatch, cells)):
        return head
    return Head(head.name, hint=Hint("ignore", "a spreadsheet has rounded these long numbers"))


def _notes(heads: Sequence[Head], file: str) -> Iterator[str]:
    """Say what an officer should know of the ids."""
    for head in heads:
        if head.hint and "rounded" in head.hint.reason:
            yield f"`{head.name}` of `{file}` was rounded by a spreadsheet, so responses are numbered instead."


LAYOUT = Layout("SurveyMonkey", locate)
