"""One way to compare answers that differ only in case, white space and punctuation."""

from __future__ import annotations

import re

import regex

from textmine.text.tokens import normalise, without_emoji

_APOSTROPHE = regex.compile(r"(?<=\p{L})['’ʼ‘ʻ`](?=\p{L})")
_JOINERS = regex.compile(r"[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u00AD]+")
_OTHER = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
# The same for plain ASCII, several times as fast.
_ASCII_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['`](?=[A-Za-z])")
_ASCII_OTHER = re.compile(r"[^A-Za-z0-9]+")


def fold(text: str) -> str:
    """Return the letters and digits of `text`: NFC, caseless, one space for all else, no apostrophes.

    Example:
        >>> fold("  Don't KNOW!! 🤷 n/a")
        'dont know n a'
    """
    if text.isascii():
        return _ASCII_OTHER.sub(" ", _ASCII_APOSTROPHE.sub("", text).lower()).strip()
    plain = _JOINERS.sub("", without_emoji(normalise(text)))
    return _OTHER.sub(" ", _APOSTROPHE.sub("", plain).casefold()).strip()
