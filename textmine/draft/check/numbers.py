"""Whether the numbers of a sentence are those of the tables, or of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from textmine.draft.check.evidence import Answer, Case
from textmine.draft.check.failure import Failure
from textmine.draft.check.figures import figure_problem, in_words, numbers, other_problem
from textmine.draft.check.words import fold, listed, reason, tokens
from textmine.draft.lexicon import settings
from textmine.draft.quantities import whole_percent

_COUNTED = regex.compile(
    r"(?<![\p{N}.,£$€])(\d+(?:,\d{3})*)\s+(?:other\s+|more\s+|different\s+)?"
    r"(?:people|persons|respondents|residents|individuals|of (?:them|those|you|us|the (?:\d+(?:,\d{3})* )?people))\b",
    regex.IGNORECASE,
)
_MONEY = regex.compile(r"[£$€৳]\s*\d|\d\s*(?:pounds?|quid|টাকা|পাউন্ড|dollars?|euros?)\b")
_ORDINAL = regex.compile(r"(?<=\d)(?:st|nd|rd|th|am|pm|p|k|m|mph|s)\b")


@cache
def _written() -> dict[str, int]:
    """Return the numbers that are written as words, by word."""
    lists = settings("check")["numerals"]
    found = {fold(word): number for word, number in lists["tens"].items()}
    for language in ("en", "bn", "so"):
        words = lists[language]
        found |= {fold(word): at for at, word in enumerate(words, start=2)}
    return found


def values(folded: str) -> set[float]:
    """Return every number in a folded text, written as numeral or word.

    Example:
        >>> sorted(values("৩৫ or twenty of 1,200, on the 3rd")) == [3.0, 20.0, 35.0, 1200.0]
        True
    """
    plain = _ORDINAL.sub("", fold(folded))
    written = _written()
    return {*numbers(plain), *(float(written[word]) for word in tokens(plain) if word in written)}


@cache
def _carried(answer: str) -> frozenset[float]:
    return frozenset(values(answer))


def figure_failures(case: Case) -> Iterator[Failure]:
    """Yield what is wrong with the figures of a sentence: those beside it, and those it states of people."""
    if case.kind == "figure":
        yield from _figure(case)
        return
    stated = case.figures.get("n")
    counted = case.counted
    if stated is not None and stated != counted:
        yield Failure("figures", reason("people", stated=f"{stated:,.0f}", found=f"{counted:,}"))
        return
    if case.kind == "quote":
        return
    allowed = {float(counted), float(case.n_people), float(case.base)}
    for match in _COUNTED.finditer(fold(case.text)):
        value = float(match[1].replace(",", ""))
        if value not in allowed and not any(match[0] in fold(answer.text) for answer in case.evidence):
            yield Failure("figures", reason("people", stated=match[1], found=f"{counted:,}"))
            return


def _figure(case: Case) -> Iterator[Failure]:
    """Yield what is wrong with the sentence that states how many people are in the theme."""
    found = {"n": case.n_people, "base": case.base, "same_text": case.same_text}
    stated = {name: case.figures[name] for name in found if name in case.figures}
    wrong = next((name for name, value in stated.items() if value != found[name]), None)
    if wrong:
        yield Failure("figures", reason("stale", stated=f"{stated[wrong]:,.0f}", found=f"{found[wrong]:,}"))
    elif problem := figure_problem(
        fold(case.text), case.figures, case.n_people, case.base, case.minimum, case.same_text
    ):
        people = _COUNTED.search(fold(case.text))
        number = float(people[1].replace(",", "")) if people else None
        if number is not None and number not in (case.n_people, case.base):
            yield Failure("figures", reason("people", stated=people[1] if people else "", found=f"{case.n_people:,}"))
        else:
            yield Failure("figures", problem)
    elif not _states(case):
        yield Failure("figures", reason("unstated"))


def _states(case: Case) -> bool:
    """Tell whether a figure sentence states its number, or that it is below the minimum."""
    folded = fold(case.text)
    if case.n_people < case.minimum:
        few = in_words(case.minimum)
        return any(
            f"{word} than {number}" in folded for word in ("fewer", "less") for number in (few, case.minimum)
        ) or (not case.n_people)
    return case.n_people in values(folded)


def number_failures(case: Case, own_words: bool) -> Iterator[Failure]:
    """Yield a number that neither the answers nor the tables have.

    Args:
        case: The sentence; figures and quotes are for other checks.
        own_words: It is part of an answer, so that its numbers are people's own.
    """
    if case.kind in ("figure", "quote") or own_words:
        return
    folded = fold(case.text)
    computed = {"n": float(case.counted)}
    problem = other_problem(folded, computed, [fold(answer.text) for answer in case.evidence], case.minimum)
    if problem and "below" in problem:
        yield Failure("numbers", problem)
        return
    carried = {value for answer in case.evidence for value in _carried(answer.text)}
    carried |= {float(case.counted), float(case.n_people), float(case.base), *_percentages(case)}
    strange = [value for value in sorted(values(folded)) if value not in carried]
    if strange:
        yield Failure("numbers", reason("number", number=f"{strange[0]:,g}"))
    elif _MONEY.search(folded) and not any(_MONEY.search(fold(answer.text)) for answer in case.evidence):
        yield Failure("numbers", reason("number", number=_MONEY.search(folded)[0]))  # type: ignore[index]


def _percentages(case: Case) -> set[float]:
    """Return the whole percentages that the tables bear out."""
    pairs = ((case.counted, case.n_people), (case.counted, case.base), (case.n_people, case.base))
    return {float(whole_percent(n, base)) for n, base in pairs}


def months_failures(case: Case, own_words: bool) -> Iterator[Failure]:
    """Yield a month or day of the week that no answer has."""
    if case.kind in ("figure", "quote") or own_words:
        return
    calendar = listed("names", "calendar") - {"may", "march"}
    for word in case.tokens:
        if word.removesuffix("s") in calendar and not any(_has_day(word, answer) for answer in case.evidence):
            yield Failure("numbers", reason("number", number=word))
            return


def _has_day(word: str, answer: Answer) -> bool:
    return any(token.startswith(word[:3]) for token in answer.tokens)
