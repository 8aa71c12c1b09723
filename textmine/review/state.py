"""What decisions work on: answers and themes in dictionaries, so that thousands of decisions stay quick."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from textmine.model import Heading, Outcome, Translation
from textmine.tables import Tables
from textmine.themes.position import answer_positions

Answer = tuple[str, str]
"""(response_id, question_id)."""

SUBSTANTIVE = ("themed", "needs_person")
_NO_THEME_LEFT = "An officer removed its last theme."


class RefusedError(Exception):
    """A decision does not fit; `messages` says why, in plain sentences."""

    def __init__(self, *messages: str) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass(slots=True)
class Row:
    """One assignment: a point of an answer in a theme. `origin` is its row in the machine's table."""

    theme: str
    score: float
    start: int
    end: int
    position: str
    by: str
    primary: bool
    origin: int | None = None


@dataclass(slots=True)
class Entry:
    """One answer. `origin` is its row in the machine's table."""

    origin: int
    text: str | None
    status: str
    status_reason: str | None
    language: str | None
    languages: list[str]
    confidence: float
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Card:
    """One theme. `origin` is its row in the machine's table; a theme an officer made has none.

    `born` is its first title. Drafts are ranked by it, so that a new title leaves the sentences alone.
    """

    question: str
    parent: str | None
    title: str
    description: str
    origin: int | None = None
    born: str = ""

    def __post_init__(self) -> None:
        self.born = self.title


@dataclass(frozen=True, slots=True)
class Edit:
    """An officer's wording of one sentence of a draft, and what the sentence was."""

    number: int
    ordinal: int
    text: str
    kind: str
    drafted: str


