"""Clauses that can become key points, cut from the points people made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from textmine.draft.clauses import parser
from textmine.draft.clauses.cutting import main_clauses, tails
from textmine.draft.clauses.fitness import english_flaws, english_penalty
from textmine.draft.clauses.story import personal_flaws
from textmine.draft.clauses.tidy import as_sentence, without_ending, without_opening
from textmine.draft.clauses.tongues import cut_in, leans_in, speaks_of_self, told_in
from textmine.draft.lexicon import phrase_pattern
from textmine.draft.person.shift import first_person_words, second_person
from textmine.model import Span
from textmine.text import words

SHORTEST, LONGEST = 4, 25
"""Words in a key point."""

_URL = regex.compile(r"https?:|www\.|\b[\w-]+\.(?:com|org|net|co\.uk|gov\.uk)\b", regex.IGNORECASE)
_MARKUP = regex.compile(
    r"<\s*/?\s*[a-zA-Z!]|&(?:lt|gt|amp|quot|#\d+);|\{\{|\[\[|```|javascript:|\]\(", regex.IGNORECASE
)
_FORMULA = regex.compile(r"^\s*(?:[=@＝＠]|[+\-－＋](?=[\w(=]))")
_SEMICOLON = regex.compile(r"[;；؛]\s+|\s+[–—]\s+|\s+-\s+|\n+")
_LINES = regex.compile(r"\n+")
_BREAK = regex.compile(r"[,;:.!?…–—\-\n()،؛؟。।]")
_JOINED = regex.compile(
    r"\W*(?:and|but|so|because|then|ও|এবং|কিন্তু|আর|তাই|iyo|laakiin|oo|et|mais|e|ma|i|ale|و|und|aber)\b", regex.I
)
_JOINING = regex.compile(
    r"\b(?:and|but|so|because|then|ও|এবং|কিন্তু|আর|তাই|iyo|laakiin|oo|et|mais|e|ma|i|ale|و|und|aber)$", regex.I
)
_ASKED = ("?", "؟", "？")
_CONCEDED = regex.compile(r"\W*but\b", regex.IGNORECASE)


Voice = Literal["english", "mixed", "other"]
"""Which rules an answer's clauses follow; `mixed` is English and another language in one answer."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of an answer that could be a key point.

    `sentence` is the finished key point, or None where its person could not be shifted for certain.
    `flaws` name what makes it unfit while anything else exists; `penalty` is what it loses in ranking.
    """

    start: int
    end: int
    sentence: str | None
    tokens: tuple[str, ...]
    flaws: frozenset[str]
    penalty: float


def voice_of(languages: Collection[str]) -> Voice:
    """Say which rules fit an answer: the English ones also where nobody knows its language."""
    bases = {tag.split("-")[0] for tag in languages} - {"zxx"}
    if bases <= {"en", "und"}:
        return "english"
    return "mixed" if "en" in bases else "other"


def flaws_of(text: str) -> frozenset[str]:
    """Name what makes a stretch of an answer unfit for a page while anything else exists."""
    found = {
        "link": _URL.search(text),
        "markup": _MARKUP.search(text),
        "formula": _FORMULA.search(text),
        "swearing": phrase_pattern("swearing").search(text),
        "reference": phrase_pattern("references").search(text),
        "shouting": _shouts(text),
    }
    return frozenset(name for name, hit in found.items() if hit)


def _shouts(text: str) -> bool:
    upper = sum(map(str.isupper, text))
    # In a script without capitals a few abbreviations do not shout.
    return upper >= 8 and 2 * upper > sum(map(str.isalpha, text))


def _split_at(text: str, start: int, end: int, breaks: regex.Pattern[str]) -> list[Span]:
    pieces, last = [], start
    for match in breaks.finditer(text, start, end):
        pieces.append(Span(last, match.start()))
        last = match.end()
    return [*pieces, Span(last, end)]


def _parts(text: str, sentence: Span, language: str, english: bool) -> list[Span]:
    """Cut a sentence into clauses that can stand alone, and one too long for a key point at its semicolons."""
    parts = _split_at(text, sentence.start, sentence.end, _LINES)
    if english:
        parts = [clause for part in parts if part.of(text).strip() for clause in main_clauses(text, part, LONGEST)]
    long = [
        piece
        for part in parts
        for piece in (_split_at(text, part.start, part.end, _SEMICOLON) if _is_long(text, part) else [part])
    ]
    fronts = [piece for part in long for piece in _shortened(text, part, language, english)]
    return [part for part in fronts if part.of(text).strip()]


def _is_long(text: str, part: Span) -> bool:
    return len(words(part.of(text))) > LONGEST


def _shortened(text: str, part: Span, language: str, english: bool) -> list[Span]:
    """Cut a clause that is too long: an English one before what it only adds, others at a connective."""
    if not _is_long(text, part):
        return [part]
    if not english:
        return cut_in(text, part, language)
    front = tails(text, part)
    return [front, Span(front.end, part.end)] if front.end < part.end else [part]


def _penalty(sentence: str, count: int, first_person: tuple[int, int]) -> float:
    """What a clause loses: for speaking of one person, asking, and its length."""
    singular, plural = first_person
    # "Your addiction started with a free bet" addresses the wrong reader; "your road" does not.
    loss = min(0.1 * (singular > 0) + 0.05 * (singular + plural), 0.3) + 0.2 * sentence.endswith(_ASKED)
    return loss + 0.03 * max(0, 7 - count) + 0.01 * max(0, count - 17)


def _shift(cleaned: str, language: str, voice: Voice) -> tuple[str | None, tuple[int, int]]:
    """Return a clause in the second person (None where uncertain) and how many words were in the first."""
    if voice != "english" and speaks_of_self(cleaned, language):
        # No word of these languages is changed, so "we" cannot become "you".
        return None, (0, 0)
    if voice == "other":
        return cleaned, (0, 0)
    first_person = first_person_words(cleaned)
    if voice == "mixed" and any(first_person):
        # Half of "amar abba, my dad" cannot be shifted.
        return None, first_person
    return second_person(cleaned), first_person


def _finished(shifted: str | None, sentence: str, count: int, voice: Voice) -> str | None:
    """Return the sentence if it may be shown: certain, short enough and without any first person."""
    if shifted is None or count > LONGEST:
        return None
    return None if voice != "other" and any(first_person_words(sentence)) else sentence


def _clause(text: str, part: Span, language: str, voice: Voice) -> Clause | None:
    """Finish one part of an answer, or return None if no word is left of it."""
    raw, english = part.of(text), voice != "other"
    cleaned = without_opening(raw, english)
    cleaned = without_ending(cleaned) if english else cleaned
    shifted, first_person = _shift(cleaned, language, voice)
    sentence = as_sentence(shifted or cleaned, language)
    if not sentence:
        return None
    tokens = tuple(word.casefold() for word in words(sentence))
    penalty = _penalty(sentence, len(tokens), first_person) + 0.25 * (voice == "mixed")
    flaws = flaws_of(raw)
    if english:
        flaws |= english_flaws(cleaned) | personal_flaws(cleaned)
        flaws |= {"name"} if parser.names_somebody(cleaned) else set()
        penalty += english_penalty(cleaned) + 0.1 * bool(_CONCEDED.match(text, part.end))
    if voice != "english":
        flaws |= ({"story"} if told_in(cleaned, language) else set()) | (
            {"question"} if sentence[-1] in _ASKED else set()
        )
        penalty += 0.2 * leans_in(cleaned, language)
    finished = _finished(shifted, sentence, len(tokens), voice)
    return Clause(part.start, part.end, finished, tokens, flaws, penalty)


def _torn(text: str, part: Span, sentence: Span) -> bool:
    """Say whether a point begins or ends inside a phrase of its sentence, where a "not" may have been left out."""
    before, after = text[sentence.start : part.start].rstrip(), text[part.end : sentence.end].lstrip()
    opens = not before or _BREAK.match(before[-1]) or _JOINED.match(part.of(text)) or _JOINING.search(before)
    closes = not after or _BREAK.match(after[0]) or _BREAK.match(text[part.end - 1]) or _JOINED.match(after)
    return not (opens and closes)


def clauses(text: str, sentences: Sequence[Span], start: int, end: int, language: str, voice: Voice) -> list[Clause]:
    """Return the candidate clauses of one point, in order.

    Args:
        text: The verbatim answer.
        sentences: The sentences of `text`.
        start: Where the point starts in `text`.
        end: Where it ends.
        language: BCP-47 tag of the answer.
        voice: Which rules apply.
    """
    found = []
    for sentence in sentences:
        own = Span(max(start, sentence.start), min(end, sentence.end))
        if own.start >= own.end:
            continue
        for part in _parts(text, own, language, voice != "other"):
            if (clause := _clause(text, part, language, voice)) is not None:
                torn = _torn(text, own, sentence)
                found.append(replace(clause, flaws=clause.flaws | {"torn"}) if torn else clause)
    return found
