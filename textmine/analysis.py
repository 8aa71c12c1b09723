"""`Analysis`: what a run found, with the officers' decisions replayed over it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.config import parse_config
from textmine.errors import InputError, Problem
from textmine.ledger import write_ledger
from textmine.model import Consultation
from textmine.pipeline import Workplace
from textmine.pipeline import analyse as run_stages
from textmine.progress import Progress, ask_for_no_widgets
from textmine.publish import obstacles
from textmine.publish import publish as publish_reviewed
from textmine.purge import open_purged
from textmine.report import Obstacle, Taught, analysis_html, write_report, write_workbook
from textmine.retention import purge_is_unfinished, purge_of, purged_message, retention_note
from textmine.review import DecisionLog, Reviewed, replay
from textmine.review.drafts import Redraft
from textmine.review.learning import agreements, learn_from, order_frame, suggestion_frame
from textmine.review.lesson import LEAST, Lesson
from textmine.tables import DECISIONS, VIEWS, Tables, check_out, read_tables, write_tables
from textmine.themes.bertopic_view import topics_of
from textmine.themes.learning import Estimate


class Analysis:
    """The result of an analysis, after review.

    Attributes:
        machine: The tables as the machine computed them.
        reviewed: The state after the decisions: tables, outcomes, approvals, what no longer applies.
    """

    def __init__(self, machine: Tables, reviewed: Reviewed) -> None:
        self.machine = machine
        self.reviewed = reviewed

    def __repr__(self) -> str:
        """Count, and show nobody's words."""
        questions = self.questions["role"].eq("open").sum()
        return f"<Analysis: responses {len(self.respondents)}, open questions {questions}, themes {len(self.themes)}>"

    @property
    def responses(self) -> pd.DataFrame:
        """One row per answer: text, language, status."""
        return self.reviewed.tables.responses

    @property
    def respondents(self) -> pd.DataFrame:
        """One row per response: consent, kind, closed and group questions."""
        return self.reviewed.tables.respondents

    @property
    def questions(self) -> pd.DataFrame:
        """One row per question."""
        return self.reviewed.tables.questions

    @property
    def themes(self) -> pd.DataFrame:
        """One row per theme: title, people, share, positions."""
        return self.reviewed.tables.themes

    @property
    def assignments(self) -> pd.DataFrame:
        """One row per (answer, theme, point)."""
        return self.reviewed.tables.assignments

    @property
    def drafts(self) -> pd.DataFrame:
        """One row per draft sentence, with its evidence."""
        return self.reviewed.tables.drafts

    @property
    def vectors(self) -> npt.NDArray[np.float32]:
        """(n, d) float32: one aligned unit vector per point."""
        return self.machine.vector_array

    @property
    def manifest(self) -> dict[str, Any]:
        """How the analysis came about: inputs, settings, versions, ledger."""
        return self.machine.manifest

    @property
    def retention(self) -> str:
        """Until when people's words are kept, whether that day has passed, or that they were removed; may be empty."""
        if (done := self.manifest.get("purged")) is not None:
            return f"This analysis {purged_message(done)}"
        return retention_note(self.manifest)

    @cached_property
    def suggestions(self) -> pd.DataFrame:
        """What confirmed answers say about the others: `question_id, response_id, theme_id, action, score`.

        `action` is `assign` or `unassign`. Nothing is changed until somebody records `{"do": "learn"}`.
        """
        return suggestion_frame(self._lessons)

    @property
    def agreement(self) -> dict[str, Estimate | None]:
        """Per open question, how far the machine agrees with people; None with fewer than 20 confirmed answers."""
        return agreements(self._lessons)

    def review_order(self, question_id: str | None = None) -> pd.DataFrame:
        """Return the answers nobody confirmed, those first whose review teaches most.

        Args:
            question_id: One open question; otherwise all of them take turns.

        Returns:
            `question_id, response_id, text, status, doubt` (0–1; 1 where the answer needs a person).

        Raises:
            InputError: There is no such open question.
        """
        lessons = self._lessons
        if question_id is not None and question_id not in lessons:
            known = ", ".join(f"`{name}`" for name in lessons) or "none"
            raise InputError(f"There is no open question `{question_id}`. Open questions: {known}.")
        wanted = lessons.values() if question_id is None else [lessons[question_id]]
        return order_frame(self.reviewed.tables, wanted)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        made = set(self.themes["theme_id"]) - set(self.machine.themes["theme_id"])
        return learn_from(self.reviewed.tables, self.reviewed.judged, made)

    @property
    def taught(self) -> Taught:
        """What the decisions have taught and what to review next, as the report and the workbook show it."""
        order = self.review_order()
        moving = self.suggestions.drop_duplicates(["question_id", "response_id"])["question_id"].value_counts()
        return Taught(
            confirmed={name: lesson.confirmed for name, lesson in self._lessons.items()},
            agreement={name: str(found) for name, found in self.agreement.items() if found is not None},
            moving={str(name): int(number) for name, number in moving.items()},
            order=list(zip(order["response_id"], order["question_id"], strict=True)),
            least=LEAST,
        )

    def to_bertopic(self, question_id: str | None = None) -> Any:  # noqa: ANN401 - bertopic has no types
        """Return the themes of a question, as reviewed, as a fitted BERTopic for its pictures and tables.

        Its topics are the themes, with their titles as custom labels; its documents are the points, kept with their
        vectors as `documents_` and `embeddings_`. Points that are in no theme are topic -1. `theme_ids_` says which
        theme each topic is. It predicts nothing new: `ThemeModel` does.

        Args:
            question_id: The open question; None where there is only one with themes.

        Raises:
            InputError: There is no such question, it has no themes, or the analysis was purged.

        Example:
            >>> topics = analysis.to_bertopic("q3")  # doctest: +SKIP
            >>> topics.visualize_documents(topics.documents_, embeddings=topics.embeddings_, custom_labels=True)
            ... # doctest: +SKIP
        """
        self.refuse_purged()
        return topics_of(self.reviewed.tables, question_id)

    def refuse_purged(self) -> None:
        """Refuse what needs people's words where they were removed.

        Raises:
            InputError: They were; the message says what is left.
        """
        if (done := self.manifest.get("purged")) is not None:
            raise InputError(Problem(f"the analysis {purged_message(done)}"))

    def save(self, folder: Path | str) -> Path:
        """Write the analysis folder: tables, decisions, report and workbook.

        Args:
            folder: Made where missing. A decision log already there is kept and must be this analysis's own.

        Raises:
            InputError: The folder holds something else, or this analysis was purged.
        """
        self.refuse_purged()
        out = Path(folder)
        check_out(out)
        out.mkdir(parents=True, exist_ok=True)
        write_tables(self.machine, out)
        log = DecisionLog(out / DECISIONS)
        if not log.all() and self.reviewed.decisions:
            log.append(list(self.reviewed.decisions))
        write_views(self, out)
        return out

    def _repr_html_(self) -> str:
        """Show the largest themes of each question, and what needs a person, in a notebook; escaped."""
        left = None if "purged" in self.manifest else _obstacles(self)
        return analysis_html(self.reviewed.tables, left, self.retention)


