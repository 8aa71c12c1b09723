"""Whether quoted words are somebody's, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from textmine.draft.check.evidence import Case
from textmine.draft.check.failure import Failure
from textmine.draft.check.words import reason
from textmine.text import normalise, words

_QUOTED = regex.compile(
    r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|„([^“”]+)[“”]|(?<![\p{L}\p{M}\p{N}])‘([^’]+)’(?![\p{L}\p{M}\p{N}])"
)
_LONG = 2
"""From so many words on, quotation marks are for somebody's words and no mere emphasis."""


def quote_failures(case: Case) -> Iterator[Failure]:
    """Yield why a quote, or words in quotation marks, are not verbatim."""
    if case.kind == "quote":
        if not _said(case.text.strip(), case):
            yield Failure("quote", reason("quote"))
        return
    # Somebody may have written the quotation marks themselves.
    for part in quoted_parts(case.text):
        if len(words(part)) >= _LONG and not _said(part.strip(" .,;:!?…।"), case):
            yield Failure("quote", reason("quoted_part"))
            return


def quoted_parts(text: str) -> list[str]:
    """Return what stands in quotation marks.

    Example:
        >>> quoted_parts("They said “it is dark” and 'no'.")
        ['it is dark']
    """
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]


def _said(part: str, case: Case) -> bool:
    part = normalise(part)
    return bool(part) and any(part in normalise(answer.text) for answer in case.evidence)
