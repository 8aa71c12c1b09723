"""spaCy's rule matchers over our own word flags and cue phrases; no model is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from textmine.text.lists import read_toml
from textmine.text.privacy.name_words import FLAGS, Word, look_up
from textmine.text.privacy.pieces import Pieces, cut

_ITEM = regex.compile(r"(?:'(?P<sign>[^']+)'|(?P<flag>[A-Z_]+))(?P<op>\?|\{\d,\d\})?")
_START = "^"
_INITIALS = "[INITIALS]"
_MOST_WORDS = 200_000
"""When this many different words have been seen, the vocabulary starts anew: it must not grow for ever."""
CUES = ("own", "own_whole", "own_listed", "other", "other_whole", "other_listed")


@dataclass(frozen=True, slots=True)
class Found:
    """A match: pieces `start` to `end` are the name, by a rule of this kind."""

    kind: str
    start: int
    end: int


def _written_out(pattern: str) -> list[str]:
    """Return a pattern once for each way to write initials."""
    if _INITIALS not in pattern:
        return [pattern]
    return [pattern.replace(_INITIALS, way) for way in ("", "INITIAL", "INITIAL '.'", "INITIAL '.' INITIAL '.'")]


class Engine:
    """A vocabulary whose words carry our flags, and the matchers over it."""

    def __init__(self) -> None:
        # The whole before its parts: two threads that first import different parts wait for each other, and one fails.
        import spacy
        from spacy.matcher import Matcher, PhraseMatcher

        self.vocab = spacy.vocab.Vocab(lex_attr_getters={spacy.attrs.LOWER: str.lower})
        self._words: dict[str, Word] = {}
        self._flags = {name: self.vocab.add_flag(self._flag(name)) for name in FLAGS}
        self._matcher: Any = Matcher(self.vocab, validate=False)
        self._name_starts: dict[int, list[int]] = {}
        for entry in read_toml("name_patterns.toml")["pattern"]:
            self._add(entry["kind"], entry["words"])
        self._phrases: Any = PhraseMatcher(self.vocab, attr="LOWER")
        for kind in CUES:
            phrases = [self.doc(cut(phrase)) for phrase in read_toml("name_rules.toml")["cue"][kind]]
            self._phrases.add(kind, phrases)

    def _flag(self, name: str) -> Any:  # noqa: ANN401 (spaCy calls it)
        test = FLAGS[name]
        return lambda text: bool(text) and test(self.word(text))

    def word(self, text: str) -> Word:
        """Return what the lists say of a word, looked up once."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = look_up(text)
        return found

    def flag(self, text: str, name: str) -> bool:
        """Tell whether a word has a flag."""
        return bool(self.vocab[text].check_flag(self._flags[name]))

    def _add(self, kind: str, patterns: list[str]) -> None:
        """Add the patterns of one kind; each gets its own key, so that we know where its name starts."""
        written_out = [one for pattern in patterns for one in _written_out(pattern)]
        for number, pattern in enumerate(written_out):
            tokens: list[dict[Any, Any]] = []
            start = 0
            for item in pattern.split():
                if item == _START:
                    start = len(tokens)
                else:
                    tokens.append(self._token(item))
            key = self.vocab.strings.add(f"{kind}/{number}")
            self._matcher.add(key, [tokens])
            self._name_starts[key] = [start]

    def _token(self, item: str) -> dict[Any, Any]:
        """Return one item of a pattern as spaCy wants it."""
        match = _ITEM.fullmatch(item)
        if match is None:
            raise ValueError(f"{item!r} in name_patterns.toml is no word of a pattern.")
        token: dict[Any, Any] = {"LOWER": match["sign"]} if match["sign"] else {self._flags[str(match["flag"])]: True}
        return token | ({"OP": match["op"]} if match["op"] else {})

    def doc(self, pieces: Pieces) -> Any:  # noqa: ANN401 (a spaCy Doc)
        """Return the pieces as a spaCy document; its offsets are not those of the text."""
        from spacy.tokens import Doc

        return Doc(self.vocab, words=list(pieces.words))

    def names(self, doc: Any) -> Iterator[Found]:  # noqa: ANN401
        """Yield every match of the patterns, overlapping ones too."""
        for key, start, end, aligned in self._matcher(doc, with_alignments=True):
            first = self._name_starts[key][0]
            skipped = sum(position < first for position in aligned)
            yield Found(self.vocab.strings[key].split("/")[0], start + skipped, end)

    def cues(self, doc: Any) -> Iterator[Found]:  # noqa: ANN401
        """Yield the phrases after which a name may come."""
        for key, start, end in self._phrases(doc):
            yield Found(self.vocab.strings[key], start, end)

    @property
    def full(self) -> bool:
        """Whether the vocabulary has grown too large."""
        return len(self._words) > _MOST_WORDS


@cache
def _engine() -> Engine:
    return Engine()


def engine() -> Engine:
    """Return the matchers, made once and again when their vocabulary has grown too large."""
    if _engine().full:
        _engine.cache_clear()
    return _engine()
