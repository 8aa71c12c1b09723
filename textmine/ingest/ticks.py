"""Columns that say no more than whether a box was ticked, one for each option of a question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from textmine.ingest.grid import is_blank
from textmine.ingest.markup import without_markup
from textmine.ingest.sharing import ASKS
from textmine.ingest.vocabulary import fold, mentions, scale_options, verbatim, words, yes_no_words

SEPARATOR = "; "
"""Between the options that one person ticked, where each option has a column of its own."""

_NUMBER = regex.compile(r"[0-9]{1,3}")
_MOST_ANSWERS = 15
"""Different answers to the statements of one question."""
_ENOUGH = 8
"""Answers after which it is no chance that nobody ticked two boxes."""


def ticks(question: str, parts: Sequence[str], values: Sequence[Sequence[str]]) -> list[int]:
    """Return which columns of a question hold nothing but ticks; none where fewer than two do.

    Args:
        question: The wording: "tick all that apply" makes a column of yes and no one of ticks.
        parts: The option that each column stands for; empty where it stands for none.
        values: The cells of each column.
    """
    said = [{cell.strip() for cell in set(cells) if not is_blank(cell)} for cells in values]
    marks = _marks(question, said)
    boxes = [index for index, part in enumerate(parts) if part and (said[index] or not is_beside(part))]
    coded = _coded([said[index] for index in boxes], [values[index] for index in boxes])
    found = [
        index
        for index in boxes
        if all(
            text.casefold() in marks or _is(text, parts[index]) or (coded and _is_code(text)) for text in said[index]
        )
    ]
    told = any(_is_on(parts[index], text) for index in found for text in said[index])
    return found if len(found) > 1 and told else []


def ticked(options: Sequence[str], values: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the options that each person ticked."""
    return [
        tuple(option for option, cell in zip(options, row, strict=True) if _is_on(option, cell))
        for row in zip(*values, strict=True)
    ]


def one_only(question: str, options: Sequence[str], people: Sequence[Sequence[str]]) -> bool:
    """Say whether only one box could be ticked: nobody ticked two, and the options or the number of people show it."""
    if mentions(question, words("all_that_apply")) or max(map(len, people), default=0) > 1:
        return False
    known = scale_options() | yes_no_words()
    return sum(map(len, people)) >= _ENOUGH or all(fold(option) in known for option in options)


def repeats(values: Sequence[str], people: Sequence[Sequence[str]]) -> bool:
    """Say whether a column says of every person again what was ticked, and nothing else.

    Example:
        >>> repeats(["Parks Bins", ""], [("Bins", "Parks"), ()]), repeats(["Parks", "Skips"], [("Parks",), ()])
        (True, False)
    """
    told = False
    for value, ticked_options in zip(values, people, strict=True):
        rest = f" {fold(value)} "
        for option in sorted(map(fold, ticked_options), key=len, reverse=True):
            rest = rest.replace(f" {option} ", "  ", 1)
        if rest.strip():
            return False
        told = told or not is_blank(value)
    return told


def answered_alike(parts: Sequence[str], values: Sequence[Sequence[str]]) -> bool:
    """Say whether columns are the statements of one question: no questions themselves, with the same few answers.

    Example:
        >>> answered_alike(["Parks", "Roads"], [["Good", "Poor"], ["Poor", "Fair"]])
        True
        >>> answered_alike(["Parks", "Visits"], [["Good", "Poor"], ["Daily", "Weekly"]])
        False
    """
    shown = [{cell for cell in set(cells) if not is_blank(cell)} for cells in values]
    if len(parts) < 2 or any(len(cells) > _MOST_ANSWERS for cells in shown) or any(p.endswith(ASKS) for p in parts):
        return False
    said = [set(map(fold, cells)) for cells in shown]
    answers = frozenset().union(*said)
    known = all(answer in scale_options() or answer.isdigit() for answer in answers)
    return len(answers) <= _MOST_ANSWERS and (known or sum(map(len, said)) > len(answers))


def is_beside(part: str) -> bool:
    """Say whether a column beside options is for people's own words, such as "Other (please specify)".

    Example:
        >>> is_beside("Other (please specify)"), is_beside("অন্যান্য (উল্লেখ করুন)"), is_beside("Other parks")
        (True, True, False)
    """
    return mentions(part, words("specify"))


def _is_on(option: str, cell: str) -> bool:
    """Say whether a cell says that its option was ticked."""
    return not is_blank(cell) and (_is(cell, option) or cell.strip().casefold() not in verbatim("box_empty"))


def _is(text: str, part: str) -> bool:
    """Say whether a cell names its own option."""
    shown = without_markup(text) if "<" in text or "&" in text else text
    return text.strip() == part.strip() or (bool(fold(part)) and fold(shown) == fold(part))


def _marks(question: str, said: Sequence[set[str]]) -> frozenset[str]:
    """Return what can mark a box in these columns: no numbers beside other numbers, no "no" to a question."""
    marks = verbatim("box_ticked") | verbatim("box_empty")
    everything = {text.casefold() for texts in said for text in texts}
    if any(_NUMBER.fullmatch(text) and text not in ("0", "1") for text in everything):
        marks = frozenset(mark for mark in marks if not _NUMBER.fullmatch(mark))
    if everything & verbatim("box_no") and not mentions(question, words("all_that_apply")):
        marks -= verbatim("box_yes") | verbatim("box_no")
    return marks


def _coded(said: Sequence[set[str]], values: Sequence[Sequence[str]]) -> bool:
    """Say whether cells hold the number of their option, as exports of numbers instead of words do."""
    numbers = [next(iter(texts)) for texts in said if len(texts) == 1]
    if len(numbers) < 2 or any(len(texts) > 1 for texts in said) or not all(map(_is_code, numbers)):
        return False
    # Numbers that rise from column to column, and nobody who has all of them, are no marks out of five.
    rises = all(int(before) < int(after) for before, after in pairwise(numbers))
    return rises and not any(all(not is_blank(cell) for cell in row) for row in zip(*values, strict=True))


def _is_code(text: str) -> bool:
    """Say whether a cell is a short number."""
    return _NUMBER.fullmatch(text) is not None
