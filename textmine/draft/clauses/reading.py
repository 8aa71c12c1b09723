"""English words with what they can be, from the lemma tables of `lemminflect`; no model, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from textmine.draft.lexicon import settings

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, folded (straight apostrophe, lower case), and where it stands."""

    written: str
    folded: str
    start: int
    end: int
    before: str
    """What stands between the previous word and this one."""


@lru_cache(maxsize=1024)
def read(text: str) -> tuple[Word, ...]:
    """Return the words of an English text in order."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        folded = match.group().replace("’", "'").casefold()
        found.append(Word(match.group(), folded, match.start(), match.end(), text[last : match.start()]))
        last = match.end()
    return tuple(found)


@lru_cache(maxsize=64)
def grammar(name: str) -> frozenset[str]:
    """Return one of the lists under `[words]` of `grammar.toml`."""
    return frozenset(settings("grammar")["words"][name])


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> frozenset[str]:
    """Return the parts of speech a folded word can be: NOUN, VERB, ADJ, ADV; none for an unknown word."""
    if not word.isascii() or not word.isalpha():
        return frozenset()
    # Here, because it takes a second to import; the tables come with the package.
    import lemminflect

    return frozenset(lemminflect.getAllLemmas(word))


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> frozenset[str]:
    """Return the Penn tags of the verb forms a folded word can be: VB, VBZ, VBD, VBN, VBG."""
    if "VERB" not in parts_of(word):
        return frozenset()
    import lemminflect

    found: set[str] = set()
    for lemma in lemminflect.getAllLemmas(word, "VERB")["VERB"]:
        spellings = lemminflect.getAllInflections(lemma, "VERB")
        own = {tag for tag, forms in spellings.items() if word in forms}
        # The tables leave out a participle that is spelt like the past tense.
        found |= own | ({"VBN"} if "VBD" in own and "VBN" not in spellings else set())
    return frozenset(found)


def is_noun(word: str) -> bool:
    """Say whether a folded word can be a noun; an unknown one may be a name or a slip of the pen."""
    if word in grammar("contracted") or word in grammar("nominative"):
        return False
    return "NOUN" in parts_of(word) or (not parts_of(word) and word not in grammar("function"))


def is_plural(word: str) -> bool:
    """Say whether a folded word is a plural noun."""
    if word in grammar("plural_nouns"):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and is_noun(word)


def is_only_noun(word: str) -> bool:
    """Say whether a folded word is a noun and nothing else."""
    return bool(parts_of(word)) and parts_of(word) <= {"NOUN", "PROPN"}


def phrase_at(words: Sequence[Word], index: int, phrases: frozenset[str]) -> int:
    """Return how many words a phrase of a list takes at `index`, 0 if none stands there."""
    for length in (4, 3, 2, 1):
        if " ".join(word.folded for word in words[index : index + length]) in phrases:
            return min(length, len(words) - index)
    return 0
