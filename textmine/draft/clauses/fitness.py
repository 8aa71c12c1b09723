"""What makes an English clause a poor key point although its words are clean: it leans, breaks off, asks or jokes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textmine.draft.clauses.finite import clause_verb, finite_verbs, is_main, is_request
from textmine.draft.clauses.pronouns import is_lost
from textmine.draft.clauses.reading import Word, forms_of, grammar, is_noun, read
from textmine.draft.clauses.story import fitness
from textmine.draft.lexicon import phrase_pattern, word_set

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
        "lost": is_lost(own),
        "fragment": _fragment(own),
        "incomplete": _incomplete(own),
        "question": _asks(text, own),
        "name": _names_somebody(own),
        "sarcasm": phrase_pattern("sarcasm").search(text) is not None,
    }
    return frozenset(name for name, hit in found.items() if hit)


def _names_somebody(own: Sequence[Word]) -> bool:
    """Say whether a title stands before a name: "Mr Doyle"."""
    return any(
        one.folded in fitness("titles") and one.written[0].isupper() and other.written[0].isupper()
        for one, other in pairwise(own)
    )


def _fragment(own: Sequence[Word]) -> bool:
    """Say whether the clause lacks its beginning, its end or its verb."""
    first = own[0].folded
    if _breaks_off(own) or first in fitness("relative_openers") | fitness("subjectless"):
        return True
    verbs = finite_verbs(own)
    if first == "to" and len(own) > 1 and own[1].folded in grammar("governors"):
        return True
    if first in ("to", "due") or (first == "such" and "as" in {word.folded for word in own[1:2]}):
        return not verbs or first == "such"
    if first in fitness("subordinators"):
        return not _has_main(own, verbs)
    if is_request(own, 0, len(own)) or first in fitness("wishing"):
        return False
    if not verbs:
        return _verbless_fragment(own)
    return all(_is_fronted(own, verb) for verb in verbs)


def _breaks_off(own: Sequence[Word]) -> bool:
    """Say whether the last word waits for more: an article, "because", an "of" that no verb asks for."""
    if len(own) > 3 and own[-1].folded in ("for", "against") and own[-2].folded in ("i'm", "we're", "im", "not"):
        # "More light on the street I'm for": what it is about stands in front.
        return True
    stranded = own[-1].folded == "of" and len(own) > 1 and bool(forms_of(own[-2].folded))
    return own[-1].folded in fitness("cut_off") and not stranded


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
        compared = word.folded == "same" and index and own[index - 1].folded == "the"
        if compared and "just" not in {one.folded for one in own[:index]}:
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
