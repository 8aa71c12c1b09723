"""Whether names, places, organisations and acronyms are in the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from textmine.draft.check.evidence import Answer, Case, Rarity, script_of
from textmine.draft.check.failure import Failure
from textmine.draft.check.support import is_new
from textmine.draft.check.words import fold, listed, pieces, reason, stem, tokens
from textmine.draft.plain import expanded
from textmine.text import normalise, word_spans
from textmine.text.romanise import romanise

_SKELETON = [pair.split() for pair in ("ph f", "bh v", "sh s", "ch c", "th t", "kh k", "gh g", "dh d", "ck k")]
_ALIKE = str.maketrans("zwqc", "jvkk")
_SOUNDLESS = regex.compile(r"[aeiouy\W\d_]+|(?<=(.))\1")
_CASED = ("Latin", "Cyrillic", "Greek")
"""Scripts that show names by capitals."""
_ENOUGH = 12
"""Among fewer words than this, capitals tell nothing of the language."""
_NOUNS = 0.25
"""Where more than this share of the words has a capital, a capital is no sign of a name."""
_HEARD = 3
"""So many consonants are enough to know a name again in another script."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a sentence that is a name, as written and folded."""

    written: str
    folded: str


def names_in(text: str) -> list[Name]:
    """Return the words that capitals show to be names, and those before a word for a street where there are none.

    The word that opens a sentence has a capital anyway; it counts only in capitals throughout, or before another
    name. Sentences in capitals throughout, and "I", show nothing.

    Example:
        >>> [name.written for name in names_in("Lights on Tanner Street, says the RNIB. Parking is bad.")]
        ['Tanner', 'Street', 'RNIB']
    """
    return [name for piece in pieces(text) for name in _of_sentence(piece)]


def _of_sentence(sentence: str) -> list[Name]:
    written = [span.of(sentence) for span in word_spans(normalise(sentence))]
    if sum(word.isupper() for word in written) * 2 > len(written) > 2:
        return []
    found: list[Name] = []
    for at, word in enumerate(written):
        following = written[at + 1] if at + 1 < len(written) else ""
        acronym = len(word) > 1 and word.isupper()
        capital = word[:1].isupper() and (at > 0 or acronym or _is_capital(following))
        if (capital and not _is_ordinary(word)) or fold(following) in listed("names", "streets"):
            found.append(Name(word, fold(word)))
    return found


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and not _is_ordinary(word)


def _is_ordinary(word: str) -> bool:
    """Tell whether a word with a capital names nobody; days and months are looked at with the numbers."""
    folded = fold(word)
    return folded in listed("names", "ordinary") or folded.removesuffix("s") in listed("names", "calendar")


def name_failures(case: Case, rarity: Rarity) -> Iterator[Failure]:
    """Yield the first name that no answer of the sentence has, nor the question.

    In a script without capitals, and in German, any word might be a name; one that nobody used in any answer to the
    question is taken for one.

    Args:
        case: A sentence that is not part of an answer.
        rarity: Which words the answers to the question have.
    """
    script = script_of(case.text)
    cased = script in _CASED and not _capitals_nouns(case.evidence)
    strange = [name for name in names_in(case.text) if not _known(name, case)] if cased or script not in _CASED else []
    if strange:
        unknown = script == "Latin" and not any(answer.script == script for answer in case.evidence)
        found = reason("name_unknown") if unknown else reason("name", name=strange[0].written)
        yield Failure("names", found, note=unknown and not case.machine)
    elif script and not cased:
        alike = any(answer.script == script for answer in case.evidence)
        new = next((word for word in case.tokens if alike and is_new(word, case, rarity)), None)
        if new is not None:
            yield Failure("names", reason("word", word=new), note=not case.machine)


def _capitals_nouns(answers: Sequence[Answer]) -> bool:
    """Tell whether answers are in a language that writes every noun with a capital, as German."""
    counts = [_capitals(answer.text) for answer in answers if answer.script == "Latin"]
    return sum(capitals for capitals, _ in counts) > _NOUNS * max(_ENOUGH, sum(number for _, number in counts))


@lru_cache(maxsize=10_000)
def _capitals(text: str) -> tuple[int, int]:
    """Return how many words inside sentences have a capital and go on small, and how many words there are."""
    inside = [span.of(piece) for piece in pieces(text) for span in word_spans(piece)[1:]]
    return sum(word[:1].isupper() and word[1:].islower() for word in inside), len(inside)


def _known(name: Name, case: Case) -> bool:
    """Tell whether an answer, or the question, has a name: as a word, its parts, its initials or in another script."""
    parts = tokens(name.written)
    said = _question_words(case.question)
    if all(part in said or any(_has(part, answer) for answer in case.evidence) for part in parts):
        return True
    if name.written.isupper() and any(expanded(name.written, answer.text) for answer in case.evidence):
        return True
    return any(_sounds(name.folded, answer) for answer in case.evidence if answer.script == "Bengali")


@cache
def _question_words(question: str) -> frozenset[str]:
    return frozenset(tokens(question))


def _has(part: str, answer: Answer) -> bool:
    """Tell whether an answer has a word, with another ending perhaps."""
    return part in answer.tokens or (len(part) > 3 and stem(part) in answer.content)


def _sounds(name: str, answer: Answer) -> bool:
    """Tell whether a Bengali answer has a word that sounds like a name in Latin letters."""
    wanted = _skeleton(name)
    return len(wanted) >= _HEARD and any(heard.startswith(wanted) for heard in _heard(answer.text))


@cache
def _heard(text: str) -> frozenset[str]:
    return frozenset(_skeleton(word) for word in romanise(text).split())


def _skeleton(word: str) -> str:
    """Return the consonants of a word in Latin letters, those that Bengali spells alike made one.

    Example:
        >>> _skeleton("marsh"), _skeleton("Chapel")
        ('mrs', 'kpl')
    """
    folded = fold(word)
    for pair, single in _SKELETON:
        folded = folded.replace(pair, single)
    return _SOUNDLESS.sub("", folded.translate(_ALIKE))
