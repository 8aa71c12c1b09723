"""Answers that say nothing about the question: "N/A", "see above", emoji alone, keyboard noise."""

from __future__ import annotations

from functools import cache

import regex

from textmine.text.folding import fold
from textmine.text.lists import read_toml
from textmine.text.tokens import emoji

_FILE = "no_content.toml"
_LETTER = regex.compile(r"\p{L}")
_SENTENCES = regex.compile(r"[.\n\r;,!?।؟۔،。！？]+")
_REPEATED = regex.compile(r"(\p{L})\1*")
_NUMBERED = regex.compile(r"q?\p{N}+[a-z]?")
_LONGEST = 200
"""No stock answer is longer, so longer texts are not looked up."""
_BAG_WORDS = 12

EMPTY = "No content: empty"
ONLY_EMOJI = "No content: only emoji"
ONLY_PUNCTUATION = "No content: only punctuation or numbers"


@cache
def _stock_answers() -> dict[str, str]:
    """Map each folded stock answer to the kind it belongs to; the first kind named wins."""
    data = read_toml(_FILE)
    kinds: dict[str, str] = {}
    for kind in ("stock", "reference", "yes_no", "noise"):
        for lines in data[kind].values():
            for line in lines.splitlines():
                if key := fold(line):
                    kinds.setdefault(key, kind)
    return kinds


@cache
def _bag(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the anchors and all words of an English word bag."""
    bag = read_toml(_FILE)[name]
    anchors = frozenset(fold(bag["anchors"]).split())
    return anchors, anchors | frozenset(fold(bag["words"]).split())


def _fits_bag(words: list[str], name: str) -> bool:
    """Tell whether an answer is made of the bag's words alone, an anchor among them."""
    anchors, allowed = _bag(name)
    if len(words) > _BAG_WORDS or anchors.isdisjoint(words):
        return False
    return all(word in allowed or (name == "reference_bag" and _NUMBERED.fullmatch(word)) for word in words)


def _kind(key: str) -> str | None:
    """Return the kind of non-answer that a folded text is, if any."""
    if kind := _stock_answers().get(key):
        return kind
    if _is_noise(key):
        return "noise"
    words = key.split()
    for name, kind in (("stock_bag", "stock"), ("reference_bag", "reference")):
        if _fits_bag(words, name):
            return kind
    return None


def _is_noise(key: str) -> bool:
    """Tell whether the text is one letter, once or many times ("x", "aaaa")."""
    return key.isascii() and bool(_REPEATED.fullmatch(key.replace(" ", "")))


def no_content_reason(text: str) -> str | None:
    """Return why `text` says nothing, in plain English, or None if it may say something.

    The reason never repeats the text. Stock answers are known in many languages.

    Example:
        >>> no_content_reason("N/A!")
        'No content: a stock non-answer'
        >>> no_content_reason("More bins") is None
        True
    """
    if not text.strip():
        return EMPTY
    if not _LETTER.search(text):
        return ONLY_EMOJI if emoji(text) and not any(map(str.isalnum, text)) else ONLY_PUNCTUATION
    if len(text) > _LONGEST:
        return None
    kind = _kind(fold(text))
    if kind is None:
        pieces = [key for piece in _SENTENCES.split(text) if (key := fold(piece))]
        kinds = [_kind(piece) for piece in pieces]
        kind = kinds[0] if kinds and all(kinds) else None
    return str(read_toml(_FILE)["reasons"][kind]) if kind else None
