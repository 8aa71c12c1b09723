"""Plain English: what a resident would stumble over, and how hard a text is to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from textmine.draft.lexicon import settings
from textmine.text import sentence_spans, word_spans, words

MOST_WORDS = 25
"""A sentence has no more words than this."""
MEAN_WORDS = 18
"""Sentences have no more words than this on average."""

PlainKind = Literal["long_sentence", "jargon", "acronym", "speaker"]

_ACRONYM = regex.compile(r"(?<![\p{L}\p{M}\p{N}&])(?:\p{Lu}[\p{Lu}\p{N}&]+)(?=s?(?![\p{L}\p{M}\p{N}&]))")
_ROMAN = regex.compile(r"^[IVXLC]+$")
_LETTERS = regex.compile(r"\p{L}")
_EDGE = r"[\p{L}\p{M}\p{N}]"


@dataclass(frozen=True, slots=True)
class PlainIssue:
    """Something to look at: what it is, where, and what to do. A warning, never an obstacle."""

    kind: PlainKind
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts read: lengths of sentences in words, and the school grade of the English ones."""

    sentences: int
    mean: float
    longest: int
    over: int
    """Sentences of more than 25 words."""
    grade: float | None
    """Coleman-Liau grade of the English sentences (a reading age is about five more); None without any."""

    @property
    def plain(self) -> bool:
        """Whether the mean is at most 18 words and no sentence is over 25."""
        return self.mean <= MEAN_WORDS and not self.over


def plain_english(text: str, *, language: str | None = None) -> tuple[PlainIssue, ...]:
    """Return what a resident would stumble over: long sentences and, in English, jargon, acronyms and who "thinks".

    Args:
        text: A draft sentence or several; offsets refer to it.
        language: BCP-47 tag; None: it is found out. Only lengths are looked at in other languages than English.

    Returns:
        Warnings in the order of the text.

    Example:
        >>> [issue.message for issue in plain_english("We will utilise the site in respect of parking.")]
        ['Not everybody knows “utilise”. Try: use.', 'Not everybody knows “in respect of”. Try: about, for.']
    """
    found = [*_long(text, language)]
    other = [*_jargon(text), *_acronyms(text), *_speakers(text)]
    if other and _is_english(text, language):
        found += other
    return tuple(sorted(found, key=lambda issue: (issue.start, issue.end)))


def reading(texts: Iterable[str], *, languages: Iterable[str | None] | None = None) -> Reading:
    """Say how texts read, over all their sentences.

    Args:
        texts: Drafts; quotes are people's own and better left out.
        languages: BCP-47 tags, one per text; None: found out.

    Source:
        Coleman and Liau 1975, "A computer readability formula designed for machine scoring": it needs no syllables.

    Example:
        >>> reading(["The path is dark. You want more lights by the canal."]).mean
        5.5
    """
    texts = list(texts)
    tags = list(languages) if languages is not None else [None] * len(texts)
    pieces = [(text, tag, _sentences(text, tag)) for text, tag in zip(texts, tags, strict=True)]
    lengths = [len(words(piece)) for _, _, own in pieces for piece in own]
    lengths = [length for length in lengths if length]
    english = [piece for text, tag, own in pieces if _is_english(text, tag) for piece in own]
    return Reading(
        sentences=len(lengths),
        mean=sum(lengths) / len(lengths) if lengths else 0.0,
        longest=max(lengths, default=0),
        over=sum(length > MOST_WORDS for length in lengths),
        grade=_grade(english),
    )


def _sentences(text: str, language: str | None) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, language)]


def _grade(sentences: list[str]) -> float | None:
    """Return the Coleman-Liau grade, at least 0; None where there are no words."""
    number = sum(len(words(sentence)) for sentence in sentences)
    if not number:
        return None
    letters = sum(len(_LETTERS.findall(sentence)) for sentence in sentences)
    return max(0.0, round(5.88 * letters / number - 29.6 * len(sentences) / number - 15.8, 1))


def _is_english(text: str, language: str | None) -> bool:
    """Tell whether a text is in English; one too short to tell is, if it is in Latin letters."""
    from textmine.language import detect

    if language is None:
        if not regex.search(r"\p{Latin}", text):
            return False
        language = str(detect([text])["language"].iloc[0])
    return language.split("-")[0] in ("en", "und", "zxx")


