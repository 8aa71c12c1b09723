"""Whether an English text says something or only names it."""

from __future__ import annotations

from textmine.themes.naming.lists import verb_forms, word_set
from textmine.themes.naming.tokens import folded

VERB, ASKS, NAMES = 1.0, 0.8, 0.0


def states(text: str) -> float:
    """Return 1 for a text with a verb, less for "more", "no", "lack of" with a noun, 0 for bare nouns.

    Example:
        >>> [states(text) for text in ("Repair the swings", "More bins", "Bins and street")]
        [1.0, 0.8, 0.0]
    """
    found = folded(text)
    if not found:
        return NAMES
    if _orders(found) or any(_says(found, at) for at in range(1, len(found))):
        return VERB
    return ASKS if word_set("stance") & set(found) else NAMES


def opens_with_verb(text: str) -> bool:
    """Say whether a text opens with what should be done."""
    found = folded(text)
    return bool(found) and _orders(found)


def _verb(word: str) -> bool:
    """Say whether a word is a form of a listed verb, "re-" in front or not."""
    return word in verb_forms() or word.removeprefix("re").removeprefix("-") in verb_forms()


def _orders(found: list[str]) -> bool:
    """Say whether a text opens with what should be done: "repair", "stop", "do not"; "protected lane" does not."""
    first, after = found[0], found[1] if len(found) > 1 else ""
    if first in ("don't", "do", "dont") or first in word_set("first_verbs"):
        return bool(after)
    if first in word_set("noun_verbs"):
        return after in word_set("determiners")
    return first in word_set("base_verbs") or (_verb(first) and not first.endswith(("ed", "s", "n", "t")))


def _says(found: list[str], at: int) -> bool:
    """Say whether the word at a place after the first is a verb there."""
    word = found[at]
    if word in word_set("auxiliaries"):
        return at + 1 < len(found) or word in ("needed", "wanted")
    if word.endswith("ing") or found[at - 1] == "to" or not _verb(word):
        return False
    if word.endswith(("ed", "en", "wn")):
        following = found[at + 1] if at + 1 < len(found) else ""
        return not following or following in word_set("cuts") or following in word_set("determiners")
    return True
