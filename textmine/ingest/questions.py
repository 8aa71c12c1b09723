"""Question ids from headings, and which closed question an open one explains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textmine.ingest.pool import PooledColumn
from textmine.ingest.roles import Guess
from textmine.ingest.vocabulary import rule
from textmine.schema import SCHEMA

RESERVED = frozenset(SCHEMA["respondents"])
"""Names a question id cannot take, because `respondents` has a column of each question's name."""

_NUMBERED = re.compile(
    r"""\s*(?:question\s+|q\s*)?(?P<main>[0-9]{1,3})
        (?P<parts>(?:[._][0-9]{1,2}(?![0-9]))*)
        (?:[._]?(?P<letter>[a-z])(?![\w'’]))?
        (?P<end>[.):\]\s-]|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_PREFIX = re.compile(r"\s*(?:question\s+|q\s*)[0-9]", re.IGNORECASE)


def question_number(heading: str) -> str | None:
    """Return the id in a heading that begins with a question number.

    Example:
        >>> question_number("Q3. Do you agree?"), question_number("Q3a) Why?"), question_number("2.a Why?")
        ('q3', 'q3a', 'q2a')
        >>> question_number("16 to 24 year olds"), question_number("Why?")
        (None, None)
    """
    found = _NUMBERED.match(heading)
    if found is None:
        return None
    # Without a Q, a number is a question number only if punctuation or a letter sets it apart.
    apart = found["letter"] or found["parts"] or found["end"] not in (" ", "-", "")
    if not apart and not _PREFIX.match(heading):
        return None
    parts = found["parts"].replace(".", "_")
    return f"q{found['main']}{parts}{(found['letter'] or '').lower()}"


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
        base = question_number(column.name) or f"c{column.number}"
        candidate, count = base, 1
        while candidate in taken:
            count += 1
            candidate = f"{base}_{count}"
        taken.add(candidate)
        ids.append(candidate)
    return ids


def link(headings: Sequence[str], guesses: Sequence[Guess]) -> dict[int, int]:
    """Return, for open columns that give the reasons for a closed one, the position of that one.

    An open question belongs to the nearest agreement or satisfaction scale before it where it asks
    for reasons or comments, and to the only scale of the file in any case.
    """
    scales = [index for index, guess in enumerate(guesses) if guess.is_scale]
    links: dict[int, int] = {}
    for index, guess in enumerate(guesses):
        if guess.role != "open":
            continue
        before = [scale for scale in scales if scale < index]
        if before and rule("asks_reasons").fits(headings[index]):
            links[index] = before[-1]
        elif len(scales) == 1:
            links[index] = scales[0]
    return links
