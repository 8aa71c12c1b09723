"""Short forms of a page: whole sentences that fit, never a sentence cut in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import regex

from textmine.publish.page import Text, Theme, as_text
from textmine.text import sentence_spans

_MOST = 10
"""So many further sentences are tried; more would take long and change little."""
_BENGALI = regex.compile(r"\p{Bengali}[^\p{L}]*$")
_ENDS = (".", "!", "?", "…", "।", "؟", "”", "’", '"', ")")


def sentences(text: str, language: str | None = None) -> list[str]:
    """Return the sentences of a text, each on one line."""
    found = [" ".join(span.of(text).split()) for span in sentence_spans(text, language)]
    return [sentence for sentence in found if sentence]


def finished(text: str) -> str:
    """Return a sentence with a full stop, if it has no end yet.

    Example:
        >>> finished("More bins"), finished("আরও বাতি চাই"), finished("Why?")
        ('More bins.', 'আরও বাতি চাই।', 'Why?')
    """
    text = text.strip()
    if not text or text.endswith(_ENDS):
        return text
    return text + ("।" if _BENGALI.search(text) else ".")


def first_sentence(text: str, language: str | None = None) -> str:
    """Return the first sentence of a text; empty for an empty text."""
    found = sentences(text, language)
    return finished(found[0]) if found else ""


def count_words(text: str) -> int:
    """Return the number of words, as a word processor counts them."""
    return len(text.split())


def told(heading: str, sentence: str) -> str:
    """Return a sentence on what happened after its heading; one that says itself who did it needs none.

    Example:
        >>> told("We did:", "We put in lights."), told("We did:", "New lights.")
        ('We put in lights.', 'We did: New lights.')
    """
    return sentence if sentence.casefold().startswith("we ") else f"{heading} {sentence}"


def readable(text: Text | str) -> str:
    """Return what a reader of an English text can read: the text, or its translation; empty if there is none."""
    words = as_text(text)
    return words.text if not words.lang else words.gloss.text if words.gloss else ""


def most_raised(themes: Sequence[Theme], minimum: int) -> list[Theme]:
    """Return themes in the order of their people; small ones last by title, so that the order tells nothing."""

    def size(theme: Theme) -> tuple[int, str]:
        return (-theme.n_people if theme.n_people >= minimum else 0, theme.title.text.casefold())

    return sorted(themes, key=size)


def fill(fixed: Sequence[str], further: Sequence[str], least: int, most: int) -> list[bool] | None:
    """Choose which further sentences to add so that the words of all are between `least` and `most`.

    Args:
        fixed: Sentences that have to be there.
        further: Sentences that may be added, the best first.
        least: So many words are wanted.
        most: So many words are allowed.

    Returns:
        For each further sentence whether it is chosen: the fewest, then the best that reach `least`; if
        none do, those that come closest. None if the fixed ones are too long already.

    Example:
        >>> fill(["One two three."], ["Four five.", "Six seven eight nine.", "Ten."], 6, 7)
        [False, True, False]
    """
    start = sum(map(count_words, fixed))
    if start > most:
        return None
    sizes = [count_words(text) for text in further[:_MOST]]
    best: tuple[int, ...] = ()
    longest = start
    for number in range(len(sizes) + 1):
        for places in combinations(range(len(sizes)), number):
            total = start + sum(sizes[place] for place in places)
            if total > most:
                continue
            if total >= least:
                return [place in places for place in range(len(further))]
            if total > longest:
                best, longest = places, total
    return [place in best for place in range(len(further))]
