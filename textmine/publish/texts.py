"""Pieces of text with the language they are in, and their translations marked as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import regex

from textmine.language import direction, headings, language_name
from textmine.language.catalogue import script_by_language
from textmine.model import Translation
from textmine.publish.page import Gloss, Quote, Text
from textmine.safe import xml_text

# Scripts in which officers and platforms write titles, options and wordings, with a language tag that
# is right whatever the language in that script is.
_SCRIPTS = (
    (regex.compile(r"\p{Bengali}"), "bn"),
    (regex.compile(r"\p{Arabic}"), "und-Arab"),
    (regex.compile(r"\p{Hebrew}"), "und-Hebr"),
    (regex.compile(r"\p{Devanagari}"), "und-Deva"),
    (regex.compile(r"\p{Gurmukhi}"), "pa"),
    (regex.compile(r"\p{Cyrillic}"), "und-Cyrl"),
    (regex.compile(r"\p{Han}"), "und-Hani"),
)
_OWN_SCRIPTS = ("Beng", "Arab", "Hebr", "Deva", "Guru", "Cyrl", "Hani")
"""ISO 15924 codes of the same scripts."""
_RIGHT_TO_LEFT = ("und-Arab", "und-Hebr")
_LETTER = regex.compile(r"\p{L}")
_BIDI_CONTROL = regex.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_NAMED = ("und", "zxx")

Translations = Mapping[tuple[str, str], Translation]
"""(text, language it is translated into) → the translation."""


def clean(text: str) -> str:
    """Return text without control characters, and without those that turn the direction of what follows."""
    return _BIDI_CONTROL.sub("", xml_text(text)).strip()


def _main_script(text: str) -> str | None:
    """Return the tag of the script that most of the letters are in; None for Latin and others."""
    letters = len(_LETTER.findall(text))
    for pattern, tag in _SCRIPTS:
        if letters and len(pattern.findall(text)) * 2 > letters:
            return tag
    return None


def tagged(text: str, language: str | None = None) -> Text:
    """Return a piece of text with the language it is known to be in, else what its script tells."""
    text = clean(text)
    tag = _main_script(text)
    # In a mixed answer, a sentence in Latin letters is not in the Bengali that most of the answer is in.
    latin = tag is None and bool(_LETTER.search(text)) and "-" not in str(language)
    if language in (None, "und", "zxx", "en") or (latin and script_by_language(str(language)) in _OWN_SCRIPTS):
        return Text(text, tag, "rtl" if tag in _RIGHT_TO_LEFT else "ltr")
    return Text(text, language, direction(str(language)))


def named(tag: str | None) -> bool:
    """Whether a tag names a language, rather than a script or nothing."""
    return bool(tag) and str(tag).split("-")[0] not in _NOT_NAMED


def glossed(words: Text, original: str, translations: Translations) -> Text:
    """Add the English translation of words in another language, if somebody made one.

    Args:
        words: The words as they are published.
        original: The same as the translator knew them.
        translations: Every translation there is.
    """
    made = translations.get((original, "en"))
    if made is None or not words.lang:
        return words
    name = language_name(words.lang) if named(words.lang) else ""
    entry = headings("en")["translated_from" if name else "translated_by"]
    note = entry.format(name=name, translator=clean(made.translator))
    return replace(words, gloss=Gloss(clean(made.text), note))


def as_quote(words: Text) -> Quote:
    """Return somebody's own words with a note of their language; a translation says it by itself."""
    if words.gloss or not named(words.lang):
        return Quote(words)
    return Quote(words, headings("en")["answered_in"].format(name=language_name(str(words.lang))))
