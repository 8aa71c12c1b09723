"""Reading a model's answer, which nobody trusts: what is not exactly as asked is refused, with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import regex

from textmine.draft.lexicon import settings
from textmine.language import detect
from textmine.safe import replace_surrogates
from textmine.text import sentence_spans, word_spans

LONGEST = 25
"""Words of a sentence, at most."""
_MOST_CHARACTERS = 400
# Letters and signs that plain sentences have; everything else is mark-up or hides something.
_MARKUP = regex.compile(
    r"[<>{}\\|`*_#~^=]|\]\(|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|[\p{C}--\u200C\u200D]", regex.V1 | regex.I
)
_END = regex.compile(r"[.!?…।؟。](?:[\"'”’)])?$")


def refused(name: str, **details: object) -> str:
    """Return why a sentence is refused, in words."""
    return str(settings("llm")["refused"][name]).format(**details)


@dataclass(frozen=True)
class Reading:
    """What an answer comes to: key → sentence, and key → why there is none."""

    sentences: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


class _TwiceError(ValueError):
    """A key is there twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def read_answer(text: str, keys: Sequence[str]) -> Reading:
    """Return what a model's answer says of each key.

    Args:
        text: What the model answered.
        keys: What it was asked about.
    """
    try:
        parsed = json.loads(text.strip(), object_pairs_hook=_once)
    except _TwiceError:
        return Reading(refused=dict.fromkeys(keys, refused("keys")))
    except (ValueError, RecursionError):
        return Reading(refused=dict.fromkeys(keys, refused("extra")))
    if not isinstance(parsed, dict):
        return Reading(refused=dict.fromkeys(keys, refused("extra")))
    if not set(parsed) <= set(keys):
        return Reading(refused=dict.fromkeys(keys, refused("keys")))
    found = Reading()
    for key in keys:
        if key not in parsed:
            found.refused[key] = refused("missing")
        elif not isinstance(parsed[key], str):
            found.refused[key] = refused("kind")
        else:
            found.sentences[key] = replace_surrogates(parsed[key]).strip()
    return found


def _words(text: str) -> list[str]:
    folded = text.replace("’", "'").casefold()
    return [span.of(folded) for span in word_spans(folded)]


@cache
def _speaker() -> regex.Pattern[str]:
    """Return the pattern of somebody who is said to think something."""
    lists = settings("llm")["speakers"]
    who, do = ("|".join(map(regex.escape, lists[name])) for name in ("who", "do"))
    return regex.compile(rf"\b(?:{who})(?:\s+\w+){{0,2}}?\s+(?:{do})\b", regex.I)


def form_problem(sentence: str) -> str | None:
    """Return what is wrong with the form of a sentence, or None. Its language is another matter."""
    first_person = frozenset(settings("llm")["words"]["first_person"])
    said = _words(sentence)
    tests: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("empty", lambda: not said),
        ("placeholder", lambda: "[" in sentence or "]" in sentence),
        ("markup", lambda: _MARKUP.search(sentence) is not None),
        ("long", lambda: len(said) > LONGEST or len(sentence) > _MOST_CHARACTERS),
        ("edges", lambda: sentence[0].islower() or _END.search(sentence) is None),
        ("several", lambda: len(sentence_spans(sentence, "en")) > 1),
        ("first_person", lambda: not first_person.isdisjoint(said)),
    )
    return next((refused(name, longest=LONGEST) for name, wrong in tests if wrong()), None)


def english(sentences: Collection[str]) -> list[bool]:
    """Say of each sentence whether it is English, or so short that nobody can tell."""
    return [tag in ("en", "und") for tag in detect(list(sentences))["language"]] if sentences else []


def acceptable(reading: Reading, standing: Mapping[str, str], personal: Callable[[str], bool]) -> Reading:
    """Return the reading without the sentences whose form, language or content will not do.

    Args:
        reading: From `read_answer`.
        standing: The sentences they would replace, by the same keys.
        personal: Says whether a text holds personal data.
    """
    languages = dict(zip(reading.sentences, english(list(reading.sentences.values())), strict=True))
    problems = dict(reading.refused)
    for key, sentence in reading.sentences.items():
        if problem := _problem(sentence, languages[key], personal):
            problems[key] = problem
        elif _speaker().search(sentence) and not _speaker().search(standing[key]):
            problems[key] = refused("speaker")
    return Reading({key: text for key, text in reading.sentences.items() if key not in problems}, problems)


def _problem(sentence: str, is_english: bool, personal: Callable[[str], bool]) -> str | None:
    if problem := form_problem(sentence):
        return problem
    if personal(sentence):
        return refused("personal")
    return None if is_english else refused("language")
