"""Labels that fit: wrapped between words and grapheme clusters, and read in the direction of their own script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from textmine.safe import xml_text

_CLUSTER = regex.compile(r"\X")
# Marks that turn the direction of text around could turn a whole label around.
_UNSEEN = regex.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cc}]")
_WIDE = frozenset("WF")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_MOST = 2_000
"""Characters of a text that are looked at: more than fit into any figure."""
ELLIPSIS = "…"


def wrap(text: str, width: int, lines: int = 3) -> str:
    r"""Return a text on at most so many lines, broken between words, or inside a word between grapheme clusters.

    Args:
        text: Untrusted; characters that cannot be seen are taken out.
        width: Of a line, in letters; Chinese letters and emoji count as two.
        lines: What does not fit into these ends in an ellipsis.

    Example:
        >>> wrap("Closing roads to cars", 12), wrap("Closing roads to cars at school time", 12, 2)
        ('Closing\nroads to\ncars', 'Closing\nroads to…')
    """
    shown = xml_text(_UNSEEN.sub("", regex.sub(r"\s+", " ", text[:_MOST]))).strip()
    broken = list(_lines(shown, width))
    kept = broken[:lines]
    if len(broken) > lines or len(text) > _MOST:
        kept[-1] = _shortened(kept[-1], width)
    base = reading_direction(shown)
    return "\n".join(_marked(line, base) for line in kept)


def reading_direction(text: str) -> str:
    """Return `rtl` where the first letter that has a direction is written from right to left, else `ltr`."""
    return _first_direction(text) or "ltr"


def _first_direction(text: str) -> str:
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
    return ""


def _marked(line: str, base: str) -> str:
    """Return a line that is read in the direction of the whole label, whatever it begins with."""
    own = _first_direction(line)
    return line if own in ("", base) else _MARKS[base] + line


def _width(cluster: str) -> int:
    return 2 if unicodedata.east_asian_width(cluster[0]) in _WIDE else 1


def _measure(text: str) -> int:
    return sum(map(_width, _CLUSTER.findall(text)))


def _lines(text: str, width: int) -> Iterator[str]:
    """Yield lines no wider than `width`."""
    line = ""
    for word in text.split(" "):
        for piece in _pieces(word, width):
            joined = f"{line} {piece}" if line else piece
            if _measure(joined) <= width:
                line = joined
                continue
            if line:
                yield line
            line = piece
    yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield a word, or its pieces where it is wider than a line; no cluster is cut."""
    piece, used = "", 0
    for cluster in _CLUSTER.findall(word):
        if piece and used + _width(cluster) > width:
            yield piece
            piece, used = "", 0
        piece += cluster
        used += _width(cluster)
    yield piece


def _shortened(line: str, width: int) -> str:
    """Return a line that ends in an ellipsis, after a whole word if it can, and is still no wider than `width`."""
    clusters = _CLUSTER.findall(line)
    kept = list(clusters)
    while kept and sum(map(_width, kept)) >= width:
        kept.pop()
    text = "".join(kept)
    words, _, begun = text.rpartition(" ")
    in_a_word = len(kept) < len(clusters) and clusters[len(kept)] != " "
    return (words if in_a_word and _measure(words) > _measure(begun) else text).rstrip() + ELLIPSIS
