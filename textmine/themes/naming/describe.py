"""A description of one or two whole sentences: the most central, and one that says another side of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex

from textmine.language.catalogue import UNKNOWN, language_name
from textmine.text import bengali, personal_data, sentence_spans, words
from textmine.themes.naming.lists import word_set
from textmine.themes.naming.model import ENGLISH, Document
from textmine.themes.naming.tokens import content_stems, folded

_OTHER_LETTER = regex.compile(r"(?!\p{Latin})\p{L}")
_DANDA = "।"
SHORTEST, LONGEST = 5, 30
READ = 60
NEAR = 6
"""At least so many documents are read, else the nearer half: a second side is no stray remark."""
LIKENESS = 0.35
"""How much a second sentence loses by repeating the first."""
STORY = 0.15
"""What a sentence about one person, or one that leans on an earlier one, loses."""


def sentences(document: Document, shortest: int = SHORTEST) -> list[str]:
    """Return the whole sentences of a document that can be shown: not too long, free of personal data."""
    found = [" ".join(span.of(document.text).split()) for span in sentence_spans(document.text, document.language)]
    found = [one for one in found if shortest <= len(words(one)) <= LONGEST and not personal_data(one)]
    name_words = word_set("named", document.language)
    found = [one for one in found if not name_words & set(folded(one))]
    # An English answer may hold a sentence in another script.
    return [one for one in found if document.language != ENGLISH or not _OTHER_LETTER.search(one)]


def _worth(text: str, document: Document) -> float:
    """Return how well a sentence stands for its theme."""
    found = folded(text)
    language = document.language
    leans = found[0] in word_set("leaning", language) or "?" in text or text[:1].islower()
    tells = bool(set(found) & word_set("one_person", language))
    return document.closeness - STORY * (leans + tells)


def _likeness(one: tuple[str, Document], other: tuple[str, Document]) -> float:
    """Return how far two sentences say the same, 0–1: by their vectors where at hand, and by their words."""
    left, right = set(content_stems(one[0])), set(content_stems(other[0]))
    shared = len(left & right) / max(1, len(left | right))
    if one[1].vector is None or other[1].vector is None:
        return shared
    return max(shared, float(np.clip(one[1].vector @ other[1].vector, 0, 1)))


def central_sentences(documents: Sequence[Document], count: int = 2) -> list[str]:
    """Return up to `count` sentences: the one nearest to the theme, then near ones that add another side."""
    central = sorted(documents, key=lambda item: (-item.closeness, item.text))
    central = central[: min(READ, max(NEAR, len(central) // 2))]
    for shortest in (SHORTEST, 1):
        pool = [(text, document) for document in central for text in sentences(document, shortest)]
        if pool:
            break
    chosen: list[tuple[str, Document]] = []
    while pool and len(chosen) < count:
        best = max(
            pool,
            key=lambda item: (
                _worth(*item) - LIKENESS * max((_likeness(item, other) for other in chosen), default=0.0),
                item[0],
            ),
        )
        chosen.append(best)
        pool = [item for item in pool if folded(item[0]) != folded(best[0]) and item[1].owner != best[1].owner]
    return [ended(text) for text, _ in chosen]


def ended(text: str) -> str:
    """Return a sentence with a mark at its end."""
    return text if not text[-1:].isalnum() else f"{text}{_DANDA if bengali.prevails(text) else '.'}"


def described(documents: Sequence[Document], language: str) -> str:
    """Return the description of a theme whose title is in `language`; where that is not English, it says so."""
    own = [document for document in documents if document.language == language]
    text = " ".join(central_sentences(own or documents))
    return " ".join(part for part in (notice(language, stray=bool(own) and _english(documents)), text) if part)


def _english(documents: Sequence[Document]) -> bool:
    return any(document.language == ENGLISH for document in documents)


def notice(language: str, *, stray: bool = False) -> str:
    """Return the sentence that says in which language the title is; empty for English and for no words.

    Args:
        language: Of the title.
        stray: A few answers are English, too few to name the theme by.

    Example:
        >>> notice("bn")
        'No English answer is in this theme: the title is in Bengali.'
    """
    if language in (ENGLISH, "zxx"):
        return ""
    if language == UNKNOWN:
        if stray:
            return (
                "Hardly any answer in this theme is known to be English: the language of the title could not be told."
            )
        return "No answer in this theme is known to be English: the language of the title could not be told."
    if stray:
        return f"Hardly any answer in this theme is English: the title is in {language_name(language)}."
    return f"No English answer is in this theme: the title is in {language_name(language)}."