def _obstacles(analysis: Analysis) -> list[Obstacle]:
    """Return what stands before publication."""
    return obstacles(analysis.reviewed, parse_config(analysis.manifest.get("config", {})))


def write_views(analysis: Analysis, folder: Path) -> None:
    """Write what is derived from tables and decisions: the report, the workbook and the ledger."""
    taught = analysis.taught
    report, workbook, ledger = (folder / name for name in VIEWS)
    write_report(analysis.reviewed.tables, report, taught, _obstacles(analysis))
    write_workbook(analysis.reviewed.tables, workbook, taught)
    write_ledger(analysis.reviewed.tables, ledger)


def analyse(consultation: Consultation, seed: int = 0, *, progress: bool = False) -> Analysis:
    """Find themes in a consultation and draft what was said.

    Args:
        consultation: From `textmine.read`.
        seed: Seed of everything that is random.
        progress: Whether to show what is running, in a notebook or on a terminal.

    Raises:
        InputError: It is no consultation, or the settings ask for more themes than there are answers.
    """
    if not isinstance(consultation, Consultation):
        raise InputError(f"Give what `textmine.read` returns. This is a `{type(consultation).__name__}`.")
    ask_for_no_widgets()
    tables = run_stages(consultation, seed, Workplace(progress=Progress(quiet=not progress)))
    return Analysis(tables, replay(tables, []))


def open_analysis(folder: Path | str, *, redraft: Redraft | None = None) -> Analysis:
    """Read an analysis folder back, with its decisions replayed.

    Of a purged folder, themes, counts, outcomes and decisions are read; the tables of answers are empty.

    Args:
        folder: The analysis folder.
        redraft: A `Drafter` that keeps drafts for what comes next; the default keeps none.

    Raises:
        InputError: The folder is missing, unfinished or damaged.
        ReviewError: The decision log is damaged.
    """
    folder = Path(folder)
    if purge_of(folder) is not None and not purge_is_unfinished(folder):
        left = open_purged(folder)
        return Analysis(left.tables, left)
    machine = read_tables(folder)
    return Analysis(machine, replay(machine, DecisionLog(folder / DECISIONS).all(), redraft=redraft))


def publish(
    analysis: Analysis, out: Path | str, formats: Sequence[str] = ("html",), *, languages: Sequence[str] | None = None
) -> list[Path]:
    """Write "You said, we did", if and only if everything in it is approved and safe.

    Args:
        analysis: The analysis with its decisions.
        out: The folder to write.
        formats: Any of `html`, `docx`, `md`, `newsletter`, `social`, `letters`, `digest`, `report`, `equality`,
            `open-data`.
        languages: Languages of the pages, such as `("en", "bn")`; None: those of the settings.

    Returns:
        The files written.

    Raises:
        PublishBlockedError: Every reason why not; nothing was written.
        ConfigError: An unknown format or language, or a Word template that cannot be used.
        InputError: `out` holds something else, or the analysis was purged.
    """
    analysis.refuse_purged()
    config = parse_config(analysis.manifest.get("config", {}))
    if languages is not None:
        rules = config.publish.model_copy(update={"languages": tuple(languages)})
        config = config.model_copy(update={"publish": rules})
    return publish_reviewed(analysis.reviewed, Path(out), formats, config=config)
