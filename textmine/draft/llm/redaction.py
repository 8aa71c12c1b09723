"""What of people's words may leave the house: personal data as placeholders, cut to a budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from textmine.model import Span
from textmine.text import personal_data, redact

_SPACE = regex.compile(r"\s+")
# Square brackets are for placeholders alone; some models read them as control words, too.
_BRACKETS = str.maketrans("[]", "()")


def has_personal_data(text: str) -> bool:
    """Say whether a text holds personal data."""
    return bool(personal_data(text))


def sendable(text: str, most: int) -> str:
    """Return a text redacted, on one line, and cut at a space so that it has about `most` characters at most.

    Example:
        >>> sendable("Write to   me: a@example.org [or not]", 60)
        'Write to me: [email address] (or not)'
    """
    return parts_sendable(text, [(0, len(text))], most)


def parts_sendable(text: str, parts: Iterable[tuple[int, int]], most: int) -> str:
    """Return parts of a text as `sendable` does. What is personal is told from the whole text."""
    safe = text.translate(_BRACKETS)
    found = personal_data(safe)
    pieces = [redact(safe[start:end], _inside(found, start, end)) for start, end in parts]
    return _cut(_SPACE.sub(" ", " ".join(pieces)).strip(), most)


def _inside(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans as seen from a part of the text, cut at its edges."""
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start, span.kind)
        for span in spans
        if span.start < end and start < span.end
    ]


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, whole words where it has spaces, else whole characters as people see them."""
    if len(text) <= most:
        return text
    at = text.rfind(" ", most // 2, most)
    beginning = text[:at] if at > 0 else "".join(regex.findall(r"\X", text[:most])[:-1])
    return f"{beginning} …"
