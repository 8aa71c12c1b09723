"""Words that carry no theme: spaCy's lists, our own for languages spaCy lacks, and the question's own words."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from textmine.resources import resource
from textmine.text import terms

_SPACY = ("en", "bn", "ar", "ur", "fr", "it", "pl", "es", "pt", "tr", "ro", "de", "hi", "ta", "nl", "fa")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the function words of every language we have a list for, casefolded."""
    found: set[str] = set()
    # The whole before its parts: two threads that first import different parts wait for each other, and one fails.
    import_module("spacy")
    for tag in _SPACY:
        found.update(import_module(f"spacy.lang.{tag}.stop_words").STOP_WORDS)
    for path in sorted(resource("corpora", "stopwords").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found.update(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return frozenset(term for word in found for term in (*terms(word), word.casefold()))


def question_words(wording: str) -> frozenset[str]:
    """Return the content words of a question: answers repeat them, so they tell themes apart badly."""
    return frozenset(terms(wording))
