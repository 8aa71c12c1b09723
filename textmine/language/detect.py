"""The language or languages of each answer: script first, statistics second, `und` rather than a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd
import regex

from textmine.config import LanguageSettings
from textmine.errors import ConfigError, Problem
from textmine.language.catalogue import NO_WORDS, UNKNOWN, languages
from textmine.language.latin import Guess, latin_languages
from textmine.language.latin_text import LatinText, latin_text, sorted_words
from textmine.language.mixed import parts, suspects
from textmine.language.other_scripts import script_languages
from textmine.language.scripts import NO_SCRIPT, script_of
from textmine.language.second import SecondVoice
from textmine.text import normalise

CHUNK = 2_000
"""Texts that are held in memory, word by word, at a time."""
REACH = 20_000
"""Characters of an answer that are looked at for its languages."""
MIX_WORDS, MIX_LETTERS = 2, 8
"""A second script counts from this many words and letters on."""
LOWER_LETTERS = 4
"""Latin letters beside another script are a name, unless a word this long is in lower case."""
MOST_OF_IT = 0.6
"""Share of the letters in sentences of other languages, from which on the guess for the whole is not believed."""
PART_SURE = 0.9
"""How sure a language must be of a sentence or clause, to count beside that of the whole."""

_WEB = regex.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_TAG = regex.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Found(NamedTuple):
    """The language columns of one answer."""

    language: str
    languages: tuple[str, ...]
    language_confidence: float
    script: str


@dataclass(slots=True)
class _Reading:
    """An answer while it is read."""

    script: str
    groups: dict[str, list[str]]
    """Words by script: those that count."""
    clean: str = ""
    """The text without web addresses, where some of it is in Latin letters."""
    latin: LatinText | None = None
    guesses: dict[str, Guess] = field(default_factory=dict)
    """The guess for all words of a script, by script."""
    parts: list[LatinText] = field(default_factory=list)
    """Sentences and clauses, and after them the words in mid-sentence that may be in another language."""
    sentences: int = 0
    part_guesses: list[Guess] = field(default_factory=list)


def detect(texts: Sequence[str | None], settings: LanguageSettings | None = None) -> pd.DataFrame:
    """Return the language and script of each text.

    The answer for a text does not depend on the texts beside it, and is the same every time.

    Args:
        texts: Answers; None and blank ones are allowed.
        settings: Which languages are possible, below which probability an answer is `und`, whether langdetect is
            asked where the first model is unsure; by default the languages of `corpora/languages.toml` are expected,
            and others named on more evidence.

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
    asked = [text if isinstance(text, str) else "" for text in texts]
    different = list(dict.fromkeys(asked))
    known: dict[str, Found] = {}
    for start in range(0, len(different), CHUNK):
        chunk = different[start : start + CHUNK]
        readings = [_read(text) for text in chunk]
        _judge(readings, tags, settings)
        known |= {text: _found(own, settings.margin) for text, own in zip(chunk, readings, strict=True)}
    rows = [known[text] for text in asked]
    return pd.DataFrame(
        {
            "language": pd.Series([row.language for row in rows], dtype="str"),
            "languages": pd.Series([list(row.languages) for row in rows], dtype="object"),
            "language_confidence": pd.Series([row.language_confidence for row in rows], dtype="float64"),
            "script": pd.Series([row.script for row in rows], dtype="str"),
        }
    )


