"""What makes an English clause a poor key point although its words are clean: it leans, breaks off, asks or jokes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textmine.draft.finite import clause_verb, finite_verbs, is_main, is_request, previous
from textmine.draft.lexicon import phrase_pattern, word_set
from textmine.draft.reading import Word, forms_of, grammar, is_noun, is_plural, parts_of, read
from textmine.draft.story import fitness

POINTING, LEANING, SOMEBODY, THERE, VERBLESS, STATED = 0.1, 0.2, 0.2, 0.05, 0.08, 0.06
"""What a clause loses in ranking for "this road", for a pronoun in front, and so on."""


def english_flaws(text: str) -> frozenset[str]:
    """Name what keeps an English clause from standing alone.

    Args:
        text: The clause in the words of its author, without greeting and connective.

    Returns:
        Some of `lost` (a pronoun without its noun), `fragment`, `incomplete`, `question`, `sarcasm`, `name`.

    Example:
        >>> sorted(english_flaws("They never turn up"))
        ['lost']
        >>> sorted(english_flaws("Bigger bins at the canal"))
        []
    """
    own = read(text)
    if not own:
        return frozenset({"fragment"})
    found = {
        "lost": _lost(own),
        "fragment": _fragment(own),
        "incomplete": _incomplete(own),
        "question": _asks(text, own),
        "name": _names_somebody(own),
        "sarcasm": phrase_pattern("sarcasm").search(text) is not None,
    }
    return frozenset(name for name, hit in found.items() if hit)


def _lost(own: Sequence[Word]) -> bool:
    """Say whether a pronoun points at something that is not in the clause."""
    if own[0].folded in word_set("lost"):
        return True
    if _demonstrative_alone(own):
        return True
    return any(
        word.folded in fitness("pronouns") and not _has_antecedent(own, index) and not _expletive(own, index)
        for index, word in enumerate(own)
    )


def _names_somebody(own: Sequence[Word]) -> bool:
    """Say whether a title stands before a name: "Mr Doyle"."""
    return any(
        one.folded in fitness("titles") and one.written[0].isupper() and other.written[0].isupper()
        for one, other in pairwise(own)
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
    for place, word in enumerate(own[:index]):
        opens = not place or "," in word.before or own[place - 1].folded in grammar("adverbs") | grammar("joints")
        if opens and word.folded in grammar("requests"):
            continue
        if several and (word.folded in fitness("collective") or (place and word.written[0].isupper())):
            return True
        if _is_thing(own, place) and (
            not several or is_plural(word.folded) or "and" in {one.folded for one in own[:index]}
        ):
            return True
    return False


def _is_thing(own: Sequence[Word], place: int) -> bool:
    """Say whether a word is a noun here that a pronoun may stand for."""
    word = own[place].folded
    if not is_noun(word) or word in fitness("measures") | grammar("nominative") or _is_verb_here(own, place):
        return False
    if own[place].written[0].isupper() and (place or own[place].written.isupper()):
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
    if rest and rest[0] in ("a", "an", "the") and not fitness("shames") & set(rest[1:3]):
        return False
    return verb in fitness("expletive_verbs") and bool(set(rest) & fitness("expletive_signs"))


def _fragment(own: Sequence[Word]) -> bool:
    """Say whether the clause lacks its beginning, its end or its verb."""
    first = own[0].folded
    if own[-1].folded in fitness("cut_off") or first in fitness("relative_openers") | fitness("subjectless"):
        return True
    verbs = finite_verbs(own)
    if first in fitness("subordinators"):
        return not _has_main(own, verbs)
    if is_request(own, 0, len(own)) or first in fitness("wishing"):
        return False
    if not verbs:
        return _verbless_fragment(own)
    return all(_is_fronted(own, verb) for verb in verbs)


def _has_main(own: Sequence[Word], verbs: list[int]) -> bool:
    """Say whether a clause that opens with "if" or "when" goes on to a main clause."""
    if len(verbs) > 1 or (verbs and any("," in word.before for word in own[1:])):
        return True
    commas = [index for index, word in enumerate(own) if index and "," in word.before]
    return any(is_main(own, comma, len(own)) for comma in commas)


def _verbless_fragment(own: Sequence[Word]) -> bool:
    """Say whether words without a sure verb name no thing to have or to judge."""
    first = own[0].folded
    if first in grammar("prepositions") or _lost_subject(own) or _is_signature(own):
        return True
    if not any(is_noun(word.folded) and word.folded not in fitness("measures") for word in own):
        return True
    counted = first[0].isdigit() or first in (
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "every",
        "half",
        "twice",
        "once",
    )
    return counted and any(word.folded in fitness("measures") for word in own[1:3])


def _is_fronted(own: Sequence[Word], verb: int) -> bool:
    """Say whether a verb belongs to a clause that only describes a thing in front: "Wardens I'd pay for"."""
    subject = verb if own[verb].folded in grammar("contracted") else verb - 1
    named = own[subject].folded.split("'")[0] in ("i", "we", "you") and subject > 0
    return (
        named
        and subject <= 4
        and is_noun(own[subject - 1].folded)
        and not own[subject].before.strip()
        and (own[0].folded not in grammar("prepositions") | grammar("adverbs"))
    )


def _lost_subject(own: Sequence[Word]) -> bool:
    """Say whether a verb in the past opens the clause: "Moved here", "Lost my house"."""
    start = next((index for index, word in enumerate(own) if word.folded not in grammar("adverbs")), 0)
    forms = forms_of(own[start].folded)
    if "VBD" not in forms or "VB" in forms:
        return False
    after = own[start + 1].folded if len(own) > start + 1 else ""
    return not after or after in grammar("determiners") | grammar("prepositions") | grammar("objects")


def _is_signature(own: Sequence[Word]) -> bool:
    """Say whether the words are a name: two to four, each with a capital."""
    return 1 < len(own) < 5 and all(word.written[0].isupper() and not word.written.isupper() for word in own)


def _incomplete(own: Sequence[Word]) -> bool:
    """Say whether a comparison lacks its other side: "the same", "more than"."""
    for index, word in enumerate(own):
        if word.folded == "same" and index and own[index - 1].folded == "the":
            after = own[index + 1].folded if index + 1 < len(own) else ""
            if not after or not is_noun(after):
                return "as" not in {word.folded for word in own[index:]}
    return own[-1].folded in ("than", "as") or [word.folded for word in own[-2:]] == ["me", "too"]


def _asks(text: str, own: Sequence[Word]) -> bool:
    """Say whether the clause is a question, with or without its mark."""
    if any(mark in text for mark in "?؟？"):
        return True
    first, second = own[0].folded, own[1].folded if len(own) > 1 else ""
    if first in ("why", "how", "what", "who", "where", "when", "which"):
        return second in fitness("inverting")
    inverts = second in grammar("nominative") | {"the", "we", "my", "our"} - {
        "all",
        "something",
        "some",
        "most",
        "many",
    }
    return first in fitness("asking") and first not in ("have", "do") and inverts


def english_penalty(text: str) -> float:
    """Return what an English clause loses in ranking for pointing elsewhere and for saying what nobody can act on."""
    own = read(text)
    if not own:
        return 1.0
    folded = [word.folded for word in own]
    loss = POINTING * (folded[0] in fitness("demonstratives")) + LEANING * (
        folded[0] in word_set("leaning") - fitness("demonstratives")
    )
    loss += SOMEBODY * any(
        word in fitness("somebody") | (fitness("relatives") & word_set("somebody")) for word in folded
    )
    loss += THERE * ("there" in folded[2:])
    if clause_verb(own, 0, len(own)) is None and not is_request(own, 0, len(own)) and not finite_verbs(own):
        loss += VERBLESS * (folded[0] not in fitness("wishing"))
    matters = is_request(own, 0, len(own)) or any(word in fitness("modals") for word in folded)
    return loss + STATED * (not matters)
