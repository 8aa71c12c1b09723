"""The mistakes that most want an explanation: long texts, wrongly labelled, and surely so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.evaluate.languages.systems import Textmine
from textmine.evaluate.languages.tags import NO_LANGUAGE
from textmine.evaluate.languages.tally import Answered

AS_GOOD = frozenset({("syl", "bn-Latn")})
"""Answers that are no mistake: romanised Sylheti has no name of its own here and goes with romanised Bengali."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text and the wrong language it was given."""

    set: str
    language: str
    answer: str
    confidence: float
    text: str


def worst(system: Textmine, answered: Sequence[Answered], most: int) -> list[Mistake]:
    """Return the held-out texts that were given a wrong language, the worst first.

    A text that was given no language is not among them, nor one in a language that is not expected. A mistake
    weighs as much as it has words, times how sure textmine was of it.

    Args:
        system: Who answered.
        answered: The texts and answers.
        most: How many to return at most.
    """
    wrong = {
        (item.asked.source.name, item.asked.source.language, tag, text)
        for item in answered
        if item.asked.source.held_out and not item.asked.source.unexpected
        for text, tag in zip(item.asked.texts, item.answers, strict=True)
        if tag != item.asked.source.language
        and tag not in NO_LANGUAGE
        and (item.asked.source.language, tag) not in AS_GOOD
    }
    found = sorted(wrong)
    sure = system.confidences([text for *_, text in found])
    mistakes = [
        Mistake(name, language, tag, confidence, text)
        for (name, language, tag, text), confidence in zip(found, sure, strict=True)
    ]
    return sorted(mistakes, key=lambda item: -len(item.text.split()) * item.confidence)[: max(0, most)]
