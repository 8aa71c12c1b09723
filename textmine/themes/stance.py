"""For or against, from the words of an answer: a small model of named cues that can say which words made it so."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from textmine.resources import resource
from textmine.themes.stance_features import ATTITUDES, Cue, cues_of
from textmine.themes.stance_lexicon import known_languages
from textmine.themes.stance_wording import Claim, claim_of

MOST = 2.0
"""A kind of cue counts at most this much in one text."""
MIXED_PEOPLE = 5
MIXED_SHARE = 0.3


@dataclass(frozen=True)
class StanceModel:
    """Weights of the cues, for what the question proposes.

    Attributes:
        weights: Log-odds that one cue adds; positive is for.
        margin: Below this the text says too little.
        mixed_margin: At least this much on both sides of a "but" is mixed.
    """

    weights: Mapping[str, float]
    margin: float
    mixed_margin: float

    def score(self, cues: Sequence[Cue]) -> float:
        """Return the log-odds of being for, from some cues."""
        return sum(self.weights.get(name, 0.0) * value for name, value in feature_values(cues).items())

    def decide(self, cues: Sequence[Cue]) -> str:
        """Return the position that the cues of one text add up to."""
        total = self.score(cues)
        if self._mixed(cues):
            return "mixed"
        if abs(total) >= self.margin:
            return "for" if total > 0 else "against"
        return "neutral" if any(cue.feature == "neutral" for cue in cues) else "unknown"

    def _mixed(self, cues: Sequence[Cue]) -> bool:
        """Tell whether a text states both outright, or is of two minds on the two sides of a "but"."""
        stated = [self.score([cue]) for cue in cues if cue.feature in ATTITUDES]
        if stated and max(stated) >= self.mixed_margin and min(stated) <= -self.mixed_margin:
            return True
        sides = [self.score([cue for cue in cues if cue.side == side]) for side in {cue.side for cue in cues}]
        return len(sides) > 1 and max(sides) >= self.mixed_margin and min(sides) <= -self.mixed_margin


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of an answer that speak for (weight above 0) or against what is proposed."""

    words: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The position of a text, the sum of its reasons, and the reasons, strongest first."""

    position: str
    score: float
    reasons: tuple[Reason, ...]


def feature_values(cues: Sequence[Cue]) -> dict[str, float]:
    """Return how much each kind of cue counts in a text, at most `MOST` either way."""
    sums: dict[str, float] = {}
    for cue in cues:
        sums[cue.feature] = sums.get(cue.feature, 0.0) + cue.value
    return {name: max(-MOST, min(MOST, value)) for name, value in sums.items()}


@cache
def stance_model() -> StanceModel:
    """Load the model of `models/position`."""
    about = json.loads(resource("models", "position", "stance.json").read_text(encoding="utf-8"))
    return StanceModel(about["weights"], float(about["margin"]), float(about["mixed_margin"]))


def text_cues(text: object, language: str | Sequence[str], claim: Claim) -> list[Cue]:
    """Return the cues of one answer; none for what is no text or in languages without a list of cues."""
    tags = language.split(";") if isinstance(language, str) else language
    known = frozenset(map(_base, tags)) & known_languages()
    return cues_of(text, known, claim) if known and isinstance(text, str) else []


def _base(tag: str) -> str:
    return tag if tag in known_languages() else tag.split("-")[0]


def text_positions(texts: Sequence[str], languages: Sequence[str | Sequence[str]], wording: str) -> list[str]:
    """Return the position of each text on what a question proposes, from its words alone.

    Where the wording proposes nothing, or does not say what would be done, outright statements alone decide
    ("I support it", "a bad idea"); a plain suggestion is `unknown`. So is every text in a language without cues.

    Args:
        texts: n answers.
        languages: n BCP-47 tags, or n lists of them where an answer is in several languages.
        wording: The question.

    Returns:
        n of `for`, `against`, `mixed`, `neutral`, `unknown`.

    Example:
        >>> wording = "Should the council close Mill Lane to cars?"
        >>> text_positions(["Closing it is a bad idea", "আমি সমর্থন করি", "Next Tuesday"], ["en", "bn", "en"], wording)
        ['against', 'for', 'unknown']
    """
    model, claim = stance_model(), claim_of(wording)
    return [model.decide(text_cues(text, language, claim)) for text, language in zip(texts, languages, strict=True)]


def explain(text: str, language: str | Sequence[str], wording: str) -> Explanation:
    """Return the position of one text with the words that made it so.

    Example:
        >>> [reason.words for reason in explain("We should not ban dogs", "en", "We should ban dogs").reasons]
        ['not ban']
    """
    model = stance_model()
    cues = text_cues(text, language, claim_of(wording))
    reasons = [Reason(cue.words, cue.feature, round(model.score([cue]), 3)) for cue in cues]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return Explanation(model.decide(cues), round(model.score(cues), 3), tuple(reasons))


def mixes_both(position_counts: Mapping[str, int]) -> bool:
    """Tell whether a theme mixes people for and against so much that it should be looked at.

    Args:
        position_counts: People by position, as in `themes.position_counts`. Mixed, neutral and unknown do not count.

    Example:
        >>> mixes_both({"for": 6, "against": 3}), mixes_both({"for": 60, "against": 3, "unknown": 50})
        (True, False)
    """
    sides = position_counts.get("for", 0), position_counts.get("against", 0)
    return sum(sides) >= MIXED_PEOPLE and min(sides) >= MIXED_SHARE * sum(sides)
