"""One question as its confirmed answers see it: vectors, themes as they are now, and what the confirmed ones teach."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.review.state import SUBSTANTIVE, Answer
from textmine.tables import Tables
from textmine.themes.assign import FIT
from textmine.themes.learning import Belief, Flags, Learned, Values, Vectors, learn, most_telling
from textmine.themes.space import BLOCK, Centring, summed, unit

Rows = npt.NDArray[np.int64]
LEAST = 5
"""Confirmed answers that a question needs before the machine learns from them."""
STEP = 0.15
"""How far confirmed answers must move the belief that an answer is in a theme before it is suggested to move."""


class Suggestion(NamedTuple):
    """A change that the confirmed answers speak for. `start` and `end` are the point nearest to the theme."""

    response: str
    question: str
    theme: str
    action: Literal["assign", "unassign"]
    score: float
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Lesson:
    """One question's answers with content, and what officers confirmed of them.

    Attributes:
        question: Its id.
        seed: Of the estimate's interval.
        responses: The n answers' response ids.
        themes: The k leaf themes' ids.
        points: The m points: `row` (place of their answer), `start`, `end`.
        point_near: (m, k) similarity of each point with each theme, its own answer left out of the theme.
        vectors: (n, d) unit mean of each answer's points; zeros where it has none.
        near: (n, k) best similarity over an answer's points.
        made: (k,) themes that an officer made: the machine has never looked for answers to them.
        given: (n, k) the themes each answer has now.
        judged: (n,) answers whose themes an officer assigned, removed or confirmed.
        waiting: (n,) answers that need a person.
        learned: None with fewer than `LEAST` confirmed answers.
    """

    question: str
    seed: int
    responses: list[str]
    themes: list[str]
    points: pd.DataFrame
    point_near: Vectors
    vectors: Vectors
    near: Vectors
    made: Flags
    given: Flags
    judged: Flags
    waiting: Flags
    learned: Learned | None

    def suggestions(self) -> list[Suggestion]:
        """Return what the confirmed answers say about the others, changes of one answer together."""
        if self.learned is None:
            return []
        # Rounded, so that the last digit of a sum cannot decide.
        moved = self.learned.correction(self.vectors).round(6)
        scores = self.learned.score(self.vectors, self.near).round(6)
        wanted = self.learned.choice.of(scores)
        fits = scores >= self.learned.belief.of(np.array(FIT))
        open_ = np.asarray(~self.judged & self._has_points)[:, None]
        # For a theme that an officer made, being like it is news too: the machine never looked for its answers.
        add = open_ & ~self.given & wanted & ((moved > STEP) | (self.made & fits))
        drop = open_ & self.given & (moved < -STEP) & ~(wanted & fits.any(axis=1, keepdims=True))
        # An answer that would lose its last theme gets the best other one, where one fits.
        bare = self.given.any(axis=1) & ~((self.given & ~drop) | add).any(axis=1)
        for row in np.flatnonzero(bare):
            best = int(np.where(self.given[row], -1.0, scores[row]).argmax())
            add[row, best] = fits[row, best] and not self.given[row, best]
        return [
            self._suggestion(int(row), int(theme), bool(add[row, theme]), float(scores[row, theme]))
            for row, theme in np.argwhere(add | drop)
        ]

    def order(self, first: int | None = None) -> list[tuple[int, float]]:
        """Return (row, doubt) of the answers nobody confirmed, those first whose review teaches most.

        Args:
            first: How many are wanted; None: all.
        """
        open_ = np.flatnonzero(np.logical_not(self.judged))
        known = np.flatnonzero(self.judged & self._has_points)
        if not open_.size:
            return []
        blocks = np.split(open_, range(BLOCK, len(open_), BLOCK))
        doubt = 1 - np.concatenate([self._belief(own).max(axis=1, initial=0.0) for own in blocks])
        doubt[self.waiting[open_] | ~self._has_points[open_]] = 1.0
        vectors = self.vectors if len(open_) == len(self.vectors) else self.vectors[open_]
        order = most_telling(vectors, self.vectors[known], doubt, first=first)
        return [(int(open_[place]), float(doubt[place])) for place in order]

    def of_answer(self, response: str) -> list[tuple[str, float]]:
        """Return (theme, belief 0–1 that the answer is in it) for every leaf theme, the likeliest first.

        The answer itself does not count as a part of the themes it is in. Empty for an answer without content.
        """
        if (row := self._rows.get(response)) is None:
            return []
        scores = self._belief(np.array([row]))[0]
        return [(self.themes[at], float(scores[at])) for at in np.argsort(-scores, kind="stable")]

    def neighbours(self, response: str, most: int = 5) -> list[tuple[str, float]]:
        """Return (response id, cosine) of the answers most like one, the nearest first; none where it has no points."""
        row = self._rows.get(response)
        if row is None or not self._has_points[row]:
            return []
        near = self.vectors @ self.vectors[row]
        order = (at for at in np.argsort(-near, kind="stable") if at != row and self._has_points[at])
        return [(self.responses[at], float(near[at])) for at in islice(order, most)]

    def _belief(self, rows: Rows) -> Values:
        """Return (n, k) beliefs that answers are in themes, with what the confirmed ones teach."""
        if self.learned is None:
            return Belief().of(self.near[rows])
        return self.learned.score(self.vectors[rows], self.near[rows])

    @property
    def confirmed(self) -> int:
        """How many confirmed answers there are to learn from."""
        return int((self.judged & self._has_points).sum())

    @cached_property
    def _has_points(self) -> Flags:
        return np.asarray(self.vectors.any(axis=1))

    @cached_property
    def _rows(self) -> dict[str, int]:
        """The place of each answer."""
        return {response: row for row, response in enumerate(self.responses)}

    def _suggestion(self, row: int, theme: int, add: bool, score: float) -> Suggestion:
        own = np.flatnonzero(self.points["row"] == row)
        point = self.points.iloc[own[np.argmax(self.point_near[own, theme])]]
        action: Literal["assign", "unassign"] = "assign" if add else "unassign"
        response, name = self.responses[row], self.themes[theme]
        return Suggestion(response, self.question, name, action, score, int(point["start"]), int(point["end"]))


def lesson_of(tables: Tables, question: str, judged: Collection[Answer], made: Collection[str]) -> Lesson:
    """Return what is known about one question.

    Args:
        tables: After the decisions so far.
        question: Its id.
        judged: Answers whose present themes an officer stands for.
        made: Themes that officers made.
    """
    groups = set(tables.themes["parent_id"].dropna())
    own = tables.themes["question_id"] == question
    themes = [theme for theme in tables.themes.loc[own, "theme_id"] if theme not in groups]
    answers = tables.responses
    answers = answers[(answers["question_id"] == question) & answers["status"].isin(SUBSTANTIVE)]
    responses = answers["response_id"].tolist()
    points, vectors = _points(tables, question, answers)
    rows = _assigned(tables, question, responses, themes)
    point_near = _similarity(points, vectors, rows, len(themes))
    n, k = len(responses), len(themes)
    near = np.full((n, k), -1.0, dtype=np.float32)
    np.maximum.at(near, points["row"].to_numpy(), point_near)
    means = unit(summed(points["row"].to_numpy(), vectors, n))
    given = np.zeros((n, k), dtype=np.bool_)
    given[rows["row"], rows["theme"]] = True
    done = np.array([(response, question) in judged for response in responses], dtype=np.bool_)
    taught = np.flatnonzero(done & means.any(axis=1))
    seed = int(tables.manifest.get("seed", 0))
    learned = None
    if len(taught) >= LEAST and k:
        learned = learn(means[taught], near[taught], given[taught].astype(np.float64), seed)
    waiting = (answers["status"] == "needs_person").to_numpy()
    own_made = np.array([theme in made for theme in themes], dtype=np.bool_)
    return Lesson(
        question, seed, responses, themes, points, point_near, means, near, own_made, given, done, waiting, learned
    )


def _points(tables: Tables, question: str, answers: pd.DataFrame) -> tuple[pd.DataFrame, Vectors]:
    """Return the question's points (`row`, `start`, `end`) and their centred vectors."""
    own = np.flatnonzero(tables.vectors["question_id"] == question)
    place = {response: row for row, response in enumerate(answers["response_id"])}
    row = tables.vectors["response_id"].iloc[own].map(place)
    own = own[row.notna().to_numpy()]
    points = tables.vectors[["start", "end"]].iloc[own].assign(row=row.dropna().astype("int64"))
    vectors = tables.vector_array[own]
    if len(own):
        tags = answers["language"].fillna("und").to_numpy()[points["row"]].tolist()
        vectors = Centring.fit(vectors, tags).apply(vectors, tags)
    return points.reset_index(drop=True), np.asarray(vectors, dtype=np.float32)


