"""What may be a title at all: whole words at both ends, nobody's story, no personal data, not shouted."""

from __future__ import annotations

from collections.abc import Collection

import regex

from textmine.text import personal_data, words
from textmine.themes.naming.headline import may_end
from textmine.themes.naming.lists import word_set
from textmine.themes.naming.model import ENGLISH
from textmine.themes.naming.people import Voices, Writing
from textmine.themes.naming.statement import opens_with_verb, states
from textmine.themes.naming.tokens import content_stems, folded, stem
from textmine.themes.stopwords import stop_words

MOST_WORDS = 8
_OTHER_LETTER = regex.compile(r"(?!\p{Latin})\p{L}")
_DIGITS = regex.compile(r"\p{Nd}")
_ODD = regex.compile(r"[\"“”<>=_~^*\\{}@]|\p{Extended_Pictographic}")


def acceptable(text: str, language: str, style: Writing, asked: Collection[str]) -> bool:
    """Say whether a text of at most eight words can stand alone as a title.

    Args:
        text: In the form it would be shown in.
        language: BCP-47 tag.
        style: How people write, and which names one person alone uses.
        asked: Stems of the question's own words: a title of them alone says nothing.
    """
    found = folded(text)
    if not 0 < len(found) <= MOST_WORDS or _ODD.search(text) or not content_stems(text, asked):
        return False
    if all(word.isnumeric() for word in found) or personal_data(text) or set(found) & style.rare_names:
        return False
    stems = [stem(word) for word in found if len(word) > 3]
    if len(set(stems)) < len(stems):
        return False
    if set(found) & (word_set("personal", language) | word_set("coarse", language) | word_set("pointing", language)):
        return False
    if set(found) & word_set("chatty", language) or (language == ENGLISH and _only_names(text, style)):
        return False
    if language == ENGLISH and found[0] in word_set("auxiliaries") and found[0] not in ("do", "don't", "dont"):
        return False
    if found[-1] in word_set("dangling", language) or found[0] in word_set("hanging", language):
        return language == ENGLISH and _fine_start(found)
    # What is to be done is missing from "Redevelop from WKU".
    if language == ENGLISH and opens_with_verb(text) and found[1:2] == ["from"]:
        return False
    if language == ENGLISH and _OTHER_LETTER.search(text):
        return False
    return not _DIGITS.search(text)


def _fine_start(found: list[str]) -> bool:
    """Say whether the first two words are a beginning that the first alone is not."""
    return found[-1] not in word_set("dangling") and " ".join(found[:2]) in word_set("fine_starts")


def _only_names(text: str, style: Writing) -> bool:
    """Say whether a text names places and the like and says nothing of them."""
    return not states(text) and all(
        form[:1].isupper() and not form.isupper()
        for form in (
            style.forms.get(word.casefold(), "") for word in words(text) if word.casefold() not in stop_words()
        )
    )


def cut_to_fit(text: str, said: Voices) -> str:
    """Return a text without a run of six words that one person alone wrote, cut at its end; words stay whole."""
    while len(words(text)) > 1 and said.is_quote(text):
        last = words(text)[-1]
        text = text[: text.rindex(last)].rstrip(" ,-–")
    return text


def cut_well(text: str, whole: str) -> bool:
    """Say whether a shortened text ends where a clause may end: before a preposition or the like."""
    if set(folded(text)[:1]) & word_set("unfinished"):
        return False
    rest = folded(whole)[len(folded(text)) :]
    return not rest or may_end(folded(text), rest)
