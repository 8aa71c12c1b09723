"""An English clause in the form of a headline: "I think the canal path is too dark" is "Canal path is too dark"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

import regex

from textmine.text import words
from textmine.themes.naming.lists import any_of, shorter_forms, verb_forms, word_set
from textmine.themes.naming.people import Writing, calmed
from textmine.themes.naming.statement import states
from textmine.themes.naming.tokens import folded

_EDGE = r"(?![\p{L}\p{M}\p{N}'’])"
_BEFORE = regex.compile(r"^[^\p{L}\p{N}£$€#]+")
_AFTER = regex.compile(r"[^\p{L}\p{M}\p{N}%+)]+$")
_NUMBERED = regex.compile(r"^\p{Nd}{1,2}(?:[).।:\s]+)(?=\p{L})")
_LEADING = regex.compile(r"^(?:the|an?)\s+", regex.IGNORECASE)
_NOT_NEXT = r"(?!\s+(?:not|never|be\b))"
MOST_WORDS = 8
NEEDED, WANTED = "needed", "wanted"
AGAINST, SUPPORT = "Against", "Support for"
_THESE = regex.compile(r"^(?:these|those)\s+(?=\p{L}+\s+(?:are|were|should|need|must|have)\b)", regex.IGNORECASE)


@cache
def _openers() -> regex.Pattern[str]:
    return regex.compile(rf"^(?:{any_of('openers')}){_EDGE}", regex.IGNORECASE)


@cache
def _asks(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"^(?:{any_of(name)}){_EDGE}{_NOT_NEXT}", regex.IGNORECASE)


@cache
def _calls() -> regex.Pattern[str]:
    return regex.compile(
        rf"^(?:(?:{any_of('callers')})\s+)?(?:really\s+|also\s+)?(?:{any_of('calls')}){_EDGE}{_NOT_NEXT}\s+",
        regex.IGNORECASE,
    )


@cache
def _closers() -> regex.Pattern[str]:
    return regex.compile(rf"\s+(?:{any_of('closers')})$", regex.IGNORECASE)


@cache
def _articles() -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}'’])(?:{any_of('articles')})\s+", regex.IGNORECASE)


@cache
def _links() -> regex.Pattern[str]:
    participle = r"(?:\p{L}{3,}(?:ed|own|oken|ilt|aken|iven|ept)(?!\p{L}))"
    before = r"(?<!\b(?:it|that|there|they|which|who|be|and|or|not|never|to))"
    return regex.compile(
        rf"{before}\s+(?:{any_of('links')})\s+(?=(?:{any_of('after_links')}){_EDGE}|{participle})", regex.IGNORECASE
    )


def _without_subject(text: str, asked: Collection[str]) -> str:
    """Cut a subject made of the question's own words: "Bowling Green needs more buses" is "More buses"."""
    match = regex.match(rf"^(?:the\s+)?(.{{2,40}}?)\s+((?:{any_of('calls')}|needs|need){_EDGE}{_NOT_NEXT})", text)
    if match is None or not set(folded(match[1])) <= {*asked, "and", "the", "of", "county", "city", "bg"}:
        return text
    return text[match.start(2) :]


def stripped(text: str) -> str:
    """Return a clause of any language without bullets, numbering and marks at its ends."""
    return _AFTER.sub("", _NUMBERED.sub("", _BEFORE.sub("", text)))


def opened(text: str, asked: Collection[str]) -> tuple[str, str]:
    """Return a clause without its opening, and the word that says what was asked, if an opening said so."""
    asks = ""
    while True:
        shorter = _BEFORE.sub("", _without_subject(text, asked))
        shorter = _openers().sub("", shorter).lstrip(" ,")
        shorter = _calls().sub("", shorter)
        for name, word in (("needing", NEEDED), ("wanting", WANTED)):
            if match := _asks(name).match(shorter):
                asks = asks or word
                shorter = shorter[match.end() :].lstrip(" ,")
        if asks and regex.match(r"to\s", shorter, regex.IGNORECASE):
            shorter = shorter[3:]
        if shorter == text:
            return text, asks
        if not words(shorter):
            return "", ""
        text = shorter


