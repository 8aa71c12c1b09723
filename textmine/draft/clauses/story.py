"""English clauses that tell one person's story: true, but no point that many make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textmine.draft.clauses.finite import finite_verbs
from textmine.draft.clauses.reading import Word, forms_of, grammar, is_noun, is_only_noun, read
from textmine.draft.lexicon import settings


@lru_cache(maxsize=64)
def fitness(name: str) -> frozenset[str]:
    """Return one of the lists under `[words]` of `fitness.toml`."""
    return frozenset(settings("fitness")["words"][name])


def personal_flaws(text: str) -> frozenset[str]:
    """Return `story` for an English clause that tells what happened to somebody, `identity` for who somebody is.

    Args:
        text: The clause in the words of its author, before any shift to "you".

    Example:
        >>> sorted(personal_flaws("I have shopped here since 1971"))
        ['story']
        >>> sorted(personal_flaws("I don't feel safe walking my kids home"))
        []
    """
    own = read(text)
    if not own:
        return frozenset()
    found = set()
    if _about_somebody(own) or _happened(own) or _tale(own):
        found.add("story")
    if _own_attribute(own):
        found.add("identity")
    subject = _first_subject(own)
    if subject is not None:
        found |= _said_of_oneself(own, subject)
    return frozenset(found)


def _own_attribute(own: Sequence[Word]) -> bool:
    """Say whether the clause gives somebody's age, name or income: "my ethnicity is …", "my NHS number is …"."""
    for index, word in enumerate(own):
        if word.folded in fitness("attributes") and "my" in {near.folded for near in own[max(0, index - 2) : index]}:
            after = own[index + 1].folded if index + 1 < len(own) else ""
            if after in grammar("finite") or after[:1].isdigit():
                return True
    return False


def _about_somebody(own: Sequence[Word]) -> bool:
    """Say whether the clause is about he or she, or its subject is one person's relative."""
    places = [index for index, word in enumerate(own) if word.folded in fitness("somebody")]
    if places and not _means_anybody(own, places[0]):
        return True
    for index, word in enumerate(own[:-1]):
        opens = index == 0 or "," in word.before or own[index - 1].folded in grammar("joints") | {"with", "since"}
        if opens and word.folded in fitness("owners"):
            near = {near.folded for near in own[index + 1 : index + 3]}
            if near & fitness("relatives"):
                return True
    return False


def _means_anybody(own: Sequence[Word], index: int) -> bool:
    """Say whether "he" stands for a person of the clause in a rule: "a worker should stop if he likes"."""
    ruled = any(word.folded in grammar("modals") - {"to"} for word in own[:index])
    own_life = any(word.folded in fitness("first") for word in own)
    return (
        ruled and not own_life and any(word.folded in ("a", "an", "every", "each", "the", "no") for word in own[:index])
    )


def _happened(own: Sequence[Word]) -> bool:
    """Say whether "I", "me" or "my" stands beside a verb in the past."""
    subject = _first_subject(own)
    alone = any(word.folded in fitness("first_singular") for word in own)
    if not alone and subject is None:
        return False
    if any(word.folded in ("would", "could", "if", "wish", "should") for word in own):
        return False
    if subject is not None and _takes_a_stand(own, subject):
        return False
    if any(word.folded in fitness("past") for word in own):
        return True
    return any(_is_past(own[index].folded) for index in finite_verbs(own))


def _is_past(word: str) -> bool:
    forms = forms_of(word)
    return "VBD" in forms and "VB" not in forms and word not in grammar("finite")


def _tale(own: Sequence[Word]) -> bool:
    """Say whether the clause opens with some person and what that person did: "A man exposed himself"."""
    if own[0].folded not in ("a", "an", "one", "some", "this", "another") or len(own) < 3:
        return False
    persons = {word.folded for word in own[:3]} & fitness("persons") - {"one"}
    return bool(persons or own[0].folded == "one") and any(_is_past(word.folded) for word in own[1:5])


def _first_subject(own: Sequence[Word]) -> int | None:
    """Return where "I" or "we" stands if that is the first subject of the clause, else None."""
    fronted = own[0].folded in grammar("prepositions") | grammar("adverbs") | grammar("passed") | {
        "every",
        "last",
        "each",
        "when",
        "if",
    }
    for index, word in enumerate(own):
        if word.folded in ("i", "we") or (word.folded in grammar("contracted") and word.folded in fitness("first")):
            # "The bench we used": a clause inside another's subject.
            inside = index and not fronted and "," not in word.before and is_noun(own[index - 1].folded)
            return None if inside else index
        if word.folded in grammar("nominative") | grammar("contracted") | grammar("finite") | grammar("governors") | {
            "that"
        }:
            return None
    return None


def _takes_a_stand(own: Sequence[Word], subject: int) -> bool:
    """Say whether the verb of "I" says what the person wants or judges."""
    index = subject + 1
    while index < len(own) and own[index].folded in grammar("adverbs") | fitness("able"):
        index += 1
    return index < len(own) and own[index].folded in fitness("stance") and not _is_past(own[index].folded)


def _said_of_oneself(own: Sequence[Word], subject: int) -> set[str]:
    """Judge what "I" or "we" says of itself."""
    index = subject + 1
    contracted = own[subject].folded in grammar("contracted")
    while index < len(own) and own[index].folded in grammar("adverbs") - {"do"}:
        index += 1
    if index >= len(own):
        return {"story"}
    verb = own[subject].folded if contracted else own[index].folded
    after = own[index if contracted else index + 1 :]
    alone = own[subject].folded.startswith("i")
    if verb in fitness("am"):
        return _being(after, alone)
    if verb in fitness("have"):
        return _having(after, alone)
    if verb in fitness("able") or verb in fitness("stance"):
        return set()
    return {"story"} if alone or "VBD" in forms_of(verb) - {"VBN"} else set()


def _being(after: Sequence[Word], alone: bool) -> set[str]:
    """Judge "I am …": who somebody is, what somebody is doing, or how somebody feels."""
    if not after:
        return {"fragment"}
    near = {word.folded for word in after[:3]}
    first = after[0].folded
    named = first in fitness("identity") or first[0].isdigit() or is_only_noun(first)
    if named and (alone or first in ("a", "an")) and not near & fitness("identity_not"):
        return {"identity"}
    doing = "VBG" in forms_of(first) and first not in ("asking", "struggling", "going", "missing", "hoping", "worrying")
    return {"story"} if doing and alone else set()


def _having(after: Sequence[Word], alone: bool) -> set[str]:
    """Judge "I have …": a need, a thing owned, or what somebody has done."""
    rest = [word.folded for word in after if word.folded not in grammar("adverbs")]
    if not rest or rest[0] in fitness("have_point") or rest[0] in fitness("stance"):
        return set()
    if "VBN" in forms_of(rest[0]) and (alone or rest[0] in fitness("moved")):
        return {"story"}
    return {"identity"} if alone else set()
