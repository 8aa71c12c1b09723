"""Headings that belong together though no platform says so: a common stem or number, a repeated or missing heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

import regex

from textmine.ingest.grid import is_blank
from textmine.ingest.headings import tidy
from textmine.ingest.layouts.located import Head
from textmine.ingest.profile import count_words
from textmine.ingest.sharing import ASKS, common_id, part_after, stem_and_parts, stems
from textmine.ingest.ticks import is_beside
from textmine.ingest.vocabulary import rule

Values = Sequence[Sequence[str]]
Finder = Callable[[Sequence[Head], Values], list[Head]]

_NUMBERED = regex.compile(r"(?P<main>Q?[0-9]{1,3})[._][0-9]{1,3}(?:[._][a-z])?[.)]?(?:\s+(?P<text>.*))?", regex.I)
_SHOWN = 5
"""Options by which a question is called whose wording stands nowhere."""
_LONGEST_OPTION = 12
"""Words of what may be an option whose name nothing but the cells tells."""


def with_questions(heads: Sequence[Head], values: Values) -> tuple[Head, ...]:
    """Return the headings, with the question and the part where several stand for one question.

    Args:
        heads: The headings from left to right; those that have a question or a hint are left alone.
        values: The cells of each column.
    """
    found: list[Head] = []
    while len(found) < len(heads):
        at = len(found)
        free = list(takewhile(_is_free, heads[at:]))
        runs = (finder(free, values[at:]) for finder in _FINDERS) if free else ()
        found += next(filter(None, runs), [heads[at]])
    return tuple(found)


def _is_free(head: Head) -> bool:
    """Say whether nothing is known of a column but its heading."""
    return not head.question and head.hint is None


def _by_stem(heads: Sequence[Head], values: Values) -> list[Head]:
    """Take neighbours whose headings begin alike: `Which do you use? - Parks`, `Which do you use? [Bins]`."""
    runs = [(stem, _parts(heads, stem)) for stem in stems(tidy(heads[0].name))]
    stem, parts = max(runs, key=lambda run: (len(run[1]), len(run[0])), default=("", []))
    return _parts_of(heads, stem, parts) if len(parts) > 1 else []


def _by_first(heads: Sequence[Head], values: Values) -> list[Head]:
    """Take a question that stands by itself with its options, or with people's own words, to the right of it."""
    first = tidy(heads[0].name)
    parts = _parts(heads[1:], first) if first else []
    return _parts_of(heads, first, ["", *parts]) if len(parts) > 1 or any(map(is_beside, parts)) else []


def _parts(heads: Sequence[Head], stem: str) -> list[str]:
    """Return how the first headings go on after a stem."""
    return list(takewhile(bool, (part_after(tidy(head.name), stem) for head in heads)))


def _by_number(heads: Sequence[Head], values: Values) -> list[Head]:
    """Take neighbours numbered below one number: `3.1`, `3.2`, or `13.1.a`, `13.2.a`; but no questions of a page."""
    matches = (_NUMBERED.fullmatch(tidy(head.name)) for head in heads)
    first = next(matches)
    if first is None:
        return []
    run = [first, *takewhile(lambda found: found is not None and found["main"] == first["main"], matches)]
    texts = [(found["text"] or "").strip() for found in run if found]
    if len(run) < 2 or (all(texts) and any(text.endswith(ASKS) for text in texts)):
        return []
    question, parts = stem_and_parts(texts) if all(texts) else ("", [])
    if not parts:
        parts = texts if all(texts) else _told_by_cells(heads[: len(run)], values)
    return _parts_of(heads, question or first["main"], parts)


def _by_suffix(heads: Sequence[Head], values: Values) -> list[Head]:
    """Take a repeated heading, whether numbered or not: `Q3_1`, `Q3_2`; `Which?`, `Which?_1`; `Which?`, `Which?`."""
    first = tidy(heads[0].name)
    runs = [(stem, _repeats(heads, stem)) for stem in (first, *common_id([first])) if stem]
    stem, length = max(runs, key=lambda run: run[1], default=("", 0))
    if length < 2:
        return []
    return _parts_of(heads, stem, _told_by_cells(heads[:length], values))


def _repeats(heads: Sequence[Head], stem: str) -> int:
    """Return how many of the first headings are a stem, with a number behind it or without."""
    names = (tidy(head.name) for head in heads)
    return sum(1 for _ in takewhile(lambda name: name == stem or common_id([name]) == (stem,), names))


def _by_blank(heads: Sequence[Head], values: Values) -> list[Head]:
    """Take columns without a heading for those of the question on their left, where each holds one option alone."""
    if is_blank(heads[0].name) or rule("asks").fits(heads[0].name):
        return []
    run = [heads[0], *takewhile(lambda head: is_blank(head.name), heads[1:])]
    options = list(takewhile(lambda option: option is not None, (_option(cells) for cells in values[: len(run)])))
    while options and not options[-1]:
        options.pop()
    if len(options) < 2 or not _recur(values[: len(options)]):
        return []
    return _parts_of(heads, tidy(heads[0].name), [option or "" for option in options])


def _by_own_name(heads: Sequence[Head], values: Values) -> list[Head]:
    """Take neighbours below whose headings nothing stands but the headings: options whose question stands nowhere."""
    names = [tidy(head.name) for head in heads]
    pairs = takewhile(lambda pair: pair[0] and _option(pair[1]) == pair[0], zip(names, values, strict=False))
    parts = [name for name, _ in pairs]
    if len(parts) < 2 or not _recur(values[: len(parts)]):
        return []
    shown = [*parts[:_SHOWN], *(["…"] if len(parts) > _SHOWN else [])]
    return _parts_of(heads, " / ".join(shown), parts)


def _told_by_cells(heads: Sequence[Head], values: Values) -> list[str]:
    """Return what the columns stand for, by the one thing that each holds, else by their headings."""
    options = [_option(cells) for cells in values[: len(heads)]]
    told = [option for option in options if option]
    differ = None not in options and len(set(told)) == len(told) > 1 and _recur(values[: len(heads)])
    if not differ or rule("asks").fits(heads[0].name):
        return [tidy(head.name) for head in heads]
    return [option or tidy(head.name) for option, head in zip(options, heads, strict=True)]


def _option(cells: Sequence[str]) -> str | None:
    """Return the only thing that a column holds; empty where it holds nothing, None where it holds more."""
    said = {cell.strip() for cell in set(cells) if not is_blank(cell)}
    if len(said) > 1 or any(count_words(text) > _LONGEST_OPTION for text in said):
        return None
    return next(iter(said), "")


def _recur(values: Values) -> bool:
    """Say whether some column holds its value more than once: what each says only once may be somebody's own words."""
    return any(sum(not is_blank(cell) for cell in cells) > 1 for cells in values)


def _parts_of(heads: Sequence[Head], question: str, parts: Sequence[str]) -> list[Head]:
    """Return the first headings as the parts of one question."""
    return [replace(head, question=question, part=part) for head, part in zip(heads, parts, strict=False)]


_FINDERS: tuple[Finder, ...] = (_by_stem, _by_number, _by_suffix, _by_first, _by_blank, _by_own_name)
