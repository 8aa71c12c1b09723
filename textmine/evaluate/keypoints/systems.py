"""The systems that are compared: each chooses k arguments that are to stand for all, and may say who makes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.draft.points.choice import chosen_points, key_points
from textmine.draft.points.matching import rarity, word_likeness
from textmine.draft.points.select import Candidate
from textmine.draft.points.theme import ThemeView
from textmine.draft.points.topical import stems
from textmine.evaluate.contract import check_names
from textmine.evaluate.keypoints.material import Topic
from textmine.text import words
from textmine.themes.space import unit

OURS, DRAFTED, ORACLE = "textmine", "textmine-drafts", "oracle"
Numbers = npt.NDArray[np.int64]
Makers = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Asked:
    """What a system is given: the drawn arguments of one side of a topic, and how many key points are wanted."""

    topic: Topic
    at: int
    drawn: Numbers
    k: int
    seed: int

    @property
    def texts(self) -> list[str]:
        """The drawn arguments."""
        return [self.topic.sides[self.at].texts[int(number)] for number in self.drawn]

    @property
    def vectors(self) -> npt.NDArray[np.float32]:
        """Their vectors."""
        return self.topic.vectors[self.at][self.drawn]

    @property
    def centred(self) -> npt.NDArray[np.float32]:
        """Their vectors without what the topic shares."""
        return self.topic.centred(self.at)[self.drawn]


@dataclass(frozen=True, eq=False)
class Chosen:
    """Which of the drawn arguments stand for all, and (points, drawn) who makes each; None: the system does not say."""

    points: list[int]
    makers: Makers | None = None


@dataclass(frozen=True)
class System:
    """A way to choose."""

    name: str
    what: str
    choose: Callable[[Asked], Chosen]


def _textmine(asked: Asked) -> Chosen:
    """Choose k key points as the drafts do."""
    view = asked.topic.view(asked.at, asked.drawn)
    return _as_chosen(asked, view, chosen_points(view, asked.k))


def _drafted(asked: Asked) -> Chosen:
    """Choose as many key points as a draft has."""
    view = asked.topic.view(asked.at, asked.drawn)
    return _as_chosen(asked, view, key_points(view))


def _as_chosen(asked: Asked, view: ThemeView, found: list[Candidate]) -> Chosen:
    """Return key points as places among the drawn arguments."""
    places = {int(number): place for place, number in enumerate(asked.drawn)}
    makers = np.zeros((len(found), len(asked.drawn)), dtype=bool)
    for row, item in enumerate(found):
        makers[row, [places[Topic.number(name)] for name in view.supporters(item)]] = True
    return Chosen([places[Topic.number(item.answer.response_id)] for item in found], makers)


def _centroid(asked: Asked) -> Chosen:
    """Take the arguments nearest to the mean."""
    return Chosen([int(i) for i in np.argsort(-(asked.vectors @ asked.vectors.mean(axis=0)), kind="stable")[: asked.k]])


def _kmeans(asked: Asked) -> Chosen:
    """Take the argument nearest to the middle of each of k clusters."""
    from sklearn.cluster import KMeans

    model = KMeans(min(asked.k, len(asked.drawn)), n_init=10, random_state=asked.seed).fit(asked.vectors)
    distances = model.transform(asked.vectors)
    makers = model.labels_[None] == np.arange(distances.shape[1])[:, None]
    return Chosen([int(i) for i in distances.argmin(axis=0)], makers)


def _lexrank(asked: Asked, threshold: float = 0.1, damping: float = 0.85, rounds: int = 100) -> Chosen:
    """Take the arguments that a walk over those with like words comes to most (Erkan and Radev 2004)."""
    said = [stems(word.casefold() for word in words(text)) for text in asked.texts]
    near = (word_likeness(said, said, rarity(said)) >= threshold) | np.eye(len(said), dtype=bool)
    steps = near / near.sum(axis=1, keepdims=True)
    visits = np.full(len(said), 1 / len(said))
    for _ in range(rounds):
        visits = (1 - damping) / len(said) + damping * steps.T @ visits
    return Chosen([int(i) for i in np.argsort(-visits.round(12), kind="stable")[: asked.k]])


def _mmr(asked: Asked, same: float = 0.46, supports: float = 0.42, diversity: float = 0.4) -> Chosen:
    """Take central and often said arguments, none like another: textmine's drafts as they were (Carbonell 1998)."""
    vectors = asked.centred
    like = vectors @ vectors.T
    often = np.log1p((like >= supports).sum(axis=1))
    score = 0.7 * (vectors @ unit(vectors.mean(axis=0))) + 0.4 * often / often.max()
    taken: list[int] = []
    while len(taken) < asked.k:
        nearest = like[:, taken].max(axis=1) if taken else np.zeros(len(vectors))
        gain = np.where(nearest > same, -np.inf, score - diversity * nearest)
        gain[taken] = -np.inf
        if np.isneginf(gain).all():
            break
        taken.append(int(gain.argmax()))
    return Chosen(taken, like[taken] >= supports)


def _random(asked: Asked) -> Chosen:
    """Draw."""
    random = np.random.default_rng([asked.seed, *(int(number) for number in asked.drawn[:4])])
    return Chosen([int(i) for i in random.choice(len(asked.drawn), min(asked.k, len(asked.drawn)), replace=False)])


def _oracle(asked: Asked) -> Chosen:
    """Take, of what people labelled, the argument that adds most key points."""
    side = asked.topic.sides[asked.at]
    labels = [side.labels[int(number)] for number in asked.drawn]
    taken: list[int] = []
    seen: set[str] = set()
    while len(taken) < asked.k:
        best = max(range(len(labels)), key=lambda i: (len(labels[i] - seen), i not in taken, bool(labels[i]), -i))
        taken.append(best)
        seen |= labels[best]
    makers = np.array([[bool(own & labels[point]) for own in labels] for point in taken])
    return Chosen(taken, makers)


SYSTEMS: Mapping[str, System] = {
    system.name: system
    for system in (
        System(OURS, "what most people make, greedily, by how probable it is that two say the same", _textmine),
        System(DRAFTED, "the same as a draft has it: two to five, each made by several people", _drafted),
        System("mmr", "textmine's drafts as they were: central ones, no two alike", _mmr),
        System("centroid", "nearest to the mean of all", _centroid),
        System("k-means", "nearest to the middle of each of k clusters", _kmeans),
        System("lexrank", "most alike to others in their words", _lexrank),
        System("random", "drawn", _random),
        System(ORACLE, "the best that can be, by the labels", _oracle),
    )
}


def load_systems(wanted: tuple[str, ...] = ()) -> list[System]:
    """Return the systems to compare.

    Args:
        wanted: Their names; none means all.

    Raises:
        ConfigError: There is no system of that name; the message lists those there are.
    """
    check_names("system", wanted, tuple(SYSTEMS))
    return [system for name, system in SYSTEMS.items() if not wanted or name in wanted]
