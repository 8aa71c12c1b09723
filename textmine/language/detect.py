"""The language or languages of each answer: script first, statistics second, `und` rather than a guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import regex

from textmine.config import LanguageSettings
from textmine.errors import ConfigError, Problem
from textmine.language.catalogue import NO_WORDS, UNKNOWN, languages, read_toml, script_by_language
from textmine.language.latin import Guess, certainty, latin_language
from textmine.language.scripts import NO_SCRIPT, script_of, words_by_script
from textmine.language.statistical import vote
from textmine.text import normalise, sentence_spans, words

REACH = 20_000
"""Characters of an answer that are looked at for its languages."""
MIX_WORDS, MIX_LETTERS = 2, 8
"""A second script counts from this many words and letters on."""
LOWER_LETTERS = 4
"""Latin letters beside another script are a name, unless a word this long is in lower case."""
SENTENCE_WORDS, SENTENCE_SURE = 4, 0.8
"""Sentences of at least this many words, and languages at least this sure, may disagree with each other."""
TELLING_SHARE = 0.01

_WEB = regex.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_TAG = regex.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘ʻ`", "'"))


class Found(NamedTuple):
    """The language columns of one answer."""

    language: str
    languages: tuple[str, ...]
    language_confidence: float
    script: str


def detect(texts: Sequence[str | None], settings: LanguageSettings | None = None) -> pd.DataFrame:
    """Return the language and script of each text.

    The answer for a text does not depend on the texts beside it, and is the same every time.

    Args:
        texts: Answers; None and blank ones are allowed.
        settings: Which languages are possible and below which probability an answer is `und`;
            by default the languages of `corpora/languages.toml`.

    Returns:
        One row per text, index 0 to n-1: `language` (BCP-47; `und` could not tell, `zxx` no words),
        `languages` (list, main one first, empty for `zxx`), `language_confidence` (0 to 1), `script` (ISO 15924).

    Raises:
        ConfigError: The settings name something that is not a language tag; each is listed.

    Example:
        >>> detect(["More lights please", "পার্কে আলো নেই", None])["language"].tolist()
        ['en', 'bn', 'zxx']
    """
    settings = settings or LanguageSettings()
    tags = _checked(settings.languages)
    known: dict[str, Found] = {}
    rows: list[Found] = []
    for text in texts:
        if not isinstance(text, str):
            text = ""
        if text not in known:
            known[text] = _detect_one(text, tags, settings.margin)
        rows.append(known[text])
    return pd.DataFrame(
        {
            "language": pd.Series([row.language for row in rows], dtype="str"),
            "languages": pd.Series([list(row.languages) for row in rows], dtype="object"),
            "language_confidence": pd.Series([row.language_confidence for row in rows], dtype="float64"),
            "script": pd.Series([row.script for row in rows], dtype="str"),
        }
    )


def _checked(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages to choose from, in one order whatever order they were given in."""
    problems = [
        Problem(f"`language.languages` holds `{tag}`, which is not a language tag such as `bn`.")
        for tag in tags
        if not _TAG.fullmatch(tag)
    ]
    if problems:
        raise ConfigError(problems)
    return tuple(sorted(set(tags or languages())))


def _detect_one(text: str, tags: tuple[str, ...], margin: float) -> Found:
    """Return the languages of one answer."""
    script = script_of(text)
    if script == NO_SCRIPT:
        return Found(NO_WORDS, (), 0.0, script)
    clean = _WEB.sub(" ", normalise(text[:REACH]))
    groups = words_by_script([word.translate(_APOSTROPHES) for word in words(clean)])
    if not groups:
        return Found(NO_WORDS, (), 0.0, script)
    weights: dict[str, float] = {}
    sureness: dict[str, float] = {}
    for code, found in groups.items():
        if code != max(groups, key=lambda item: _letters(groups[item])) and not _counts(code, found):
            continue
        for guess, letters in _guesses(code, found, clean, len(groups) == 1, tags):
            tag = guess.tag if guess.confidence >= margin else UNKNOWN
            weights[tag] = weights.get(tag, 0.0) + letters
            sureness[tag] = max(sureness.get(tag, 0.0), guess.confidence)
    ordered = sorted(weights, key=lambda tag: (tag == UNKNOWN, -weights[tag], tag))
    named = tuple(tag for tag in ordered if tag != UNKNOWN) or (UNKNOWN,)
    return Found(named[0], named, round(min(1.0, sureness[named[0]]), 4), script)


def _letters(found: list[str]) -> int:
    """How many characters the words have together."""
    return sum(map(len, found))


def _counts(code: str, found: list[str]) -> bool:
    """Tell whether words in a second script are a second language, not a term or a name ("COVID-19")."""
    if len(found) < MIX_WORDS or _letters(found) < MIX_LETTERS:
        return False
    lower = [word for word in found if word[0].islower()]
    return code != "Latn" or 2 * len(lower) >= len(found) or any(len(word) >= LOWER_LETTERS for word in lower)


def _guesses(code: str, found: list[str], clean: str, alone: bool, tags: tuple[str, ...]) -> list[tuple[Guess, float]]:
    """Return the languages of the words in one script, each with how many letters speak for it."""
    if code != "Latn":
        return [(_other_script(code, found, tags), _letters(found))]
    by_sentence = _latin_sentences(clean, tags) if len(found) >= 2 * SENTENCE_WORDS else []
    if len({guess.tag for guess, _ in by_sentence}) > 1:
        return by_sentence
    text = clean if alone else " ".join(found)
    return [(latin_language(text, [word.lower() for word in found], tags), _letters(found))]


def _latin_sentences(clean: str, tags: tuple[str, ...]) -> list[tuple[Guess, float]]:
    """Return the language of each sentence in Latin letters that is long and plain enough."""
    spans = sentence_spans(clean)
    if len(spans) < 2:
        return []
    guesses = []
    for span in spans:
        sentence = span.of(clean)
        found = words_by_script([word.translate(_APOSTROPHES) for word in words(sentence)]).get("Latn", [])
        if len(found) < SENTENCE_WORDS:
            continue
        guess = latin_language(sentence, [word.lower() for word in found], tags)
        if guess.tag != UNKNOWN and guess.confidence >= SENTENCE_SURE:
            guesses.append((guess, float(_letters(found))))
    return guesses


def _other_script(code: str, found: list[str], tags: tuple[str, ...]) -> Guess:
    """Return the language of words in a script other than Latin."""
    joined = " ".join(found)
    sure = certainty(len(found))
    if tag := _telling(code, joined):
        return Guess(tag, max(sure, 0.9))
    data = read_toml("scripts.toml")
    candidates = tuple(tag for tag in tags if script_by_language(tag) == code)
    default = data["language_of"].get(code)
    if default and len(candidates) <= 1:
        return Guess(candidates[0] if candidates else default, max(sure, 0.9))
    if len(candidates) == 1:
        return Guess(candidates[0], sure)
    best = vote(joined, candidates)
    return Guess(best[0], best[1] * sure) if best else Guess(UNKNOWN, 0.0)


def _telling(code: str, joined: str) -> str | None:
    """Return the language whose own letters stand in the text, if any does."""
    counts = {
        tag: sum(map(joined.count, entry["letters"]))
        for tag, entry in read_toml("scripts.toml")["telling_letters"].items()
        if entry["script"] == code
    }
    best = max(counts, key=lambda tag: counts[tag], default=None)
    return best if best and counts[best] >= max(1.0, TELLING_SHARE * len(joined)) else None
