"""A title for a theme in which people say different things: the two subjects that most of them speak of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from textmine.text import personal_data, words
from textmine.themes.naming.headline import capital
from textmine.themes.naming.lists import verb_forms, word_set, words_of
from textmine.themes.naming.model import ENGLISH, Document
from textmine.themes.naming.people import Voices, few_of
from textmine.themes.naming.phrases import common_phrases
from textmine.themes.naming.tokens import content_stems, folded

FROM = 15
"""Of fewer people, a clause of one may speak for all."""
READ = 10
"""The subjects that are tried."""
TOGETHER = 0.5
"""A phrase of two words stands for one of them where so many of its people use both together."""
PHRASES = 60
SHORTEST = 3
TRIED = 6
"""Pairs that are embedded, to see which the answers are most like."""
COVERS = 0.12
"""Share of people who must speak of one subject or the other."""


def pairs(documents: Sequence[Document], language: str, said: Voices, asked: Collection[str]) -> list[str]:
    """Return "X and Y" for subjects that most people of a theme speak of, most people first; none in a small theme.

    Args:
        documents: Of the theme, in `language`.
        language: BCP-47 tag; one whose word for "and" is not listed gets no pair.
        said: What the people say.
        asked: Stems of the question's own words.
    """
    joint = sorted(word_set("pair_joint", language))
    if said.n < FROM or not joint:
        return []
    names = _subjects(documents, language, said, asked)
    owners = {key: {i for i, own in enumerate(said.by_person) if key in own} for key in names}
    tried = sorted(names, key=lambda key: (-len(owners[key]) * said.likely[key], key))[:READ]
    both = [(one, other) for i, one in enumerate(tried) for other in tried[i + 1 :] if _apart(names[one], names[other])]
    people = {two: len(owners[two[0]] | owners[two[1]]) for two in both}
    both = [two for two in both if people[two] >= COVERS * said.n]
    both.sort(key=lambda two: (-people[two] * (said.likely[two[0]] + said.likely[two[1]]), two))
    return [capital(f"{names[one]} {joint[0]} {names[other]}") for one, other in both[:TRIED]]


def _apart(one: str, other: str) -> bool:
    """Say whether two subjects share no word."""
    return not set(content_stems(one)) & set(content_stems(other))


def _subjects(documents: Sequence[Document], language: str, said: Voices, asked: Collection[str]) -> dict[str, str]:
    """Return the subjects that more than a few people speak of, by stem, each as most people write it."""
    refused = _refused(language)
    found: dict[str, str] = {}
    for key, written in _forms(documents, asked).items():
        usual = _calm(written, language)
        if said.stems.get(key, 0) >= few_of(said.n) and _shows(usual) and not refused & set(folded(usual)):
            found[key] = usual
    for phrase, people, _ in common_phrases(documents, language, PHRASES):
        keys = content_stems(phrase)
        if not len(words(phrase)) == len(keys) == 2 or refused & set(folded(phrase)) or not set(keys) <= set(found):
            continue
        for key in keys:
            if people >= TOGETHER * said.stems[key] and len(words(found[key])) == 1:
                found[key] = phrase if language != ENGLISH else phrase.lower()
    return found


def _forms(documents: Sequence[Document], asked: Collection[str]) -> dict[str, Counter[str]]:
    """Return how often each content word is written in which form, by stem."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for word in words(document.text):
            for key in content_stems(word, asked):
                forms[key][word] += 1
    return forms


def _shows(word: str) -> bool:
    """Say whether a word may be shown: letters, not too few, nobody's data."""
    return len(word) >= SHORTEST and (word.isalpha() or not word.isascii()) and not personal_data(word)


def _refused(language: str) -> frozenset[str]:
    """Return the words that name no subject: verbs, what asks or complains, what stands for somebody."""
    lists = words_of("personal", "coarse", "pointing", "chatty", "dangling", "hanging", "named", language=language)
    if language != ENGLISH:
        return lists
    verbs = verb_forms() | words_of("base_verbs", "first_verbs", "auxiliaries", "stance", "vague", "no_subject")
    return lists | verbs


def _calm(written: Counter[str], language: str) -> str:
    """Return the form most people write; empty for an English name, and for what is no noun."""
    if language != ENGLISH:
        form = max(sorted(written), key=lambda form: written[form])
        return form if form[:1].isupper() or not word_set("capital_nouns", language) else ""
    small = {form: n for form, n in written.items() if form.islower()}
    if 2 * sum(small.values()) < sum(written.values()):
        return ""
    return max(sorted(small), key=lambda form: small[form])
