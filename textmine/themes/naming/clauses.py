"""Clauses of an answer: cut between sentences, at marks and at closed lists of connectives."""

from __future__ import annotations

from functools import cache

import regex

from textmine.text import sentence_spans, words
from textmine.themes.naming.lists import any_of
from textmine.themes.naming.model import ENGLISH

_MARK = regex.compile(r"\s*(?:[;:؛–—।॥…|•]|\s-\s|\.{2,}|\s/\s|[()\[\]{}]|\.(?=\s|$))\s*")
_COMMA = regex.compile(r"\s*[,،、，]\s*")
_QUOTED = regex.compile(r"[\"“”„«»‘]|(?<!\p{L})['’][^'’]+['’](?!\p{L})")
_QUESTION = regex.compile(r"[?？؟]")
_MARKUP = regex.compile(r"</?\p{L}[^<>]{0,80}>|_x000[dD]_|&\p{L}{2,6};")
_LIST_ITEM = 3
"""Pieces between commas of at most so many words are a list, which is not cut."""


@cache
def _joins(language: str) -> regex.Pattern[str]:
    """Return where a new clause begins: a connective, or "and" before a new subject."""
    edge = r"(?![\p{L}\p{M}'’])"
    extra = rf"|(?:and|so|then)\s+(?=(?:{any_of('subjects')}){edge})" if language == ENGLISH else ""
    return regex.compile(
        rf"\s+(?:(?:{any_of('joins', language)}){edge}{extra})\s*", regex.IGNORECASE if language == ENGLISH else 0
    )


def is_list(pieces: list[str]) -> bool:
    """Say whether pieces between commas enumerate: a short one after the first, or "and" before the last."""
    return any(len(words(piece)) <= _LIST_ITEM for piece in pieces[1:]) or any(
        piece.casefold().startswith(("and ", "or ")) for piece in pieces[1:]
    )


def clauses(text: str, language: str) -> list[str]:
    """Return the clauses of a text, without questions and quoted speech.

    A sentence that asks or quotes says something else than its words; a list between commas stays whole.

    Args:
        text: As written.
        language: BCP-47 tag of the text.
    """
    found: list[str] = []
    plain = _MARKUP.sub(" ", text)
    for span in sentence_spans(plain, language):
        sentence = span.of(plain)
        if _QUESTION.search(sentence) or (language == ENGLISH and _QUOTED.search(sentence)):
            continue
        for piece in _MARK.split(sentence):
            parts = [part for part in _COMMA.split(piece) if part]
            for part in parts if language != ENGLISH or not is_list(parts) else [piece]:
                found += [" ".join(clause.split()) for clause in _joins(language).split(part)]
    return list(dict.fromkeys(clause for clause in found if words(clause)))
