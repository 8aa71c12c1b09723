"""What is certain about clauses in Bengali, romanised Bengali and Somali, by closed lists; no word is changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from textmine.draft.lexicon import settings
from textmine.model import Span
from textmine.text import words

LEAST = 4
"""Words on either side of a cut."""
_NEAR = 2
"""A relative is named at most so many words after "my"."""


@dataclass(frozen=True, slots=True)
class _Tongue:
    first: frozenset[str]
    kin: frozenset[str]
    past: regex.Pattern[str]
    always: regex.Pattern[str]
    phrases: tuple[str, ...]
    never: frozenset[str]
    leaning: tuple[str, ...]
    cut: regex.Pattern[str]
    governors: frozenset[str]


@lru_cache(maxsize=16)
def _tongue(language: str) -> _Tongue | None:
    """Return the lists of a language, romanised Bengali apart from Bengali; None where we have none."""
    lists = settings("story").get(language) or settings("story").get(language.split("-")[0])
    if lists is None:
        return None
    past, always = (regex.compile("|".join(lists[name]) or r"(?!)") for name in ("past", "always"))
    finite, joins = ("|".join(lists[name]) for name in ("finite", "joins"))
    # The verb ends a Bengali clause, so a finite one before the connective ends the first of two.
    cut = regex.compile(rf"(?<=\s(?:{finite}))[,;]?\s+(?=(?:{joins})\s)" if finite and joins else r"(?!)")
    sets = (frozenset(lists[name]) for name in ("first", "kin"))
    first, kin = sets
    rest = (frozenset(lists["never"]), tuple(lists["leaning"]), cut, frozenset(lists["governors"]))
    return _Tongue(first, kin, past, always, tuple(lists["phrases"]), *rest)


@lru_cache(maxsize=32)
def _first_person(language: str) -> regex.Pattern[str] | None:
    """Return the pattern of the first person in a language, romanised Bengali apart; None where there is no list."""
    lists = settings("first_person")
    found = lists.get(language) or ("" if "-Latn" in language else lists.get(language.split("-")[0]))
    return regex.compile(found) if found else None


def speaks_of_self(text: str, language: str) -> bool:
    """Say whether a text in another language than English speaks of "me" or "us", as far as lists of pronouns tell.

    Args:
        text: The clause.
        language: BCP-47 tag of the answer.

    Example:
        >>> speaks_of_self("আমাদের রাস্তায় আলো নেই", "bn"), speaks_of_self("রাস্তায় আলো নেই", "bn")
        (True, False)
    """
    pattern = _first_person(language)
    return pattern is not None and any(pattern.fullmatch(word.casefold()) for word in words(text))


def told_in(text: str, language: str) -> bool:
    """Say whether a Bengali, romanised Bengali or Somali clause tells one person's story for certain.

    Args:
        text: The clause.
        language: BCP-47 tag of the answer.

    Example:
        >>> told_in("আমি দুইবার হোঁচট খেয়েছি", "bn")
        True
        >>> told_in("পার্কে আলো দরকার", "bn")
        False
    """
    tongue = _tongue(language)
    if tongue is None:
        return False
    own = [word.casefold() for word in words(text) if word.casefold() not in tongue.never]
    if any(tongue.always.fullmatch(word) for word in own):
        return True
    if any(f" {phrase} " in f" {' '.join(own)} " for phrase in tongue.phrases):
        return True
    places = [index for index, word in enumerate(own) if word in tongue.first]
    kin = any(word in tongue.kin for place in places for word in own[place + 1 : place + 1 + _NEAR])
    return kin or (bool(places) and any(tongue.past.fullmatch(word) for word in own))


def leans_in(text: str, language: str) -> bool:
    """Say whether a clause in one of these languages opens with a word that leans on the sentence before."""
    tongue = _tongue(language)
    own = " ".join(word.casefold() for word in words(text)[:3])
    return tongue is not None and any(own == phrase or own.startswith(phrase + " ") for phrase in tongue.leaning)


def cut_in(text: str, part: Span, language: str) -> list[Span]:
    """Cut a long sentence where a finite verb ends its first clause and a connective opens the second, else not.

    Args:
        text: The answer.
        part: The sentence, or a part of it.
        language: BCP-47 tag of the answer.
    """
    tongue = _tongue(language)
    if tongue is None:
        return [part]
    pieces, last = [], part.start
    for match in tongue.cut.finditer(text, part.start, part.end):
        left, right = words(text[last : match.start()]), words(text[match.end() : part.end])
        if min(len(left), len(right)) >= LEAST and not tongue.governors & set(left):
            pieces.append(Span(last, match.start()))
            last = match.end()
    return [*pieces, Span(last, part.end)]
