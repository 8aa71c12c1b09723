"""What a question offers to draft from: its points, their vectors, people, languages and words."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
import pandas as pd

from textmine.draft.clauses.candidates import Clause, Voice, clauses, voice_of
from textmine.draft.points.matching import Matcher, matcher, rarity
from textmine.draft.points.sample import COUNTED, Key, sampled
from textmine.draft.points.topical import PersonWords, WordCounts, standing_for, stems, word_counts
from textmine.draft.points.vectors import PointVectors, Vectors
from textmine.model import Span
from textmine.tables import Tables
from textmine.text import personal_data, sentence_spans
from textmine.themes.stance_wording import claim_of


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with text: its verbatim words, languages and whether it may be quoted."""

    response_id: str
    order: int
    text: str
    language: str
    voice: Voice
    refused: bool

    @property
    def base_language(self) -> str:
        """The language without script or region: romanised Bengali counts as Bengali."""
        return self.language.split("-")[0]

    def reads_as(self, other: Answer | None) -> bool:
        """Say whether the same clauses are cut from another answer."""
        return other is not None and (self.text, self.language, self.voice) == (other.text, other.language, other.voice)


class Material:
    """One question's answers and their points; how much its words tell is counted on a sample where there are many."""

    def __init__(self, tables: Tables, question_id: str) -> None:
        self.question_id = question_id
        self.matcher: Matcher = matcher(str(tables.manifest.get("embedding_model", "")))
        self.wording = _proposing(tables.questions, question_id)
        self.answers = _answers(tables, question_id)
        self._vectors = PointVectors(
            tables, question_id, {name: answer.language for name, answer in self.answers.items()}
        )
        self._clauses: dict[Key, list[Clause]] = {}
        self._stems: dict[Key, list[frozenset[str]]] = {}
        self._sentences: dict[str, list[Span]] = {}
        self._personal: dict[str, bool] = {}

    def take_over(self, other: Material) -> None:
        """Keep the clauses that were cut for other material, of answers that are as they were there."""
        same = {name for name, answer in self.answers.items() if answer.reads_as(other.answers.get(name))}
        self._sentences.update((name, own) for name, own in other._sentences.items() if name in same)
        self._clauses.update((key, own) for key, own in other._clauses.items() if key[0] in same)
        self._stems.update((key, own) for key, own in other._stems.items() if key[0] in same)
        self._personal.update(other._personal)

    def prepare(self) -> None:
        """Work out what every theme asks for: the clauses and words of all answers."""
        _ = self.all_words, self.stem_rarity, self.rarity

    def order(self, response_ids: Iterable[str]) -> list[str]:
        """Return different response ids in table order; ids without an answer come last."""
        return sorted(set(response_ids), key=self._place)

    def _place(self, response_id: str) -> tuple[int, str]:
        answer = self.answers.get(response_id)
        return (len(self.answers) if answer is None else answer.order, response_id)

    def vectors(self, points: Sequence[Key]) -> Vectors:
        """Return (n, d) the vectors of points, centred on the question."""
        return self._vectors.of(points)

    def clauses(self, key: Key) -> list[Clause]:
        """Return the candidate clauses of a point."""
        if key not in self._clauses:
            answer = self.answers[key[0]]
            self._clauses[key] = clauses(
                answer.text, self.sentences(key[0]), key[1], key[2], answer.language, answer.voice
            )
        return self._clauses[key]

    def stems(self, key: Key) -> list[frozenset[str]]:
        """Return the word stems of each clause of a point."""
        if key not in self._stems:
            self._stems[key] = [stems(clause.tokens) for clause in self.clauses(key)]
        return self._stems[key]

    def sentences(self, response_id: str) -> list[Span]:
        """Return the sentences of an answer."""
        if response_id not in self._sentences:
            answer = self.answers[response_id]
            self._sentences[response_id] = sentence_spans(answer.text, answer.language)
        return self._sentences[response_id]

    def has_personal_data(self, text: str) -> bool:
        """Say whether a stretch of text holds personal data."""
        if text not in self._personal:
            self._personal[text] = bool(personal_data(text))
        return self._personal[text]

    def person_words(self, points: Iterable[Key]) -> PersonWords:
        """Return the word stems of these points by person, with the person's language."""
        found: dict[tuple[str, str], frozenset[str]] = {}
        for key in points:
            person = (self.answers[key[0]].base_language, key[0])
            found[person] = found.get(person, frozenset()).union(*self.stems(key))
        return found

    def people(self, points: Iterable[Key]) -> Counter[str]:
        """Return how many people made these points, by language."""
        return Counter(self.answers[name].base_language for name in dict.fromkeys(key[0] for key in points))

    def word_counts(self, read: Sequence[Key], people: Mapping[str, int]) -> WordCounts:
        """Return how many of some people use each word stem, as far as those whose points are read can tell."""
        return standing_for(word_counts(self.person_words(read)), people)

    @cached_property
    def _counted(self) -> list[Key]:
        """The points whose words are counted."""
        keys = list(self._vectors.keys)
        known = [self.answers[key[0]].language if key[0] in self.answers else "" for key in keys]
        return sampled(keys, known, COUNTED)

    @cached_property
    def _known(self) -> list[Key]:
        """Those of them that are of an answer."""
        return [key for key in self._counted if key[0] in self.answers]

    @cached_property
    def all_words(self) -> WordCounts:
        """The word stems of everybody who answered."""
        return self.word_counts(self._known, self.people(key for key in self._vectors.keys if key[0] in self.answers))

    @cached_property
    def stem_rarity(self) -> dict[str, float]:
        """How much a word stem tells on this question, by the number of points that have it."""
        return rarity([frozenset[str]().union(*self.stems(key)) for key in self._known])

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How much a word tells on this question: near 0 for words most points have."""
        count: Counter[str] = Counter()
        for key in self._known:
            count.update({token for clause in self.clauses(key) for token in clause.tokens})
        total = max(len(self._counted), 1)
        return {token: log((total + 1) / (number + 0.5)) for token, number in count.items()}


def basis_of(tables: Tables, question_id: str) -> str:
    """Identify all that `Material` is made of, without making it: texts, languages, consent, points and vectors."""
    own = tables.responses[tables.responses["question_id"] == question_id]
    vectors = tables.vectors["question_id"] == question_id
    content = [
        str(tables.manifest.get("embedding_model", "")),
        _proposing(tables.questions, question_id),
        [own[name].tolist() for name in ("response_id", "text", "language", "languages")],
        list(map(_refused(tables).__contains__, own["response_id"])),
        [tables.vectors.loc[vectors, name].tolist() for name in ("response_id", "start", "end")],
    ]
    found = hashlib.sha256(json.dumps(content).encode())
    found.update(np.ascontiguousarray(tables.vector_array[vectors.to_numpy(dtype=bool)]).data)
    return found.hexdigest()


def _proposing(questions: pd.DataFrame, question_id: str) -> str:
    """Return the wording that proposes something: the question's own, or that of the closed question before it."""
    wordings = dict(zip(questions["question_id"], questions["wording"], strict=True))
    links = dict(zip(questions["question_id"], questions["linked_question_id"], strict=True))
    known = [str(one) for one in (wordings.get(question_id), wordings.get(links.get(question_id))) if pd.notna(one)]
    return next((one for one in known if claim_of(one).proposes), "")


def _answers(tables: Tables, question_id: str) -> dict[str, Answer]:
    refused = _refused(tables)
    own = tables.responses[tables.responses["question_id"] == question_id]
    found: dict[str, Answer] = {}
    columns = ("response_id", "text", "language", "languages")
    for order, (name, text, tag, tags) in enumerate(zip(*(own[column] for column in columns), strict=True)):
        words = "" if pd.isna(text) else str(text)
        language = "und" if pd.isna(tag) else str(tag)
        found[str(name)] = Answer(str(name), order, words, language, voice_of([language, *tags]), name in refused)
    return found


def _refused(tables: Tables) -> set[str]:
    """Return who did not leave their words free to publish."""
    no = tables.respondents["consent_publish"].eq(False).fillna(value=False)
    return set(tables.respondents.loc[no, "response_id"])
