"""What review has taught, and the answers to review first, as the report shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from textmine.report.answers import AnswerView, answer_view
from textmine.report.themes import ThemeView
from textmine.schema import rows
from textmine.tables import Tables
from textmine.themes.learning import ENOUGH

FIRST = 10
"""Answers to review first that the report shows; the workbook numbers all."""
SHOWN, BACK = 200, 30
"""Characters of an answer that are shown, and how many fewer may be, so that the last word is whole."""
_CHARACTER = regex.compile(r"\X")


@dataclass(frozen=True)
class Taught:
    """What the decisions have taught, by question. Empty where nothing is known.

    Attributes:
        confirmed: How many answers there are to learn from.
        agreement: How far the machine agrees with people, in a sentence; missing while too few are confirmed.
        moving: How many other answers would now go elsewhere.
        order: `(response_id, question_id)` of the answers nobody confirmed, those first whose review teaches most.
        least: Confirmed answers from which on the machine learns.
    """

    confirmed: Mapping[str, int] = field(default_factory=dict)
    agreement: Mapping[str, str] = field(default_factory=dict)
    moving: Mapping[str, int] = field(default_factory=dict)
    order: Sequence[tuple[str, str]] = ()
    least: int = 5


@dataclass(frozen=True)
class TaughtView:
    """What the review of one question has taught."""

    learned: str
    moving: int
    decision: str
    """The decision that assigns the moving answers again; of this question alone where there are several."""
    enough: bool
    """Whether there are confirmed answers enough to say what would move."""


@dataclass(frozen=True)
class FirstAnswer:
    """One answer to review first, with the themes it has now."""

    answer: AnswerView
    themes: tuple[ThemeView, ...]


@dataclass(frozen=True)
class FirstView:
    """The answers of one question to review first."""

    answers: tuple[FirstAnswer, ...]
    waiting: int
    """All answers that nobody confirmed."""
    decision: str
    """How to confirm one of those shown; empty where none has a theme."""


def taught_view(taught: Taught, question_id: str) -> TaughtView | None:
    """Return what review has taught on one question; None before anything was confirmed."""
    confirmed = taught.confirmed.get(question_id, 0)
    if not confirmed:
        return None
    several = len(taught.confirmed) > 1
    decision = {"do": "learn"} | ({"question": question_id} if several else {})
    learned = taught.agreement.get(question_id) or _so_far(confirmed, taught.least)
    moving = taught.moving.get(question_id, 0)
    return TaughtView(learned, moving, json.dumps(decision, ensure_ascii=False), confirmed >= taught.least)


def first_view(
    taught: Taught, question_id: str, answers: Mapping[str, Any], tables: Tables, themes: Sequence[ThemeView]
) -> FirstView | None:
    """Return the answers of one question to review first; None where there are none, or no theme to review them by.

    Args:
        taught: What the decisions have taught.
        question_id: An open question.
        answers: Its rows of `responses`, by response id.
        tables: The analysis, after review.
        themes: Its themes as shown.
    """
    waiting = [response for response, question in taught.order if question == question_id and response in answers]
    if not waiting or not themes:
        return None
    known = {theme.theme_id: theme for theme in _all(themes)}
    shown = waiting[:FIRST]
    own = tables.assignments
    own = own[(own["question_id"] == question_id) & own["response_id"].isin(shown)]
    of_answer: dict[str, dict[str, ThemeView]] = {}
    for row in rows(own.sort_values("primary", ascending=False, kind="stable")):
        if row.theme_id in known:
            of_answer.setdefault(row.response_id, {})[row.theme_id] = known[row.theme_id]
    found = tuple(
        FirstAnswer(_shortened(answer_view(answers[response])), tuple(of_answer.get(response, {}).values()))
        for response in shown
    )
    return FirstView(found, len(waiting), next(_confirming(found, question_id), ""))


def _so_far(confirmed: int, least: int) -> str:
    """Say how much is confirmed, and what more would bring."""
    answers = "1 answer is" if confirmed == 1 else f"{confirmed} answers are"
    more = []
    if confirmed < least:
        more.append(f"from {least} on the software learns from them")
    if confirmed < ENOUGH:
        more.append(f"from {ENOUGH} on it can say how far it agrees with you")
    told = f": {', and '.join(more)}." if more else "."
    return f"{answers} confirmed or corrected{told}"


def _all(themes: Iterable[ThemeView]) -> Iterable[ThemeView]:
    """Yield themes and those below them."""
    for theme in themes:
        yield theme
        yield from _all(theme.below)


def _confirming(found: Iterable[FirstAnswer], question_id: str) -> Iterator[str]:
    """Yield, for each answer in a theme, the decision that confirms it."""
    for item in found:
        if item.themes:
            answer = [item.answer.response_id, question_id]
            decision = {"do": "confirm", "answer": answer, "theme": item.themes[0].theme_id}
            yield json.dumps(decision, ensure_ascii=False)


def _shortened(view: AnswerView) -> AnswerView:
    return replace(view, text=shortened(view.text))


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line; no letter loses its vowel sign, and no emoji a part.

    Example:
        >>> shortened("Bins " * 50)[-11:]
        'Bins Bins …'
    """
    line = " ".join(text.split())
    if len(line) <= SHOWN:
        return line
    ends = [match.end() for match in _CHARACTER.finditer(line[: 2 * SHOWN])]
    head = line[: max((end for end in ends if end <= SHOWN), default=SHOWN)]
    words = head if line[len(head)].isspace() else head.rpartition(" ")[0]
    return f"{(words if len(words) >= SHOWN - BACK else head).rstrip()} …"
