"""Finite verbs and their subjects in English, by closed lists and lemma tables, and only where they are certain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textmine.draft.clauses.reading import Word, forms_of, grammar, is_noun, is_plural, parts_of, phrase_at

_FARTHEST = 9
"""Words a subject may have before its verb."""


def previous(words: Sequence[Word], index: int, start: int = 0) -> str:
    """Return the last word before `index` that is no adverb; an empty string where a mark or the start intervenes."""
    while index > start and not _marks(words[index].before):
        index -= 1
        if words[index].folded not in grammar("adverbs"):
            return words[index].folded
    return ""


def _marks(between: str) -> bool:
    return between != " " and any(mark in between for mark in ",;:.!?()")


def _following(words: Sequence[Word], index: int) -> str:
    return words[index + 1].folded if index + 1 < len(words) and not _marks(words[index + 1].before) else ""


def _certain_form(words: Sequence[Word], index: int, start: int) -> bool:
    """Say whether a main verb is finite for certain: right after its subject, and no noun or participle."""
    word, before, after = words[index].folded, previous(words, index, start), _following(words, index)
    forms = forms_of(word)
    if not before or not forms - {"VBG"} or before in grammar("determiners") - grammar("certain_subjects"):
        return False
    if before in grammar("modals") or before in grammar("prepositions"):
        return False
    if before in grammar("certain_subjects") and "VBG" not in forms:
        return before != "it" or bool(forms & {"VBZ", "VBD"})
    if not is_noun(before) or word in grammar("verbs_rarely"):
        return False
    return _agrees(word, before, forms, bool(after) and after in grammar("objects"), after)


def _agrees(word: str, before: str, forms: frozenset[str], takes_object: bool, after: str) -> bool:
    """Say whether a verb after a noun agrees with it or has an object, as no noun or participle would."""
    only_verb = "NOUN" not in parts_of(word)
    plural = is_plural(before) and before not in grammar("not_plural")
    direct = takes_object and after not in grammar("particles")
    if "VBD" in forms:
        return after in grammar("determiners") | grammar("pronouns_object") | {"it", "her"} if "VBN" in forms else True
    if "VBZ" in forms and not plural:
        return only_verb or direct
    if "VBP" in forms or "VB" in forms:
        if plural:
            return only_verb or takes_object or after in grammar("prepositions")
        # "The van need the bay", as people write.
        return takes_object and after in grammar("determiners")
    return False


def _is_finite(words: Sequence[Word], index: int, start: int) -> bool:
    word = words[index].folded
    if word in grammar("finite") or word in grammar("contracted"):
        # "The will", "a can".
        return not (word in ("will", "can", "must") and previous(words, index, start) in ("a", "the", "their", "his"))
    if word in grammar("maybe_finite"):
        return words[index].written != "May" and previous(words, index, start) not in grammar("modals") | {""}
    return _certain_form(words, index, start)


def finite_verbs(words: Sequence[Word], start: int = 0, end: int | None = None) -> list[int]:
    """Return the indices of the words between `start` and `end` that are finite verbs for certain."""
    end = len(words) if end is None else end
    return [index for index in range(start, end) if _is_finite(words, index, start)]


def _has_subject(words: Sequence[Word], start: int, verb: int) -> bool:
    """Say whether the words before a verb can be its subject and nothing else."""
    own = words[start:verb]
    if any(word.folded in grammar("governors") | grammar("breakers") for word in own[1:]):
        return False
    if not _opens_subject(words, start) or own[-1].folded in ("and", "or", "but", "to"):
        return False
    if "and" in {word.folded for word in own} and own[0].folded not in grammar("determiners"):
        return False
    if any(one.folded == "to" and "VB" in forms_of(other.folded) for one, other in pairwise(own)):
        return False
    named = any(is_noun(word.folded) or word.folded in grammar("nominative") for word in own)
    return named and not any(_marks(word.before) for word in own[1:])


def _opens_subject(words: Sequence[Word], start: int) -> bool:
    """Say whether a subject may open with this word: no preposition, no adverb, no verb that wants an object."""
    word = words[start].folded
    if word in grammar("nominative") or word in grammar("determiners"):
        return True
    if word in grammar("function") | grammar("prepositions") | grammar("governors"):
        return False
    parts = parts_of(word)
    if word in grammar("verbs_first") or (parts and not parts & {"NOUN", "ADJ", "PROPN"}):
        return False
    following = _following(words, start)
    if parts and "NOUN" not in parts and not (is_noun(following) or "ADJ" in parts_of(following)):
        return False
    return not ("VB" in forms_of(word) and _following(words, start) in grammar("prepositions"))


def clause_verb(words: Sequence[Word], start: int, end: int) -> int | None:
    """Return where the verb stands of a clause that opens at `start` with its own subject, else None."""
    while start < end and words[start].folded in grammar("passed"):
        start += 1
    if start >= end:
        return None
    if words[start].folded in grammar("contracted"):
        return start
    verbs = [verb for verb in finite_verbs(words, start, min(end, start + _FARTHEST + 3)) if verb > start]
    for verb in verbs[:2]:
        if verb - start > _FARTHEST or not _has_subject(words, start, verb):
            return None
        if not _is_contact(words, start, verb):
            return verb
    return None


def _is_contact(words: Sequence[Word], start: int, verb: int) -> bool:
    """Say whether a verb belongs to a clause inside the subject, as in "the bench we used is broken"."""
    if words[verb].folded in grammar("contracted"):
        return True
    before = previous(words, verb, start)
    inner = before in ("i", "we", "you", "he", "she", "they", "it", "there")
    return inner and verb - start > 1 and is_noun(words[start].folded) | (words[start].folded in grammar("determiners"))


def is_request(words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a clause opens with a verb that asks for something."""
    return end - start > 1 and words[start].folded in grammar("requests") and not _marks(words[start + 1].before)


