"""The sheet of answers: each one right as it stands, moved, added to a theme, or in another language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from textmine.config import did_you_mean
from textmine.language import language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN, known_languages, languages
from textmine.review.replay import Reviewed
from textmine.review.state import SUBSTANTIVE, Answer
from textmine.review.workbook.choosing import NONE, Choosing
from textmine.review.workbook.sheet import ColumnKind, Row, Sheet, Verdict, columns_of, plainly
from textmine.review.workbook.words import words
from textmine.schema import rows

KEY = "answers"
_YES = "yes"
MOST = 20_000
"""Answers in one workbook: those that teach most. When they are reviewed, the next workbook holds the next ones."""
_LABEL = 60
"""Characters of an answer by which it is told in a message."""


@dataclass(frozen=True, slots=True)
class AnswerNow:
    """An answer as it stands.

    Attributes:
        themes: Those it is in, the primary one first.
        confirmed: Those of them that a person stands for.
    """

    answer: Answer
    themes: tuple[str, ...]
    confirmed: frozenset[str]
    language: str


def answers_sheet(reviewed: Reviewed, choosing: Choosing, order: pd.DataFrame | None = None) -> Sheet:
    """Return one row for each answer with content to each question.

    Args:
        reviewed: The analysis after review.
        choosing: What the drop-down cells offer.
        order: The answers nobody has confirmed, those first whose review teaches most (`Analysis.review_order`).
    """
    said = words()[KEY]
    kinds: dict[str, ColumnKind] = {"response": "id", "question": "id", "order": "number"}
    kinds |= {"right": "choice", "move": "choice", "also": "choice", "language": "text"}
    own = _wanted(reviewed, choosing, order)
    most = len(own) if order is None else MOST
    made = _rows(reviewed, choosing, own[:most], order)
    tags = dict.fromkeys([*languages(), *(row.subject.language for row in made)])
    spoken = {tag: language_name(tag) for tag in tags if tag not in (UNKNOWN, NO_WORDS)}
    return Sheet(
        key=KEY,
        title=said["sheet"],
        heading=said["title"],
        lines=(*said["lines"], *_only(len(made), len(own)), *_asked(reviewed, choosing)),
        about=said["about"].format(n=len(made)),
        columns=tuple(columns_of(KEY, kinds, {"right": {_YES: words()["values"]["yes"]}, "language": spoken})),
        rows=made,
        decide=_decide,
        resting=("right", "move"),
        today=choosing.today,
    )


def _asked(reviewed: Reviewed, choosing: Choosing) -> list[str]:
    """Return each open question: its id, and its wording on one line."""
    wordings = dict(zip(reviewed.tables.questions["question_id"], reviewed.tables.questions["wording"], strict=True))
    return [f"{question}: {' '.join(str(wordings[question]).split())}" for question in choosing.order]


def _only(held: int, known: int) -> list[str]:
    """Say that a workbook holds some of the answers; nothing where it holds all."""
    return [str(words()[KEY]["only"]).format(n=f"{held:,}", all=f"{known:,}")] if held < known else []


def _places(order: pd.DataFrame | None) -> dict[Answer, int]:
    """Return the place of each answer in the order of review, from 1."""
    known = [] if order is None else zip(order["response_id"].tolist(), order["question_id"].tolist(), strict=True)
    return {answer: place for place, answer in enumerate(known, start=1)}


def _wanted(reviewed: Reviewed, choosing: Choosing, order: pd.DataFrame | None) -> pd.DataFrame:
    """Return the answers with content, those first whose review teaches most, then those somebody has looked at."""
    answers, places = reviewed.tables.responses, _places(order)
    own = answers[answers["status"].isin(SUBSTANTIVE) & answers["question_id"].isin(list(choosing.order))]
    keys = zip(own["response_id"].tolist(), own["question_id"].tolist(), strict=True)
    place = np.array([places.get(key, len(places) + 1) for key in keys], dtype=np.int64)
    return own.iloc[np.argsort(place, kind="stable")]


def _rows(reviewed: Reviewed, choosing: Choosing, wanted: pd.DataFrame, order: pd.DataFrame | None) -> tuple[Row, ...]:
    """Return answers by question, those of one question in the order given."""
    places = _places(order)
    questions = {question: number for number, question in enumerate(choosing.order)}
    themes = _themes(reviewed)
    own = sorted(rows(wanted), key=lambda row: questions[row.question_id])
    confirmed: dict[Answer, set[str]] = {}
    for response, question, theme in reviewed.confirmed:
        confirmed.setdefault((response, question), set()).add(theme)
    made = []
    for row in own:
        answer = (row.response_id, row.question_id)
        now = AnswerNow(answer, themes.get(answer, ()), frozenset(confirmed.get(answer, ())), str(row.language))
        made.append(_row(row, now, choosing, places.get(answer, "")))
    return tuple(made)


def _themes(reviewed: Reviewed) -> dict[Answer, tuple[str, ...]]:
    """Return the themes of each answer, the primary one first."""
    ordered = reviewed.tables.assignments.sort_values("primary", ascending=False, kind="stable")
    found: dict[Answer, dict[str, None]] = {}
    for response, question, theme in zip(
        ordered["response_id"], ordered["question_id"], ordered["theme_id"], strict=True
    ):
        found.setdefault((response, question), {})[theme] = None
    return {answer: tuple(own) for answer, own in found.items()}


def _row(answer: Any, now: AnswerNow, choosing: Choosing, place: int | str) -> Row:  # noqa: ANN401 - of `responses`
    response, question = now.answer
    text = str(answer.text)
    return Row(
        key=f"answer {question} {response}",
        label=f"{response} ({question}): {' '.join(text.split())[:_LABEL]}",
        cells={
            "response": response,
            "question": question,
            "status": words()[KEY]["status"][answer.status],
            "order": place,
            "spoken": language_name(now.language),
            "text": text,
            "themes": "\n".join(choosing.named.get(theme, theme) for theme in now.themes),
        },
        languages={"text": now.language},
        subject=now,
        offers={"move": choosing.to_move_to(question), "also": choosing.to_add(question)},
        rests_on=" ".join(sorted(now.themes)),
    )


def _decide(row: Row, given: Mapping[str, str]) -> Verdict:
    """Return what a row decides about its answer."""
    now: AnswerNow = row.subject
    if wrong := _contradiction(now, given):
        return Verdict(problems=((wrong[0], str(words()[KEY]["problems"][wrong[1]])),))
    tag = _language(given["language"]) if given["language"] else now.language
    if not tag:
        return Verdict(problems=(("language", _no_language(given["language"])),))
    found = [*_placing(now, given)]
    if tag != now.language:
        found.append(("language", {"do": "language", "answer": list(now.answer), "language": tag}))
    return Verdict(tuple(decision for _, decision in found), columns=tuple(column for column, _ in found))


def _contradiction(now: AnswerNow, given: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the cell that goes against another one of the row, with the name of its message."""
    if given["right"] and given["move"]:
        return "move", "both"
    if given["right"] and not now.themes:
        return "right", "no_theme"
    return ("also", "none_and_one") if given["move"] == NONE and given["also"] else None


