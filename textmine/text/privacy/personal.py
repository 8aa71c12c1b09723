"""Personal data in one text: what has a form, names, and other people."""

from __future__ import annotations

import sys
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from textmine.model import Span
from textmine.text.lists import read_toml
from textmine.text.privacy.addresses import addresses
from textmine.text.privacy.identifiers import handles, identifiers
from textmine.text.privacy.names import names as names_in
from textmine.text.privacy.patterns import emails, numbers, urls
from textmine.text.privacy.third_party import houses, people_at, with_homes

Names = Literal["rules", "ner", "none"]
"""How names are looked for: by lists and rules; by these and a spaCy model; not at all."""
PERSONAL_KINDS: Mapping[str, str] = dict(read_toml("placeholders.toml")["en"]["kind"])
"""Every kind of personal data, in words for people."""
_PEOPLE = frozenset({"name", "third_party"})


@cache
def _ascii_digits() -> dict[int, int]:
    """Map every decimal digit of Unicode to its ASCII digit, one character for one."""
    return {
        point: ord("0") + unicodedata.decimal(chr(point))
        for point in range(128, sys.maxunicode + 1)
        if unicodedata.category(chr(point)) == "Nd"
    }


def personal_data(text: str, names: Names = "rules") -> list[Span]:
    """Return the personal data in `text`: identifiers by their form, names by lists and rules.

    Digits of any script count. Kinds: see `PERSONAL_KINDS`. A name is `name` where it seems the writer's own,
    else `third_party`; somebody told by a house number, "my neighbour at number 14", is `third_party` as well.

    Args:
        text: Verbatim answer.
        names: How names are looked for: `rules`, `ner` (also asks an installed spaCy model) or `none`.

    Returns:
        Spans into `text`, in order, without overlap.

    Raises:
        MissingExtraError: `names="ner"` and no spaCy model for English is installed.

    Example:
        >>> text = "I live at 22 Weaver's Lane, E97 3QT. Ring ০৭৭০০ ৯০০১২৩."
        >>> [(span.kind, span.of(text)) for span in personal_data(text)]
        [('address', "22 Weaver's Lane"), ('postcode', 'E97 3QT'), ('phone', '০৭৭০০ ৯০০১২৩')]
        >>> [(span.kind, span.of(text)) for text in ["Ask Mrs Begum at number 9"] for span in personal_data(text)]
        [('third_party', 'Mrs Begum at number 9')]
    """
    numbered = any(map(str.isdigit, text))
    digits = text if text.isascii() else text.translate(_ascii_digits())
    found = _with_a_form(text, digits, numbered)
    homes = [*houses(digits)] if numbered else []
    people = [] if names == "none" else _people(text, digits, numbered, _without_overlap(found), names)
    return _without_overlap([*found, *people, *homes])


def _with_a_form(text: str, digits: str, numbered: bool) -> list[Span]:
    """Return, surest first, everything that can be told by its form."""
    found: list[Span] = []
    if "@" in text:
        found += emails(text)
    found += urls(text)
    if numbered:
        found += numbers(digits)
        found += identifiers(digits)
        found += addresses(digits)
    if "@" in text:
        found += handles(text)
    return found


def _people(text: str, digits: str, numbered: bool, known: list[Span], names: Names) -> list[Span]:
    """Return names and people told by where they live, the longest first."""
    people = names_in(text, known)
    if names == "ner":
        from textmine.text.privacy.ner import more_names

        people += more_names(text, people)
    if numbered:
        people = with_homes(people, digits)
        people += people_at(digits)
    return sorted(people, key=lambda span: span.start - span.end)


def _without_overlap(candidates: Iterable[Span]) -> list[Span]:
    """Keep, of overlapping spans, the one that came first; return them in order of place."""
    kept: list[tuple[int, int, str]] = []
    for span in candidates:
        entry = (span.start, span.end, span.kind)
        at = bisect_left(kept, entry)
        clear_before = at == 0 or kept[at - 1][1] <= span.start
        clear_after = at == len(kept) or span.end <= kept[at][0]
        if clear_before and clear_after:
            insort(kept, entry)
    return [Span(*entry) for entry in kept]
