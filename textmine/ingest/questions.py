"""Question ids from headings, and which closed question an open one explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import digit

from textmine.ingest.columns import TableColumn
from textmine.ingest.pool import PooledColumn
from textmine.ingest.roles import Guess
from textmine.ingest.vocabulary import rule
from textmine.model import GROUP_ROLES, Role
from textmine.schema import SCHEMA

RESERVED = frozenset(SCHEMA["respondents"])
"""Names a question id cannot take, because `respondents` has a column of each question's name."""

_NUMBERED = re.compile(
    r"""\s*(?:question\s+|q\s*)?(?P<main>[0-9]{1,3})
        (?P<parts>(?:\.[0-9]{1,2}(?![0-9])|[_#][0-9]{1,3}(?![0-9]))*)
        (?P<letters>(?:(?:(?<=[0-9])|[._])(?:[a-z]|[ivx]{2,4})(?![\w'’]))*)
        (?P<text>_TEXT)?
        (?P<end>[.):\]\s-]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_PREFIX = re.compile(r"\s*(?:question\s+|q\s*)[0-9]", re.IGNORECASE)
_LONGEST = 40
"""Characters in which a question number is looked for."""
_BELOW = re.compile(r"(?P<above>q[0-9].*?)(?:_?[a-z]|_[a-z0-9]+)")
_LETTER = re.compile(r"q[0-9].*[a-z]")
_SEPARATORS = re.compile(r"[._#]+")


def question_number(heading: str) -> str | None:
    """Return the id in a heading that begins with a question number.

    Example:
        >>> question_number("Q3. Do you agree?"), question_number("Q3a) Why?"), question_number("2.a Why?")
        ('q3', 'q3a', 'q2a')
        >>> question_number("৩. কেন?"), question_number("13.4.a"), question_number("Q3_2_TEXT")
        ('q3', 'q13_4a', 'q3_2_text')
        >>> question_number("16 to 24 year olds"), question_number("Why?")
        (None, None)
    """
    heading = "".join(str(digit(character, character)) for character in heading[:_LONGEST])
    found = _NUMBERED.match(heading)
    if found is None:
        return None
    # Without a Q, a number is a question number only if punctuation or a letter sets it apart.
    apart = found["letters"] or found["parts"] or found["end"] not in (" ", "-", "")
    if not apart and not _PREFIX.match(heading):
        return None
    first, *below = filter(None, _SEPARATORS.split(found["letters"].lower())) if found["letters"] else ("",)
    numbers = "_".join(filter(None, _SEPARATORS.split(f"{found['main']}{found['parts']}")))
    return "_".join((f"q{numbers}{first}", *below, *(("text",) if found["text"] else ())))


def question_ids(columns: Sequence[PooledColumn], given: dict[str, str]) -> list[str]:
    """Return an id for every column, all different: as configured, else as numbered, else `c<number>`.

    Args:
        columns: The columns of the consultation.
        given: Heading → id from the configuration.
    """
    taken = set(given.values()) | RESERVED
    ids: list[str] = []
    for column in columns:
        if column.name in given:
            ids.append(given[column.name])
            continue
        hinted = column.first.hint.question_id if column.first.hint else ""
        base = hinted or _number_of(column) or f"c{column.number}"
        candidate, count = base, 1
        while candidate in taken:
            count += 1
            candidate = f"{base}_{count}"
        taken.add(candidate)
        ids.append(candidate)
    return ids


def _number_of(column: PooledColumn) -> str | None:
    """Return the question number of a column: the platform's, else the heading's, else what its columns share."""
    for name in (*column.first.also, column.name):
        if number := question_number(name):
            return number
    shared = {(number or "").partition("_")[0] for number in map(question_number, column.first.headings)}
    return shared.pop() or None if len(shared) == 1 else None


def link(columns: Sequence[TableColumn], ids: Sequence[str], guesses: Sequence[Guess]) -> dict[int, int]:
    """Return, for open columns that belong to a closed one, the position of that one.

    Words beside the options of a question belong to it, and so does a question numbered below it (`Q3a` to `Q3`).
    An open question that asks for reasons belongs to the closed question right before it; one that asks for reasons
    or comments to the nearest agreement or satisfaction scale before it, and any to the only scale of the file.
    """
    closed = {index for index, guess in enumerate(guesses) if guess.role in GROUP_ROLES}
    by_name = {columns[index].name: index for index in closed}
    by_id = {ids[index]: index for index in closed}
    scales = [index for index in sorted(closed) if guesses[index].is_scale and guesses[index].role != "matrix"]
    links: dict[int, int] = {}
    for index, guess in enumerate(guesses):
        if guess.role != "open":
            continue
        target = by_name.get(columns[index].question)
        if target is None:
            target = next((by_id[above] for above in _above(ids[index]) if above in by_id), None)
        if target is None:
            target = _right_before(index, columns, guesses, ("closed_single", "rating"))
        if target is None:
            target = _scale_before(index, columns[index].name, scales, alone=not _LETTER.match(ids[index]))
        if target is None:
            target = _right_before(index, columns, guesses, ("closed_multi", "matrix"))
        if target is not None:
            links[index] = target
    return links


def _above(question_id: str) -> Iterator[str]:
    """Yield the ids of the questions below which one is numbered, the nearest first."""
    while found := _BELOW.fullmatch(question_id):
        question_id = found["above"]
        yield question_id


def _right_before(
    index: int, columns: Sequence[TableColumn], guesses: Sequence[Guess], roles: Sequence[Role]
) -> int | None:
    """Return the closed question whose reasons a question asks for, where nothing but other reasons stands between."""
    while index > 0 and guesses[index].role == "open" and _asks_about_answer(columns[index].name):
        index -= 1
        if guesses[index].role in roles:
            return index
    return None


def _asks_about_answer(heading: str) -> bool:
    """Say whether a heading asks about the answer before it, and not for comments in general."""
    reasons = rule("asks_reasons").fits(heading) or rule("asks_other").fits(heading)
    return reasons and not rule("asks_anything").fits(heading)


def _scale_before(index: int, heading: str, scales: Sequence[int], *, alone: bool) -> int | None:
    """Return the scale whose reasons a question asks for, or the only one where it is below no other question."""
    before = [scale for scale in scales if scale < index]
    if before and rule("asks_reasons").fits(heading):
        return before[-1]
    return scales[0] if alone and len(scales) == 1 else None
