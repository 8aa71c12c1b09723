"""Answers that several tests share, and the texts of `corpora/` to measure on."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from textmine.config import LanguageSettings
from textmine.language import detect
from textmine.resources import resource

BY_LANGUAGE = {
    "en": "The park is very dark at night and we need more lights",
    "bn": "পার্কে আলো নেই, রাতে ভয় লাগে।",
    "so": "Jidka agtiisa waa madow, nal badan ayaan u baahannahay.",
    "bn-Latn": "amader elakay rastay alo nai, rate bhoy lage",
    "ar": "الحديقة مظلمة في الليل ونحن نخاف",
    "ur": "یہ پارک بہت اچھا ہے اور صاف ہے",
}
"""One plain answer in each language."""
MIXED = "পার্কের রাস্তাটা রাতে ভীষণ অন্ধকার থাকে, ভয় লাগে। Please leave the lights on."
EMOJI = "👍🏽😡 10/10"
GENERAL = (*BY_LANGUAGE.values(), EMOJI, MIXED)
"""What a general behaviour is tested on."""


def tag(text: str | None, languages: tuple[str, ...] = (), margin: float = 0.5) -> str:
    """Return the main language of one text."""
    return str(detect([text], LanguageSettings(languages=languages, margin=margin))["language"][0])


def tags(text: str | None) -> list[str]:
    """Return all languages of one text."""
    return list(detect([text])["languages"][0])


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of `corpora/language`."""
    with Path(resource("corpora", "language", name)).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def held_out(name: str, language: str) -> list[str]:
    """Return the texts in one language that nothing was trained on."""
    return [row["text"] for row in rows(name) if (row["language"], row["split"]) == (language, "test")]


@cache
def declaration(language: str) -> list[str]:
    """Return the paragraphs of the Declaration in one language; those at even places are held out."""
    text = resource("corpora", "udhr", f"{language}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines()]


def plain_words(language: str, length: int = 1) -> list[str]:
    """Return the different words of the Declaration that are letters alone, in the order of the text."""
    words = dict.fromkeys(word for line in declaration(language) for word in line.lower().split())
    return [word for word in words if word.isalpha() and len(word) >= length]
