"""Whether words such as "most people" and "nobody" agree with the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from textmine.draft.check.evidence import Case
from textmine.draft.check.failure import Failure
from textmine.draft.check.words import fold, reason, tokens
from textmine.draft.lexicon import settings
from textmine.draft.quantities import whole_percent
from textmine.text import word_spans

_REACH = 3
"""So many words may stand between a quantity and the people or the opinion it is about."""
_OF_THEME = regex.compile(r"\bpeople who (?:raised|mentioned|made|said) (?:this|that|it)\b|\bof them\b")
_OF_ALL = regex.compile(r"\b(?:people|those|everyone|respondents)? ?(?:who )?(?:answered|responded)\b|\brespondents\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity of people in a sentence: the words, and what share of people they may stand for."""

    words: str
    least: int
    most: int
    about_answers: bool
    """It is about those who answered whatever the answers say, as "everyone agrees"."""
    following: str
    """The words from the quantity to the opinion, folded."""


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], int, int]]]:
    """Return the phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    for group in settings("quantities")["claims"]:
        for phrase in group["phrases"]:
            parts = tokens(phrase)
            found.setdefault(parts[0], []).append((parts, int(group["least"]), int(group["most"])))
    return {word: sorted(own, key=lambda entry: -len(entry[0])) for word, own in found.items()}


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in settings("quantities")["about"][name])


@cache
def _alone() -> frozenset[tuple[str, ...]]:
    return frozenset(tokens(phrase) for phrase in settings("quantities")["about"]["alone"])


def claims(text: str) -> list[Claim]:
    """Return what a sentence claims about how many people hold an opinion.

    Example:
        >>> [(claim.words, claim.least) for claim in claims("Most people want more of the bins, and nobody objects.")]
        [('most', 51), ('nobody', 0)]
    """
    folded = fold(text)
    found = [part for span in word_spans(folded) for part in tokens(span.of(folded))]
    result: list[Claim] = []
    at = 0
    while at < len(found):
        match = next(
            (entry for entry in _phrases().get(found[at], ()) if tuple(found[at : at + len(entry[0])]) == entry[0]),
            None,
        )
        if match is None:
            at += 1
            continue
        phrase, least, most = match
        before = at > 0 and found[at - 1] in _list("people")
        end = _about(phrase, found, at + len(phrase), before)
        if end:
            following = " ".join(found[at:end])
            always = bool(set(found[at + len(phrase) : end]) & _list("always"))
            result.append(Claim(" ".join(phrase), least, most, always, following))
        at += len(phrase)
    return result


def _about(phrase: tuple[str, ...], found: Sequence[str], start: int, people: bool) -> int:
    """Return where the people or opinion that a quantity is about end; 0 if it is about something else.

    Args:
        phrase: The quantity.
        found: The words of the sentence.
        start: The place after the quantity.
        people: Its people stand before it, as in Somali.
    """
    at = start
    while at < min(len(found), start + 2 * _REACH):
        word = found[at]
        if word in _list("opinions") and (people or phrase in _alone()):
            return at + 1
        if word in _list("people"):
            people = True
        elif word not in _list("between") and word not in _list("adverbs"):
            break
        at += 1
    return max(at, start) if people else 0


def quantity_failures(case: Case, own_words: bool) -> Iterator[Failure]:
    """Yield every quantity that the figures do not bear out.

    Args:
        case: The sentence.
        own_words: It is part of an answer; then "everyone parks there" is what somebody wrote. "Everyone agrees" is
            for the tables to say: an answer may ask for it to be written.
    """
    if case.kind == "quote" or (own_words and case.source == "extractive" and case.kind != "figure"):
        return
    for claim in claims(case.text):
        shares = _shares(case)
        if any(claim.least <= share <= claim.most for share in shares):
            continue
        if not claim.about_answers and _carried(claim, case):
            continue
        yield Failure("quantity", reason("quantity", word=claim.words, share=" or ".join(map(str, sorted(shares)))))


def _carried(claim: Claim, case: Case) -> bool:
    """Tell whether an answer says the same of people, as "nobody wants to walk there"."""
    wanted = f" {claim.following} "
    return any(wanted in f" {' '.join(answer.tokens)} " for answer in case.evidence)


def _shares(case: Case) -> set[int]:
    """Return the shares, in whole per cent, that a quantity may be of: those who answered unless it says otherwise."""
    people = case.n_people if case.kind == "figure" else case.counted
    # Somebody is never nobody, however many others there are.
    of_theme, of_all = (max(whole_percent(people, base), min(people, 1)) for base in (case.n_people, case.base))
    folded = fold(case.text)
    if _OF_THEME.search(folded):
        return {of_theme, of_all} if _OF_ALL.search(folded) else {of_theme}
    return {of_all}