def _message(kind: PlainKind, **values: object) -> str:
    return str(settings("jargon")["messages"][kind]).format(**values)


def _long(text: str, language: str | None) -> Iterator[PlainIssue]:
    for span in sentence_spans(text, language):
        number = len(word_spans(span.of(text)))
        if number > MOST_WORDS:
            message = _message("long_sentence", words=number, most=MOST_WORDS)
            yield PlainIssue("long_sentence", message, span.start, span.end)


def _any_of(phrases: Iterable[str]) -> str:
    """Return a pattern for whole phrases, the longest first; `*` takes every ending."""
    longest_first = sorted(phrases, key=len, reverse=True)
    parts = [
        regex.escape(phrase).replace(r"\*", r"[\p{L}\p{M}]*").replace(r"\ ", r"\s+").replace(r"\-", r"[-‐‑ ]")
        for phrase in longest_first
    ]
    return "|".join(parts)


@cache
def _jargon_pattern() -> tuple[regex.Pattern[str], list[str]]:
    """Return one pattern with a group for each phrase, and what to write instead, by group."""
    pairs = sorted(settings("jargon")["words"].items(), key=lambda pair: -len(pair[0]))
    groups = "|".join(f"({_any_of([phrase])})" for phrase, _ in pairs)
    pattern = regex.compile(rf"(?<!{_EDGE})(?:{groups})(?!{_EDGE})", regex.IGNORECASE)
    return pattern, [better for _, better in pairs]


def _jargon(text: str) -> Iterator[PlainIssue]:
    pattern, better = _jargon_pattern()
    for match in pattern.finditer(text):
        message = _message("jargon", found=match.group(), better=better[(match.lastindex or 1) - 1])
        yield PlainIssue("jargon", message, match.start(), match.end())


def _acronyms(text: str) -> Iterator[PlainIssue]:
    """Yield capitals that the text does not expand; a text that shouts has none."""
    capitals = [word for word in words(text) if len(word) > 1 and word.isupper()]
    if 2 * len(capitals) > len(words(text)) and len(capitals) > 2:
        return
    lists = settings("jargon")["acronyms"]
    known, seen = {*lists["known"], *lists["shouted"]}, set[str]()
    for match in _ACRONYM.finditer(text):
        name = match.group()
        if name in known or name in seen or _ROMAN.match(name) or expanded(name, text):
            continue
        seen.add(name)
        yield PlainIssue("acronym", _message("acronym", found=name), match.start(), match.end())


def expanded(acronym: str, text: str) -> bool:
    """Tell whether a text has words in a row, small ones passed over, whose first letters make the acronym.

    Example:
        >>> expanded("LTN", "A low-traffic neighbourhood (LTN)"), expanded("TFL", "Transport for London")
        (True, True)
    """
    own = [word for word in words(text) if word.casefold() != acronym.casefold()]
    parts = [part for word in own for part in regex.split("[-‐‑]", word)]
    whole = "".join(part[0] for part in parts if part).casefold()
    content = "".join(part[0] for part in parts if len(part) > 3).casefold()
    letters = "".join(_LETTERS.findall(acronym)).casefold()
    # Two letters in a row are found in any text; such an acronym has to stand in brackets.
    enough = len(letters) > 2 or f"({acronym})" in text
    return enough and (letters in whole or letters in content)


@cache
def _speaker_pattern() -> regex.Pattern[str]:
    lists = settings("jargon")["speakers"]
    verbs = rf"(?:(?:do|does|did|don['’]t|also|all|strongly|clearly)\s+)*(?:{_any_of(lists['verbs'])})"
    return regex.compile(rf"(?<!{_EDGE})(?P<who>{_any_of(lists['who'])})\s+{verbs}(?!{_EDGE})", regex.IGNORECASE)


def _speakers(text: str) -> Iterator[PlainIssue]:
    for match in _speaker_pattern().finditer(text):
        yield PlainIssue("speaker", _message("speaker", found=match["who"]), match.start(), match.end())
