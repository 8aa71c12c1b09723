"""Learn from texts whose themes people confirmed: a Gaussian process that starts from what the themes say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NOISE = 0.7
"""Variance of what people say about the true belief, beside a prior variance of 1 at a text itself."""
ENOUGH = 20
"""Confirmed texts from which on they, and not the defaults, say how similar is similar enough."""
POOL = 1500
"""Of how many texts the ones to confirm next are chosen: the most doubtful."""
EQUAL = 1e-9
"""Texts that tell as much up to this share tell the same."""
SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FLOORS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


@dataclass(frozen=True)
class Belief:
    """A logistic curve from the similarity of text and theme to the belief that people would join them.

    Attributes:
        slope, offset: Without confirmed texts, as measured on arguments and their key points (ArgKP, development part).
    """

    slope: float = 9.0
    offset: float = -2.6

    def of(self, similarity: npt.NDArray[np.floating]) -> Values:
        """Return beliefs 0–1, of the same shape."""
        return np.asarray(1 / (1 + np.exp(-(self.offset + self.slope * similarity.astype(np.float64)))))

    @classmethod
    def fit(cls, similarity: npt.NDArray[np.floating], confirmed: Values) -> Belief:
        """Fit on (m, k) similarities and what people said, 0 or 1."""
        from sklearn.linear_model import LogisticRegression

        truth = confirmed.ravel() > 0
        if len(confirmed) < ENOUGH or truth.all() or not truth.any():
            return cls()
        model = LogisticRegression(C=1.0).fit(similarity.reshape(-1, 1), truth)
        return cls(float(model.coef_[0, 0]), float(model.intercept_[0]))


@dataclass(frozen=True)
class Choice:
    """Which themes a text gets: the best one, and those that come near it.

    Attributes:
        share: A theme is given when its score is at least this share of the best theme's.
        floor: ... and is at least this.
    """

    share: float = 0.75
    floor: float = 0.0

    def of(self, scores: Values) -> Flags:
        """Return (n, k) which themes are given; the best one always."""
        if not scores.size:
            return np.zeros(scores.shape, dtype=np.bool_)
        best = scores.max(axis=1, keepdims=True)
        kept: Flags = np.asarray((scores >= self.share * best) & (scores >= self.floor), dtype=np.bool_)
        kept[np.arange(len(scores)), scores.argmax(axis=1)] = True
        return kept

    @classmethod
    def fit(cls, scores: Values, confirmed: Values) -> Choice:
        """Return the choice that agrees best with what people said."""
        choices = [cls(share, floor) for share in SHARES for floor in FLOORS]
        return max(choices, key=lambda choice: float(agreement(choice.of(scores), confirmed).mean()))


@dataclass(frozen=True)
class Estimate:
    """How far the machine would agree with people on texts they have not confirmed.

    Attributes:
        f1: Mean over the confirmed texts of each one's F1, each taken as if it had not been confirmed.
        low, high: 95 % interval.
        n: Confirmed texts.
    """

    f1: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """Return a sentence for an officer."""
        return (
            f"On {self.n} confirmed answers the machine agrees with you {self.f1:.0%} of the way "
            f"(95 % interval {self.low:.0%} to {self.high:.0%}; F1, each answer judged without its own confirmation)."
        )

    def _repr_html_(self) -> str:
        """Return the sentence for a notebook; it holds figures only."""
        return f"<p>{self}</p>"


@dataclass(frozen=True, eq=False)
class Learned:
    """What confirmed texts taught.

    Attributes:
        belief: What similarity alone says.
        vectors: (m, d) of the confirmed texts, unit length.
        weights: (m, k) what each adds to each theme's score.
        inverse: (m, m) of the kernel matrix with noise.
        choice: Which themes a score gives.
        estimate: None with too few confirmed texts.
    """

    belief: Belief
    vectors: Vectors
    weights: Values
    inverse: Values
    choice: Choice
    estimate: Estimate | None

    def correction(self, vectors: Vectors) -> Values:
        """Return (n, k): how far the confirmed texts near each vector move its beliefs."""
        return np.asarray(kernel(vectors, self.vectors) @ self.weights, dtype=np.float64)

    def score(self, vectors: Vectors, similarity: npt.NDArray[np.floating]) -> Values:
        """Return (n, k) scores, about 0 for "no" and 1 for "yes".

        Args:
            vectors: (n, d), unit length.
            similarity: (n, k) of them with the themes.
        """
        return np.asarray(np.clip(self.belief.of(similarity) + self.correction(vectors), 0, 1), dtype=np.float64)


def learn(vectors: Vectors, similarity: npt.NDArray[np.floating], confirmed: Values, seed: int = 0) -> Learned:
    """Fit on confirmed texts.

    Args:
        vectors: (m, d) of them, unit length.
        similarity: (m, k) with the themes.
        confirmed: (m, k) what people said, 0 or 1.
        seed: Of the interval.

    Source:
        Rasmussen & Williams 2006, "Gaussian Processes for Machine Learning", sections 2.2 and 2.7, and eq. 5.12 for
        the scores a text has when it alone is left out.
    """
    belief = Belief.fit(similarity, confirmed)
    covariance = kernel(vectors, vectors) + NOISE * np.eye(len(vectors))
    inverse = np.asarray(np.linalg.inv(covariance), dtype=np.float64)
    weights = np.asarray(inverse @ (confirmed - belief.of(similarity)), dtype=np.float64)
    left_out = np.clip(confirmed - weights / np.diag(inverse)[:, None], 0, 1)
    enough = len(vectors) >= ENOUGH
    choice = Choice.fit(left_out, confirmed) if enough else Choice()
    estimate = _estimate(left_out, confirmed, seed) if enough else None
    return Learned(belief, vectors, weights, inverse, choice, estimate)


def kernel(one: Vectors, other: Vectors) -> Values:
    """Return (n, m): how far two texts are expected to share themes, 1 for a text with itself."""
    near = np.clip(one.astype(np.float64) @ other.T.astype(np.float64), 0, 1)
    # The power 3/2, worked out the quick way.
    return np.asarray(near * np.sqrt(near), dtype=np.float64)


def most_telling(
    vectors: Vectors, known: Vectors, doubt: Values, most: int = 200, first: int | None = None
) -> npt.NDArray[np.int64]:
    """Return texts in the order in which confirming them teaches most.

    The next text is the one that tells most about all others, doubtful ones above all, given those before it.

    Args:
        vectors: (n, d) of the texts nobody confirmed, unit length.
        known: (m, d) of the confirmed ones.
        doubt: (n,) 0–1, how doubtful each text's themes are.
        most: How many are chosen one by one; those after them come by doubt alone.
        first: How many are wanted, which takes less time for few; None: all.

    Returns:
        (n,) indices into `vectors`, or the first of them.

    Source:
        Seo et al. 2000, "Gaussian process regression: active data selection and test point rejection", IJCNN;
        Krause et al. 2008, "Near-optimal sensor placements in Gaussian processes", JMLR 9.
    """
    by_doubt = np.argsort(-doubt, kind="stable")
    pool = by_doubt[:POOL]
    wanted = len(vectors) if first is None else first
    chosen = pool[_told_apart(vectors[pool], known, doubt[pool] + 0.05, min(most, wanted))]
    rest = by_doubt[~np.isin(by_doubt, chosen)]
    return np.concatenate([chosen, rest])[:wanted].astype(np.int64)


def _told_apart(own: Vectors, known: Vectors, weight: Values, most: int) -> list[int]:
    """Return up to `most` texts one by one: each time the one that tells most about all others."""
    # Each row of the covariance is what confirming that text would say of all others; confirmed texts take theirs away.
    covariance = kernel(own, own)
    if len(known):
        across = kernel(own, known)
        covariance -= across @ np.linalg.solve(kernel(known, known) + NOISE * np.eye(len(known)), across.T)
    spread = np.diag(covariance).copy()
    told = (covariance**2) @ weight
    # What the texts chosen so far took away from the covariance: a sum of products of each row with itself.
    taken = np.zeros((min(most, len(own)), len(own)))
    chosen: list[int] = []
    for turn in range(len(taken)):
        gain = told / (spread + NOISE)
        gain[chosen] = -1
        # The first of equals, such as copies of a text, whatever the last digit of a sum says.
        at = int(np.argmax(gain >= gain.max() * (1 - EQUAL)))
        chosen.append(at)
        before = taken[:turn]
        says = (covariance[at] - before.T @ before[:, at]) / np.sqrt(spread[at] + NOISE)
        weighed = weight * says
        told += says * (says * (says @ weighed) - 2 * (covariance @ weighed - before.T @ (before @ weighed)))
        spread -= says**2
        taken[turn] = says
    return chosen


def agreement(given: Flags, confirmed: Values) -> Values:
    """Return (m,) each text's F1 between the themes given and those people confirmed; 1 where both are none."""
    both = (given * confirmed).sum(axis=1)
    total = given.sum(axis=1) + confirmed.sum(axis=1)
    return np.asarray(np.where(total > 0, 2 * both / np.maximum(total, 1), 1.0), dtype=np.float64)


def _estimate(left_out: Values, confirmed: Values, seed: int) -> Estimate:
    """Return the agreement on texts left out, the choice being made on one half and judged on the other."""
    from scipy.stats import bootstrap

    half = np.arange(len(confirmed)) % 2 == 0
    each = np.zeros(len(confirmed))
    for own in (half, ~half):
        each[~own] = agreement(Choice.fit(left_out[own], confirmed[own]).of(left_out[~own]), confirmed[~own])
    if np.ptp(each) == 0:
        return Estimate(float(each[0]), float(each[0]), float(each[0]), len(each))
    random = np.random.default_rng(seed)
    interval = bootstrap((each,), np.mean, method="percentile", random_state=random).confidence_interval
    return Estimate(float(each.mean()), float(interval.low), float(interval.high), len(each))


def indicator(labels: Mapping[int, Collection[int]], texts: Sequence[int], k: int) -> Values:
    """Return (m, k) with 1 where a text has a theme.

    Args:
        labels: Text → its themes.
        texts: The rows wanted, in order.
        k: Number of themes.
    """
    result = np.zeros((len(texts), k))
    for row, text in enumerate(texts):
        result[row, list(labels[text])] = 1.0
    return result
