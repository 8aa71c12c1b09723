"""Why no language was named for an answer, in plain words."""

from __future__ import annotations

from typing import Literal

from textmine.text import words

Reason = Literal["too_short", "unclear"]
ENOUGH_WORDS = 4
"""From this many words with letters in them on, shortness is not the reason."""
REACH = 200
"""Characters that are looked at first."""
UNDETERMINED_WORDS: dict[Reason, str] = {"too_short": "too short to tell", "unclear": "could not tell"}


def undetermined_reason(text: str) -> Reason:
    """Return why the language of an answer could not be told.

    Args:
        text: An answer whose language is `und`, verbatim.

    Returns:
        `too_short` for fewer than four words with letters in them, else `unclear`; `UNDETERMINED_WORDS` says
        it in plain words.

    Example:
        >>> UNDETERMINED_WORDS[undetermined_reason("Lacag 24/7!")]
        'too short to tell'
    """
    # The first lines are nearly always enough, and answers may be megabytes long.
    enough = any(_with_letters(part) >= ENOUGH_WORDS for part in (text[:REACH], text))
    return "unclear" if enough else "too_short"


def _with_letters(text: str) -> int:
    """How many words have a letter in them."""
    return sum(any(map(str.isalpha, word)) for word in words(text))
