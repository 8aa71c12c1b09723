"""What the report shows, taken from the tables: plain values, ready for a template."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from textmine.language import direction, language_name
from textmine.ledger import STATUSES
from textmine.report.answers import AnswerView, answer_view, percent
from textmine.report.languages import LanguagesView, languages_view
from textmine.schema import rows
from textmine.tables import Tables
from textmine.themes.counts import POSITIONS, bases

STATUS_WORDS = {
    "themed": "in a theme",
    "needs_person": "need a person",
    "no_content": "had nothing to theme",
    "blank": "were left blank",
}
POSITION_WORDS = {
    "for": "agree overall",
    "against": "disagree overall",
    "mixed": "say both",
    "neutral": "neither",
    "unknown": "not known",
}
EXAMPLES = 50
"""Answers shown under a theme; the workbook holds all."""


@dataclass(frozen=True)
class SentenceView:
    """One draft sentence as shown."""

    kind: str
    text: str
    language: str
    direction: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ThemeView:
    """One theme as shown."""

    theme_id: str
    title: str
    description: str
    keywords: tuple[str, ...]
    n_people: int
    percent: int
    positions: tuple[tuple[str, str, int, float], ...]
    """(position, in words, people, per cent of the theme's people)"""
    languages: tuple[tuple[str, int], ...]
    drafts: tuple[SentenceView, ...]
    answers: tuple[AnswerView, ...]
    more_answers: int


@dataclass(frozen=True)
class QuestionView:
    """One open question as shown."""

    question_id: str
    wording: str
    base: int
    counts: tuple[tuple[str, int], ...]
    themes: tuple[ThemeView, ...]
    needs_person: tuple[AnswerView, ...]
    no_content: tuple[AnswerView, ...]


@dataclass(frozen=True)
class ReportView:
    """The whole report."""

    title: str
    ledger: dict[str, Any]
    statuses: tuple[tuple[str, str, int, float], ...]
    languages: LanguagesView
    sources: tuple[dict[str, Any], ...]
    assumptions: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    versions: str


def report_view(tables: Tables) -> ReportView:
    """Take everything the report shows from the tables."""
    manifest = tables.manifest
    # Statuses may have changed in review; rows read and set aside have not.
    counts = tables.responses["status"].value_counts()
    total = len(tables.responses)
    about = manifest.get("config", {}).get("consultation", {})
    packages = {"textmine": manifest.get("textmine"), **manifest.get("packages", {})}
    return ReportView(
        title=about.get("title") or "Consultation",
        ledger=manifest.get("ledger", {}),
        statuses=tuple(
            (status, STATUS_WORDS[status], int(counts.get(status, 0)), percent(counts.get(status, 0), total))
            for status in STATUSES
        ),
        languages=languages_view(tables.responses),
        sources=tuple(manifest.get("inputs", [])),
        assumptions=tuple(manifest.get("assumptions", [])),
        questions=tuple(_question(tables, row) for row in rows(tables.open_questions)),
        versions=", ".join(f"{name} {number}" for name, number in packages.items() if number),
    )


def _question(tables: Tables, question: Any) -> QuestionView:  # noqa: ANN401 - a named tuple of `questions`
    own = tables.responses[tables.responses["question_id"] == question.question_id]
    counts = own["status"].value_counts()
    themes = tables.themes[tables.themes["question_id"] == question.question_id]
    closeness = _closeness(tables)
    return QuestionView(
        question.question_id,
        question.wording,
        bases(own).get(question.question_id, 0),
        tuple((STATUS_WORDS[status], int(counts.get(status, 0))) for status in STATUSES),
        tuple(_theme(tables, row, own, closeness) for row in rows(themes)),
        tuple(answer_view(row) for row in own[own["status"] == "needs_person"].itertuples()),
        tuple(answer_view(row) for row in own[own["status"] == "no_content"].itertuples()),
    )


def _closeness(tables: Tables) -> pd.Series:
    """Return the best score of each (response, question, theme), to show central answers first."""
    keys = ["question_id", "theme_id", "response_id"]
    return tables.assignments.groupby(keys)["score"].max()


def _theme(tables: Tables, theme: Any, own: pd.DataFrame, closeness: pd.Series) -> ThemeView:  # noqa: ANN401
    scores = _scores(closeness, theme.question_id, theme.theme_id)
    answers = own[own["response_id"].isin(scores.index)].copy()
    answers["score"] = answers["response_id"].map(scores)
    answers = answers.sort_values("score", ascending=False, kind="stable")
    languages = answers["language"].value_counts()
    drafts = tables.drafts[tables.drafts["theme_id"] == theme.theme_id]
    held = json.loads(theme.position_counts)
    return ThemeView(
        theme.theme_id,
        theme.title,
        theme.description if isinstance(theme.description, str) else "",
        tuple(theme.keywords),
        int(theme.n_people),
        round(100 * theme.share),
        tuple(
            (position, POSITION_WORDS[position], held[position], percent(held[position], theme.n_people))
            for position in POSITIONS
            if held.get(position)
        ),
        tuple((language_name(str(tag)), int(n)) for tag, n in languages.items()),
        tuple(_sentence(row, own) for row in rows(drafts)),
        tuple(answer_view(row) for row in answers.head(EXAMPLES).itertuples()),
        max(0, len(answers) - EXAMPLES),
    )


def _scores(closeness: pd.Series, question_id: str, theme_id: str) -> pd.Series:
    """Return the scores of one theme by response id."""
    try:
        return closeness.loc[(question_id, theme_id)]  # type: ignore[no-any-return]
    except KeyError:
        return pd.Series(dtype="float64")


def _sentence(draft: Any, own: pd.DataFrame) -> SentenceView:  # noqa: ANN401 - a named tuple of `drafts`
    """Show a draft sentence in the language of the answer it was taken from, as far as its script tells."""
    tag = "en"
    if draft.kind == "quote" or not _mostly_latin(draft.text):
        first = own[own["response_id"] == draft.evidence[0]]
        tag = str(first["language"].iloc[0]) if len(first) else "und"
    return SentenceView(draft.kind, draft.text, tag, direction(tag), tuple(draft.evidence))


def _mostly_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character < "\u0250" for character in letters) >= len(letters)
