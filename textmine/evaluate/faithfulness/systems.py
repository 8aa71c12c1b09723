"""Ways to say how well arguments bear out a claim: the check's two, and two baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.draft.check.evidence import Answer, Rarity, rarity_of
from textmine.draft.check.polarity import contradicted
from textmine.draft.check.support import closeness, coverage, score, supported
from textmine.draft.check.words import content, tokens
from textmine.evaluate.faithfulness.argkp import Claim, Claims

Vectors = Mapping[str, npt.NDArray[np.float32]]
WORDS, BOTH, OVERLAP, COSINE = "words", "words-vectors", "word-overlap", "cosine"


@dataclass(frozen=True)
class Ready:
    """A claim with its arguments made ready."""

    claim: Claim
    answers: tuple[Answer, ...]
    rarity: Rarity
    vectors: Vectors | None

    def near(self) -> float:
        """Return the cosine of the claim and the closest argument."""
        assert self.vectors is not None  # noqa: S101 - systems that need vectors are only asked with them
        points = np.stack([self.vectors[text] for text in self.claim.evidence])
        return closeness(self.vectors[self.claim.text], points)


@dataclass(frozen=True)
class System:
    """A way to score claims, the better supported the higher, and to decide where it does so by itself."""

    name: str
    what: str
    score: Callable[[Ready], float]
    accepts: Callable[[Ready, str], bool] | None = None
    """Whether a claim of a `source` passes; None: a threshold is drawn on the training topics."""
    vectors: bool = False


def _coverage(ready: Ready) -> float:
    return coverage(content(tokens(ready.claim.text)), ready.answers, ready.rarity).shared


def _both(ready: Ready) -> float:
    return score(coverage(content(tokens(ready.claim.text)), ready.answers, ready.rarity), ready.near())


def _overlap(ready: Ready) -> float:
    """Return the share of the claim's words that the argument with most of them has (ROUGE-1 recall)."""
    own = set(tokens(ready.claim.text))
    return max(len(own & set(answer.tokens)) / len(own) for answer in ready.answers)


def _passes(ready: Ready, source: str, near: float | None) -> bool:
    covered = coverage(content(tokens(ready.claim.text)), ready.answers, ready.rarity)
    return supported(covered, near, source) and not contradicted(ready.claim.text, ready.answers, ready.rarity)


def _words_pass(ready: Ready, source: str) -> bool:
    return _passes(ready, source, None)


def _both_pass(ready: Ready, source: str) -> bool:
    return _passes(ready, source, ready.near())


_ALL = (
    System(WORDS, "the check as review runs it, on words", _coverage, _words_pass),
    System(BOTH, "the check with vectors too", _both, _both_pass, vectors=True),
    System(OVERLAP, "share of the claim's words in the closest argument (ROUGE-1)", _overlap),
    System(COSINE, "cosine of textmine's vectors, closest argument", Ready.near, vectors=True),
)
SYSTEMS: dict[str, System] = {system.name: system for system in _ALL}
"""Every system by its name."""


def make_ready(claims: Claims, vectors: Vectors | None) -> list[Ready]:
    """Prepare the arguments of each topic once, and return the claims in order."""
    answers = {
        topic: {text: Answer(str(at), text, "en") for at, text in enumerate(texts)}
        for topic, texts in claims.arguments.items()
    }
    rarity = {topic: rarity_of(own.values()) for topic, own in answers.items()}
    return [
        Ready(claim, tuple(answers[claim.topic][text] for text in claim.evidence), rarity[claim.topic], vectors)
        for claim in claims.claims
    ]
