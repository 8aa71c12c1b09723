"""Pronouns of an English clause that point at something the clause does not name."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.draft.clauses.finite import finite_verbs, previous
from textmine.draft.clauses.reading import Word, forms_of, grammar, is_noun, is_plural, parts_of
from textmine.draft.clauses.story import fitness
from textmine.draft.lexicon import word_set


def is_lost(own: Sequence[Word]) -> bool:
    """Say whether a pronoun points at something that is not in the clause."""
    if own[0].folded in word_set("lost"):
        return True
    if _demonstrative_alone(own):
        return True
    return any(
        word.folded in fitness("pronouns") and not _has_antecedent(own, index) and not _expletive(own, index)
        for index, word in enumerate(own)
    )


def _demonstrative_alone(own: Sequence[Word]) -> bool:
    """Say whether "this" or "that" stands for a whole sentence said before."""
    first = own[0].folded
    if first in ("that's", "thats", "this'll", "that'd", "that'll"):
        return True
    if own[-1].folded in ("this", "that", "these", "those"):
        return True
    if own[-1].folded.isdigit() and {"with", "about"} & {word.folded for word in own[1:4]}:
        # "I agree with 1, 2 and 5": with items of the form.
        return True
    return first in fitness("demonstratives") and len(own) > 1 and 1 in finite_verbs(own)


def _has_antecedent(own: Sequence[Word], index: int) -> bool:
    """Say whether a noun that a pronoun may stand for comes before it."""
    several = own[index].folded.startswith("the") and own[index].folded not in ("their", "theirs", "themselves")
    persons = own[index].folded.startswith("the")
    for place, word in enumerate(own[:index]):
        opens = not place or "," in word.before or own[place - 1].folded in grammar("adverbs") | grammar("joints")
        if opens and word.folded in grammar("requests"):
            continue
        if persons and (word.folded in fitness("collective") or (place and word.written[0].isupper())):
            return True
        if several and place and own[place - 1].folded == "the" and "ADJ" in parts_of(word.folded):
            # "The poor", "the elderly".
            return True
        if _is_thing(own, place) and (
            not several or is_plural(word.folded) or "and" in {one.folded for one in own[:index]}
        ):
            return True
    return False


def _is_thing(own: Sequence[Word], place: int) -> bool:
    """Say whether a word is a noun here that a pronoun may stand for."""
    word = own[place].folded
    doing = word.endswith("ing") and len(word) > 5
    after = own[place + 1].folded if place + 1 < len(own) else ""
    if doing and after in grammar("objects") | grammar("determiners"):
        # "Banning it", "having them there".
        return False
    named = is_noun(word) or doing
    if not named or word in fitness("measures") | grammar("nominative") or _is_verb_here(own, place):
        return False
    if own[place].written[0].isupper() and (place or own[place].written.isupper()):
        return True
    if word.endswith("ing") and "VBG" in forms_of(word):
        return True
    described = place and own[place - 1].folded in grammar("determiners")
    return bool(described) or "ADJ" not in parts_of(word)


def _is_verb_here(own: Sequence[Word], place: int) -> bool:
    """Say whether a word that could be a noun follows a subject or "to" and is a verb."""
    before = previous(own, place)
    return bool(forms_of(own[place].folded)) and (
        before in grammar("certain_subjects") | grammar("modals") | grammar("contracted") | grammar("finite")
        or own[place].folded in grammar("finite")
    )


def _expletive(own: Sequence[Word], index: int) -> bool:
    """Say whether nothing is meant by an "it", as in "it is dark by four"."""
    if own[index].folded not in ("it", "it's", "it'd", "it'll", "its"):
        return False
    if (
        index
        and own[index - 1].folded in ("make", "makes", "making", "made", "find")
        and "to" in {one.folded for one in own[index:]}
    ):
        return True
    contracted = own[index].folded != "it"
    rest = [word.folded for word in own[index + 1 :]]
    verb, rest = ("is", rest) if contracted else ((rest or [""])[0], rest[1:])
    if rest and rest[0] in ("a", "an", "the"):
        to_come = {"to", "that", "whether", "if", "when", "for"} & set(rest)
        return bool(fitness("shames") & set(rest[1:4]) and to_come) or "shame" in rest
    return verb in fitness("expletive_verbs") and bool(set(rest) & fitness("expletive_signs"))
