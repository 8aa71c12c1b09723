"""Whose words leave the house in a workbook, and what of them is told to be personal data."""

from __future__ import annotations

from collections.abc import Iterable

from textmine.text import PERSONAL_KINDS, personal_data


def kinds_of(text: str) -> str:
    """Name the kinds of personal data a text may hold, never the data."""
    return ", ".join(dict.fromkeys(PERSONAL_KINDS.get(span.kind, span.kind) for span in personal_data(text)))


def all_refused(evidence: Iterable[str], refused: frozenset[str]) -> bool:
    """Tell whether nobody behind a sentence may be quoted."""
    return all(person in refused for person in evidence)