def _assigned(tables: Tables, question: str, responses: list[str], themes: list[str]) -> pd.DataFrame:
    """Return the question's assignments as numbers: `row`, `theme`, `start`, `end`."""
    own = tables.assignments[tables.assignments["question_id"] == question]
    rows = pd.DataFrame(
        {
            "row": own["response_id"].map({response: row for row, response in enumerate(responses)}),
            "theme": own["theme_id"].map({theme: place for place, theme in enumerate(themes)}),
            "start": own["start"],
            "end": own["end"],
        }
    )
    return rows.dropna().astype("int64").reset_index(drop=True)


def _similarity(points: pd.DataFrame, vectors: Vectors, rows: pd.DataFrame, k: int) -> Vectors:
    """Return (m, k): each point's similarity with each theme, as the theme is without the point's own answer.

    An answer would otherwise find itself in the theme it was put into, and the agreement would be judged too well.

    Args:
        points: m points: `row`, `start`, `end`.
        vectors: (m, d) of them.
        rows: Assignments: `row`, `theme`, `start`, `end`.
        k: Number of themes.
    """
    near = np.zeros((len(points), k), dtype=np.float32)
    # The points that an assignment is about: one, or all of an answer that an officer assigned whole.
    pairs = rows.reset_index(names="place").merge(points.reset_index(names="point"), on="row", suffixes=("", "_own"))
    pairs = pairs[(pairs["start_own"] < pairs["end"]) & (pairs["start"] < pairs["end_own"])]
    if pairs.empty:
        return near
    places, votes = _votes(pairs, vectors)
    voted = rows.iloc[places]
    theme = voted["theme"].to_numpy()
    sums = np.zeros((k, vectors.shape[1]))
    for own in _blocks(len(votes)):
        sums += summed(theme[own], votes[own].astype(np.float64), k)
    near[:] = vectors @ unit(sums.astype(np.float32)).T
    held, which = np.unique(voted[["row", "theme"]].to_numpy(), axis=0, return_inverse=True)
    _leave_out(near, points, vectors, votes, sums, held, which.reshape(-1))
    return near


