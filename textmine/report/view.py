"""What the report shows, taken from the tables: plain values, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textmine.draft.quantities import Step, scale
from textmine.ledger import STATUSES, not_asked
from textmine.report.answers import AnswerView, answer_view, percent
from textmine.report.aside import AsideView, aside_view
from textmine.report.campaigns import CampaignsView, campaigns_view
from textmine.report.languages import LanguagesView, languages_view
from textmine.report.large import LargeView, large_view
from textmine.report.limits import limits_of, shown_of
from textmine.report.responded import who_responded, who_was_heard
from textmine.report.standing import Obstacle, ObstacleView, obstacle_views
from textmine.report.taught import FirstView, Taught, TaughtView, first_view, taught_view
from textmine.report.themes import QuestionThemes, ThemeView
from textmine.report.trust import TrustView, trust_view
from textmine.retention import retention_note
from textmine.schema import rows
from textmine.tables import Tables
from textmine.themes.counts import bases

if TYPE_CHECKING:
    import pandas as pd

STATUS_WORDS = {
    "themed": "in a theme",
    "needs_person": "need a person",
    "no_content": "had nothing to theme",
    "blank": "were left blank",
}


@dataclass(frozen=True)
class ListView:
    """Answers of one status: how many there are, and those that are shown."""

    n: int
    shown: tuple[AnswerView, ...]


@dataclass(frozen=True)
class QuestionView:
    """One open question as shown."""

    question_id: str
    wording: str
    base: int
    counts: tuple[tuple[str, int], ...]
    themes: tuple[ThemeView, ...]
    """Groups, with their themes below them, and themes that stand alone."""
    n_themes: int
    n_groups: int
    trust: TrustView | None
    taught: TaughtView | None
    first: FirstView | None
    campaigns: CampaignsView | None
    """Texts that several people sent."""
    needs_person: ListView
    no_content: ListView


@dataclass(frozen=True)
class ReportView:
    """The whole report."""

    title: str
    retention: str
    """Until when people's words are kept, or that they are to be purged; empty where that was not said."""
    ledger: dict[str, Any]
    aside: AsideView
    responded: tuple[str, ...]
    """Who responded, and of which groups, in plain sentences."""
    obstacles: tuple[ObstacleView, ...] | None
    """What stands before publication; None where that was not asked."""
    statuses: tuple[tuple[str, str, int, float], ...]
    not_asked: int
    """Blank answers to questions that were not in the form or letter."""
    languages: LanguagesView
    sources: tuple[dict[str, Any], ...]
    assumptions: tuple[str, ...]
    questions: tuple[QuestionView, ...]
    scale: tuple[Step, ...]
    """The words for shares of people."""
    large: LargeView
    """What the page leaves out, and what was read of large themes."""
    model: Mapping[str, Any] | None
    """What a language model did, from the manifest; None where none was asked."""
    versions: str


def report_view(tables: Tables, taught: Taught, obstacles: Sequence[Obstacle] | None = None) -> ReportView:
    """Take everything the report shows from the tables, what the decisions have taught, and what blocks publication."""
    manifest = tables.manifest
    # Statuses may have changed in review; rows read and set aside have not.
    counts = tables.responses["status"].value_counts()
    total = len(tables.responses)
    about = manifest.get("config", {}).get("consultation", {})
    packages = {"textmine": manifest.get("textmine"), **manifest.get("packages", {})}
    return ReportView(
        title=about.get("title") or "Consultation",
        retention=retention_note(manifest),
        ledger=manifest.get("ledger", {}),
        aside=aside_view(manifest),
        responded=(*who_responded(tables), *who_was_heard(tables)),
        obstacles=None if obstacles is None else obstacle_views(obstacles),
        statuses=tuple(
            (status, STATUS_WORDS[status], int(counts.get(status, 0)), percent(counts.get(status, 0), total))
            for status in STATUSES
        ),
        not_asked=not_asked(tables.responses),
        languages=languages_view(tables.responses),
        sources=tuple(manifest.get("inputs", [])),
        assumptions=tuple(manifest.get("assumptions", [])),
        questions=tuple(_question(tables, row, taught) for row in rows(tables.open_questions)),
        scale=scale(),
        large=large_view(tables),
        model=manifest.get("llm"),
        versions=", ".join(f"{name} {number}" for name, number in packages.items() if number),
    )


def _question(
    tables: Tables,
    question: Any,  # noqa: ANN401 - a named tuple of `questions`
    taught: Taught,
) -> QuestionView:
    own = tables.responses[tables.responses["question_id"] == question.question_id]
    counts = own["status"].value_counts()
    shown = QuestionThemes(tables, question.question_id)
    themes = shown.views()
    base = bases(own).get(question.question_id, 0)
    titles = {row.theme_id: row.title for row in rows(shown.themes) if row.theme_id not in shown.family}
    return QuestionView(
        question.question_id,
        question.wording,
        base,
        tuple((STATUS_WORDS[status], int(counts.get(status, 0))) for status in STATUSES),
        themes,
        sum(theme.leaves() for theme in themes),
        sum(bool(theme.below) for theme in themes),
        trust_view(tables.manifest, question.question_id),
        taught_view(taught, question.question_id),
        first_view(taught, question.question_id, shown.answer, tables, themes),
        campaigns_view(own, base, shown.used, titles, limits_of(tables).campaigns),
        _listed(tables, own, "needs_person"),
        _listed(tables, own, "no_content"),
    )


def _listed(tables: Tables, own: pd.DataFrame, status: str) -> ListView:
    """List the answers to one question that have a status, as far as the page holds them."""
    found = own[own["status"] == status]
    shown = found.iloc[: shown_of(found["text"].tolist(), limits_of(tables))]
    return ListView(len(found), tuple(answer_view(row) for row in shown.itertuples()))
