"""`Analysis`: what a run found, with the officers' decisions replayed over it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from textmine.config import parse_config
from textmine.model import Consultation
from textmine.pipeline import analyse as run_stages
from textmine.publish import publish as publish_reviewed
from textmine.report import write_report, write_workbook
from textmine.review import DecisionLog, Reviewed, replay
from textmine.tables import DECISIONS, Tables, check_out, read_tables, write_tables


class Analysis:
    """The result of an analysis, after review.

    Attributes:
        machine: The tables as the machine computed them.
        reviewed: The state after the decisions: tables, outcomes, approvals, what no longer applies.
    """

    def __init__(self, machine: Tables, reviewed: Reviewed) -> None:
        self.machine = machine
        self.reviewed = reviewed

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

    def save(self, folder: Path | str) -> Path:
        """Write the analysis folder: tables, decisions, report and workbook.

        Args:
            folder: Made where missing. A decision log already there is kept and must be this analysis's own.

        Raises:
            InputError: The folder holds something else.
        """
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
        """Show the themes in a notebook, escaped."""
        ledger = self.manifest.get("ledger", {})
        head = f"{ledger.get('responses', 0)} responses, {len(self.themes)} themes"
        table = self.themes[["theme_id", "title", "n_people", "share"]].to_html(index=False, escape=True)
        return f"<p><strong>Analysis</strong>: {html.escape(head)}</p>{table}"


def write_views(analysis: Analysis, folder: Path) -> None:
    """Write what is derived from tables and decisions: the report and the workbook."""
    write_report(analysis.reviewed.tables, folder / "report.html")
    write_workbook(analysis.reviewed.tables, folder / "review.xlsx")


def analyse(consultation: Consultation, seed: int = 0) -> Analysis:
    """Find themes in a consultation and draft what was said.

    Args:
        consultation: From `textmine.read`.
        seed: Seed of everything that is random.

    Raises:
        InputError: The settings ask for more themes than there are answers.
    """
    tables = run_stages(consultation, seed)
    return Analysis(tables, replay(tables, []))


def open_analysis(folder: Path | str) -> Analysis:
    """Read an analysis folder back, with its decisions replayed.

    Raises:
        InputError: The folder is missing, unfinished or damaged.
        ReviewError: The decision log is damaged.
    """
    machine = read_tables(Path(folder))
    return Analysis(machine, replay(machine, DecisionLog(Path(folder) / DECISIONS).all()))


def publish(analysis: Analysis, out: Path | str, formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write the "You said, we did" pages, if and only if everything on them is approved and safe.

    Args:
        analysis: The analysis with its decisions.
        out: The folder to write.
        formats: Any of `html`, `docx`, `md`.

    Returns:
        The files written.

    Raises:
        PublishBlockedError: Every reason why not; nothing was written.
        ConfigError: An unknown format.
        InputError: `out` holds something else.
    """
    config = parse_config(analysis.manifest.get("config", {}))
    return publish_reviewed(analysis.reviewed, Path(out), formats, config=config)
