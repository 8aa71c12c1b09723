"""From "I don't feel safe" to "You don't feel safe", in English, and only where that is certain.

The published page says "You said", so a respondent's "I" becomes "you". The rules are closed lists
(`data/person.toml`); whatever they do not cover is reported as uncertain and stays a quote.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from textmine.draft.lexicon import settings, word_set

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*")
_QUOTED = regex.compile(r"[\"“”„«»‘]|(?<![\p{L}\p{N}])['’][^'’]+['’](?![\p{L}\p{N}])")

_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we've", "we'd", "we'll"})


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a clause: as written, folded (straight apostrophe, lower case), and where it stands."""

    written: str
    folded: str
    start: int
    end: int
    before: str
    """What stands between the previous word and this one."""


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    words: list[_Word]
    first: list[int]
    """Indices of the first-person words."""

    def folded(self, index: int) -> str:
        """Return a word by index, an empty string beyond either end."""
        return self.words[index].folded if 0 <= index < len(self.words) else ""

    def after(self, index: int) -> int:
        """Return the index of the first word after `index` that is not an adverb."""
        index += 1
        while self.folded(index) in word_set("adverbs"):
            index += 1
        return index


def _split(text: str) -> _Clause:
    words: list[_Word] = []
    last = 0
    for match in _WORD.finditer(text):
        folded = match.group().replace("’", "'").casefold()
        words.append(_Word(match.group(), folded, match.start(), match.end(), text[last : match.start()]))
        last = match.end()
    shift = settings("person")["shift"]
    first = [
        index
        for index, word in enumerate(words)
        # "US" in capitals is the country.
        if word.folded in shift and not (word.written == "US" and not text.isupper())
    ]
    return _Clause(text, words, first)


def _speaks_to_somebody(clause: _Clause) -> bool:
    """Somebody is addressed: after the shift nobody could tell who "you" is."""
    return any(word.folded in word_set("second") for word in clause.words)


def _let_us(clause: _Clause) -> bool:
    pairs = {(clause.folded(index), clause.folded(index + 1)) for index in range(len(clause.words))}
    return ("let", "us") in pairs or any(word.folded in ("let's", "lets") for word in clause.words)


def _quotes_somebody(clause: _Clause) -> bool:
    """Say whether the clause quotes or reports what was said: its "I" may be somebody else."""
    if _QUOTED.search(clause.text):
        return True
    speakers = {index for index in clause.first if clause.words[index].folded not in ("me", "us")}
    for index, word in enumerate(clause.words):
        if word.folded not in word_set("reporting"):
            continue
        index += 1
        while clause.folded(index) in word_set("reported_to"):
            index += 1
        if index in speakers:
            return True
    return False


def _is_question(clause: _Clause) -> bool:
    return "?" in clause.text or "؟" in clause.text


def _doubtful_i(clause: _Clause) -> bool:
    """An "I" that is a numeral, an initial, part of a list or cut off from its verb."""
    subjects = {index for index in clause.first if clause.words[index].folded in ("i", "we")}
    for index in clause.first:
        word = clause.words[index]
        if word.folded != "i":
            continue
        following = clause.words[index + 1].before if index + 1 < len(clause.words) else ""
        if not following or following.strip():
            return True
        previous = clause.words[index - 1] if index else None
        if previous is None:
            continue
        if previous.folded in word_set("numbered") or previous.folded in ("or", "nor"):
            return True
        if previous.folded == "and":
            near = {clause.folded(near) for near in range(index - 4, index - 1)}
            named = index > 2 and clause.words[index - 2].written[0].isupper()
            if named or near & {"my", "our", "his", "her"} or not subjects & set(range(index)):
                return True
    return False


def _asks_us_to_act(clause: _Clause) -> bool:
    """Say whether "we should" calls on people to act: "you should" would call on somebody else."""
    for index in clause.first:
        subject = clause.words[index].folded
        if subject not in ("i", "we"):
            continue
        verb = clause.after(index)
        if clause.folded(index - 1) in word_set("obligation"):
            return True
        if clause.folded(verb) in word_set("obligation") and not (
            subject == "i" and clause.folded(verb) in ("could", "couldn't", "may", "might")
        ):
            return True
        if subject == "we" and {clause.folded(verb), clause.folded(verb + 1)} & word_set("public_acts"):
            return True
        if subject == "we" and clause.folded(verb) in word_set("obligation_to") and clause.folded(verb + 1) == "to":
            return True
    return False


def _wide(clause: _Clause) -> bool:
    """Say whether "we" is everybody, as beside "our country"."""
    return any(clause.words[index].folded in _PLURAL for index in clause.first) and any(
        word.folded in word_set("wide") for word in clause.words
    )


