"""One spelling per language, whatever a system or a data set calls it."""

from __future__ import annotations

from textmine.language.catalogue import NO_WORDS, UNKNOWN

NOT_FOREIGN = frozenset({"en", UNKNOWN, NO_WORDS})
"""Answers that do not send an English text to a translator."""
NO_LANGUAGE = frozenset({UNKNOWN, NO_WORDS})

# Old codes, codes of a part for the whole, and the names peers give to "could not tell".
_SAME = {
    "fil": "tl",
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "mo": "ro",
    "nb": "no",
    "nn": "no",
    "prs": "fa",
    "un": UNKNOWN,
    "unknown": UNKNOWN,
    "zh-cn": "zh",
    "zh-hans": "zh",
    "zh-hant": "zh",
    "zh-tw": "zh",
    "zht": "zh",
    "": UNKNOWN,
}


def canonical(tag: str) -> str:
    """Return the tag under which a language is counted here.

    Norwegian is `no`, Chinese `zh` in either script, Filipino `tl`; a script without a language is `und`.

    Example:
        >>> [canonical(tag) for tag in ("zh-Hant", "nb", "bn-Latn", "un", "xx-Qaai")]
        ['zh', 'no', 'bn-Latn', 'und', 'und']
    """
    lower = tag.lower()
    return UNKNOWN if lower.startswith("xx-") else _SAME.get(lower, tag)
