"""Languages in scripts other than Latin: the script, then telling letters, then statistics."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from textmine.language.catalogue import UNKNOWN, known_languages, read_toml
from textmine.language.latin import UNSURE, Guess
from textmine.language.ngrams import log_softmax
from textmine.language.primary import primary
from textmine.language.second import SecondVoice, second_opinion
from textmine.language.weigh import UNEXPECTED

TELLING_SHARE = 0.01
"""Share of letters that only one language has, from which on they tell."""
TELLING, MOST_TELLING = 2.0, 3
"""How many nats a letter says that only a language or two have, and how many such letters count."""
UNHEARD = 2.0
"""How much less likely than the best a language is that the first voice does not know, before its letters count."""
SHARPNESS = 1.5
"""The weight of the first voice's score."""


def certainty(count: int) -> float:
    """How far a probability can be trusted that rests on `count` words."""
    return 1 - 1 / (count + 2)


def script_languages(
    code: str, texts: Sequence[Sequence[str]], tags: tuple[str, ...], *, restricted: bool, second: SecondVoice | None
) -> list[Guess]:
    """Return the likeliest language of each text in one script that is not Latin.

    Args:
        code: ISO 15924 code of the script.
        texts: The words of each, one or more.
        tags: The expected languages.
        restricted: Only these may be named, unless the script or a letter leaves no doubt.
        second: The second voice, asked where the first is unsure; None: nobody is.
    """
    joined = [" ".join(words) for words in texts]
    return [
        Guess(guess.tag, max(0.9 * (guess.confidence == 1), guess.confidence * certainty(len(own))))
        for guess, own in zip(_vote(code, joined, tags, restricted, second), texts, strict=True)
    ]


def telling(code: str, text: str) -> dict[str, int]:
    """Return how many letters and words of the text each language has that its neighbours in the script do not."""
    found = {}
    for tag, entry in read_toml("scripts.toml")["telling_letters"].items():
        if entry["script"] == code:
            listed = frozenset(entry.get("words", "").split())
            count = sum(map(text.count, entry["letters"])) + sum(word in listed for word in text.split())
            if count:
                found[tag] = count
    return found


def _vote(
    code: str, texts: Sequence[str], tags: tuple[str, ...], restricted: bool, second: SecondVoice | None
) -> list[Guess]:
    """Return the likeliest language of texts in one script; the confidence is 1 where there is no doubt."""
    default = read_toml("scripts.toml")["language_of"].get(code)
    expected = tuple(tag for tag in tags if _written_in(tag) == code)
    if default and len(expected) <= 1:
        return [_told(code, text, expected[0] if expected else default) for text in texts]
    asked = sorted({tag for tag in known_languages() if _written_in(tag) == code} | set(expected))
    if not asked or not texts:
        return [Guess(UNKNOWN, 0.0)] * len(texts)
    spoken = primary().scores(texts, asked)
    guesses = []
    for text, row in zip(texts, spoken, strict=True):
        own = log_softmax(np.array([[_evidence(code, text, tag, row, tag in expected) for tag in asked]]))[0]
        if second is not None and own.max() < np.log(UNSURE):
            own = second_opinion(own, asked, expected, text, second)
        best = int(own.argmax())
        named = asked[best] in expected or not restricted
        guesses.append(Guess(asked[best], min(0.9999, float(np.exp(own[best])))) if named else Guess(UNKNOWN, 0.0))
    return guesses


def _told(code: str, text: str, default: str) -> Guess:
    """Return the language of the script, unless letters of another tell."""
    counts = telling(code, text)
    best = max(counts, key=lambda tag: counts[tag], default=default)
    return Guess(best if counts.get(best, 0) >= max(1.0, TELLING_SHARE * len(text)) else default, 1.0)


def _evidence(code: str, text: str, tag: str, spoken: dict[str, float], expected: bool) -> float:
    """Return the log-score of one language: what the first voice says, its own letters, whether it is expected."""
    letters = min(MOST_TELLING, telling(code, text).get(tag, 0)) * TELLING
    heard = SHARPNESS * spoken[tag] if tag in spoken else SHARPNESS * max(spoken.values(), default=0.0) - UNHEARD
    return heard + letters - (0.0 if expected else UNEXPECTED)


def _written_in(tag: str) -> str:
    """Return the script of a language; Latin if it is not known."""
    entry = known_languages().get(tag)
    return entry.script if entry else "Latn"