def _checked(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the expected languages, in one order whatever order they were given in."""
    problems = [
        Problem(f"`language.languages` holds `{tag}`, which is not a language tag such as `bn`.")
        for tag in tags
        if not _TAG.fullmatch(tag)
    ]
    if problems:
        raise ConfigError(problems)
    return tuple(sorted(set(tags or languages())))


def _read(text: str) -> _Reading:
    """Sort the words of an answer by script; keep those that count."""
    script = script_of(text)
    reading = _Reading(script, {})
    if script == NO_SCRIPT:
        return reading
    clean = normalise(text[:REACH])
    if "@" in clean or "www." in clean or "://" in clean:
        clean = _WEB.sub(" ", clean)
    groups = sorted_words(clean)
    if not groups:
        return reading
    counted = {code: found for code, found in groups.items() if _counts(code, found)}
    # A term in Latin letters beside a few words in another script ("COVID-19 মহামারী") does not make the language.
    long = {"Latn"} if "Latn" in counted and len(counted["Latn"]) > MIX_WORDS else set()
    rest = {code: found for code, found in groups.items() if code in long or code != "Latn"} or groups
    main = max(rest, key=lambda code: _letters(rest[code]))
    reading.groups = {main: groups[main]} | counted
    if latin := reading.groups.get("Latn"):
        alone = len(groups) == 1
        reading.latin = LatinText.of(clean if alone else " ".join(latin), latin)
        reading.clean = clean
    return reading


def _letters(found: list[str]) -> int:
    """How many characters the words have together."""
    return sum(map(len, found))


def _counts(code: str, found: list[str]) -> bool:
    """Tell whether words in a second script are a second language, not a term or a name ("COVID-19")."""
    if len(found) < MIX_WORDS or _letters(found) < MIX_LETTERS:
        return False
    lower = [word for word in found if word[0].islower()]
    return code != "Latn" or 2 * len(lower) >= len(found) or any(len(word) >= LOWER_LETTERS for word in lower)


def _judge(readings: list[_Reading], tags: tuple[str, ...], settings: LanguageSettings) -> None:
    """Add the guesses to the readings, one script after the other."""
    second = SecondVoice() if settings.second_voice else None
    restricted = bool(settings.languages)
    for code in sorted({code for reading in readings for code in reading.groups if code != "Latn"}):
        own = [reading for reading in readings if code in reading.groups]
        texts = [reading.groups[code] for reading in own]
        guesses = script_languages(code, texts, tags, restricted=restricted, second=second)
        for reading, guess in zip(own, guesses, strict=True):
            reading.guesses[code] = guess
    latin = [reading for reading in readings if reading.latin]
    wholes = [reading.latin for reading in latin if reading.latin]
    for reading, guess in zip(latin, latin_languages(wholes, tags, restricted=restricted, second=second), strict=True):
        reading.guesses["Latn"] = guess
    mains = [reading.guesses["Latn"].tag for reading in latin]
    for reading, (suspicious, run) in zip(latin, suspects(list(zip(wholes, mains, strict=True))), strict=True):
        if suspicious:
            reading.parts = [part for piece in parts(reading.clean) if (part := latin_text(piece))]
        reading.sentences = len(reading.parts)
        if run is not None:
            reading.parts.append(run)
    pieces = [part for reading in latin for part in reading.parts]
    around = [main for reading, main in zip(latin, mains, strict=True) for _ in reading.parts]
    judged = iter(latin_languages(pieces, tags, restricted=restricted, wholes=around))
    for reading in latin:
        reading.part_guesses = [next(judged) for _ in reading.parts]


def _found(reading: _Reading, margin: float) -> Found:
    """Put the guesses of an answer together."""
    if not reading.groups:
        return Found(NO_WORDS, (), 0.0, reading.script)
    letters: dict[str, float] = {}
    sure: dict[str, float] = {}
    for code, guess in reading.guesses.items():
        for tag, (count, confidence) in _shares(reading, code, guess, margin).items():
            letters[tag] = letters.get(tag, 0.0) + count
            sure[tag] = max(sure.get(tag, 0.0), confidence)
    ordered = sorted(letters, key=lambda tag: (tag == UNKNOWN, -letters[tag], tag))
    named = tuple(tag for tag in ordered if tag != UNKNOWN) or (UNKNOWN,)
    return Found(named[0], named, round(min(1.0, sure[named[0]]), 4), reading.script)


def _shares(reading: _Reading, code: str, guess: Guess, margin: float) -> dict[str, tuple[float, float]]:
    """Return how many letters in one script each language has, and how sure it is."""
    whole = guess.tag if guess.confidence >= margin else UNKNOWN
    total = _letters(reading.groups[code])
    if code != "Latn":
        return {whole: (total, guess.confidence)}
    beside: dict[str, tuple[float, float]] = {}
    for at, (part, own) in enumerate(zip(reading.parts, reading.part_guesses, strict=True)):
        # A run of words is looked at where the sentences show no second language: it may lie across two of them.
        if own.tag == UNKNOWN or own.confidence < PART_SURE or (at >= reading.sentences and beside.keys() - {whole}):
            continue
        count, confidence = beside.get(own.tag, (0.0, 0.0))
        beside[own.tag] = (count + _letters(list(part.words)), max(confidence, own.confidence))
    supported = beside.pop(whole, None)
    others = sum(count for count, _ in beside.values())
    if supported is None and others >= MOST_OF_IT * total:
        return beside
    return {whole: (max(0.0, total - others), guess.confidence), **beside}
