"""One text cut into pieces, and what stands around a name in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textmine.model import Span
from textmine.text.privacy.gazetteer import english, gazetteer
from textmine.text.privacy.name_matcher import Engine, Found
from textmine.text.privacy.name_words import Word, rules
from textmine.text.privacy.pieces import BREAK, Pieces, cut

_ENDS = frozenset(".!?।॥;…")
_CONTACT = frozenset({"phone", "email", "address", "postcode"})
_FEW_WORDS = 3


class Reading:
    """One text, cut into pieces, with what the lists say of each."""

    def __init__(self, text: str, known: Sequence[Span], matchers: Engine) -> None:
        self.pieces: Pieces = cut(text)
        self.matchers = matchers
        self.doc: Any = matchers.doc(self.pieces)
        self.words: list[Word] = [matchers.word(piece) for piece in self.pieces.words]
        cased = [word for word in self.words if _counts(word)]
        self.cased, self.capital = len(cased), sum(word.capital for word in cased)
        self.english = sum(word.key in english() for word in cased) * 2 >= len(cased)
        """Whether at least half of the words are in the English dictionary."""
        self.contacts = [span for span in known if span.kind in _CONTACT]

    def key(self, at: int) -> str:
        """Return a folded piece, or a line break where there is none."""
        return self.words[at].key if 0 <= at < len(self.words) else BREAK

    def sentence_ends_at(self, at: int) -> bool:
        """Tell whether a sentence, a line or the text ends before this piece."""
        return not 0 <= at < len(self.words) or self.pieces.words[at][0] in _ENDS or self.pieces.words[at] == BREAK

    def part_of_place(self, start: int, end: int) -> bool:
        """Tell "Victoria Park", "St Mary" and "Weaver's Lane"."""
        listed, last = rules(), self.key(end - 1)
        if self.key(end) == "'s":
            owned = self.words[end + 1 : end + 2]
            follows = bool(owned) and owned[0].capital and owned[0].key in listed.place_after
            follows = follows or f"{last}'s" in gazetteer().vetoed
        else:
            follows = self._place_follows(end)
        return (
            follows
            or self.key(start - 1) in listed.place_before
            or (self.key(start - 1) == "." and self.key(start - 2) in ("st", "ste"))
            or (end - start > 1 and last in listed.place_after and last not in listed.family_despite)
        )

    def _place_follows(self, at: int) -> bool:
        """Tell whether a place word comes next, or after one more word with a capital: "Gary Farms Blvd"."""
        listed = rules().place_after
        if self.key(at) in listed:
            return True
        return at < len(self.words) and self.words[at].capital and self.words[at].cased and self.key(at + 1) in listed

    def part_of_title(self, start: int, end: int) -> bool:
        """Tell one name among other words with capitals, as bodies have them: "Graves Gilbert", "Scott Waste"."""
        after, before = self.words[end : end + 1], self.words[max(0, start - 1) : start]
        if after and after[0].capital and after[0].cased and len(after[0].text) > 1:
            return True
        if not before or not before[0].capital or not before[0].cased or len(before[0].text) < 2:
            return False
        return not self.sentence_ends_at(start - 2) or before[0].listed or before[0].vetoed

    def capitals(self, start: int, end: int) -> float:
        """Return the share of the words around a name that have a capital, which says nothing where it is high."""
        inside = [word for word in self.words[start:end] if _counts(word)]
        cased = self.cased - len(inside)
        capital = self.capital - sum(word.capital for word in inside)
        return capital / cased if cased >= _FEW_WORDS else 0.0

    def has_sure(self, found: Found) -> bool:
        """Tell a name with capitals, or one with a word that is nothing but a name."""
        return any(word.cased or word.sure for word in self.words[found.start : found.end])

    def spelt_out(self, found: Found) -> bool:
        """Tell a name no word of which is all capitals: "Greenville SC" is none."""
        return not any(word.text.isupper() for word in self.words[found.start : found.end])

    def glued(self, start: int) -> bool:
        """Tell a name that is stuck to a full stop, as in "z.B. Loreal" or a file name."""
        return (
            start > 0
            and self.pieces.words[start - 1] in (".", "/", "@", "#", "_")
            and (self.pieces.ends[start - 1] == self.pieces.starts[start])
        )


def _counts(word: Word) -> bool:
    """Tell a word whose capital, or lack of one, says how a text is written."""
    return word.cased and word.text[0].isalpha() and len(word.text) > 1
