"""Two sets of codes of the same answers, and the figures of how far they agree."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from textmine.evaluate.coding.alpha import Alpha, Distance, masi, nominal
from textmine.evaluate.coding.kappa import both_of_either, cells, kappa, kappas, same
from textmine.evaluate.intervals import LEVEL, proportion

Floats = npt.NDArray[np.float64]
Given = Mapping[str, frozenset[str]]
"""Answer → the themes that a coder gave it; answers that a coder did not code, or could not tell, are not in it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value (1 is full agreement) and its 95 % interval.

    Attributes:
        low: None where the answers tell nothing about the spread: they all say the same.
        high: As `low`.
        n: The answers it rests on.
    """

    value: float
    low: float | None
    high: float | None
    n: int


def figure(value: float, draws: Floats, n: int, *, share: bool = False) -> Figure | None:
    """Return a value with the percentile interval of its draws; None where it is not defined.

    Args:
        value: Measured on the sample.
        draws: Measured on the sample drawn again; not a number where it is not defined.
        n: The answers it rests on.
        share: Whether it is a plain share: where all or none of the answers are in it, Wilson's interval stands.
    """
    if not np.isfinite(value):
        return None
    # Sums of weights leave a trace: what all answers agree on is 1.
    value = round(value, 12)
    known = draws[np.isfinite(draws)]
    if not known.size or np.ptp(known) < np.finfo(np.float32).eps:
        whole = proportion(round(value * n), n) if share and round(value, 6) in (0.0, 1.0) else None
        return Figure(value, whole.low, whole.high, n) if whole else Figure(value, None, None, n)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(value, float(min(low, value)), float(max(high, value)), n)


@dataclass(frozen=True, slots=True)
class Frame:
    """The answers of a sample and how much each counts.

    Attributes:
        items: (n) their ids.
        questions: (n) the question of each.
        themes: Question → its themes.
        weights: (n) how many answers each stands for.
        draws: (draws, n) the same where the sample is drawn again.
    """

    items: Sequence[str]
    questions: Sequence[str]
    themes: Mapping[str, Sequence[str]]
    weights: Floats
    draws: Floats

    def of(self, keep: Sequence[int]) -> Frame:
        """Return some of the answers."""
        at = np.asarray(keep, dtype=np.int64)
        return Frame(
            [self.items[place] for place in at],
            [self.questions[place] for place in at],
            self.themes,
            self.weights[at],
            self.draws[:, at],
        )


def decision_figures(frame: Frame, tables: Floats) -> dict[str, Figure | None]:
    """Return how far decisions agree, from the (n, 4) table of each answer."""
    whole, draws, n = frame.weights @ tables, frame.draws @ tables, len(frame.items)
    return {
        "agree": figure(float(same(whole[None])[0]), same(draws), n, share=True),
        "both_of_either": figure(float(both_of_either(whole[None])[0]), both_of_either(draws), n),
        "kappa": figure(kappa(whole), kappas(draws), n),
    }


def share_figure(frame: Frame, hits: Sequence[bool]) -> Figure | None:
    """Return the share of answers of which something holds (Hájek's estimate)."""
    if not hits:
        return None
    own = np.asarray(hits, dtype=np.float64)
    value = float(frame.weights @ own / frame.weights.sum())
    with np.errstate(invalid="ignore"):
        return figure(value, (frame.draws @ own) / frame.draws.sum(axis=1), len(hits), share=True)


def alpha_figure(frame: Frame, units: Sequence[Sequence[Hashable]], distance: Distance = nominal) -> Figure | None:
    """Return Krippendorff's α of the answers that two people coded at least."""
    alpha = Alpha(units, distance)
    if not alpha.n:
        return None
    return figure(alpha.value(frame.weights), alpha.draws(frame.draws), alpha.n)


class Pair:
    """Two coders on the answers that both coded.

    Args:
        frame: The answers, whoever coded them.
        one, other: What each gave.
    """

    def __init__(self, frame: Frame, one: Given, other: Given) -> None:
        self.frame = frame.of([at for at, item in enumerate(frame.items) if item in one and item in other])
        self._codes = (one, other)
        self.one = [one[item] for item in self.frame.items]
        self.other = [other[item] for item in self.frame.items]
        self.n = len(self.one)

    @property
    def matching(self) -> list[bool]:
        """Whether both gave an answer the same themes, answer by answer."""
        return [one == other for one, other in zip(self.one, self.other, strict=True)]

    @property
    def touching(self) -> list[bool]:
        """Whether both gave an answer some theme in common, or none, answer by answer."""
        return [one == other or bool(one & other) for one, other in zip(self.one, self.other, strict=True)]

    def figures(self) -> dict[str, Figure | None]:
        """Return how far they agree: on whole sets of themes, and on each decision whether a theme is in an answer."""
        sets = list(zip(self.one, self.other, strict=True))
        return {
            "same": share_figure(self.frame, self.matching),
            "overlap": share_figure(self.frame, self.touching),
            **decision_figures(self.frame, self._cells.sum(axis=1)),
            "alpha": alpha_figure(self.frame, sets),
            "alpha_masi": alpha_figure(self.frame, sets, masi),
        }

    def of_theme(self, theme: str, question: str) -> dict[str, Figure | None]:
        """Return how far they agree on one theme."""
        at, own = self._by_question[question]
        flags = [(theme in self.one[place], theme in self.other[place]) for place in at]
        figures = decision_figures(own, self._cells[at, self._themes.index(theme)])
        return {**figures, "alpha": alpha_figure(own, flags)}

    def part(self, items: Collection[str]) -> Pair:
        """Return the two on some of the answers."""
        own = set(items)
        return Pair(self.frame.of([at for at, item in enumerate(self.frame.items) if item in own]), *self._codes)

    def asked(self, question: str) -> int:
        """Return how many of the answers are to a question."""
        return len(self._by_question[question][0])

    def given(self, theme: str) -> tuple[int, int]:
        """Return how many answers each of them gave a theme."""
        return sum(theme in own for own in self.one), sum(theme in own for own in self.other)

    @cached_property
    def _by_question(self) -> dict[str, tuple[list[int], Frame]]:
        """Question → the places of its answers, and these alone."""
        found = {}
        for question in self.frame.themes:
            at = [place for place, own in enumerate(self.frame.questions) if own == question]
            found[question] = (at, self.frame.of(at))
        return found

    @cached_property
    def _themes(self) -> list[str]:
        return [theme for own in self.frame.themes.values() for theme in own]

    @cached_property
    def _cells(self) -> Floats:
        """(n, themes, 4) the table of each theme in each answer."""
        places = {theme: at for at, theme in enumerate(self._themes)}
        one, other, asked = (np.zeros((self.n, len(places)), dtype=np.bool_) for _ in range(3))
        for at, question in enumerate(self.frame.questions):
            asked[at, [places[theme] for theme in self.frame.themes[question]]] = True
            one[at, [places[theme] for theme in self.one[at] if theme in places]] = True
            other[at, [places[theme] for theme in self.other[at] if theme in places]] = True
        return cells(one, other, asked)
