"""What a figure is about: an open question, its themes, and which numbers of people may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.config import parse_config
from textmine.errors import InputError
from textmine.insight import theme_release
from textmine.plots.words import why_empty, words
from textmine.themes.counts import bases

if TYPE_CHECKING:
    import pandas as pd

    from textmine.analysis import Analysis
    from textmine.config import PublishSettings
    from textmine.insight import Release


@dataclass(frozen=True, slots=True)
class Question:
    """An open question.

    Attributes:
        question_id: Its id.
        wording: As people read it.
        base: People who gave an answer with content.
        note: That there are others, where nobody said which; may be empty.
    """

    question_id: str
    wording: str
    base: int
    note: str


def check_asked(analysis: object, **at_least_one: int) -> None:
    """Refuse what is no analysis, and numbers of themes or points below one.

    Raises:
        InputError: One of them is.
    """
    from textmine.analysis import Analysis

    if not isinstance(analysis, Analysis):
        raise InputError(
            f"A plot is drawn of an analysis, and this is a `{type(analysis).__name__}`. Give what `textmine.analyse` "
            "or `textmine.open` returns."
        )
    for name, number in at_least_one.items():
        if number < 1:
            raise InputError(f"`{name}` cannot be {number}. Give 1 or more.")


def settings_of(analysis: Analysis) -> PublishSettings:
    """Return the thresholds for numbers of people that the analysis was made with."""
    return parse_config(analysis.manifest.get("config", {})).publish


def open_question(analysis: Analysis, question_id: str | None) -> Question:
    """Return an open question; without an id the first.

    Raises:
        InputError: There is none of this id, or none at all.
    """
    asked = analysis.reviewed.tables.open_questions
    wordings = dict(zip(asked["question_id"], asked["wording"], strict=True))
    if not wordings:
        raise InputError("This analysis has no open question, so there is nothing to draw.")
    name = question_id if question_id is not None else next(iter(wordings))
    if name not in wordings:
        known = ", ".join(f"`{other}`" for other in wordings)
        raise InputError(f"There is no open question `{name}`. Open questions: {known}.")
    others = ", ".join(other for other in wordings if other != name)
    told = question_id is not None or not others
    note = "" if told else words("common")["first_question"].format(n=len(wordings), others=others)
    wording = wordings[name]
    return Question(name, wording if isinstance(wording, str) else name, _base(analysis, name), note)


def _base(analysis: Analysis, question_id: str) -> int:
    """Return how many people answered; of a purged analysis, as its shares tell."""
    own = analysis.themes[(analysis.themes["question_id"] == question_id) & (analysis.themes["share"] > 0)]
    if analysis.responses.empty and not own.empty:
        # Of the largest theme the division is the most exact.
        people, share = max(zip(map(int, own["n_people"]), map(float, own["share"]), strict=True))
        return round(people / share)
    return bases(analysis.responses).get(question_id, 0)


def leaf_themes(analysis: Analysis, question_id: str) -> pd.DataFrame:
    """Return the themes of a question that have none below them and that anybody raised, the largest first."""
    themes = analysis.themes
    parents = set(themes["parent_id"].dropna())
    own = themes[(themes["question_id"] == question_id) & ~themes["theme_id"].isin(parents) & (themes["n_people"] > 0)]
    return own.sort_values(["n_people", "theme_id"], ascending=[False, True], kind="stable").reset_index(drop=True)


def why_hidden(question: Question, minimum: int) -> str:
    """Return why no number of people may be drawn; empty where they may."""
    if question.base == 0:
        return why_empty("no_answers")
    return why_empty("too_few", minimum=minimum) if question.base < minimum else ""


@dataclass(frozen=True)
class ThemeCounts:
    """How many people raised a theme and take a position on it, as far as that may be shown."""

    release: Release

    def of(self, theme_id: str, *position: str) -> int | None:
        """Return a number of people; None where it is hidden."""
        told = self.release.known.get(("theme", theme_id, *position))
        return None if told is None else told[0]


def theme_counts(analysis: Analysis) -> ThemeCounts:
    """Return the numbers of people in themes that every output shows."""
    return ThemeCounts(theme_release(analysis.reviewed.tables, settings_of(analysis)))
