"""A name for a theme without clauses: its most frequent words, in the order people write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from textmine.text import personal_data, words
from textmine.themes.naming.headline import capital
from textmine.themes.naming.lists import word_set
from textmine.themes.naming.model import Document
from textmine.themes.stopwords import stop_words

MOST = 3


def frequent_words(documents: Sequence[Document], language: str, hidden: Collection[str] = ()) -> str:
    """Return up to three words most people use, content words first, none of `hidden`; empty where there are none."""
    owners: dict[str, set[int]] = defaultdict(set)
    written: dict[str, str] = {}
    for document in documents:
        if document.language not in (language, "und", "zxx") or personal_data(document.text):
            continue
        for word in words(document.text):
            owners[word.casefold()].add(document.owner)
            if written.setdefault(word.casefold(), word).isupper():
                written[word.casefold()] = word
    refused = word_set("coarse", language) | word_set("personal", language) | set(hidden)
    ranked = sorted(
        (word for word in owners if not word.isnumeric() and word not in refused),
        key=lambda word: (word in stop_words(), -len(owners[word])),
    )
    content = [word for word in ranked if word not in stop_words()] or ranked[:1]
    return capital(", ".join(written[word] for word in content[:MOST]))
