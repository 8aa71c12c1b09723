"""What is sent to a model about one theme: its key points, each with extracts of the answers it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from textmine.draft.lexicon import settings
from textmine.draft.llm.answer import LONGEST, english
from textmine.draft.llm.prompts import REPHRASE, make_prompt
from textmine.draft.llm.redaction import has_personal_data, parts_sendable, sendable
from textmine.protocols import Prompt
from textmine.tables import Tables

Key = tuple[str, int]
"""A draft sentence: theme id and ordinal."""

MOST_CHARACTERS = 6_000
"""Extracts of one theme's answers are cut to this together."""
MOST_ANSWERS, ANSWER_CHARACTERS = 8, 300
"""Answers shown for one key point, and how much of each."""
_TOKENS = 80
"""Tokens that one sentence in the answer may take."""


@dataclass(frozen=True, slots=True)
class Point:
    """One key point of the drafts."""

    key: Key
    question_id: str
    text: str
    evidence: tuple[str, ...]


def key_points(drafts: pd.DataFrame) -> list[Point]:
    """Return the extractive key points in the order of the drafts."""
    own = drafts[(drafts["kind"] == "key_point") & (drafts["source"] == "extractive")]
    columns = (own[name] for name in ("theme_id", "ordinal", "question_id", "text", "evidence"))
    return [
        Point((str(theme), int(ordinal)), str(question), str(text), tuple(map(str, evidence)))
        for theme, ordinal, question, text, evidence in zip(*columns, strict=True)
    ]


class Answers:
    """The answers by person and question, with what each person agreed to."""

    def __init__(self, tables: Tables) -> None:
        people = tables.respondents
        consent = zip(people["response_id"], people["consent_publish"], strict=True)
        self._refusers = {str(name) for name, agreed in consent if not pd.isna(agreed) and not bool(agreed)}
        answers = (tables.responses[name] for name in ("response_id", "question_id", "text"))
        self._texts = {(str(person), str(question)): text for person, question, text in zip(*answers, strict=True)}
        self._spans: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
        spans = (tables.assignments[name] for name in ("response_id", "question_id", "theme_id", "start", "end"))
        for person, question, theme, start, end in zip(*spans, strict=True):
            self._spans.setdefault((str(person), str(question)), []).append((str(theme), int(start), int(end)))

    def refused(self, person: str) -> bool:
        """Say whether a person did not agree to publication: their words are summed up here, and sent nowhere."""
        return person in self._refusers

    def extract(self, person: str, question: str, theme: str) -> str:
        """Return what a person wrote on a theme, redacted; empty if nothing."""
        text = self._texts.get((person, question))
        if not isinstance(text, str):
            return ""
        spans = self._spans.get((person, question), [])
        own = [span for span in spans if span[0] == theme] or spans
        parts = dict.fromkeys((start, end) for _, start, end in own)
        return parts_sendable(text, parts or [(0, len(text))], ANSWER_CHARACTERS)


def not_sent(name: str, **details: object) -> str:
    """Return why a key point is not sent, in words."""
    return str(settings("llm")["not_sent"][name]).format(**details)


def kept_back(points: Sequence[Point], answers: Answers) -> dict[Key, str]:
    """Return the key points that are not sent to anybody, each with why."""
    reasons: dict[Key, str] = {}
    for point, is_english in zip(points, english([point.text for point in points]), strict=True):
        if not is_english:
            reasons[point.key] = not_sent("language")
        elif point.evidence and answers.refused(point.evidence[0]):
            # The evidence of a key point starts with the answer it was cut from.
            reasons[point.key] = not_sent("consent")
        elif has_personal_data(point.text):
            reasons[point.key] = not_sent("personal")
    return reasons


def _extracts(point: Point, answers: Answers, most: int) -> list[str]:
    """Return extracts of a point's answers, the one it was cut from first, within a budget of characters."""
    found: list[str] = []
    for person in point.evidence:
        if len(found) == MOST_ANSWERS:
            break
        text = "" if answers.refused(person) else answers.extract(person, point.question_id, point.key[0])
        if text and sum(map(len, found)) + len(text) <= most:
            found.append(text)
    return found


def theme_prompt(points: Iterable[Point], answers: Answers, wording: str) -> tuple[Prompt, dict[str, Point]]:
    """Return the prompt about the key points of one theme, and which key stands for which point.

    Args:
        points: All of one theme, at least one.
        answers: The answers of the analysis.
        wording: The question that people answered.
    """
    keys = {f"p{number}": point for number, point in enumerate(points, 1)}
    share = MOST_CHARACTERS // len(keys)
    said: dict[str, Any] = {}
    for key, point in keys.items():
        shown = _extracts(point, answers, share)
        said[key] = {"sentence": point.text, "answers": shown, "further answers": len(point.evidence) - len(shown)}
    standing = {key: point.text for key, point in keys.items()}
    material = {"question": sendable(wording, ANSWER_CHARACTERS), "points": said}
    return make_prompt(REPHRASE, material, standing, _TOKENS * len(keys) + _TOKENS, longest=LONGEST), keys