def _side(text: str) -> tuple[str, str]:
    """Return a clause without "I object to" or "we support" in front, and the words that say so in a headline."""
    for name, side in (("opposing", AGAINST), ("supporting", SUPPORT)):
        if (match := _asks(name).match(text)) and words(text[match.end() :]):
            return _LEADING.sub("", text[match.end() :].lstrip(" ,")), side
    return text, ""


def headline(clause: str, asked: Collection[str] = (), style: Writing | None = None, *, terse: bool = False) -> str:
    """Return an English clause as a headline; empty where nothing is left.

    Where an opening such as "we need" is cut and a bare noun is left, "needed" says what was asked.
    Inner articles go, and "is" or "are" where the words stay plain without them, if the headline is to be
    terse or has more than eight words.

    Args:
        clause: As written.
        asked: The question's own words, casefolded.
        style: How people write words.
        terse: As short as it can be.

    Example:
        >>> headline("I think that the canal path is too dark at night, please!")
        'Canal path is too dark at night'
        >>> headline("We need a skate park")
        'Skate park needed'
    """
    text, asks = opened(" ".join(calmed(clause).split()), asked)
    text, side = _side(_THESE.sub("", text))
    text = _AFTER.sub("", text)
    while (shorter := _AFTER.sub("", _closers().sub("", text))) != text:
        text = shorter
    for pattern, short in shorter_forms():
        text = " ".join(pattern.sub(short, text).split())
    text = _LEADING.sub("", text)
    if terse or len(words(text)) > MOST_WORDS:
        text = _links().sub(" ", _articles().sub("", text))
    if asks and text and states(text) < 1 and len(words(text)) < MOST_WORDS:
        text = text if states(text) else f"{text} {asks}"
    if style is not None:
        shouted = clause.isupper()
        text = regex.sub(r"[\p{L}\p{M}\p{N}'’-]+", lambda match: style.cased(match.group(), shouted), text)
    text = text.strip(" ,")
    return capital(f"{side} {text}" if side and text else text)


def capital(text: str) -> str:
    """Return a text with a capital in front, where the script has them."""
    first = text[:1].upper()
    return (first if len(first) == 1 else text[:1]) + text[1:]


def may_end(before: list[str], after: list[str]) -> bool:
    """Say whether a clause of folded words may end between two parts of it without becoming another one.

    "Vote | on their own pay" may not: what follows a verb belongs to it; nor "health | and safety".
    """
    word, last = after[0], before[-1]
    if (
        word not in word_set("cuts")
        or (last in verb_forms() and not last.endswith("ed"))
        or last in word_set("noun_verbs")
    ):
        return False
    if word == "to":
        return not set(before[-4:]) & word_set("before_to")
    if word in ("and", "or", "as"):
        return len(after) > 1 and (after[1] in word_set("determiners") or after[1] in verb_forms())
    return True


def beginnings(clause: str) -> Iterator[str]:
    """Yield what stands before each place where a longer clause may end, shortest first.

    Nothing is yielded past a condition: "Close it if the school agrees" does not say "Close it".
    """
    found = list(regex.finditer(r"[\p{L}\p{M}\p{N}'’-]+", clause))
    low = [match.group().casefold().replace("’", "'") for match in found]
    if set(low) & word_set("conditions") or set(low[:1]) & word_set("unfinished"):
        return
    for i, word in enumerate(low[3:], start=3):
        here = word in word_set("trails") or may_end(low[:i], low[i:])
        if here and low[i - 1] not in word_set("dangling"):
            yield clause[: found[i].start()].rstrip(" ,")
        if word in word_set("trails"):
            return
