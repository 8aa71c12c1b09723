"""Sentences as exact offsets into the verbatim text, split by script and by language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from textmine.model import Span
from textmine.text import bengali
from textmine.text.lists import read_toml
from textmine.text.tokens import EMOJI_PATTERN
from textmine.text.wrapping import wrapped_starts

_LINE = regex.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = regex.compile(r"\s*(?:[-–—*•·●▪◦‣⁃➢✓✔]|\(?\p{Nd}{1,3}[.)]|\(?[a-z][.)])\s")
_INLINE_BULLET = regex.compile(r"\s(?=[•●▪◦‣➢]\s)")
_WRAPPED_LINE = 40
"""A line at least this long that breaks off in mid-sentence was wrapped by a program, not by a person."""
_CLOSED = regex.compile(r"[.!?…؟۔。！？।॥:;]\W*$")
_CLOSERS = r"""["'”’)\]»›」』*]*+"""
_END = regex.compile(
    rf"""
    (?P<stop>
      (?:[!?؟۔।॥。！？｡][.!?…؟۔।॥。！？｡]*+ | [.…][.!?…؟۔।॥。！？｡]*+)
      {_CLOSERS}
      (?P<face>(?:\s*+(?:{EMOJI_PATTERN}))*+)
    | (?P<emoji>(?:{EMOJI_PATTERN})(?:\s*+(?:{EMOJI_PATTERN}))*+)
    )
    (?P<gap>\s*+)
    (?=(?P<next>["'“‘(\[«‹「『]*+\p{{L}}?+))
    """,
    regex.VERSION1 | regex.VERBOSE,
)
_LAST_WORD = regex.compile(r"[\p{L}\p{M}\p{N}.'’]*$")
_NEXT_WORD = regex.compile(r"[\p{L}\p{M}'’]+")
_WORD_REACH = 24
"""How far back an abbreviation may begin."""


@cache
def _abbreviations(language: str | None) -> tuple[frozenset[str], ...]:
    """Return the words that never, or only sometimes, end a sentence; those before a number; starters."""
    data = read_toml("abbreviations.toml")
    base = (language or "").split("-")[0]
    never = frozenset((data["never"] + " " + data["language"].get(base, "")).split())
    return (
        never,
        frozenset(data["sometimes"].split()),
        frozenset(data["before_number"].split()),
        frozenset(data["starters"].split()),
    )


def _abbreviated(text: str, stop: int, after: int, language: str | None) -> bool:
    """Tell whether the full stop at `stop` belongs to an abbreviation, an initial or a list number."""
    found = _LAST_WORD.search(text, max(0, stop - _WORD_REACH), stop)
    word = found.group() if found else ""
    if not word:
        return False
    never, sometimes, before_number, starters = _abbreviations(language)
    lower = word.lower().strip("'’")
    ahead = _NEXT_WORD.match(text, after)
    following = ahead.group() if ahead else ""
    if lower in never:
        return True
    if lower in before_number and text[after : after + 1].isdigit():
        return True
    if lower in sometimes or (len(word) > 1 and "." in word and word[-2] == "." and word[-1].isalpha()):
        return following.replace("’", "'").lower() not in starters or following[:1].islower()
    return len(word) == 1 and word.isupper() and word != "I" and following[:1].isupper()


def _is_end(text: str, match: regex.Match[str], language: str | None) -> bool:
    """Decide whether a stop, or a run of emoji, ends a sentence."""
    first = match["next"][-1:]
    if match["emoji"] is not None:
        return bool(match["gap"]) and first.isupper()
    start = match.start("stop")
    stop = match["stop"][: match.start("face") - start]
    marks = stop.rstrip("\"'”’)]»›」』*")
    if any(mark in marks for mark in "؟۔।॥。！？｡"):
        return True
    if not match["gap"] and not match["face"]:
        # "dark.Need more" ends a sentence; "5.30", "example.com" and "U.K" do not.
        return first.isupper() and text[start - 2 : start].islower() and text[match.end() + 1 :][:1].islower()
    if "!" in marks or "?" in marks:
        return marks == stop or not first.islower()
    if marks == ".":
        return not _abbreviated(text, start, match.end(), language)
    return not first.islower()


def _line_ends(text: str, start: int, end: int, language: str | None) -> Iterator[int]:
    """Yield where sentences end inside one line, the end of the line left out."""
    bullet = _BULLET.match(text, start, end)
    at = bullet.end() if bullet else start
    for match in _END.finditer(text, at, end):
        if match.end("stop") < end and _is_end(text, match, language):
            yield match.end("stop")
    for match in _INLINE_BULLET.finditer(text, at, end):
        yield match.start()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of `text`, those wrapped in mid-sentence put together again."""
    wrapped = wrapped_starts(text)
    held: tuple[int, int] | None = None
    for match in _LINE.finditer(text):
        start, end = match.span()
        if held and (_continues(text, held, start, end) or (start in wrapped and not _BULLET.match(text, start, end))):
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _continues(text: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether a line goes on with the sentence of the line before."""
    last_line = text[max(before[0], before[1] - _WRAPPED_LINE) : before[1]]
    if "\n" in last_line or len(last_line) < _WRAPPED_LINE or text[before[1] : start].count("\n") > 1:
        return False
    first = text[start:end].lstrip()[:1]
    return first.islower() and not _CLOSED.search(last_line) and not _BULLET.match(text, start, end)


def trimmed(text: str, start: int, end: int, kind: str) -> Span | None:
    """Return the span without white space at its ends, or None if nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left == len(piece):
        return None
    return Span(start + left, start + len(piece.rstrip()), kind)


def sentence_spans(text: str, language: str | None = None) -> list[Span]:
    """Return the sentences of `text` in order, trimmed, without overlap.

    Together they hold every character that is not white space. Lines, list items and sentence marks of
    any script divide; abbreviations, initials and decimal points do not.

    Args:
        text: Verbatim, up to megabytes.
        language: BCP-47 tag, if known; it adds that language's abbreviations.

    Returns:
        Spans of kind `sentence`; one for a text without any sentence end; none for white space.

    Example:
        >>> text = "It is dark at 5.30 p.m. by St. Mary's. আলো নেই। ভয় লাগে।"
        >>> [span.of(text) for span in sentence_spans(text)]
        ["It is dark at 5.30 p.m. by St. Mary's.", 'আলো নেই।', 'ভয় লাগে।']
    """
    spans: list[Span] = []
    has_bengali = bengali.occurs(text)
    for start, end in _lines(text):
        if has_bengali and bengali.prevails(text[start:end]):
            ends = [start + at for at in bengali.sentence_ends(text[start:end])]
        else:
            ends = sorted(set(_line_ends(text, start, end, language)))
        for here, there in zip([start, *ends], [*ends, end], strict=True):
            if span := trimmed(text, here, there, "sentence"):
                spans.append(span)
    return spans