class State:
    """The analysis while decisions are applied to it, one after the other.

    Attributes:
        tables: What the machine computed.
        version: Grows with every change that the tables show.
        stamps: Per theme, the version in which its people, its points or their answers last changed;
            a theme that is not in it is as the machine left it.
        base: Per question, how many people gave an answer with content.
        spoken: Per question, the version in which an answer's language was last corrected.
        gone: Themes that exist no more, and what became of them.
        made: Themes that decisions made; their ids say which decision, so they hold over a re-run.
        translations: (text, language it is translated into) → the translation.
        headings: Language → heading → the wording that was approved.
        successors: (run, theme of that run) → the theme it is here, as far as decisions of that run were replayed.
        judged: Answers whose themes an officer assigned, removed, confirmed or split off: learning starts from them.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.version = 0
        self.stamps: dict[str, int] = {}
        self.answers = _entries(tables.responses)
        self.changed_answers: set[Answer] = set()
        self.cards = _cards(tables.themes)
        self.questions = set(tables.open_questions["question_id"])
        self.holders: dict[str, set[Answer]] = {theme: set() for theme in self.cards}
        self._fill(tables.assignments)
        self.base: dict[str, int] = {}
        for answer, entry in self.answers.items():
            self.base[answer[1]] = self.base.get(answer[1], 0) + (entry.status in SUBSTANTIVE)
        self.machine_base = dict(self.base)
        self.run = self._signature()
        self.spoken: dict[str, int] = {}
        self.gone: dict[str, str] = {}
        self.made: dict[str, int] = {}
        self.successors: dict[tuple[str, str], str] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.approvals: dict[str, list[tuple[str, str]]] = {}
        self.overrides: dict[str, dict[str, tuple[str, str]]] = {}
        self.aside: dict[str, str] = {}
        self.edits: dict[str, list[Edit]] = {}
        self.redactions: dict[str, list[Edit]] = {}
        self.left_out: dict[str, list[Edit]] = {}
        self.translations: dict[tuple[str, str], Translation] = {}
        self.headings: dict[str, dict[str, Heading]] = {}
        self.confirmed: set[tuple[str, str, str]] = set()
        self.judged: set[Answer] = set()
        self.quotes: tuple[str, str] | None = None
        self.open_data: str | None = None
        self.open_answers: dict[Answer, str] = {}

    # Looking

    @cached_property
    def ticked(self) -> dict[Answer, str]:
        """The position of each answer from its linked closed question."""
        return answer_positions(self.tables.responses, self.tables.respondents, self.tables.questions)

    def children(self, theme: str) -> list[str]:
        """Return the themes right below one."""
        return [name for name, card in self.cards.items() if card.parent == theme]

    def subtree(self, theme: str) -> list[str]:
        """Return a theme and every theme below it."""
        return [theme, *(name for child in self.children(theme) for name in self.subtree(child))]

    def above(self, theme: str) -> Iterator[str]:
        """Yield the groups that a theme is in, the nearest first."""
        parent = self.cards[theme].parent
        while parent is not None and parent in self.cards:
            yield parent
            parent = self.cards[parent].parent

    def members(self, theme: str) -> set[Answer]:
        """Return the answers of a theme; a group has those of the themes below it."""
        if not (children := self.children(theme)):
            return self.holders[theme]
        return self.holders[theme].union(*map(self.members, children))

    def themes_of(self, answer: Answer) -> list[str]:
        """Return the themes of an answer, in order."""
        return sorted({row.theme for row in self.answers[answer].rows})

    # Changing

    def touch(self, theme: str) -> None:
        """Note that a theme's draft, and those of the groups above it, must be made again."""
        self.version += 1
        for name in (theme, *self.above(theme)):
            self.stamps[name] = self.version

    def set_status(self, answer: Answer, status: str, reason: str | None) -> None:
        """Give an answer another status."""
        entry = self.answers[answer]
        self.base[answer[1]] += (status in SUBSTANTIVE) - (entry.status in SUBSTANTIVE)
        entry.status, entry.status_reason = status, reason
        self.changed_answers.add(answer)
        self.version += 1

    def add_row(self, answer: Answer, row: Row) -> None:
        """Put an answer into a theme; its first theme is its primary one."""
        entry = self.answers[answer]
        row.primary = not entry.rows
        entry.rows.append(row)
        self.holders[row.theme].add(answer)
        if entry.status != "themed":
            self.set_status(answer, "themed", None)
        self.touch(row.theme)

    def remove(self, answer: Answer, theme: str, why_bare: str = _NO_THEME_LEFT) -> None:
        """Take an answer out of a theme; the best theme left becomes its primary one, without any it needs a person."""
        entry = self.answers[answer]
        entry.rows = [row for row in entry.rows if row.theme != theme]
        self.holders[theme].discard(answer)
        self.confirmed.discard((*answer, theme))
        if not entry.rows:
            self.set_status(answer, "needs_person", why_bare)
        elif not any(row.primary for row in entry.rows):
            min(entry.rows, key=lambda row: (-row.score, row.theme, row.start, row.end)).primary = True
        self.touch(theme)

    def move(self, answer: Answer, source: str, target: str) -> None:
        """Take an answer's points from one theme to another; the same point twice becomes one."""
        entry = self.answers[answer]
        kept: dict[tuple[str, int, int], Row] = {}
        for row in entry.rows:
            row.theme = target if row.theme == source else row.theme
            twin = kept.setdefault((row.theme, row.start, row.end), row)
            if twin is not row:
                twin.score = max(twin.score, row.score)
                twin.primary = twin.primary or row.primary
                twin.by = row.by if row.by == "officer" else twin.by
        entry.rows = list(kept.values())
        self.holders[source].discard(answer)
        self.holders[target].add(answer)
        if (*answer, source) in self.confirmed:
            self.confirmed.remove((*answer, source))
            self.confirmed.add((*answer, target))

    def add_theme(self, theme: str, card: Card, number: int) -> None:
        """Add a theme that a decision made."""
        self.cards[theme] = card
        self.holders[theme] = set()
        self.made[theme] = number
        self.touch(theme)

    def drop_theme(self, theme: str, what_became_of_it: str) -> None:
        """Remove a theme that holds nothing any more, and what was decided about it."""
        self.touch(theme)
        del self.cards[theme], self.holders[theme]
        self.gone[theme] = what_became_of_it
        for decided in (
            self.stamps,
            self.outcomes,
            self.approvals,
            self.overrides,
            self.aside,
            self.edits,
            self.redactions,
            self.left_out,
        ):
            decided.pop(theme, None)

    # Making

    def _fill(self, assignments: pd.DataFrame) -> None:
        """Hang the machine's assignments on their answers."""
        names = (
            "response_id",
            "question_id",
            "theme_id",
            "score",
            "start",
            "end",
            "position",
            "assigned_by",
            "primary",
        )
        columns = [assignments[name].tolist() for name in names]
        for origin, (response, question, theme, *rest) in enumerate(zip(*columns, strict=True)):
            score, start, end, position, by, primary = rest
            row = Row(theme, score, start, end, position, by, primary, origin)
            self.answers[response, question].rows.append(row)
            self.holders[theme].add((response, question))

    def _signature(self) -> str:
        """Identify the machine's run by its themes and their members: in the same run an id is an id."""
        content = [[theme, card.parent, sorted(self.holders[theme])] for theme, card in sorted(self.cards.items())]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


def or_none(value: Any) -> Any:  # noqa: ANN401 - a cell
    """Return a cell's value, and None for every kind of missing."""
    return None if pd.isna(value) else value


def _entries(responses: pd.DataFrame) -> dict[Answer, Entry]:
    """Read the answers."""
    names = (
        "response_id", "question_id", "text", "status", "status_reason", "language", "languages",
        "language_confidence",
    )  # fmt: skip
    found: dict[Answer, Entry] = {}
    for origin, row in enumerate(zip(*(responses[name].tolist() for name in names), strict=True)):
        response, question, text, status, reason, language, languages, confidence = row
        found[response, question] = Entry(
            origin, or_none(text), status, or_none(reason), or_none(language), languages, confidence
        )
    return found


def _cards(themes: pd.DataFrame) -> dict[str, Card]:
    """Read the themes."""
    names = ("theme_id", "question_id", "parent_id", "title", "description")
    return {
        theme: Card(question, or_none(parent), or_none(title) or "", or_none(description) or "", origin)
        for origin, (theme, question, parent, title, description) in enumerate(
            zip(*(themes[name].tolist() for name in names), strict=True)
        )
    }


def listed(answers: Iterable[Answer]) -> list[list[str]]:
    """Return answers as the log keeps them, in order."""
    return [list(answer) for answer in sorted(answers)]
