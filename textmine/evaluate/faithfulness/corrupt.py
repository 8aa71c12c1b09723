"""Draft sentences spoilt on purpose, one way at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import regex

_EDGE = r"[\p{L}\p{M}\p{N}]"
_NUMERAL = regex.compile(r"(?<![\p{N}.,])\p{Nd}+(?![\p{N}.,])")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_NAME = regex.compile(r"(?<=[\p{Ll},] )\p{Lu}[\p{L}\p{M}]+(?: \p{Lu}[\p{L}\p{M}]+)*")
_QUANTITY = regex.compile(r"^(?:About [\w ]+?|A few|Most|More than half|Nearly all)(?= of the people)")
_STOP = regex.compile(r"[.!?।؟۔]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One row of `drafts`, its language, and what the checker is told of its author."""

    theme: str
    text: str
    kind: str
    evidence: tuple[str, ...]
    figures: str
    language: str
    source: str = "llm"


@cache
def lists() -> dict[str, Any]:
    """Return `data/corruptions.toml`."""
    text = files("textmine.evaluate.faithfulness").joinpath("data/corruptions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _of(name: str, language: str, default: str | None = None) -> list[Any]:
    """Return a list for a language; empty (or the default's) where there is none."""
    found: Any = lists()
    for part in name.split("."):
        found = found[part]
    return list(found.get(language, found.get(default, []) if default else []))


def _lower(text: str) -> str:
    return text if text[1:2].isupper() or text[:2] in ("I ", "I'") else text[:1].lower() + text[1:]


def _found(word: str, text: str) -> regex.Match[str] | None:
    return regex.search(rf"(?<!{_EDGE}){regex.escape(word)}(?!{_EDGE})", text, regex.IGNORECASE)


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def number(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with its first numeral made another one."""
    if match := _NUMERAL.search(text):
        value = int(match.group()) + int(rng.integers(1, 9))
        digits = str(value)
        if not match.group().isascii():
            zero = ord(match.group()[0]) - int(match.group()[0])
            digits = "".join(chr(zero + int(digit)) for digit in digits)
        yield text[: match.start()] + digits + text[match.end() :]


def quantity(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence said of more people than said it."""
    if match := _QUANTITY.match(text):
        if not match.group().startswith(("Most", "Nearly")):
            yield f"Nearly all{text[match.end() :]}"
        return
    for opening in _of("inflated", language):
        yield str(opening).format(text=_lower(text))


def negation(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence without its "not", or with one."""
    for word in _of("negations", language):
        if match := _found(word, text):
            left = {"don't": "do", "doesn't": "does", "isn't": "is", "aren't": "are", "can't": "can", "cannot": "can"}
            left |= {"won't": "will", "didn't": "did", "wasn't": "was"}
            new = left.get(word, "")
            yield regex.sub(r"\s+", " ", text[: match.start()] + new + text[match.end() :]).strip()
            return
    for verb in _of("verbs", language):
        if match := _found(verb, text):
            yield f"{text[: match.end()]} {_of('negations', language)[0]}{text[match.end() :]}"
            return
    if language == "bn":
        stop = _STOP.search(text)
        yield f"{text[: stop.start() if stop else None]} না{stop.group() if stop else ''}"


def antonym(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with one word made its opposite."""
    for pair in _of("antonyms", language):
        for old, new in (pair, pair[::-1]):
            if match := _found(old, text):
                yield text[: match.start()] + _cased(new, match.group()) + text[match.end() :]
                return


def unknown_antonym(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with one word made its opposite, of pairs that no list of the check has."""
    for pair in _of("unknown_antonyms", language):
        for old, new in (pair, pair[::-1]):
            if match := _found(old, text):
                yield text[: match.start()] + _cased(new, match.group()) + text[match.end() :]
                return


def other_word(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with one of its longer words made another thing or place people speak of."""
    words = _of("others", language)
    longer = [match for match in _WORD.finditer(text) if len(match.group()) > 4 and match.start()]
    if longer and words:
        match = longer[int(rng.integers(len(longer)))]
        yield text[: match.start()] + str(words[int(rng.integers(len(words)))]) + text[match.end() :]


def name_in(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with a name or place put in after some word."""
    names = _of("names", language, "other")
    spaces = [match.start() for match in regex.finditer(" ", text)]
    if spaces:
        at = spaces[int(rng.integers(len(spaces)))]
        joint = " at " if language == "en" else " "
        yield text[:at] + joint + str(names[int(rng.integers(len(names)))]) + text[at:]


def name_swapped(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with its first name made another one; scripts without capitals show none."""
    names = _of("names", language, "other")
    if match := _NAME.search(text):
        yield text[: match.start()] + str(names[int(rng.integers(len(names)))]) + text[match.end() :]


def word_altered(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence without one of its words."""
    found = list(_WORD.finditer(text))
    if len(found) > 2:
        match = found[int(rng.integers(1, len(found) - 1))]
        yield regex.sub(r"\s+", " ", text[: match.start()] + text[match.end() :])


def letter_altered(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with one letter twice."""
    found = list(regex.finditer(r"\p{L}\p{M}*", text))
    if found:
        match = found[int(rng.integers(len(found)))]
        yield text[: match.end()] + match.group() + text[match.end() :]


def opening(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with an opening that changes nothing."""
    for form in _of("harmless.openings", language):
        yield str(form).format(text=_lower(text))


def synonym(text: str, language: str, rng: np.random.Generator) -> Iterator[str]:
    """Yield the sentence with up to two words in others that say the same."""
    changed = 0
    for old, new in _of("harmless.synonyms", language):
        if changed < 2 and (match := _found(old, text)):
            text = text[: match.start()] + _cased(new, match.group()) + text[match.end() :]
            changed += 1
    if changed:
        yield text


Spoil = Callable[[str, str, np.random.Generator], Iterator[str]]
WAYS: dict[str, tuple[tuple[str, ...], Spoil]] = {
    "number changed": (("figure", "key_point", "minority"), number),
    "quantity inflated": (("figure", "key_point"), quantity),
    "negation flipped": (("key_point",), negation),
    "word made its opposite": (("key_point",), antonym),
    "opposite the check lacks": (("key_point",), unknown_antonym),
    "any word made another": (("key_point",), other_word),
    "name put in": (("key_point",), name_in),
    "name swapped": (("key_point",), name_swapped),
    "quote: a word less": (("quote",), word_altered),
    "quote: a letter more": (("quote",), letter_altered),
}
"""What is done, to which kinds of sentence."""
HARMLESS: dict[str, tuple[tuple[str, ...], Spoil]] = {
    "opening put in front": (("key_point",), opening),
    "other words for the same": (("key_point",), synonym),
}
"""Edits that change nothing: what is found in these is a false alarm."""
ELSEWHERE = "answers of another theme"


def spoilt(sentences: list[Sentence], kinds: tuple[str, ...], spoil: Spoil, seed: int) -> list[Sentence]:
    """Return each sentence of some kinds spoilt one way, where it can be."""
    rng = np.random.default_rng(seed)
    found = []
    for sentence in sentences:
        if sentence.kind in kinds:
            for text in spoil(sentence.text, sentence.language, rng):
                if text != sentence.text:
                    found.append(replace(sentence, text=text))
    return found


def elsewhere(sentences: list[Sentence]) -> list[Sentence]:
    """Return each key point with the answers of one in the same language of the theme furthest down the list."""
    points = [sentence for sentence in sentences if sentence.kind == "key_point"]
    found = []
    for at, sentence in enumerate(points):
        rest = points[at + len(points) // 2 :] + points[: at + len(points) // 2]
        # Somebody may be in both themes with the same answer.
        apart = (other for other in rest if not set(other.evidence) & set(sentence.evidence))
        other = next((o for o in apart if o.theme != sentence.theme and o.language == sentence.language), None)
        if other is not None:
            found.append(replace(sentence, theme=other.theme, evidence=other.evidence, figures=other.figures))
    return found
