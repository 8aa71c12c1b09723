"""Names of people: closed lists and the words around them, matched by rules that spaCy runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textmine.model import Span
from textmine.text.privacy.gazetteer import ending_length, gazetteer
from textmine.text.privacy.name_matcher import Found, engine
from textmine.text.privacy.name_reading import Reading
from textmine.text.privacy.name_words import Word, rules
from textmine.text.privacy.pieces import BREAK

NAME = "name"
THIRD_PARTY = "third_party"
_ORDER = (
    "own",
    "titled",
    "relation",
    "other",
    "honorific",
    "whole",
    "uncased",
    "low",
    "contact",
    "half",
    "unknown",
    "weak",
    "single",
)
"""Of overlapping names the surest rule counts, and under one rule the longest."""
_OTHERS = frozenset({"titled", "relation", "other", "honorific"})
_LONGEST = 6
_REACHED_BY = frozenset(
    {",", ":", ";", "-", "–", "—", "(", "on", "at", "tel", "tel.", "phone", "mobile", "mob", "email", "."}
)
_PASSED = frozenset({":", ",", "-", "–", "is", "was", BREAK})
_TITLE_CASE = 0.6
_GERMAN = 0.3
"""Where more words than this have a capital, an unknown word with one is no given name: German, headings."""


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
        strict = cue.kind not in ("own", "other")
        end = _run(reading, start, _in_name(reading))
        if end == start and cue.kind == "own_whole" and _is_lower_case_name(reading, start):
            end = start + 1
            yield Found("own", start, end)
        if strict and not _sure_enough(reading, start, end, cue.kind):
            continue
        if end == start and not strict:
            end = _whole_phrase(reading, start)
        if end > start and not reading.part_of_place(start, end):
            yield Found(cue.kind.split("_")[0], start, end)


def _is_lower_case_name(reading: Reading, at: int) -> bool:
    """Tell "i am hassan", in English only: elsewhere "sono felice" means happy."""
    return at < len(reading.words) and reading.english and reading.matchers.flag(reading.pieces.words[at], "GIVEN_LOW")


def _sure_enough(reading: Reading, start: int, end: int, cue: str) -> bool:
    """Tell a run that is a name after a phrase that other words may follow as well."""
    flag, words = reading.matchers.flag, reading.pieces.words[start:end]
    if any(flag(word, "SINGLE") or flag(word, "SURE_UNCASED") for word in words):
        return True
    if cue.endswith("_whole") and len(words) > 1 and all(flag(word, "NAMEISH") for word in words):
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
        alone = end - start == 1 and (not reading.words[start].listed or reading.words[start].ordinary)
        if end > start and not alone:
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
    if (
        alone
        and 1 < end - start <= 3
        and reading.capitals(start, end) < _GERMAN
        and not reading.part_of_place(start, end)
    ):
        yield Found("half", start, end)


def _kept(found: Found, reading: Reading) -> bool:
    """Tell whether a match is a name where it stands."""
    if found.kind in ("titled", "relation"):
        return _kept_after_title(found, reading)
    if reading.part_of_place(found.start, found.end) or reading.glued(found.start):
        return False
    if found.kind in ("uncased", "honorific"):
        return reading.has_sure(found)
    capitals = reading.capitals(found.start, found.end)
    if found.kind in ("half", "unknown"):
        return capitals < _GERMAN and _kept_unknown(found, reading)
    if found.kind == "single":
        return capitals < _TITLE_CASE and not reading.part_of_title(found.start, found.end)
    return found.kind == "whole" or capitals < _TITLE_CASE


def _kept_after_title(found: Found, reading: Reading) -> bool:
    """Tell "Father Gill Park" from "Father Gill"; "Mr" stands before names only."""
    if reading.words[found.start].key in rules().title:
        return True
    after = reading.words[found.end : found.end + 1]
    return not (after and after[0].capital and after[0].key in rules().place_after and not after[0].family)


def _kept_unknown(found: Found, reading: Reading) -> bool:
    """Tell a name with an unknown word from other words with capitals."""
    if found.kind == "unknown" and not (reading.english and reading.spelt_out(found)):
        return False
    first = reading.words[found.start]
    ordinary = first.ordinary and first.key not in gazetteer().common
    doubtful = ordinary or not (first.given or reading.english)
    return not (doubtful and reading.sentence_ends_at(found.start - 1))


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


def _span(found: Found, reading: Reading) -> Span:
    """Return where a name is in the text, less a Bengali ending."""
    end = reading.pieces.ends[found.end - 1] - ending_length(reading.words[found.end - 1].text)
    return Span(reading.pieces.starts[found.start], end, _kind(found, reading))


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
    return [_span(one, reading) for one in _chosen(candidates)]


def _worth_reading(text: str) -> bool:
    """Tell quickly whether a text has any letters at all."""
    return bool(gazetteer()) and any(map(str.isalpha, text))