def _blocks(n: int) -> Iterator[slice]:
    """Yield the places 0..n-1 in blocks: all at once, they would take a multiple of the vectors' memory."""
    for start in range(0, n, BLOCK):
        yield slice(start, min(start + BLOCK, n))


def _votes(pairs: pd.DataFrame, vectors: Vectors) -> tuple[Rows, Vectors]:
    """Return the assignments that are about points, and (m, d) the unit mean of the points of each.

    Args:
        pairs: Each assignment with each point it is about, in the order of the assignments: `place`, `point`.
        vectors: Of the points.
    """
    places, place = np.unique(pairs["place"].to_numpy(), return_inverse=True)
    point = pairs["point"].to_numpy()
    votes = np.empty((len(places), vectors.shape[1]), dtype=np.float32)
    for own in _blocks(len(places)):
        here = slice(*np.searchsorted(place, (own.start, own.stop)))
        sums = summed(place[here] - own.start, vectors[point[here]].astype(np.float64), own.stop - own.start)
        votes[own] = unit(sums.astype(np.float32))
    return places, votes


def _leave_out(
    near: Vectors, points: pd.DataFrame, vectors: Vectors, votes: Vectors, sums: Values, held: Rows, which: Rows
) -> None:
    """Correct each point's similarity with the themes its own answer is in: the theme as it is without the answer.

    Args:
        near: (m, k), changed in place.
        points: The m points: `row`.
        vectors: Of the points.
        votes: (v, d) what each assignment adds to its theme.
        sums: (k, d) of the votes for each theme.
        held: (h, 2) the different pairs of answer and theme.
        which: (v,) which of those each vote is of.
    """
    only = np.bincount(held[which, 1], minlength=len(sums))[held[:, 1]] == np.bincount(which)
    back = pd.DataFrame({"row": held[:, 0], "theme": held[:, 1], "held": range(len(held))})
    back = back.merge(points.reset_index(names="point")[["row", "point"]], on="row").sort_values("held", kind="stable")
    at, theme, of = (back[name].to_numpy() for name in ("point", "theme", "held"))
    order = np.argsort(which, kind="stable")
    for own in _blocks(len(held)):
        mine = order[slice(*np.searchsorted(which[order], (own.start, own.stop)))]
        theirs = summed(which[mine] - own.start, votes[mine].astype(np.float64), own.stop - own.start)
        without = unit((sums[held[own, 1]] - theirs).astype(np.float32))
        without[only[own]] = 0  # nobody else is in the theme
        here = slice(*np.searchsorted(of, (own.start, own.stop)))
        near[at[here], theme[here]] = np.einsum("ij,ij->i", vectors[at[here]], without[of[here] - own.start])
