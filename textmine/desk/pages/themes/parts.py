"""The sub-themes of themes, worked out beside the pages and kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLateError
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.desk.meaning import meaning_of
from textmine.desk.pages.themes.members import Member, members_of
from textmine.desk.snapshot import Snapshot
from textmine.embed import embed_texts
from textmine.errors import TextmineError
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.review.state import Answer
from textmine.themes.discover import Options, Points
from textmine.themes.within import Within, within

FEWEST = 4
"""Answers with a point that a theme must have: fewer are read more quickly than divided."""
KEPT = 24
"""Divisions that are remembered."""


@dataclass(frozen=True, slots=True)
class Part:
    """One sub-theme.

    Attributes:
        title: Suggested.
        language: Of the title; empty where it is not known.
        weak: Whether the title fits few of the answers.
        members: Its answers, the closest first, each with its closest point.
    """

    title: str
    language: str
    weak: bool
    members: tuple[Member, ...]

    @property
    def answers(self) -> list[Answer]:
        """Which answers are in it."""
        return [member.answer for member in self.members]


@dataclass(frozen=True, slots=True)
class Division:
    """A theme divided into sub-themes.

    Attributes:
        parts: The sub-themes, most answers first; one alone where they say much the same.
        problem: Why there are none, in plain words.
    """

    parts: tuple[Part, ...] = ()
    problem: str = ""


class Parts:
    """Divides themes in a thread; what was found holds as long as the theme has the same points."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Future[Division]] = OrderedDict()

    def get(self, now: Snapshot, theme: str, number: int | None = None, wait: float = 0.05) -> Division | None:
        """Return the sub-themes of a theme; None while they are worked out.

        Args:
            now: The analysis.
            theme: A theme that answers are in.
            number: How many; None: the answers decide.
            wait: Seconds.
        """
        own = members_of(now, theme)
        key = (
            theme,
            number,
            tuple((item.answer, item.start, item.end, now.answers[item.answer].language) for item in own),
        )
        with self._lock:
            found = self._known.get(key)
            if found is None or found.cancelled() or (found.done() and found.exception()):
                found = self._known[key] = self._pool.submit(divide, now, own, number)
            self._known.move_to_end(key)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)[1].cancel()
        try:
            return found.result(timeout=wait)
        except TooLateError:
            return None


def divide(now: Snapshot, own: list[Member], number: int | None) -> Division:
    """Find the sub-themes of a theme's points.

    Args:
        now: The analysis.
        own: The points of the theme.
        number: How many sub-themes; None: the answers decide.
    """
    placed = [(member, row) for member in own for row in _vectors_of(now, member)]
    if len({member.answer for member, _ in placed}) < FEWEST:
        return Division(problem=f"Fewer than {FEWEST} answers in this theme can be compared: they are quickest read.")
    question = own[0].answer[1]
    members, rows = zip(*placed, strict=True)
    try:
        embedder = meaning_of(now).embedder

        def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
            return embed_texts(texts, ["en"] * len(texts), embedder)

        points, these = _points(now, question, rows)
        seed = int(now.tables.manifest.get("seed", 0))
        options = Options(n_themes=number, min_people=now.config.themes.min_people, seed=seed)
        found = within(points, these, encode, options, now.questions[question])
    except TextmineError as error:
        return Division(problem=str(error))
    return Division(tuple(_parts(found, members)))


def _vectors_of(now: Snapshot, member: Member) -> Iterator[int]:
    """Yield the rows of `vectors` that one assignment is about: its point, or all of an answer assigned whole."""
    for row in now.fixed.points.get(member.answer, ()):
        start, end = now.fixed.point_spans[row]
        if start < member.end and member.start < end:
            yield row


def _points(now: Snapshot, question: str, rows: tuple[int, ...]) -> tuple[Points, Any]:
    """Return the points of a question, and which of them are in `rows`."""
    table = now.fixed.machine.vectors
    at = np.flatnonzero(table["question_id"] == question)
    own = table.iloc[at]
    answers = [now.answers[response, question] for response in own["response_id"]]
    spans = zip(answers, own["start"], own["end"], strict=True)
    points = Points(
        [answer.text[start:end] for answer, start, end in spans],
        [answer.language if isinstance(answer.language, str) else UNKNOWN for answer in answers],
        now.fixed.vectors[at],
        np.unique(own["response_id"], return_inverse=True)[1].astype(np.int64),
    )
    return points, np.searchsorted(at, np.asarray(rows))


def _parts(found: Within, members: tuple[Member, ...]) -> Iterator[Part]:
    """Yield the sub-themes, each answer in the one that its closest point is in."""
    best: dict[Answer, int] = {}
    for place, member in enumerate(members):
        known = best.get(member.answer)
        if known is None or found.closeness[place] > found.closeness[known]:
            best[member.answer] = place
    places: dict[int, list[int]] = {}
    for place in sorted(best.values(), key=lambda place: (-float(found.closeness[place]), members[place].answer)):
        places.setdefault(int(found.labels[place]), []).append(place)
    for label, own in sorted(places.items(), key=lambda item: (-len(item[1]), item[0])):
        name = found.names[label]
        tag = "" if name.language in (UNKNOWN, NO_WORDS) else name.language
        yield Part(name.title, tag, name.evidence["weak"] is True, tuple(members[place] for place in own))
