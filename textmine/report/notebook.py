"""An analysis as a notebook shows it: what people said, in what languages, and what still needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from textmine.display import render
from textmine.language import direction, language_name
from textmine.language.catalogue import NO_WORDS, UNKNOWN
from textmine.report import facts
from textmine.report.languages import language_counts
from textmine.report.standing import Obstacle, obstacle_views
from textmine.report.themes import position_parts
from textmine.schema import rows
from textmine.tables import Tables

FIRST_THEMES, FIRST_LANGUAGES = 10, 8
"""Shown at first sight; the tables hold all."""


@dataclass(frozen=True)
class ThemeLine:
    """One theme in the list of a question."""

    theme_id: str
    title: str
    language: str
    """Of the title, a BCP-47 tag; empty where it is not known."""
    direction: str
    n_people: int
    percent: int
    positions: tuple[tuple[str, str, int, float, float], ...]


@dataclass(frozen=True)
class QuestionCard:
    """One open question with its largest themes."""

    question_id: str
    wording: str
    themes: tuple[ThemeLine, ...]
    more: int


@dataclass(frozen=True)
class AnalysisCard:
    """Everything that is shown."""

    responses: int
    n_themes: int
    languages: tuple[tuple[str, int], ...]
    """(name, people)"""
    more_languages: int
    questions: tuple[QuestionCard, ...]
    needs: tuple[str, ...] | None
    """What a person has to look at; None where nobody can any more."""
    retention: str


def analysis_html(tables: Tables, obstacles: Sequence[Obstacle] | None, retention: str = "") -> str:
    """Return the HTML that a notebook shows for an analysis.

    Args:
        tables: The analysis, after review.
        obstacles: What stands before publication; None where people's words are gone.
        retention: Until when people's words are kept; may be empty.
    """
    return render("analysis", card=analysis_card(tables, obstacles, retention))


def analysis_card(tables: Tables, obstacles: Sequence[Obstacle] | None, retention: str = "") -> AnalysisCard:
    """Take what is shown from the tables."""
    counts = [count for count in language_counts(tables.responses)[0] if count.tag not in (UNKNOWN, NO_WORDS)]
    open_ = tables.questions[tables.questions["role"] == "open"]
    return AnalysisCard(
        responses=int(tables.manifest.get("ledger", {}).get("responses", len(tables.respondents))),
        n_themes=len(tables.themes) - tables.themes["parent_id"].dropna().nunique(),
        languages=tuple((language_name(count.tag), count.people) for count in counts[:FIRST_LANGUAGES]),
        more_languages=max(0, len(counts) - FIRST_LANGUAGES),
        questions=tuple(_question(row, tables.themes) for row in rows(open_)),
        needs=None if obstacles is None else tuple(_needs(tables.responses, obstacles)),
        retention=retention,
    )


def _question(question: Any, themes: pd.DataFrame) -> QuestionCard:  # noqa: ANN401 - a named tuple of `questions`
    own = themes[themes["question_id"] == question.question_id]
    leaves = own[~own["theme_id"].isin(own["parent_id"].dropna())]
    largest = leaves.sort_values("n_people", ascending=False, kind="stable")
    return QuestionCard(
        question.question_id,
        question.wording,
        tuple(_line(row) for row in rows(largest.head(FIRST_THEMES))),
        max(0, len(largest) - FIRST_THEMES),
    )


def _line(theme: Any) -> ThemeLine:  # noqa: ANN401 - a named tuple of `themes`
    sheet = facts.sheet_of(theme)
    known = facts.is_machines(theme.title, sheet) and sheet.language not in ("", UNKNOWN, NO_WORDS)
    return ThemeLine(
        theme.theme_id,
        theme.title,
        sheet.language if known else "",
        direction(sheet.language) if known else "auto",
        int(theme.n_people),
        round(100 * theme.share),
        tuple(position_parts(facts.held_positions(theme))),
    )


def _needs(responses: pd.DataFrame, obstacles: Sequence[Obstacle]) -> list[str]:
    """Say what a person has to look at before anything is published."""
    waiting = int((responses["status"] == "needs_person").sum())
    found = [f"{waiting} {'answer fits' if waiting == 1 else 'answers fit'} no theme."] if waiting else []
    for view in obstacle_views(obstacles):
        where = f" ({view.number} {'theme' if view.number == 1 else 'themes'})" if view.themes else ""
        found.append(f"{view.about.rstrip('.')}{where}.")
    return found