def _placing(now: AnswerNow, given: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """Return the decisions about the themes of an answer, each with its column.

    It comes into the new theme before it leaves the others, so that what it says for or against is not lost.
    """
    wanted = {given[column]: column for column in ("also", "move") if given[column] not in ("", NONE)}
    found = [
        (column, "assign", theme)
        for theme, column in wanted.items()
        if theme not in now.themes or (theme not in now.confirmed and not given["right"])
    ]
    if given["move"]:
        found += [("move", "unassign", theme) for theme in now.themes if theme not in wanted]
    if given["right"]:
        found += [("right", "confirm", theme) for theme in now.themes if theme not in now.confirmed]
    return [(column, {"do": do, "answer": list(now.answer), "theme": theme}) for column, do, theme in found]


def _language(text: str) -> str:
    """Return the tag of a language, written as a tag or as a name in English or its own language; empty for none."""
    said = plainly(text)
    names = {plainly(name): tag for tag, known in known_languages().items() for name in (known.own_name, known.name)}
    special = {plainly(language_name(tag)): tag for tag in ("bn-Latn", UNKNOWN, NO_WORDS)}
    if tag := (names | special).get(said):
        return tag
    # A word that looks like a tag and is none must not become the language of an answer.
    tags = {tag.casefold(): tag for tag in (*known_languages(), *special.values())}
    return tags.get(said, "")


def _no_language(text: str) -> str:
    names = [known.name for known in known_languages().values()]
    return str(words()[KEY]["problems"]["no_language"]).format(value=text[:40]) + did_you_mean(text, names)
