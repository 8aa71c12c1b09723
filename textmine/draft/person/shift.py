"""From "I don't feel safe" to "You don't feel safe", in English, and only where that is certain.

The published page says "You said", so a respondent's "I" becomes "you". The rules are closed lists
(`data/person.toml`); whatever they do not cover is reported as uncertain and stays a quote.
"""

from __future__ import annotations

from textmine.draft.lexicon import settings
from textmine.draft.person.doubts import DOUBTS, PLURAL, Speech, let_us, shared_be, speaks_to_somebody, speech_of


def _in_case(word: str, opens: bool, shouting: bool) -> str:
    if shouting:
        return word.upper()
    return word[0].upper() + word[1:] if opens else word


def _rewrite(clause: Speech) -> str:
    person = settings("person")
    first = set(clause.first)
    subjects = {index for index in first if clause.words[index].folded == "i"}
    be = {clause.after(index) for index in subjects} | {index - 1 for index in subjects} | shared_be(clause)
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
    clause = speech_of(text)
    plural = sum(clause.words[index].folded in PLURAL for index in clause.first)
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
    clause = speech_of(text)
    if not clause.words:
        return text
    if speaks_to_somebody(clause) or let_us(clause) or clause.words[0].folded in ("ill", "id", "idk", "iirc"):
        return None
    if not clause.first:
        return text
    return None if any(doubt(clause) for doubt in DOUBTS) else _rewrite(clause)
