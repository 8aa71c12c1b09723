"""Cues of an attitude: the word lists of `data/stance.toml`, found in a text as words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import regex

from textmine.text.tokens import EMOJI_PATTERN, normalise, word_spans, words

_SPEECH_ROLES = frozenset({"contrast", "negation", "negation_after", "modal", "yes", "no"})
_WORDING = "wording"
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘ʻ`", "'"))
_BREAK = regex.compile(r"(?P<end>[.!?؟…]+(?=\s|$)|[।॥\n]|(?<=\p{L})\.(?=\p{Lu}\p{Ll}))|[,;:،؛()](?=\D|$)|\s[-–—]+\s|—")
_EMOJI = regex.compile(EMOJI_PATTERN, regex.VERSION1)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lists at words `start` to `end` (exclusive) of a clause."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two marks of punctuation, and the number of its sentence."""

    words: tuple[str, ...]
    sentence: int


@dataclass(frozen=True)
class Lexicon:
    """The phrases of one or more languages, by first word."""

    whole: dict[str, list[tuple[tuple[str, ...], str]]]
    beginnings: dict[str, str]
    clauses: dict[tuple[str, ...], str]
    _seen: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)

    def _starting(self, word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return the phrases that may start with `word`, longest first."""
        if word not in self._seen:
            found = list(self.whole.get(word, ()))
            found += [
                ((word,), kind)
                for size in range(3, len(word) + 1)
                for kind in self.beginnings.get(word[:size], "").split()
            ]
            if len(self._seen) > 50_000:
                self._seen.clear()
            self._seen[word] = tuple(sorted(found, key=lambda entry: -len(entry[0])))
        return self._seen[word]

    def find(self, clause: Sequence[str]) -> Iterator[Hit]:
        """Yield the hits of a clause in order; of judgements that start at one word, the longest ones."""
        for at, word in enumerate(clause):
            longest = 0
            for phrase, kind in self._starting(word):
                size = len(phrase)
                if size < longest and is_judgement(kind):
                    continue
                if size == 1 or tuple(clause[at : at + size]) == phrase:
                    longest = size if is_judgement(kind) else longest
                    yield Hit(kind, at, at + size)

    def verdict(self, clause: Sequence[str]) -> str | None:
        """Return `yes` or `no` if the clause is nothing but that."""
        return self.clauses.get(tuple(clause))


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = files("textmine.themes").joinpath("data/stance.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def known_languages() -> frozenset[str]:
    """Return the BCP-47 tags of the languages with cues."""
    return frozenset(_lists()) - {_WORDING}


def about_wordings(name: str) -> list[str]:
    """Return one of the lists that read a question's wording."""
    return _lists()[_WORDING][name]


@cache
def lexicon(languages: frozenset[str]) -> Lexicon:
    """Return the cues of some languages together."""
    whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    beginnings: dict[str, set[str]] = {}
    clauses: dict[tuple[str, ...], str] = {}
    for language in sorted(languages & known_languages()):
        for kind, phrases in _lists()[language].items():
            for phrase in phrases:
                if kind in ("yes", "no"):
                    clauses[_phrase(phrase)] = kind
                elif phrase.endswith("*"):
                    beginnings.setdefault(phrase[:-1], set()).add(kind)
                else:
                    parts = _phrase(phrase)
                    whole.setdefault(parts[0], []).append((parts, kind))
    return Lexicon(whole, {start: " ".join(sorted(kinds)) for start, kinds in beginnings.items()}, clauses)


def fold(text: str) -> str:
    """Return `text` as the lists spell it: NFC, caseless, straight apostrophes."""
    return normalise(text).casefold().translate(_APOSTROPHES)


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(words(fold(text))) or (text,)


def is_judgement(kind: str) -> bool:
    """Tell kinds of cue that say something of the matter from those that only steer the others."""
    return kind not in _SPEECH_ROLES


def clauses_of(text: str) -> list[Clause]:
    """Return the clauses of `text`, folded; emoji count as words.

    Example:
        >>> [clause.words for clause in clauses_of("No, it’s 5.30. আলো নেই।")]
        [('no',), ("it's", '5.30'), ('আলো', 'নেই')]
    """
    found: list[Clause] = []
    start = sentence = 0
    text = normalise(text).translate(_APOSTROPHES)
    for match in _BREAK.finditer(text):
        if piece := _tokens(text[start : match.start()]):
            found.append(Clause(piece, sentence))
        start = match.end()
        sentence += match["end"] is not None
    if piece := _tokens(text[start:]):
        found.append(Clause(piece, sentence))
    return found


def _tokens(text: str) -> tuple[str, ...]:
    """Return the folded words and emoji of a piece of text in order."""
    folded = text.casefold()
    if folded.isascii() or not _EMOJI.search(folded):
        return tuple(words(folded))
    spans = [(span.start, span.of(folded)) for span in word_spans(folded)]
    spans += [(match.start(), match.group()[:1]) for match in _EMOJI.finditer(folded)]
    return tuple(token for _, token in sorted(spans))
