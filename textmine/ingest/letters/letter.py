"""One e-mail or letter as it was read: its words, and what was done to find them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Mark = Literal[
    "quoted",
    "only_quotes",
    "forwarded",
    "signature",
    "head",
    "attached",
    "unread",
    "web",
    "guessed",
    "crossed",
    "hidden",
]
"""What there is to know of how a letter was read, in words in `letters.toml`."""


class UnreadableError(Exception):
    """A file is no letter that can be read; the message is the reason, for the ledger."""


_LONGEST = 1_000_000
"""Characters of the longest letter: about 400 pages."""


def check_length(text: str) -> None:
    """Look whether a text is no longer than a letter may be.

    Raises:
        UnreadableError: It is longer.
    """
    if len(text) > _LONGEST:
        raise UnreadableError(
            f"has more than {_LONGEST:,} characters, which no letter has: split it into several files"
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """What one file says.

    Attributes:
        text: The sender's own words.
        kind: What the file is.
        marks: What was done to find the words.
        sender: The address it came from, in lower case; compared in memory alone, never stored or shown.
        signed: Whether its head names people or a subject, which are dropped.
        dated: Whether its head bears a date.
    """

    text: str
    kind: Literal["e-mail", "Word document", "text file"]
    marks: frozenset[Mark] = frozenset()
    sender: str = field(default="", repr=False)
    signed: bool = False
    dated: bool = False
