"""Phrases that several people of a theme use: two to eight words, as most often written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import regex

from textmine.text import personal_data, words
from textmine.themes.naming.lists import word_set, words_of
from textmine.themes.naming.model import ENGLISH, Document
from textmine.themes.naming.statement import VERB, opens_with_verb, states
from textmine.themes.naming.tokens import folded, stem
from textmine.themes.stopwords import stop_words

_BREAK = regex.compile(r"[.,;:!?()\[\]\"“”…।؟،؛\n/|]+|\s[-–—]\s|\p{Extended_Pictographic}")
SHORTEST, LONGEST, LONGEST_ALONE = 2, 8, 4
READ = 200
"""The most central documents whose phrases are counted."""


def common_phrases(
    documents: Sequence[Document], language: str, most: int, *, alone: bool = False
) -> list[tuple[str, int, int]]:
    """Return (phrase, people, index of its most central document), most people first.

    A phrase neither begins nor ends with an empty word, except that it may begin with one that asks or
    complains ("more", "no"). In a theme of one or two people, or with `alone`, one person's short phrase counts.
    """
    owners: dict[tuple[str, ...], set[int]] = defaultdict(set)
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, ...], int] = {}
    bounded: dict[tuple[str, ...], bool] = {}
    order = sorted(range(len(documents)), key=lambda i: (-documents[i].closeness, i))[:READ]
    for i in order:
        for part in _BREAK.split(documents[i].text):
            written = words(part)
            keys = [word.casefold().replace("’", "'") for word in written]
            for start in range(len(keys)):
                for end in range(start + SHORTEST, min(start + LONGEST, len(keys)) + 1):
                    if _whole(keys[start:end], language) and _stands(keys, start, end, language):
                        phrase = tuple(keys[start:end])
                        bounded[phrase] = bounded.get(phrase, False) or _bounded(keys, start, end, language)
                        owners[phrase].add(documents[i].owner)
                        forms[phrase][" ".join(written[start:end])] += 1
                        first.setdefault(phrase, i)
    single = alone or len({document.owner for document in documents}) <= 2
    found = [
        (phrase, len(people))
        for phrase, people in owners.items()
        if len(people) > 1 or (single and len(phrase) <= LONGEST_ALONE and bounded[phrase])
    ]
    found.sort(key=lambda item: (-item[1] * len(item[0]) ** 0.5, item[0]))
    return [(usual(forms[phrase]), n, first[phrase]) for phrase, n in found[:most]]


def _whole(found: list[str], language: str) -> bool:
    """Say whether a run of folded words is a phrase by its ends."""
    empty, english = stop_words(), language == ENGLISH
    start, end = found[0], found[-1]
    if any(word.isnumeric() or (len(word) < 3 and word.isascii() and word != "no") for word in (start, end)):
        return False
    opens = start not in empty or (english and start in word_set("stance"))
    return opens and end not in empty and end not in word_set("dangling", language)


def _stands(keys: list[str], start: int, end: int, language: str) -> bool:
    """Say whether an English phrase means by itself what it means where it stands.

    "Take out bays" does not where the words are "we object to the plan to take out bays", nor does
    "more cameras" in "no more cameras"; and a verb inside belongs to a subject that may be lost.
    """
    if language != ENGLISH:
        return True
    phrase, before = " ".join(keys[start:end]), keys[max(0, start - 2) : start]
    if opens_with_verb(phrase):
        called = before[-1:] == ["to"] and set(before[:-1]) & word_set("calling_to")
        return not before or before[-1] in word_set("calling") or bool(called)
    inner = [word for word in keys[start + 1 : end - 1] if word in stop_words()]
    if states(phrase) == VERB or any(word not in words_of("inner", "stance") for word in inner):
        return False
    vague = keys[start] in word_set("vague") and keys[start] not in word_set("stance")
    return not set(before[-1:]) & word_set("blockers") and not vague


def _bounded(keys: list[str], start: int, end: int, language: str) -> bool:
    """Say whether a phrase is set off by small words or by the ends of its part on both sides."""
    small = words_of("cuts", "articles", "auxiliaries") if language == ENGLISH else stop_words()
    before, after = keys[start - 1 : start], keys[end : end + 1]
    opens = not before or (before[0] in small and before[0] not in word_set("auxiliaries"))
    return opens and (not after or after[0] in small)


def usual(forms: Counter[str]) -> str:
    """Return the commonest form that is not shouted, if there is one."""
    calm = {form: n for form, n in forms.items() if not (form.isupper() and len(form) > 5)}
    pool = calm or dict(forms)
    return max(sorted(pool), key=lambda form: pool[form])


def key_phrases(documents: Sequence[Document], language: str, given: Sequence[str], most: int = 10) -> list[str]:
    """Return the phrases a theme is about: those many people use, then the engine's terms; none twice over.

    Args:
        documents: All of the theme.
        language: That of its title; phrases that many use are read in documents of it, where there are any.
        given: The engine's terms.
        most: Return at most so many.
    """
    own_language = [item for item in documents if item.language == language] or documents
    wanted = [phrase for phrase, n, _ in common_phrases(own_language, language, 3 * most) if n > 1]
    kept: list[str] = []
    seen: list[set[str]] = []
    # The engine's terms tell this theme from the others, so every second place is theirs.
    for phrase in _alternating(list(given), wanted):
        own = {stem(word) for word in folded(phrase) if word not in stop_words()}
        if own and not any(own <= other or other < own for other in seen) and not _tells_a_number(phrase, documents):
            kept.append(phrase)
            seen.append(own)
    return kept[:most]


def _tells_a_number(phrase: str, documents: Sequence[Document]) -> bool:
    """Say whether a phrase has digits that are somebody's in one of the documents, such as half a phone number."""
    numbers = {word for word in folded(phrase) if any(map(str.isdigit, word))}
    having = [document.text for document in documents if any(number in document.text.casefold() for number in numbers)]
    return any(numbers.intersection(folded(span.of(text))) for text in having for span in personal_data(text))


def _alternating(one: list[str], other: list[str]) -> list[str]:
    """Return the items of two lists in turn."""
    shared = min(len(one), len(other))
    pairs = [item for pair in zip(one, other, strict=False) for item in pair]
    return [*pairs, *one[shared:], *other[shared:]]
