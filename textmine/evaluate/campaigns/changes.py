"""What people do to the letter of a campaign before they send it."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
import regex

from textmine.text.sentences import sentence_spans
from textmine.text.tokens import word_spans

_LETTER = regex.compile(r"[\p{L}\p{M}]")
_DIGIT = regex.compile(r"\p{Nd}")
_PUNCTUATION = regex.compile(r"[\p{P}--['’]]", regex.VERSION1)


@cache
def _wording() -> dict[str, Any]:
    path = files("textmine.evaluate.campaigns").joinpath("data/wording.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def wording(language: str) -> Mapping[str, Sequence[str]]:
    """Return what people write around a letter in a language, or in English."""
    found: Mapping[str, Sequence[str]] = _wording().get(language, _wording()["en"])
    return found


@dataclass(frozen=True, eq=False)
class Writer:
    """Somebody who sends a letter: dice, language, words at hand, and sentences to add."""

    rng: np.random.Generator
    language: str
    words: Sequence[str]
    """Words of other texts."""
    own: Callable[[int], str]
    """Gives a text of about so many words that nobody else has."""

    def pick(self, what: str) -> str:
        """Return a greeting, an ending, a name or an address."""
        chosen = str(self.rng.choice(list(wording(self.language)[what])))
        return chosen.replace("{number}", str(self.rng.integers(1, 300)))


Change = Callable[[str, Writer], str]


def typos(text: str, writer: Writer, rate: float) -> str:
    """Leave out, double, swap or replace letters."""
    rng, letters = writer.rng, list(text)
    places = [at for at, letter in enumerate(letters) if _LETTER.match(letter)]
    for at in places:
        if rng.random() < rate:
            other = letters[int(rng.choice(places))]
            letters[at] = ("", letters[at] * 2, other, other + letters[at])[int(rng.integers(4))]
    return "".join(letters)


def _typos(rate: float) -> Change:
    return lambda text, writer: typos(text, writer, rate)


def case_and_punctuation(text: str, writer: Writer) -> str:
    """Write in capitals or without, leave out or change punctuation and spaces, add an emoji."""
    text = (str.upper, str.lower, str, str)[int(writer.rng.integers(4))](text)
    text = _PUNCTUATION.sub(lambda mark: str(writer.rng.choice([mark[0], "", "!", "..."])) + " ", text)
    return "  ".join(text.split()) + str(writer.rng.choice(["", "!!", " 👍🏽", "\n\n"]))


def encoding(text: str, writer: Writer) -> str:
    """Decompose accents and vowel signs, add or leave out joiners, curl apostrophes."""
    text = unicodedata.normalize("NFD" if writer.rng.random() < 0.5 else "NFC", text)
    without = text.replace("\u200c", "").replace("\u200d", "")
    text = without if writer.rng.random() < 0.5 else text.replace("\u09cd", "\u09cd\u200d")
    return text.replace("'", "’" if writer.rng.random() < 0.5 else "'")


def words_changed(text: str, writer: Writer) -> str:
    """Put another word in the place of one in twelve, as a correcting keyboard does."""
    out, last = [], 0
    for span in word_spans(text):
        if writer.rng.random() < 1 / 12:
            out += [text[last : span.start], str(writer.rng.choice(list(writer.words)))]
            last = span.end
    return "".join([*out, text[last:]])


def number_changed(text: str, writer: Writer) -> str:
    """Change every digit; where there is none, put a number into the text."""
    if _DIGIT.search(text):
        return _DIGIT.sub(lambda _: str(writer.rng.integers(10)), text)
    at = int(writer.rng.choice([span.end for span in word_spans(text)]))
    return f"{text[:at]} {writer.rng.integers(2, 90)}{text[at:]}"


def name_and_address(text: str, writer: Writer) -> str:
    """Add a name and an address, before or after."""
    signed = f"{writer.pick('names')}, {writer.pick('addresses')}"
    return f"{text}\n{signed}" if writer.rng.random() < 0.7 else f"{signed}\n{text}"


def greeting_and_ending(text: str, writer: Writer) -> str:
    """Add a greeting, an ending and a name."""
    return f"{writer.pick('greetings')}\n\n{text}\n\n{writer.pick('endings')}\n{writer.pick('names')}"


def _parts(text: str) -> list[str]:
    """Cut a text into sentences, or a single sentence into four."""
    parts = [text[span.start : span.end].strip() for span in sentence_spans(text)]
    if len(parts) > 1:
        return parts
    ends = [span.end for span in word_spans(text)]
    cuts = [0, *(ends[len(ends) * part // 4 - 1] for part in (1, 2, 3)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(cuts)]


def sentence_dropped(text: str, writer: Writer) -> str:
    """Leave out a sentence; of a single sentence, a quarter."""
    parts = _parts(text)
    parts.pop(int(writer.rng.integers(len(parts))))
    return " ".join(parts)


def order_changed(text: str, writer: Writer) -> str:
    """Put the sentences in another order; the quarters of a single sentence."""
    parts = _parts(text)
    return " ".join(parts[at] for at in writer.rng.permutation(len(parts)))


def _paragraph(text: str, writer: Writer) -> str:
    """Return an own paragraph of 0.3 to 3 times a letter's length."""
    times = float(np.exp(writer.rng.uniform(np.log(0.3), np.log(3))))
    return writer.own(max(4, round(times * len(word_spans(text)))))


def own_before(text: str, writer: Writer) -> str:
    """Begin with a paragraph of one's own."""
    return f"{_paragraph(text, writer)}\n\n{text}"


def own_after(text: str, writer: Writer) -> str:
    """End with a paragraph of one's own."""
    return f"{text}\n\n{_paragraph(text, writer)}"


def own_within(text: str, writer: Writer) -> str:
    """Put a paragraph of one's own between two sentences."""
    parts = _parts(text)
    at = int(writer.rng.integers(1, len(parts))) if len(parts) > 1 else 1
    return " ".join([*parts[:at], _paragraph(text, writer), *parts[at:]])


def everything(text: str, writer: Writer) -> str:
    """Change some letters, add a greeting and an own paragraph, and write it all another way."""
    letter = greeting_and_ending(own_after(typos(text, writer, 0.01), writer), writer)
    return case_and_punctuation(letter, writer)


CHANGES: Mapping[str, Change] = {
    "case, punctuation, emoji": case_and_punctuation,
    "the same characters encoded otherwise": encoding,
    "1 letter in 100 mistyped": _typos(0.01),
    "3 letters in 100 mistyped": _typos(0.03),
    "6 letters in 100 mistyped": _typos(0.06),
    "1 word in 12 replaced": words_changed,
    "a number changed": number_changed,
    "name and address added": name_and_address,
    "greeting, ending and name added": greeting_and_ending,
    "a sentence left out": sentence_dropped,
    "sentences in another order": order_changed,
    "own words before": own_before,
    "own words after": own_after,
    "own words within": own_within,
    "typos, greeting and own words": everything,
}
"""What is done to a letter, by what the benchmark calls it."""
