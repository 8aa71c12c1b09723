"""Has this been asked or said before? The themes of an analysis beside those of the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from textmine.archive.entry import Item, Vectors
from textmine.archive.index import Block, Index
from textmine.archive.promises import Standing, standing_of
from textmine.archive.read import Kept, Stored, themes_at

SAME_THEME = 0.55
"""How alike two themes must be to be named as the same.

Of pairs of themes from the two halves of the sample consultation that are about the same theme of its gold set (15),
33 % are; of those about different ones (115), 1.7 %; of 1,629 pairs from different consultations (the halves, Bowling
Green, housing in New Zealand, youth and policing in London, the Austrian climate assembly), 1.0 %, most of which are
alike: "Housing for the homeless" and "Developers and apartments".
"""
SAME_QUESTION = 0.75
"""How alike the wordings of two questions must be."""
MOST = 3
"""Earlier themes that are named for each."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Something in the archive that is like a theme or a question.

    Attributes:
        text: Its title, or the wording of the question.
        closeness: How alike they are: at most 1.
        theme: The theme; None for a question.
        standing: What was decided then, and how that stands today.
    """

    consultation: Stored
    text: str
    closeness: float
    theme: Kept | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A theme or question of the analysis with what is like it, the nearest first; empty: nothing is."""

    theme_id: str
    title: str
    likenesses: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """An analysis beside the archive."""

    questions: tuple[Compared, ...]
    themes: tuple[Compared, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Probe:
    """What of an analysis is compared.

    Attributes:
        inputs: SHA-256 of its files: with itself it is not compared.
        items: Its questions and themes, and the centres of these.
        vectors: (n, d) one per item.
        titles: Theme → its title.
        space: The vector space.
    """

    inputs: tuple[str, ...]
    items: tuple[Item, ...]
    vectors: Vectors
    titles: Mapping[str, str]
    space: str


def similar(connection: sqlite3.Connection, index: Index, probe: Probe, today: date) -> Similar:
    """Return, for each question and theme of an analysis, what in the archive is like it.

    Args:
        connection: The archive.
        index: Its vectors.
        probe: What is compared.
        today: The day by which promises are judged.
    """
    others = {number: one for number, one in index.consultations.items() if not set(one.inputs) & set(probe.inputs)}
    missed = sum(one.space != probe.space for one in others.values())
    notes = [] if others else ["The archive holds no other consultation yet."]
    if missed:
        number = "1 consultation was" if missed == 1 else f"{missed} consultations were"
        notes.append(f"{number} added with another sentence model and not compared.")
    block = next((block for block in index.blocks if block.space == probe.space), None)
    known = _Known.of(connection, block, set(others)) if block else _Known({}, {})
    asked = [
        Compared(item.question_id, item.text, tuple(_asked(known, vector, others)))
        for item, vector in zip(probe.items, probe.vectors, strict=True)
        if item.kind == "question"
    ]
    return Similar(tuple(asked), tuple(_themes(connection, known, probe, others, today)), tuple(notes))


Place = tuple[int, str]
"""A consultation and a theme of it, or the wording of a question."""


@dataclass(frozen=True, eq=False)
class _Known:
    """What the archive has of other consultations: vectors of questions, and of titles and centres of themes."""

    questions: dict[Place, Vectors]
    themes: dict[Place, dict[str, Vectors]]

    @classmethod
    def of(cls, connection: sqlite3.Connection, block: Block, others: set[int]) -> _Known:
        """Read it from a block of the index."""
        rows = {int(item): place for place, item in enumerate(block.ids)}
        questions: dict[Place, Vectors] = {}
        themes: dict[Place, dict[str, Vectors]] = {}
        for item, number, kind, theme, text in connection.execute(
            "SELECT id, consultation, kind, theme_id, text FROM items WHERE kind IN ('question', 'theme', 'centre')"
        ):
            if number not in others or item not in rows:
                continue
            vector = block.vectors[rows[item]]
            if kind == "question":
                questions[number, text] = vector
            else:
                themes.setdefault((number, theme), {})[kind] = vector
        return cls(questions, themes)


def _asked(known: _Known, vector: Vectors, others: Mapping[int, Stored]) -> Iterator[Likeness]:
    """Yield earlier questions that ask the same, the nearest first."""
    near = {place: float(vector @ own) for place, own in known.questions.items()}
    for place in sorted(near, key=lambda place: -near[place])[:MOST]:
        if near[place] >= SAME_QUESTION:
            yield Likeness(others[place[0]], place[1], near[place])


def likeness(first: Mapping[str, Vectors], second: Mapping[str, Vectors]) -> float:
    """Return how alike two themes are: the mean cosine of their titles and of the centres of what was said in them.

    Args:
        first: `theme` and, where enough people raised it, `centre` → vector.
        second: The same of another theme.
    """
    return float(np.mean([first[kind] @ second[kind] for kind in first.keys() & second.keys()]))


def _themes(
    connection: sqlite3.Connection, known: _Known, probe: Probe, others: Mapping[int, Stored], today: date
) -> Iterator[Compared]:
    """Yield each theme with the earlier ones that are like it."""
    own: dict[str, dict[str, Vectors]] = {}
    for item, vector in zip(probe.items, probe.vectors, strict=True):
        if item.theme_id is not None:
            own.setdefault(item.theme_id, {})[item.kind] = vector
    near: dict[str, list[tuple[float, Place]]] = {}
    for theme, vectors in own.items():
        scored = [(likeness(vectors, other), place) for place, other in known.themes.items() if "theme" in vectors]
        near[theme] = sorted((pair for pair in scored if pair[0] >= SAME_THEME), key=lambda pair: -pair[0])[:MOST]
    kept = themes_at(connection, {place for found in near.values() for _, place in found})
    for theme, found in near.items():
        likenesses = tuple(_likeness(others[place[0]], kept[place], score, today) for score, place in found)
        yield Compared(theme, probe.titles[theme], likenesses)


def _likeness(one: Stored, theme: Kept, score: float, today: date) -> Likeness:
    return Likeness(one, theme.title, score, theme, standing_of(theme.outcome, theme.updates, today))
