"""What the wording of a question proposes, and whether it would do something or do away with something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from textmine.themes.stance_lexicon import Clause, about_wordings, clauses_of, lexicon

_STEM = 5
"""Letters by which two words are taken for the same: "uniform", "uniforms"."""
_VERB = 4
"""The same for the words for what would be done: "close", "closing"."""
_ASKS_WHAT = regex.compile(r"^\W*(?:what|how|where|which|who|when|why|tell us what|any other)\b", regex.I)
_STATES = regex.compile(r"\b(?:should|shall|must|ought to|want)\b", regex.I)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a question proposes.

    Attributes:
        proposes: Whether it proposes anything at all.
        sense: 1 to do or keep something, -1 to do away with it.
        verbs: Beginnings of the words for what is to be done.
        things: Beginnings of the words for what it is to be done to.
        own: 1 to do what the verbs say, -1 not to: "should not close".
    """

    proposes: bool
    sense: int = 1
    verbs: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    own: int = 1

    def does(self, verb: str) -> bool:
        """Tell whether a word for an act is one for what is proposed: "banned" where it says "ban"."""
        start = verb[:_VERB]
        return any(start.startswith(own) or own.startswith(start) for own in self.verbs)

    def concerns(self, words: Iterable[str]) -> bool:
        """Tell whether any of the words is for what it is to be done to."""
        return any(word[:_STEM] in self.things for word in words)


@lru_cache(maxsize=1_000)
def claim_of(wording: str) -> Claim:
    """Return what a question's wording proposes.

    Example:
        >>> claim_of("Do you support our proposal to close Weaver's Lane?").sense
        -1
        >>> claim_of("What should change in Bowling Green?").proposes
        False
    """
    clauses = clauses_of(wording)
    actions = [action for clause in clauses for action in _actions(clause)]
    named = any(_speaks_of_proposal(word) for clause in clauses for word in clause.words)
    open_question = bool(_ASKS_WHAT.search(wording)) or (wording.rstrip().endswith("?") and not _STATES.search(wording))
    first = clauses[0].words[:1] if clauses else ()
    orders = bool(actions) and first == (actions[0].verb,)
    if not (named or orders or (_STATES.search(wording) and not open_question)):
        return Claim(proposes=False)
    if not actions:
        return Claim(True)
    verbs = frozenset(action.verb[:_VERB] for action in actions if action.kind == actions[0].kind)
    own = -1 if actions[0].denied else 1
    claim = Claim(True, own * (-1 if actions[0].kind == "remove" else 1), verbs, own=own)
    things = (word for clause in clauses for word in clause.words if not claim.does(word))
    return replace(claim, things=frozenset(word[:_STEM] for word in things if word not in _plain() and len(word) > 2))


class _Action(NamedTuple):
    kind: str
    verb: str
    denied: bool


def _actions(clause: Clause) -> Iterator[_Action]:
    """Yield what the words of a clause would do, in order."""
    hits = list(lexicon(frozenset({"en"})).find(clause.words))
    for hit in hits:
        if hit.kind in ("adopt", "remove") and not _plain().issuperset(clause.words[hit.start : hit.end]):
            denied = any(by.kind == "negation" and 0 <= hit.start - by.end < 2 for by in hits)
            yield _Action(hit.kind, clause.words[hit.start], denied)


def _speaks_of_proposal(word: str) -> bool:
    return any(
        word == known or (known[-1] == "*" and word.startswith(known[:-1])) for known in about_wordings("proposal")
    )


@cache
def _plain() -> frozenset[str]:
    return frozenset(about_wordings("plain"))
