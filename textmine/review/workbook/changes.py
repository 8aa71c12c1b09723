"""What a workbook would change, to read before it is recorded."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from textmine.review.workbook.reader import Reading
from textmine.review.workbook.sheet import FOR_ALL, Filled, given, offer_of
from textmine.review.workbook.words import counted, words

_LONGEST = 300
_CONTROLS = ("Cc", "Cf")
_JOINERS = "\u200c\u200d"
"""Bengali and Persian spelling needs them."""
_SHOWN = 10
"""Rows of a sheet in which the same columns change that are shown; the others are counted."""


def change_lines(reading: Reading) -> list[str]:
    """Return the differences, one column a line, and what is left out; many alike are summed up."""
    own = words()["changes"]
    lines = [own["renamed"].format(title=_shown(title), sheet=sheet) for title, sheet in reading.renamed]
    for _, filled in groupby(reading.filled, key=lambda item: item.title):
        lines += _of_sheet(list(filled))
    overtaken = sum(item.overtaken for item in reading.filled)
    for name, number in (
        ("other_run", int(reading.other_run)),
        ("overtaken", overtaken),
        ("emptied", reading.emptied),
        ("not_needed", reading.not_needed),
        ("missing", reading.missing),
    ):
        lines += [counted(name, number)] if number else []
    return lines


def _of_sheet(filled: Sequence[Filled]) -> Iterator[str]:
    """Yield the differences of one sheet; of many rows in which the same columns change, the first and a count."""
    alike: Counter[tuple[str, ...]] = Counter()
    for item in filled:
        changed = dict(_changes(item))
        alike[tuple(changed)] += 1
        if alike[tuple(changed)] <= _SHOWN:
            yield f"{_shown(item.title)}, row {item.number}: “{_shown(item.row.label)}”"
            yield from changed.values()
    sheet = filled[0].sheet
    headings = {column.key: column.title for column in sheet.columns} | {FOR_ALL: sheet.for_all}
    for columns, number in alike.items():
        if number > _SHOWN:
            named = ", ".join(f"“{headings[column]}”" for column in columns)
            yield counted("more", number - _SHOWN, sheet=_shown(filled[0].title), columns=named)


def _changes(item: Filled) -> Iterator[tuple[str, str]]:
    """Yield each column that changes with its line."""
    now = given(item.sheet, item.row)
    for column in item.sheet.inputs:
        before, after = (values[column.key] for values in (now, item.values))
        if before != after:
            offered = offer_of(column, item.row).words if column.kind == "choice" else {}
            yield column.key, f"  {column.title}: {_change(_named(before, offered), _named(after, offered))}"
    said = item.values.get(FOR_ALL, "")
    if any(said in decision.values() for decision in item.decisions if said):
        yield FOR_ALL, f"  {item.sheet.for_all}: {_named(said, {})}"


def _change(before: str, after: str) -> str:
    return f"{before or words()['values']['empty']} → {after or words()['values']['empty']}"


def _named(value: str, offered: Mapping[str, str]) -> str:
    named = offered.get(value, value)
    return f"“{_shown(named)}”" if named else ""


def _shown(text: str) -> str:
    """Return a text on one line, without controls that a terminal would obey, cut to a readable length."""
    visible = (" " if unicodedata.category(sign) in _CONTROLS and sign not in _JOINERS else sign for sign in text)
    line = " ".join("".join(visible).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