def _opens_with_a_verb(clause: _Clause) -> bool:
    """The opening word may be a verb: a request to the council, or a sentence that lost its subject."""
    opening = clause.words[0]
    if opening.folded == "as" and clause.folded(1) in ("a", "an", "someone"):
        # "As a mother you do not …" sounds like a reproach.
        return True
    if opening.folded in word_set("openers") or opening.folded[0].isdigit():
        return False
    endings = tuple(settings("person")["words"]["opener_endings"])
    plural = opening.folded.endswith("s") and not opening.folded.endswith(("ss", "us"))
    return not (plural or opening.folded.endswith(endings))


def _asks_for_us(clause: _Clause) -> bool:
    """A request in the middle: "so please help us"."""
    asking = word_set("asking")
    for index in range(len(clause.words)):
        word = clause.words[index]
        opens = not index or word.before.strip() or clause.folded(index - 1) in word_set("joints")
        if opens and word.folded in asking and any(first > index for first in clause.first):
            return True
    return False


def _doubtful_form(clause: _Clause) -> bool:
    """A form of the first person that is no pronoun here, or that the tables do not cover."""
    for index in clause.first:
        word, before, after = clause.words[index].folded, clause.folded(index - 1), clause.folded(index + 1)
        if word in ("my", "our") and (not after or after in word_set("exclaimed") or before == "oh"):
            return True
        if word in ("mine", "ours") and before not in word_set("before_mine"):
            return True
        if word == "us" and (clause.folded(index - 2), before) == ("rest", "of"):
            return True
        if index == 0 and word in ("me", "us", "mine", "myself", "ourselves"):
            return True
    return False


def _doubtful_be(clause: _Clause) -> bool:
    """An "am" or "was" away from its "I": its subject may be the respondent all the same."""
    near = {clause.after(index) for index in clause.first if clause.words[index].folded == "i"}
    inverted = {index - 1 for index in clause.first if clause.words[index].folded == "i"}
    for index, word in enumerate(clause.words):
        if word.folded not in settings("person")["be"] or index in near | inverted:
            continue
        before = clause.folded(index - 1)
        if word.folded == "am":
            if not (before[:1].isdigit() or before == "pm"):
                return True
        elif index == 0 or "," in word.before or before in word_set("joints") | word_set("adverbs") | {"we"}:
            return True
    return False


_DOUBTS: tuple[Callable[[_Clause], bool], ...] = (
    _quotes_somebody,
    _is_question,
    _doubtful_i,
    _asks_us_to_act,
    _wide,
    _opens_with_a_verb,
    _asks_for_us,
    _doubtful_form,
    _doubtful_be,
)


def _in_case(word: str, opens: bool, shouting: bool) -> str:
    if shouting:
        return word.upper()
    return word[0].upper() + word[1:] if opens else word


def _rewrite(clause: _Clause) -> str:
    person = settings("person")
    first = set(clause.first)
    subjects = {index for index in first if clause.words[index].folded == "i"}
    be = {clause.after(index) for index in subjects} | {index - 1 for index in subjects}
    shouting = clause.text.isupper()
    pieces: list[str] = []
    last = 0
    for index, word in enumerate(clause.words):
        if index in first:
            new = person["shift"][word.folded]
        elif index in be and word.folded in person["be"]:
            new = person["be"][word.folded]
        else:
            continue
        opens = index == 0 or word.before.rstrip().endswith((".", "!"))
        new = _in_case(new, opens, shouting)
        pieces += [clause.text[last : word.start], new.replace("'", "’") if "’" in word.written else new]
        last = word.end
    return "".join([*pieces, clause.text[last:]])


def first_person_words(text: str) -> tuple[int, int]:
    """Return how many words of an English text speak of "me", and how many of "us"."""
    clause = _split(text)
    plural = sum(clause.words[index].folded in _PLURAL for index in clause.first)
    return len(clause.first) - plural, plural


def second_person(text: str) -> str | None:
    """Return an English clause in the second person, or None where the change is not certain.

    A clause without any "I" or "we" comes back as it is. A clause that already speaks to somebody
    ("you never listen") is uncertain: on a page headed "You said" its "you" would change its meaning.

    Args:
        text: One clause or sentence.

    Example:
        >>> second_person("I don't feel safe walking my kids home")
        "You don't feel safe walking your kids home"
        >>> second_person("We should listen") is None
        True
    """
    clause = _split(text)
    if not clause.words:
        return text
    if _speaks_to_somebody(clause) or _let_us(clause) or clause.words[0].folded in ("ill", "id"):
        return None
    if not clause.first:
        return text
    return None if any(doubt(clause) for doubt in _DOUBTS) else _rewrite(clause)
