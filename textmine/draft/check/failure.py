"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.draft.lexicon import settings

CHECKS: dict[str, str] = dict(settings("check")["checks"])
"""Every check by its name, with what it says of a sentence that passes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a sentence does not pass a check. Reasons repeat words of the sentence, never of an answer."""

    check: str
    """One of `CHECKS`."""
    reason: str
    """Plain English, to follow "this sentence"."""
    note: bool = False
    """Something nobody could check, for an officer's own sentence: it is shown and stands in nobody's way."""
