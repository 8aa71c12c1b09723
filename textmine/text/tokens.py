"""The one tokenizer: words in any script, Bengali vowel signs and Somali apostrophes included."""

from __future__ import annotations

import re
import unicodedata

import regex

from textmine.model import Span
from textmine.safe import replace_surrogates

# Marks that belong to letters; variation selectors and the keycap mark belong to emoji.
_MARK = r"[\p{M}--[\uFE00-\uFE0F\u20E3]]"
# Scripts written without spaces: a run of a few characters stands for a word.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
# U+200C and U+200D (ZWNJ, ZWJ) stand inside Bengali and Persian words.
_WORD = regex.compile(
    rf"""
    (?:(?=[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}]){_UNSPACED}{_MARK}*){{1,2}}
    | (?:(?=[\p{{L}}]){_UNSPACED}{_MARK}*){{1,4}}
    | (?!{_UNSPACED})
      (?:(?!{_UNSPACED})[\p{{L}}\p{{N}}](?:[\u200C\u200D]|{_MARK})*+)++
      (?:
        (?:['’ʼ‘ʻ`][\p{{L}}]|[-‐‑][\p{{L}}\p{{N}}]|(?<=\p{{Nd}})[.,:٫٬]\p{{Nd}})
        (?:(?!{_UNSPACED})[\p{{L}}\p{{N}}\u200C\u200D]|{_MARK})*+
      )*+
    """,
    regex.VERSION1 | regex.VERBOSE,
)
# The same for plain ASCII, several times as fast.
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:(?:['`][A-Za-z]|-[A-Za-z0-9]|(?<=[0-9])[.,:][0-9])[A-Za-z0-9]*)*")
_EMOJI = regex.compile(
    r"[0-9#*]\uFE0F?\u20E3"
    r"|\p{RI}\p{RI}"
    r"|(?![©®™])\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*+"
    r"(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]*+)*+",
    regex.VERSION1,
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘ʻ`", "'"))


def normalise(text: str) -> str:
    r"""Return `text` in NFC with each lone surrogate as U+FFFD, and nothing else changed.

    Joiners (U+200C, U+200D) stay: they carry meaning in Bengali.

    Example:
        >>> normalise("cafe\u0301")
        'café'
    """
    return unicodedata.normalize("NFC", replace_surrogates(text))


def word_spans(text: str) -> list[Span]:
    """Return where the words of `text` are, in order; emoji and punctuation are not words.

    Text in scripts without spaces (Chinese, Japanese, Thai) is cut into pieces of a few characters.

    Example:
        >>> [span.of("Ra'yi: 5.30!") for span in word_spans("Ra'yi: 5.30!")]
        ["Ra'yi", '5.30']
    """
    return [Span(match.start(), match.end(), "word") for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """Return the words of `text` as written, in order.

    Example:
        >>> words("পার্কের আলো, c'est low-traffic 👍")
        ['পার্কের', 'আলো', "c'est", 'low-traffic']
    """
    found: list[str] = (_ASCII_WORD if text.isascii() else _WORD).findall(text)
    return found


def terms(text: str) -> list[str]:
    """Return the words of `text` for counting: NFC, caseless, straight apostrophes, two characters or more.

    Meant as the `tokenizer` of scikit-learn's vectorizers; it can be pickled.

    Example:
        >>> terms("Ra’yi A Bin")
        ["ra'yi", 'bin']
    """
    folded = normalise(text).casefold().translate(_APOSTROPHES)
    return [word for word in words(folded) if len(word) > 1]


def emoji(text: str) -> list[str]:
    """Return the emoji of `text` in order, each joined sequence as one.

    Example:
        >>> emoji("Great 👍🏽 park 🇸🇴")
        ['👍🏽', '🇸🇴']
    """
    return [match.group() for match in _EMOJI.finditer(text)]


def without_emoji(text: str) -> str:
    """Return `text` with every emoji replaced by a space."""
    replaced: str = _EMOJI.sub(" ", text)
    return replaced


EMOJI_PATTERN: str = _EMOJI.pattern
