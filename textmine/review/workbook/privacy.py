"""Whose words leave the house in a workbook, and what of them is hidden."""

from __future__ import annotations

from collections.abc import Iterable

from textmine.text import personal_data


def kinds_of(text: str) -> str:
    """Name the kinds of personal data a text may hold, never the data."""
    return ", ".join(dict.fromkeys(span.kind.replace("_", " ") for span in personal_data(text)))


def hidden(text: str) -> str:
    """Return a text with the kind of personal data in the place of what may be personal data.

    Example:
        >>> hidden("Call 020 7946 0958 at noon")
        'Call [phone] at noon'
    """
    parts, end = [], 0
    for span in sorted(personal_data(text), key=lambda span: span.start):
        if span.start >= end:
            parts += [text[end : span.start], f"[{span.kind.replace('_', ' ')}]"]
            end = span.end
    return "".join([*parts, text[end:]])


def all_refused(evidence: Iterable[str], refused: frozenset[str]) -> bool:
    """Tell whether nobody behind a sentence may be quoted."""
    return all(person in refused for person in evidence)
