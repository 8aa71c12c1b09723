"""The sender's own words: earlier messages quoted in a letter, and signatures, are left out.

Replies between quoted lines are the sender's and stay. A forwarded message stays too, below the words above it:
nobody can tell by machine whose words an officer was meant to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from textmine.ingest.letters.known import phrases
from textmine.ingest.letters.letter import Mark, check_length

_LABEL = regex.compile(r"[\s*>]*(?P<label>[\p{L}\p{M}][\p{L}\p{M}\s'’-]{0,24})\*?\s*[:：]\*?(?=\s|$|\p{L}|<)")
_DATE = regex.compile(r"\p{Nd}{4}|\p{Nd}{1,2}[/.-]\p{Nd}{1,2}[/.-]\p{Nd}{2}")
_TIME_OR_ADDRESS = regex.compile(r"\p{Nd}{1,2}[:.]\p{Nd}{2}|\S@\S")
_RULE = regex.compile(r"\s*[-_=*—–]{2,}\s*")
_DASHED = regex.compile(r"\s*[-_=*—–]{2,}\s*(?P<words>[^-_=*—–\s][^\n]{0,60}?)\s*[-_=*—–]{2,}\s*")
_SIGNATURE = regex.compile(r"--\s?")
_QUOTE_MARK = regex.compile(r"[ \t]?(?:>[ \t]?)+")
_LONGEST_ATTRIBUTION = 400
_LINES_OF_ATTRIBUTION = 3
_LINES_OF_HEAD = 12
_MOST_FORWARDED = 20
"""Messages forwarded one in another, below which the rest is kept as it stands."""

Kind = Literal["quote", "forward"]


@dataclass(frozen=True, slots=True)
class Own:
    """The words that are kept, and what was done to find them."""

    text: str
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """Where an earlier message begins: its first line, the line after its head, and whether it is passed on."""

    start: int
    body: int
    kind: Kind


def own_words(text: str, *, is_mail: bool, is_forward: bool = False) -> Own:
    r"""Return what the sender of a letter wrote.

    Args:
        text: The text of an e-mail or letter.
        is_mail: Lines that begin with `>` are quoted even without a line that says so.
        is_forward: Its subject says that it passes a message on.

    Returns:
        The sender's words; where all words are quoted, those.

    Raises:
        UnreadableError: The text is longer than any letter.

    Example:
        >>> own_words("Yes please.\n\nOn 2 Mar 2026 at 10:30, Jo wrote:\n> More trees?\n", is_mail=True).text
        'Yes please.'
    """
    check_length(text)
    lines = text.splitlines(keepends=True)
    marks: set[Mark] = set()
    body = _end_of_head(lines, _first_filled(lines, 0))
    if body is not None:
        marks.add("head")
        lines = lines[body:]
    kept: list[str] = []
    for _ in range(_MOST_FORWARDED):
        earlier = _earlier(lines)
        above = lines[: earlier.start] if earlier else lines
        own = _without_quotes(above, marks, quotes=is_mail or earlier is not None)
        own = _without_signature(own, marks)
        if _says_something(own):
            kept.append(_joined(own))
        if earlier is None or (kept and earlier.kind == "quote" and not is_forward):
            lines = []
            marks |= {"quoted"} if earlier else set()
            break
        marks.add("forwarded" if kept else "only_quotes")
        lines, is_forward = lines[earlier.body :], False
    else:
        kept.append(_joined(lines))
    if not kept:
        marks = {"only_quotes"} if text.strip() else set()
        kept = [_joined([_QUOTE_MARK.sub("", line) for line in text.splitlines(keepends=True)])]
    return Own("\n\n".join(filter(None, kept)), frozenset(marks))


def _joined(lines: Sequence[str]) -> str:
    """Return lines as one text, without the empty ones at its ends."""
    return "".join(lines).strip("\r\n").rstrip()


def _says_something(lines: Sequence[str]) -> bool:
    """Say whether some line holds more than a rule or white space."""
    return any(line.strip() and not _RULE.fullmatch(line) for line in lines)


def _first_filled(lines: Sequence[str], start: int) -> int:
    """Return the first line from `start` on that is not blank."""
    return next((at for at in range(start, len(lines)) if lines[at].strip()), len(lines))


@cache
def _labels(key: str) -> frozenset[str]:
    """Return the words by which one line of a message's head begins."""
    return frozenset(phrases("head", key))


def _label(line: str) -> str:
    """Return what a line of a head is about (`from`, `sent`, `to`, `subject`); empty for other lines."""
    found = _LABEL.match(line[:80])
    word = found["label"].strip().casefold() if found else ""
    return next((key for key in ("from", "sent", "to", "subject") if word in _labels(key)), "")


def _end_of_head(lines: Sequence[str], start: int) -> int | None:
    """Return the line after the head of a message that begins at `start`; None if none does."""
    if start >= len(lines) or _label(lines[start]) not in ("from", "sent"):
        return None
    seen, end = {_label(lines[start])}, start + 1
    for at in range(start + 1, min(len(lines), start + _LINES_OF_HEAD)):
        if not lines[at].strip():
            break
        label = _label(lines[at])
        if label:
            seen.add(label)
            end = at + 1
        elif not lines[at][:1].isspace() and "@" not in lines[at]:
            break
    return end if "from" in seen and len(seen) >= 3 else None