def is_main(words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a stretch is a statement with subject and verb, a request, or a judgement ("lights ok")."""
    while start < end and (words[start].folded in grammar("passed") or words[start].folded in ("so", "and", "but")):
        start += 1
    if start >= end:
        return False
    if is_request(words, start, end) or clause_verb(words, start, end) is not None:
        return True
    own = finite_verbs(words, start, end)
    if any(verb > start and _subject_near(words, start, verb) for verb in own):
        return True
    return end - start <= 6 and words[end - 1].folded in grammar("judged") and is_noun(words[start].folded)


def _subject_near(words: Sequence[Word], start: int, verb: int) -> bool:
    """Say whether a sure subject stands right before a verb, as after "in winter"."""
    if words[verb].folded in grammar("contracted"):
        return words[verb - 1].folded not in grammar("prepositions")
    return previous(words, verb, start) in grammar("nominative") | grammar("certain_subjects")


def governed(words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a stretch holds a word that may still govern what follows it."""
    if _unfinished(words, start, end):
        return True
    for index in range(start, end):
        if phrase_at(words, index, grammar("governors")) or _reports(words, index, start, end):
            return True
        if words[index].folded == "that" and index > start and not _points(words, index):
            return True
    return False


def _unfinished(words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a clause after "so" has no verb yet: "so the traffic on one road and another will …"."""
    latest = next((index for index in range(end - 1, start, -1) if words[index].folded == "so"), None)
    return latest is not None and latest + 2 < end and not finite_verbs(words, latest + 1, end)


def _points(words: Sequence[Word], index: int) -> bool:
    """Say whether "that" points at a thing, as in "cut that hedge" or "do that"."""
    after = _following(words, index)
    return words[index - 1].folded in grammar("prepositions") or (not after)


def _reports(words: Sequence[Word], index: int, start: int, end: int) -> bool:
    """Say whether a verb such as "say" or "worry" takes a clause here."""
    if words[index].folded not in grammar("reporting"):
        return False
    if (
        index == start + 1
        and words[start].folded in ("i", "we")
        and f"{words[start].folded} {words[index].folded}" in grammar("own_opinions")
    ):
        return False
    return clause_verb(words, index + 1, end) is not None
