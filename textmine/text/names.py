"""Names of people: closed lists and the words around them, matched by rules that spaCy runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textmine.model import Span
from textmine.text.gazetteer import ending_length, gazetteer
from textmine.text.name_matcher import Engine, Found, engine
from textmine.text.name_words import Word, rules
from textmine.text.pieces import BREAK, Pieces, cut

NAME = "name"
THIRD_PARTY = "third_party"
_ORDER = ("own", "titled", "relation", "other", "honorific", "whole", "low", "contact", "half", "weak", "single")
"""Of overlapping names the surest rule counts, and under one rule the longest."""
_OTHERS = frozenset({"titled", "relation", "other", "honorific"})
_LONGEST = 6
_ENDS = frozenset(".!?।॥;…")
_CONTACT = frozenset({"phone", "email", "address", "postcode"})
_REACHED_BY = frozenset(
    {",", ":", ";", "-", "–", "—", "(", "on", "at", "tel", "tel.", "phone", "mobile", "mob", "email", "."}
)
_PASSED = frozenset({":", ",", "-", "–", "is", "was", BREAK})
_TITLE_CASE = 0.6
_GERMAN = 0.3
"""Where more words than this have a capital, an unknown word with one is no given name: German, headings."""
_FEW_WORDS = 4


class Reading:
    """One text, cut into pieces, with what the lists say of each."""

    def __init__(self, text: str, known: Sequence[Span], matchers: Engine) -> None:
        self.pieces: Pieces = cut(text)
        self.matchers = matchers
        self.doc: Any = matchers.doc(self.pieces)
        self.words: list[Word] = [matchers.word(piece) for piece in self.pieces.words]
        self.contacts = [span for span in known if span.kind in _CONTACT]

    def span(self, found: Found) -> Span:
        """Return where a name is in the text, less a Bengali ending."""
        last = self.words[found.end - 1]
        end = self.pieces.ends[found.end - 1] - ending_length(last.text)
        return Span(self.pieces.starts[found.start], end, _kind(found, self))

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

    def capitals(self) -> float:
        """Return the share of words with a capital, which says nothing where it is high; 0 in a few words."""
        cased = [word for word in self.words if word.cased and word.text[0].isalpha() and len(word.text) > 1]
        return sum(word.capital for word in cased) / len(cased) if len(cased) > _FEW_WORDS else 0.0

    def glued(self, start: int) -> bool:
        """Tell a name that is stuck to a full stop, as in "z.B. Loreal" or a file name."""
        return (
            start > 0
            and self.pieces.words[start - 1] in (".", "/", "@", "#", "_")
            and (self.pieces.ends[start - 1] == self.pieces.starts[start])
        )


def _is_nameish(word: Word, reading: Reading) -> bool:
    """Tell a word that can be part of a name with capitals."""
    return bool(reading.matchers.flag(word.text, "NAMEISH"))


def _run(reading: Reading, start: int, accept: Callable[[int], bool]) -> int:
    """Return the end of the run of pieces that a name may consist of."""
    end = start
    while end < len(reading.words) and end - start < _LONGEST and accept(end):
        end += 1
    return end


def _in_name(reading: Reading) -> Callable[[int], bool]:
    """Return a test of one piece: a capitalised or listed part of a name."""
    flag = reading.matchers.flag

    def accept(at: int) -> bool:
        text = reading.pieces.words[at]
        tests = ("NAMEISH", "OWN", "INITIAL", "FRONT", "LISTED_UNCASED")
        if any(flag(text, test) for test in tests):
            return True
        after = reading.pieces.words[at + 1] if at + 1 < len(reading.words) else ""
        follows = bool(after) and (flag(after, "NAMEISH") or flag(after, "INITIAL"))
        return (text == "." and follows) or (flag(text, "INSIDE") and follows)

    return accept


def _whole_phrase(reading: Reading, start: int) -> int:
    """Return the end of up to four words without a name's form that reach the next sign: "amar nam sumon ali,"."""
    end = _run(reading, start, lambda at: reading.words[at].text[0].isalpha())
    stops = end == len(reading.words) or not reading.words[end].text[0].isalpha()
    odd = all(not word.ordinary and not word.vetoed for word in reading.words[start:end])
    return end if stops and odd else start


def _after_cues(reading: Reading) -> Iterable[Found]:
    """Yield the names that phrases such as "my name is" introduce."""
    for cue in reading.matchers.cues(reading.doc):
        start = cue.end
        while reading.key(start) in (":", ",", "-", "–", "is", "was") or (
            start < len(reading.words) and reading.pieces.words[start] == BREAK
        ):
            start += 1
        if start >= len(reading.words):
            continue
        strict = cue.kind.endswith("_listed")
        end = _run(reading, start, _in_name(reading))
        if strict and not _sure_enough(reading, start, end):
            continue
        if end == start and not strict:
            end = _whole_phrase(reading, start)
        if end > start and not reading.part_of_place(start, end):
            yield Found(cue.kind.removesuffix("_listed"), start, end)


