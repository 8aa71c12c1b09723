"""What a workbook would change, to read before it is recorded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textmine.review.parse import DecisionLine
from textmine.review.workbook.read import Filled, Reading
from textmine.review.workbook.sheet import FOR_ALL, given
from textmine.review.workbook.words import counted, words

_LONGEST = 300
_CONTROLS = ("Cc", "Cf")
_JOINERS = "\u200c\u200d"
"""Bengali and Persian spelling needs them."""


def change_lines(reading: Reading) -> list[str]:
    """Return the differences, one column a line, and what is left out."""
    lines = [line for item in reading.filled for line in _changes(item)]
    overtaken = sum(item.overtaken for item in reading.filled)
    for name, number in (
        ("other_run", int(reading.other_run)),
        ("overtaken", overtaken),
        ("emptied", reading.emptied),
        ("not_needed", reading.not_needed),
    ):
        lines += [counted(name, number)] if number else []
    return lines


def decision_lines(reading: Reading, file: str) -> list[DecisionLine]:
    """Return the decisions for `decide`, each with its place in the file for messages."""
    return [
        DecisionLine(decision, f"{file}, sheet `{item.title}`", item.number)
        for item in reading.filled
        for decision in item.decisions
    ]


def _changes(item: Filled) -> Iterator[str]:
    yield f"{_shown(item.title)}, row {item.number}: “{_shown(item.row.label)}”"
    now = given(item.sheet, item.row)
    for column in item.sheet.inputs:
        before, after = (values[column.key] for values in (now, item.values))
        if before != after:
            yield f"  {column.title}: {_named(before, column.choices)} → {_named(after, column.choices)}"
    said = item.values.get(FOR_ALL, "")
    if any(said in decision.values() for decision in item.decisions if said):
        yield f"  {item.sheet.for_all}: {_named(said, {})}"


def _named(value: str, choices: object) -> str:
    named = choices.get(value, value) if isinstance(choices, dict) else value
    return f"“{_shown(named)}”" if named else str(words()["values"]["empty"])


def _shown(text: str) -> str:
    """Return a text on one line, without controls that a terminal would obey, cut to a readable length."""
    visible = (" " if unicodedata.category(sign) in _CONTROLS and sign not in _JOINERS else sign for sign in text)
    line = " ".join("".join(visible).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