def _earlier(lines: Sequence[str]) -> _Earlier | None:
    """Return the first place from which on everything is an earlier message."""
    attributions = _attributions(lines)
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if found := _separated(lines, at) or _headed(lines, at) or _all_below(lines, at, attributions.get(at)):
            return found
    return None


def _separated(lines: Sequence[str], at: int) -> _Earlier | None:
    """Find `-----Original Message-----` and its like at a line."""
    line = lines[at][:120]
    dashed = _DASHED.fullmatch(line)
    words = (dashed["words"] if dashed else line).strip(" \t\r\n:").casefold()
    for key, kind in _KINDS:
        # "Begin forwarded message:" stands without dashes.
        if words in phrases("separator", key) and (dashed or line.rstrip().endswith(":")):
            following = _first_filled(lines, at + 1)
            head = _end_of_head(lines, following)
            return _Earlier(at, head if head is not None else at + 1, kind)
    return None


_KINDS: tuple[tuple[str, Kind], ...] = (("original", "quote"), ("forwarded", "forward"))


def _headed(lines: Sequence[str], at: int) -> _Earlier | None:
    """Find `From: …`, `Sent: …`, `To: …` at a line, and the rule that Outlook draws above it."""
    start = _first_filled(lines, at + 1) if _RULE.fullmatch(lines[at]) else at
    if start < len(lines) and lines[start].lstrip().startswith(">"):
        return None
    head = _end_of_head(lines, start)
    return _Earlier(at, head, "quote") if head is not None else None


@cache
def _wrote() -> regex.Pattern[str]:
    """Return what finds a word for "wrote", as a whole word where the language parts words by spaces."""
    verbs = "|".join(regex.escape(verb) for verb in phrases("attribution", "verbs"))
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{verbs})")


def _attributions(lines: Sequence[str]) -> dict[int, int]:
    """Return where each "On …, … wrote:" begins, and the line after it."""
    found = {}
    for last, line in enumerate(lines):
        if line.rstrip().endswith((":", "：")) and (first := _attribution(lines, last)) is not None:
            found[first] = last + 1
    return found


def _attribution(lines: Sequence[str], last: int) -> int | None:
    """Return the first line of an "On …, … wrote:" whose last line is given; None if it is none.

    It holds a date and a time or an address, on at most three lines; or it is one line with an address.
    """
    text = ""
    for first in range(last, max(-1, last - _LINES_OF_ATTRIBUTION), -1):
        line = lines[first].strip()
        if not line or line.startswith(">") or len(line) > _LONGEST_ATTRIBUTION:
            break
        text = f"{line} {text}"
        if _DATE.search(text) and _TIME_OR_ADDRESS.search(text):
            return first if _wrote().search(text.casefold()) else None
    return last if "@" in lines[last] and _wrote().search(lines[last][:_LONGEST_ATTRIBUTION].casefold()) else None


def _all_below(lines: Sequence[str], at: int, end: int | None) -> _Earlier | None:
    """Find an "On …, … wrote:" below which nothing is marked as quoted, so that all of it is."""
    if end is None:
        return None
    following = _first_filled(lines, end)
    marked = following < len(lines) and lines[following].lstrip().startswith(">")
    return None if marked else _Earlier(at, end, "quote")


def _without_quotes(lines: Sequence[str], marks: set[Mark], *, quotes: bool) -> list[str]:
    """Return lines without those marked as quoted, and without the "… wrote:" above them."""
    attributions = _attributions(lines)
    if not quotes and not attributions:
        return list(lines)
    kept = list(_unquoted(lines, attributions))
    if len(kept) < len(lines):
        marks.add("quoted")
    return kept


def _unquoted(lines: Sequence[str], attributions: dict[int, int]) -> Iterator[str]:
    """Yield the lines that are not marked as quoted."""
    at = 0
    while at < len(lines):
        if at in attributions:
            at = attributions[at]
            continue
        if not lines[at].startswith((">", " >")):
            yield lines[at]
        at += 1


def _without_signature(lines: Sequence[str], marks: set[Mark]) -> list[str]:
    """Return lines up to the mark of a signature, and without what a telephone adds at the end."""
    sign = next((at for at, line in enumerate(lines) if _SIGNATURE.fullmatch(line.rstrip("\r\n"))), None)
    kept = list(lines[:sign]) if sign is not None and _says_something(lines[:sign]) else list(lines)
    while kept and (not kept[-1].strip() or _from_device(kept[-1])):
        kept.pop()
    if _says_something(lines[len(kept) :]):
        marks.add("signature")
    return kept


def _from_device(line: str) -> bool:
    """Say whether a telephone or a program added a line."""
    return len(line) < 80 and line.strip().casefold().startswith(phrases("device", "starts"))