def _sure_enough(reading: Reading, start: int, end: int) -> bool:
    """Tell a run that is a name after a phrase that other words may follow as well."""
    flag, words = reading.matchers.flag, reading.pieces.words[start:end]
    if any(flag(word, "SINGLE") or flag(word, "SURE_UNCASED") for word in words):
        return True
    return len(words) > 0 and flag(words[0], "GIVEN_WEAK") and (len(words) > 1 or _closed(reading, end))


def _closed(reading: Reading, at: int) -> bool:
    """Tell whether a sign, a line break or the end comes next."""
    return at >= len(reading.words) or not reading.words[at].text[0].isalnum()


def _beside_contacts(reading: Reading) -> Iterable[Found]:
    """Yield the capitalised words right before a telephone number or an e-mail address."""
    for contact in reading.contacts:
        end = next((at for at, start in enumerate(reading.pieces.starts) if start >= contact.start), 0)
        while end > 0 and reading.key(end - 1) in _REACHED_BY:
            end -= 1
        start = end
        while start > 0 and end - start < _LONGEST and _is_nameish(reading.words[start - 1], reading):
            start -= 1
        if end > start and not reading.sentence_ends_at(start) and (end - start > 1 or reading.words[start].listed):
            yield Found("contact", start, end)


def _signatures(reading: Reading) -> Iterable[Found]:
    """Yield two or three unknown words with capitals that are all of the last sentence or line."""
    end = len(reading.words)
    while end > 0 and not reading.words[end - 1].text[0].isalnum():
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST and _is_nameish(reading.words[start - 1], reading):
        start -= 1
    alone = start > 0 and reading.sentence_ends_at(start - 1)
    if alone and 1 < end - start <= 3 and reading.capitals() < _GERMAN and not reading.part_of_place(start, end):
        yield Found("half", start, end)


def _kept(found: Found, reading: Reading) -> bool:
    """Tell whether a match is a name where it stands."""
    if found.kind in ("titled", "relation"):
        if reading.words[found.start].key in rules().title:
            return True
        after = reading.words[found.end : found.end + 1]
        return not (after and after[0].capital and after[0].key in rules().place_after and not after[0].family)
    if reading.part_of_place(found.start, found.end) or reading.glued(found.start):
        return False
    if found.kind == "half":
        opens = reading.words[found.start].ordinary and reading.sentence_ends_at(found.start - 1)
        return reading.capitals() < _GERMAN and not opens
    if found.kind == "single":
        return reading.capitals() < _TITLE_CASE and not reading.part_of_title(found.start, found.end)
    return found.kind not in ("weak", "low") or reading.capitals() < _TITLE_CASE


def _chosen(candidates: Iterable[Found]) -> list[Found]:
    """Keep, of overlapping names, the surest and longest."""
    kept: list[Found] = []
    taken: set[int] = set()
    for found in sorted(candidates, key=lambda one: (_ORDER.index(one.kind), one.start - one.end, one.start)):
        if taken.isdisjoint(range(found.start, found.end)):
            taken.update(range(found.start, found.end))
            kept.append(found)
    return sorted(kept, key=lambda one: one.start)


def _stands_alone(found: Found, reading: Reading) -> bool:
    """Tell a name that stands as a signature: before it a sentence ends, after it nothing or a contact comes."""
    before = reading.sentence_ends_at(found.start - 1) or reading.key(found.start - 1) in (",", "-", "–", ":")
    after = found.end
    while after < len(reading.words) and reading.pieces.words[after] in (",", ".", "-", "(", ":"):
        after += 1
    contact = any(
        after < len(reading.words) and reading.pieces.starts[after] == span.start for span in reading.contacts
    )
    return before and (contact or reading.sentence_ends_at(found.end) or after == len(reading.words))


def _kind(found: Found, reading: Reading) -> str:
    """Tell the writer's own name from somebody else's."""
    if found.kind == "own":
        return NAME
    if found.kind in _OTHERS:
        return THIRD_PARTY
    if found.kind == "contact" or _stands_alone(found, reading):
        return NAME
    return THIRD_PARTY


def names(text: str, known: Sequence[Span] = ()) -> list[Span]:
    """Return the names of people in `text`, by closed lists and the words around them.

    Args:
        text: Verbatim answer.
        known: Its other personal data; telephone numbers and e-mail addresses show where a signature is.

    Returns:
        Spans of the kinds `name` (as far as can be told, the writer's own) and `third_party`.

    Example:
        >>> text = "My neighbour Mr Doyle agrees. Regards, Amina Khatun"
        >>> [(span.kind, span.of(text)) for span in names(text)]
        [('third_party', 'Mr Doyle'), ('name', 'Amina Khatun')]
    """
    if not _worth_reading(text):
        return []
    reading = Reading(text, known, engine())
    candidates = [found for found in reading.matchers.names(reading.doc) if _kept(found, reading)]
    candidates += _after_cues(reading)
    candidates += [*_beside_contacts(reading), *_signatures(reading)]
    return [reading.span(one) for one in _chosen(candidates)]


def _worth_reading(text: str) -> bool:
    """Tell quickly whether a text has any letters at all."""
    return bool(gazetteer()) and any(map(str.isalpha, text))
