"""The answers a sentence rests on, made ready once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log

import numpy as np
import numpy.typing as npt
import pandas as pd
import regex

from textmine.draft.check.align import in_second_person
from textmine.draft.check.words import content, pieces, tokens
from textmine.tables import Tables
from textmine.themes.campaigns import users
from textmine.themes.counts import bases, people_in_themes

Vectors = npt.NDArray[np.float32]

_SCRIPTS = (
    "Latin",
    "Bengali",
    "Arabic",
    "Devanagari",
    "Cyrillic",
    "Greek",
    "Han",
    "Hebrew",
    "Tamil",
    "Gujarati",
    "Gurmukhi",
)
_BY_SCRIPT = regex.compile("|".join(rf"(?P<{name}>\p{{{name}}})" for name in _SCRIPTS))


def script_of(text: str) -> str:
    """Return the script most letters of a text are in; empty if none is known."""
    counts: dict[str, int] = {}
    for match in _BY_SCRIPT.finditer(text[:2_000]):
        counts[str(match.lastgroup)] = counts.get(str(match.lastgroup), 0) + 1
    return max(counts, key=lambda name: counts[name], default="")


@dataclass(frozen=True)
class Answer:
    """One answer, with what the checks need of it, made when they ask."""

    response_id: str
    text: str
    language: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The folded words."""
        return tokens(self.text)

    @cached_property
    def same(self) -> tuple[str, ...]:
        """The folded words with "I" and "you" alike."""
        return in_second_person(self.tokens)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems that carry a claim."""
        return frozenset(content(self.tokens))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences as written."""
        return tuple(pieces(self.text))

    @cached_property
    def script(self) -> str:
        """The script of most letters."""
        return script_of(self.text)


@dataclass(frozen=True)
class Rarity:
    """How much the words of one question tell: the fewer people use one, the more."""

    people: int
    using: dict[str, int]

    def __call__(self, stem: str) -> float:
        """Return the weight of a stem, 1 for one that everybody uses."""
        return 1.0 + log((self.people + 1) / (self.using.get(stem, 0) + 1))


def rarity_of(answers: Iterable[Answer]) -> Rarity:
    """Count in how many answers each stem is."""
    using: dict[str, int] = {}
    people = 0
    for answer in answers:
        people += 1
        for stem in answer.content:
            using[stem] = using.get(stem, 0) + 1
    return Rarity(people, using)


@dataclass(frozen=True)
class Case:
    """One draft sentence with all that is known of it."""

    text: str
    kind: str
    source: str
    evidence: tuple[Answer, ...]
    """Its answers that are in the theme."""
    outside: int
    """How many of the answers it names are not in the theme."""
    n_people: int
    """Different people in the theme."""
    base: int
    """Different people who answered the question."""
    figures: dict[str, float]
    minimum: int
    same_text: int = 0
    """How many people of the theme used the same text as others, where that may be said."""
    question: str = ""
    """The question's wording and the title: words that anybody may use."""
    sides: dict[str, str] = field(default_factory=dict)
    """Who is for or against the proposal, by response id."""
    vectors: Vectors | None = None
    """The cited points, (n, d)."""

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The folded words."""
        return tokens(self.text)

    @property
    def machine(self) -> bool:
        """Whether a language model wrote it."""
        return self.source == "llm"

    @property
    def counted(self) -> int:
        """How many different people it rests on."""
        return len({answer.response_id for answer in self.evidence})


class Book:
    """The tables, looked up by theme and answer."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._answers: dict[tuple[str, str], Answer] = {}
        responses = tables.responses
        columns = (responses[name].tolist() for name in ("response_id", "question_id", "text", "language"))
        for person, question, text, language in zip(*columns, strict=True):
            if isinstance(text, str):
                tag = language if isinstance(language, str) else "und"
                self._answers[str(person), str(question)] = Answer(str(person), text, tag)
        self._rarity: dict[str, Rarity] = {}
        self.people = people_in_themes(tables.themes, tables.assignments)
        self.bases = bases(responses)
        self.used = users(responses, tables.themes, tables.assignments)
        self.titles = dict(zip(tables.themes["theme_id"], tables.themes["title"].fillna(""), strict=True))
        questions = tables.questions
        self.wordings = dict(zip(questions["question_id"], questions["wording"].fillna(""), strict=True))
        self._parents = dict(zip(tables.themes["theme_id"], tables.themes["parent_id"], strict=True))

    def rarity(self, question: str) -> Rarity:
        """Return how much the words of a question tell, counted when first asked."""
        if question not in self._rarity:
            self._rarity[question] = rarity_of(answer for key, answer in self._answers.items() if key[1] == question)
        return self._rarity[question]

    def answers(self, people: Sequence[str], question: str) -> tuple[Answer, ...]:
        """Return the answers of people to a question, each once, in their order."""
        found = (self._answers.get((person, question)) for person in dict.fromkeys(people))
        return tuple(answer for answer in found if answer is not None)

    @cached_property
    def _own(self) -> dict[str, pd.DataFrame]:
        known = self._tables.assignments[["theme_id", "response_id", "position"]].fillna({"position": "unknown"})
        return {str(theme): own for theme, own in known.groupby("theme_id")}

    def _below(self, theme: str) -> list[str]:
        """Return a theme and those below it."""
        found = [theme]
        for above in found:
            found += [own for own, parent in self._parents.items() if parent == above and own not in found]
        return found

    def sides(self, theme: str) -> dict[str, str]:
        """Return who in a theme is for and who against, people of both minds left out."""
        held: dict[str, set[str]] = {}
        for name in self._below(theme):
            own = self._own.get(name)
            if own is not None:
                for person, position in zip(own["response_id"].tolist(), own["position"].tolist(), strict=True):
                    held.setdefault(person, set()).add(position)
        stated = {person: positions - {"unknown"} for person, positions in held.items()}
        return {person: min(own) for person, own in stated.items() if own in ({"for"}, {"against"})}

    @cached_property
    def _points(self) -> dict[tuple[str, str], list[int]]:
        vectors = self._tables.vectors
        places: dict[tuple[str, str], list[int]] = {}
        for at, key in enumerate(zip(vectors["response_id"], vectors["question_id"], strict=True)):
            places.setdefault(key, []).append(at)
        return places

    def vectors(self, answers: Iterable[Answer], question: str) -> Vectors:
        """Return the vectors of all points of some answers, (n, d)."""
        places = [at for answer in answers for at in self._points.get((answer.response_id, question), ())]
        found: Vectors = self._tables.vector_array[places]
        return found
