"""How well the check tells arguments that say a key point from those that do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from textmine.evaluate.faithfulness.argkp import CONDITIONS
from textmine.evaluate.faithfulness.systems import Ready, System
from textmine.evaluate.intervals import LEVEL, RESAMPLES, Estimate

ALARMS = 0.1
"""The share of supported claims of the training topics that a baseline's threshold calls unsupported."""
BAD = ("unsupported", "contradicted")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of one system: which, on which bad claims, and its interval over key points."""

    system: str
    measure: str
    against: str
    estimate: Estimate


def measure(system: System, train: Sequence[Ready], held_out: Sequence[Ready], seed: int) -> list[Found]:
    """Return ROC-AUC, and recall and false alarms at every threshold, on the held-out claims.

    Args:
        system: What is measured.
        train: Claims a threshold may be drawn on.
        held_out: Claims of other topics.
        seed: Of the bootstrap.
    """
    scores = np.array([system.score(ready) for ready in held_out])
    found = []
    for bad in BAD:
        estimate = _over_points(held_out, seed, partial(_auc, scores, held_out, bad))
        found.append(Found(system.name, "ROC-AUC", bad, estimate))
    known = np.array([system.score(ready) for ready in train if ready.claim.condition == "supported"])
    if len(known):
        threshold = float(np.quantile(known, ALARMS))
        found += _flags(f"threshold at {ALARMS:.0%}", system.name, scores < threshold, held_out, seed)
    if system.accepts is not None:
        for source, name in (("officer", "officer's sentence"), ("llm", "model's sentence")):
            flagged = np.array([not system.accepts(ready, source) for ready in held_out])
            found += _flags(name, system.name, flagged, held_out, seed)
    return found


def _flags(name: str, system: str, flagged: npt.NDArray[np.bool_], claims: Sequence[Ready], seed: int) -> list[Found]:
    """Return the share flagged of each condition."""
    conditions = np.array([ready.claim.condition for ready in claims])

    def share(condition: str, at: npt.NDArray[np.int64]) -> float:
        own = flagged[at][conditions[at] == condition]
        return float(own.mean()) if len(own) else 0.0

    return [
        Found(system, name, condition, _over_points(claims, seed, partial(share, condition)))
        for condition in CONDITIONS
    ]


def _auc(scores: Floats, claims: Sequence[Ready], bad: str, at: npt.NDArray[np.int64]) -> float:
    """Return the chance that a supported claim scores higher than a bad one, ties as half."""
    from scipy.stats import rankdata

    conditions = np.array([claims[place].claim.condition for place in at])
    keep = (conditions == "supported") | (conditions == bad)
    good = conditions[keep] == "supported"
    ranks = rankdata(scores[at][keep])
    n, m = int(good.sum()), int((~good).sum())
    return float((ranks[good].sum() - n * (n + 1) / 2) / (n * m)) if n and m else 0.5


def _over_points(claims: Sequence[Ready], seed: int, statistic: Callable[[npt.NDArray[np.int64]], float]) -> Estimate:
    """Return a statistic with the percentile interval of a bootstrap over key points, not over their draws."""
    points: dict[str, list[int]] = {}
    for at, ready in enumerate(claims):
        points.setdefault(ready.claim.key_point, []).append(at)
    groups = [np.array(own, dtype=np.int64) for own in points.values()]
    rng = np.random.default_rng(seed)
    value = statistic(np.arange(len(claims), dtype=np.int64))
    drawn = [
        statistic(np.concatenate([groups[place] for place in rng.integers(len(groups), size=len(groups))]))
        for _ in range(RESAMPLES // 4)
    ]
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high), round(value * len(claims)), len(claims))
