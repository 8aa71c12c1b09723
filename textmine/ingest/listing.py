"""What `textmine inspect` prints: the columns by what will happen to them, those we are not sure of first."""

from __future__ import annotations

import textwrap
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from textmine.model import Role

UNSURE = 0.75
"""Guesses below this are for an officer to check."""
_WIDTH = 110
_LONGEST = 90
"""Characters of a heading that are shown."""
_MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One question or other column, however many columns of the spreadsheet it fills.

    Attributes:
        name: The heading.
        numbers: The columns of the spreadsheet.
        role: What it is taken for.
        question_id: Its id, where its answers are carried into the analysis.
        confidence: From 0 to 1; 1 where it was set.
        reason: What speaks for the role.
        linked: The id of the closed question it explains.
        options: Options that several people chose, the commonest first. None of an open question or of a personal
            column.
        all_options: The options of a question with several answers in a cell.
        statements: Of a grid in one column: the statements to which the options are answers.
    """

    name: str
    numbers: tuple[int, ...]
    role: Role
    question_id: str | None
    confidence: float
    reason: str
    linked: str | None = None
    options: tuple[str, ...] = ()
    all_options: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The column's number; of several columns the first and the last."""
        first, last = self.numbers[0], self.numbers[-1]
        return str(first) if len(self.numbers) == 1 else f"{first}–{last}"


@cache
def wording() -> dict[str, Any]:
    """Return the words of `inspect.toml`."""
    return tomllib.loads((files("textmine.ingest") / "data" / "inspect.toml").read_text(encoding="utf-8"))


def sureness(confidence: float) -> str:
    """Return how sure a guess is, in words and per cent.

    Example:
        >>> sureness(0.85), sureness(1.0)
        ('fairly sure, 85%', 'set by you')
    """
    words = next(str(step["words"]) for step in wording()["sure"] if confidence >= step["least"])
    return words if confidence >= 1 else f"{words}, {confidence:.0%}"


def lines_of(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the listing of a file's columns.

    Args:
        entries: One for each question or other column.
    """
    unsure = sorted((entry for entry in entries if entry.confidence < UNSURE), key=lambda entry: entry.confidence)
    if unsure:
        yield from _title(wording()["check_title"], len(unsure))
        yield f"  {wording()['check']}"
        yield from _together(unsure, asked=True)
    for section in wording()["section"]:
        chosen = [entry for entry in entries if entry.role in section["roles"]]
        if chosen:
            yield from _title(section["title"], len(chosen))
            yield from _together(chosen, asked=False) if section.get("together") else _one_by_one(chosen)


def _title(title: str, count: int) -> Iterator[str]:
    """Yield a title with how many entries follow."""
    yield ""
    yield f"{title} ({count})"


def _one_by_one(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield each entry with what is known about it below."""
    for entry in entries:
        yield from _wrapped(f"{entry.place:>7}  {shortened(entry.name)}", 9)
        about = [wording()["roles"][entry.role]]
        about += [f"id {entry.question_id}"] if entry.question_id else []
        about += [wording()["linked"].format(question=entry.linked)] if entry.linked else []
        yield from _wrapped(f"{'':9}{', '.join(about)}: {_why(entry)}", 9)
        statements = f"{_shown(entry.statements)}: " if entry.statements else ""
        if entry.options:
            yield from _wrapped(f"{'':9}{statements}{_shown(entry.options)}", 9)


def _shown(options: Sequence[str]) -> str:
    """Return the first options; of numbers the first and the last."""
    if len(options) > 2 and all(option.isdecimal() for option in options):
        return str(wording()["numbers"]).format(first=options[0], last=options[-1])
    shown = [shortened(option, 40) for option in options[:_MOST_OPTIONS]]
    rest = len(options) - _MOST_OPTIONS
    return " | ".join([*shown, wording()["more"].format(n=rest)] if rest > 0 else shown)


def _together(entries: Sequence[Entry], *, asked: bool) -> Iterator[str]:
    """Yield entries of one role and reason together, so that many columns need few lines.

    Args:
        entries: The least sure first, where they are `asked` about.
        asked: Whether the role is put as a question.
    """
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.role, entry.reason].append(entry)
    for (role, _), members in groups.items():
        names = [f"{entry.place:>7}  {shortened(entry.name)}" for entry in members[:1]]
        names += [f"{entry.place} {shortened(entry.name, 45)}" for entry in members[1:]]
        least = min(members, key=lambda entry: entry.confidence)
        yield from _wrapped("; ".join(names), 9)
        yield from _wrapped(f"{'':9}{wording()['roles'][role]}? {_why(least)}" if asked else f"{'':9}{_why(least)}", 9)


def _why(entry: Entry) -> str:
    """Return the reason for a guess and how sure it is."""
    return f"{entry.reason} ({sureness(entry.confidence)})"


def _wrapped(line: str, indent: int) -> list[str]:
    """Break a line at the width of the listing."""
    wrapped = textwrap.wrap(
        line,
        _WIDTH,
        subsequent_indent=" " * indent,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped or [line]


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a heading on one line, not longer than this.

    Example:
        >>> shortened("Do you  agree with the plan?", 12)
        'Do you agree…'
    """
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"
