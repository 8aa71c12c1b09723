"""What makes the shift from "I" to "you" uncertain in an English clause: each doubt is a rule of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from textmine.draft.clauses.finite import clause_verb, finite_verbs, governed, is_main
from textmine.draft.clauses.reading import Word, forms_of, grammar, is_noun, is_only_noun, is_plural, parts_of, read
from textmine.draft.lexicon import settings, word_set
from textmine.draft.person.address import speaks_of_anybody

_QUOTED = regex.compile(r"\"[^\"]*\"|“[^”]*”|[\"“”„«»‘]|(?<![\p{L}\p{N}])['’][^'’]+['’](?![\p{L}\p{N}])")

_SCARE = 4
"""Words in quotation marks that may be a name for something rather than speech."""
PLURAL = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we've", "we'd", "we'll", "weve"})


@dataclass(frozen=True, slots=True)
class Speech:
    """An English clause as words, with the ones in the first person."""

    text: str
    words: tuple[Word, ...]
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


def speech_of(text: str) -> Speech:
    """Return an English clause as words, with where its first person stands."""
    words = read(text)
    shift = settings("person")["shift"]
    first = [
        index
        for index, word in enumerate(words)
        # "US" in capitals is the country, "i.e." no person.
        if word.folded in shift
        and not (word.written == "US" and not text.isupper())
        and text[word.end : word.end + 2].casefold() != ".e"
    ]
    return Speech(text, words, first)


def speaks_to_somebody(clause: Speech) -> bool:
    """Somebody is addressed: after the shift nobody could tell who "you" is."""
    if not any(word.folded in word_set("second") for word in clause.words):
        return False
    return bool(clause.first) or _is_question(clause) or not speaks_of_anybody(clause.words)


def let_us(clause: Speech) -> bool:
    """Say whether the clause calls on people: "let us", "let's"."""
    pairs = {(clause.folded(index), clause.folded(index + 1)) for index in range(len(clause.words))}
    return ("let", "us") in pairs or any(word.folded in ("let's", "lets") for word in clause.words)


def _quotes_somebody(clause: Speech) -> bool:
    """Say whether the clause quotes or reports what was said: its "I" may be somebody else."""
    if any(not _scare(clause, match) for match in _QUOTED.finditer(clause.text)):
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


def _scare(clause: Speech, match: regex.Match[str]) -> bool:
    """Say whether a few quoted words, none in the first person, only name a thing: an "art district"."""
    quoted = {word.folded for word in clause.words if match.start() <= word.start < match.end()}
    quoted_first = any(match.start() <= clause.words[index].start < match.end() for index in clause.first)
    return 0 < len(quoted) <= _SCARE and not quoted_first and not any(mark in match.group() for mark in ".,!?")


def _is_question(clause: Speech) -> bool:
    return "?" in clause.text or "؟" in clause.text


def _doubtful_i(clause: Speech) -> bool:
    """An "I" that is a numeral, an initial, part of a list or cut off from its verb."""
    subjects = {index for index in clause.first if clause.words[index].folded in ("i", "we")}
    for index in clause.first:
        word = clause.words[index]
        if word.folded != "i":
            continue
        following = clause.words[index + 1].before if index + 1 < len(clause.words) else ""
        if not following or following.strip():
            return True
        if not _may_be_verb(clause.folded(clause.after(index))):
            return True
        previous = clause.words[index - 1] if index else None
        if previous is None:
            continue
        if previous.folded in word_set("numbered") or previous.folded in ("or", "nor"):
            return True
        if previous.folded == "and" and not _new_clause(clause, index):
            near = {clause.folded(near) for near in range(index - 4, index - 1)}
            named = index > 2 and clause.words[index - 2].written[0].isupper()
            if named or near & {"my", "our", "his", "her"} or not subjects & set(range(index)):
                return True
    return False


def _may_be_verb(word: str) -> bool:
    """Say whether a word may be the verb of "I": anything but "funding", "street" or "has" ("i has been proven")."""
    if word in ("has", "is", "does", "hasn't", "isn't", "doesn't"):
        return False
    return not parts_of(word) or bool(forms_of(word) - {"VBG", "VBZ"}) or word in grammar("finite")


def _new_clause(clause: Speech, index: int) -> bool:
    """Say whether "and I" opens a second clause after a whole one, as in "the lamps are out and I use my torch"."""
    before = clause.folded(index - 2)
    named = clause.words[index - 2].written[0].isupper() or clause.folded(index - 3) in ("my", "our", "his", "her")
    return (
        not named
        and before not in ("me", "him", "her", "them")
        and is_main(clause.words, 0, index - 1)
        and clause_verb(clause.words, index, len(clause.words)) is not None
    )


def _may_claim(clause: Speech, verb: int) -> bool:
    """Say whether "should" claims a right, as in "I should not have to pay": nobody is called upon."""
    after = [clause.folded(clause.after(verb - 1) + step) for step in range(1, 4)]
    return " ".join(after).removeprefix("not ").startswith(("have to", "be able", "be allowed", "be free"))


def _forbids(clause: Speech, verb: int) -> bool:
    """Say whether "we cannot" may forbid, as "you cannot" would: "we cannot abandon it", but not "we cannot sleep"."""
    if clause.folded(verb) not in ("cannot", "can't", "cant") and (clause.folded(verb), clause.folded(verb + 1)) != (
        "can",
        "not",
    ):
        return False
    act = clause.after(verb + (clause.folded(verb + 1) == "not"))
    return clause.folded(act) not in grammar("anybodys_acts") | grammar("own_acts")


def _asks_us_to_act(clause: Speech) -> bool:
    """Say whether "we should" calls on people to act: "you should" would call on somebody else."""
    for index in clause.first:
        subject, _, contracted = clause.words[index].folded.partition("'")
        if subject not in ("i", "we"):
            continue
        verb = clause.after(index)
        if subject == "we" and contracted and clause.folded(verb) in word_set("public_acts"):
            return True
        if clause.folded(index - 1) in word_set("obligation"):
            return True
        if clause.folded(verb) in word_set("obligation") and not (
            (subject == "i" and clause.folded(verb) in ("could", "couldn't", "may", "might"))
            or _may_claim(clause, verb)
        ):
            return True
        near = {clause.folded(verb), clause.folded(clause.after(verb))}
        if subject == "we" and _forbids(clause, verb):
            return True
        if subject == "we" and near & word_set("public_acts"):
            return True
        if clause.folded(verb) in ("don't", "dont"):
            verb = clause.after(verb)
        if subject == "we" and clause.folded(verb) in word_set("obligation_to") and clause.folded(verb + 1) == "to":
            return True
    return False


def _wide(clause: Speech) -> bool:
    """Say whether "we" is everybody, as beside "our country"."""
    return any(clause.words[index].folded in PLURAL for index in clause.first) and any(
        word.folded in word_set("wide") for word in clause.words
    )


def _opens_with_a_verb(clause: Speech) -> bool:
    """The opening word may be a verb: a request to the council, or a sentence that lost its subject."""
    start = 0
    while start < len(clause.words) - 1 and clause.folded(start) in word_set("adverbs"):
        start += 1
    opening = clause.words[start]
    if opening.folded == "as" and clause.folded(1) in ("a", "an", "someone"):
        # "As a mother you do not …" sounds like a reproach.
        return True
    if opening.folded in word_set("openers") or opening.folded[0].isdigit():
        return False
    if opening.folded in word_set("joints") and clause.folded(start + 1) in grammar("requests"):
        return True
    known = parts_of(opening.folded)
    if known and not forms_of(opening.folded) & {"VB", "VBD", "VBZ"}:
        return False
    if opening.folded not in grammar("requests") and clause_verb(clause.words, start, len(clause.words)) is not None:
        return False
    endings = tuple(settings("person")["words"]["opener_endings"])
    plural = opening.folded.endswith("s") and not opening.folded.endswith(("ss", "us"))
    return not (plural or opening.folded.endswith(endings))


def _asks_for_us(clause: Speech) -> bool:
    """A request in the middle: "so please help us"."""
    asking = word_set("asking")
    for index in range(len(clause.words)):
        word = clause.words[index]
        opens = not index or word.before.strip() or clause.folded(index - 1) in word_set("joints")
        opens = opens or (
            word.folded in ("don't", "dont")
            and is_noun(clause.folded(index - 1))
            and not is_plural(clause.folded(index - 1))
        )
        if opens and word.folded in asking and any(first > index for first in clause.first):
            return True
    return False


def _doubtful_form(clause: Speech) -> bool:
    """A form of the first person that is no pronoun here, or that the tables do not cover."""
    for index in clause.first:
        word, before, after = clause.words[index].folded, clause.folded(index - 1), clause.folded(index + 1)
        if word in ("my", "our") and (not after or after in word_set("exclaimed") or before == "oh"):
            return True
        if word in ("mine", "ours") and before not in word_set("before_mine"):
            return True
        if word == "us" and (before in ("the", "a", "this") or _names_the_country(clause, index)):
            return True
        if word == "us" and (clause.folded(index - 2), before) == ("rest", "of"):
            return True
        if word in ("me", "us") and after in ("i", "we"):
            return True
        if index == 0 and word in ("me", "us", "mine", "myself", "ourselves"):
            return True
    return False


def _names_the_country(clause: Speech, index: int) -> bool:
    """Say whether a noun follows "us" at once, as in "us national security"."""
    after = clause.folded(index + 1)
    if not after or clause.words[index + 1].before.strip() or after in grammar("function") | grammar("objects"):
        return False
    if clause.folded(index - 1) in grammar("bare_after") - {"to"} or "ADV" in parts_of(after):
        return False
    if "ADJ" in parts_of(after):
        return index + 2 < len(clause.words) and is_only_noun(clause.folded(index + 2))
    return "NOUN" in parts_of(after) and not is_plural(after)


def _doubtful_be(clause: Speech) -> bool:
    """An "am" or "was" away from its "I": its subject may be the respondent all the same."""
    near = {clause.after(index) for index in clause.first if clause.words[index].folded == "i"}
    inverted = {index - 1 for index in clause.first if clause.words[index].folded == "i"}
    for index, word in enumerate(clause.words):
        if word.folded not in settings("person")["be"] or index in near | inverted | shared_be(clause):
            continue
        before = clause.folded(index - 1)
        if word.folded == "am":
            if not (before[:1].isdigit() or before == "pm"):
                return True
        elif index == 0 or "," in word.before or before in word_set("joints") | word_set("adverbs") | {"we"}:
            return True
    return False


def shared_be(clause: Speech) -> set[int]:
    """Return where a "was" after "and" shares the one subject of the clause, "I": "I went home and was attacked"."""
    if clause.folded(0) != "i" or not {clause.folded(index) for index in clause.first[1:]} <= {"my", "me", "myself"}:
        return set()
    for index, word in enumerate(clause.words):
        if word.folded in ("was", "wasn't", "wasnt") and clause.folded(index - 1) == "and" and not word.before.strip():
            plain = not governed(clause.words, 1, index - 1) and len(finite_verbs(clause.words, 0, index - 1)) == 1
            return {index} if plain else set()
    return set()


DOUBTS: tuple[Callable[[Speech], bool], ...] = (
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
