"""Features of a text for its position: what each cue says of what the question proposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textmine.themes.stance_lexicon import Clause, Hit, clauses_of, is_judgement, lexicon
from textmine.themes.stance_wording import Claim

ATTITUDES = ("approve", "oppose", "neutral")
"""Outright statements: the only cues where a question does not say what would be done."""
_ACTS = ("adopt", "remove")
_REACH = 4
"""Words between a negation or "should" and the cue it steers."""
_REACH_BACK = 2
"""Words between a cue and the negation after it, in languages that put it there."""
_OBJECT = 6
"""Words after "I support" that may name what is supported."""
_FIRST = 1.25
"""How much more a cue of the first sentence counts, where there are several sentences."""
_LINKS = frozenset({"in", "on", "of", "at", "the", "to", "for"})
_GROUNDS = frozenset({"because", "as", "and", "since", "so"})
_DENIED = 0.5
"""How much of an attitude is left, turned round, when it is denied: "not against" is less than "for"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that speaks for or against what the question proposes.

    Attributes:
        feature: The name of its weight.
        words: As in the text, folded.
        value: How much and in which sense the weight counts.
        side: 0 before the first "but", one more after each.
    """

    feature: str
    words: str
    value: float
    side: int


def cues_of(text: str, languages: frozenset[str], claim: Claim) -> list[Cue]:
    """Return the cues of a text, in order; none in languages without a list."""
    lists = lexicon(languages)
    if not lists.whole:
        return []
    clauses = clauses_of(text)
    several = bool(clauses) and clauses[-1].sentence > 0
    # Where something would be done away with, praise can be of it or of its end: only English cues tell which.
    judged = bool(claim.verbs) and (claim.sense == 1 or "en" in languages)
    found: list[Cue] = []
    side = 0
    for number, clause in enumerate(clauses):
        weight = _FIRST if several and clause.sentence == 0 else 1.0
        verdict = lists.verdict(clause.words) if number == 0 and claim.proposes else None
        if verdict:
            found.append(Cue(verdict, " ".join(clause.words), weight, side))
            continue
        reader = _Reader(clause, tuple(lists.find(clause.words)), claim, judged)
        for hit in _apart(reader.hits):
            if hit.kind == "contrast":
                side += bool(found)
            elif is_judgement(hit.kind) and (cue := reader.cue(hit)):
                found.append(Cue(cue[0], reader.words(hit), weight * cue[1], side))
    return found


def _apart(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits but those that overlap an outright statement, of which the longest stand."""
    stated: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        if hit.kind in ATTITUDES and not any(hit.start < by.end and by.start < hit.end for by in stated):
            stated.append(hit)
    for hit in hits:
        if hit in stated or not any(hit.start < by.end and by.start < hit.end for by in stated):
            yield hit


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the hits of one clause in the light of what is proposed."""

    clause: Clause
    hits: Sequence[Hit]
    claim: Claim
    judged: bool
    """Whether judgements count, besides outright statements."""

    def words(self, hit: Hit) -> str:
        """Return the words of a hit, with "not" before them if they are negated."""
        negated = self._negated(hit) and is_judgement(hit.kind)
        return ("not " if negated else "") + " ".join(self.clause.words[hit.start : hit.end])

    def cue(self, hit: Hit) -> tuple[str, float] | None:
        """Return (name of the weight, value), or None for words that say nothing of the proposal."""
        negated = self._negated(hit)
        if hit.kind in ATTITUDES:
            sense = 1 if hit.kind == "neutral" else self._about(hit)
            return (hit.kind, sense * (-_DENIED if negated else 1.0)) if sense else None
        if hit.kind == "refuse":
            followed = any(act.start >= hit.end for act in self._acts())
            return None if followed or not self.claim.proposes else ("refuse", 1.0)
        if not self.judged or self.claim.concerns(self.clause.words[hit.start : hit.start + 1]):
            return None
        name = self._act_name(hit) if hit.kind in _ACTS else hit.kind
        return f"not_{name}" if negated else name, self._sense(hit)

    def _act_name(self, hit: Hit) -> str:
        """Return a name that tells "should be banned" from "banning" and the proposed act from others."""
        name = f"should_{hit.kind}" if self._steered("modal", hit) else hit.kind
        return f"{name}_own" if self._proposed(hit) else name

    def _sense(self, hit: Hit) -> int:
        """Return the claim's sense, or that of the proposed act where the act is judged: "banning it is wrong"."""
        own = [act for act in self._acts() if act.end <= hit.start and self._proposed(act)]
        return self.claim.own if own and not any(self._steered("modal", act) for act in own) else self.claim.sense

    def _about(self, hit: Hit) -> int:
        """Return 1 if "I support …" is said of what is proposed, -1 if of its opposite, 0 if that is unclear."""
        words = self.clause.words
        for at in range(hit.end, min(hit.end + _OBJECT, len(words))):
            act = next((act for act in self._acts() if act.start == at), None)
            if act:
                return self._about_act(act)
            if self.claim.concerns(words[at : at + 1]):
                return self._about_thing(at)
        before = words[: hit.start]
        return self.claim.sense if self.claim.concerns(before) and not any(map(self.claim.does, before)) else 1

    def _about_act(self, act: Hit) -> int:
        if not self.claim.verbs or self._proposed(act):
            return self.claim.own
        if self.claim.sense == (1 if act.kind == "adopt" else -1):
            return 1
        return -1 if self.claim.concerns(self.clause.words[act.end :]) else 0

    def _about_thing(self, at: int) -> int:
        """Return the sense of "I support cars in the lane", or 0 where more is said of them: "being kept out"."""
        words = self.clause.words
        rest = next((word for word in words[at:] if not self.claim.concerns([word]) and word not in _LINKS), "because")
        return self.claim.sense if self.claim.sense == 1 or rest in _GROUNDS else 0

    def _acts(self) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind in _ACTS]

    def _proposed(self, act: Hit) -> bool:
        return self.claim.does(self.clause.words[act.start])

    def _negated(self, hit: Hit) -> bool:
        after = (by for by in self.hits if by.kind == "negation_after" and 0 <= by.start - hit.end < _REACH_BACK)
        return self._steered("negation", hit) or any(after)

    def _steered(self, kind: str, hit: Hit) -> bool:
        """Tell whether a negation or "should" stands shortly before a cue."""
        return any(by.kind == kind and 0 <= hit.start - by.end < _REACH for by in self.hits)
