"""Personal data replaced by words that say what stood there; the verbatim text is never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmine.model import Span
from textmine.text.lists import read_toml
from textmine.text.privacy.personal import personal_data
from textmine.text.tokens import words

DEFAULT_LANGUAGE = "en"


def redact(text: str, spans: Sequence[Span] | None = None, language: str = DEFAULT_LANGUAGE) -> str:
    """Return `text` with each piece of personal data replaced by a placeholder such as `[phone number]`.

    Args:
        text: Verbatim text; it is not changed.
        spans: What to replace, apart and in any order; None: everything `personal_data` finds.
        language: BCP-47 tag of the placeholders; English where there are none in that language.

    Returns:
        A new text.

    Example:
        >>> redact("Regards, Amina Khatun, 07700 900123")
        'Regards, [name], [phone number]'
        >>> redact("Councillor Prentice said no")
        '[councillor] said no'
    """
    found = personal_data(text) if spans is None else sorted(spans, key=lambda span: span.start)
    wording = _wording(language)
    pieces, at = [], 0
    for span in found:
        if span.start < at:
            continue
        pieces += [text[at : span.start], placeholder(span, text, wording)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _wording(language: str) -> dict[str, Any]:
    """Return the placeholders in a language, with the English ones for what it lacks."""
    data = read_toml("placeholders.toml")
    english, own = data[DEFAULT_LANGUAGE], data.get(language, {})
    return {part: {**english[part], **own.get(part, {})} for part in ("placeholder", "person")}


def placeholder(span: Span, text: str, wording: dict[str, Any]) -> str:
    """Return what stands in the place of one span."""
    if span.kind == "third_party":
        for word in words(span.of(text)):
            if said := wording["person"].get(word.casefold()):
                return str(said)
    return str(wording["placeholder"].get(span.kind, wording["placeholder"]["name"]))
