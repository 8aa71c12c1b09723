"""The words of a text, as the lists of salutations and sign-offs know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from textmine.model import Span
from textmine.text.folding import fold
from textmine.text.lists import read_toml
from textmine.text.tokens import word_spans

_FILE = "courtesies.toml"
_Phrase = tuple[str, ...]


@cache
def _phrases(name: str) -> Mapping[str, tuple[_Phrase, ...]]:
    """Map each first word to the phrases of one list, the longest first."""
    found: dict[str, set[_Phrase]] = {}
    for lines in read_toml(_FILE)[name].values():
        for line in lines.splitlines():
            if phrase := tuple(fold(line).split()):
                found.setdefault(phrase[0], set()).add(phrase)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in found.items()}


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Return the single words of one list."""
    return frozenset(word for words in read_toml(_FILE)[name].values() for word in fold(words).split())


class LetterWords:
    """The words of a text, folded where they are looked at."""

    def __init__(self, text: str, spans: Sequence[Span] | None = None) -> None:
        self.text, self.spans = text, word_spans(text) if spans is None else spans
        self._folded: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.spans)

    def folded(self, at: int) -> str:
        """Return one word folded."""
        if at not in self._folded:
            self._folded[at] = fold(self.spans[at].of(self.text))
        return self._folded[at]

    def first_letter(self, at: int) -> str:
        """Return the first letter or digit of one word, as written."""
        return self.text[self.spans[at].start]

    def gap(self, at: int) -> str:
        """Return what stands before a word; before the first and behind the last one, a new line."""
        if not 0 < at < len(self.spans):
            return "\n"
        return self.text[self.spans[at - 1].end : self.spans[at].start]

    def phrase(self, name: str, at: int) -> int:
        """Return how many words the longest phrase of a list that begins here has, else 0."""
        for phrase in _phrases(name).get(self.folded(at), ()):
            if at + len(phrase) <= len(self) and all(self.folded(at + i) == word for i, word in enumerate(phrase)):
                return len(phrase)
        return 0
