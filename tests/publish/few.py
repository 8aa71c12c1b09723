"""The example with a second question, or letters, that few people wrote about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import pandas as pd
from docx import Document
from openpyxl import load_workbook

from textmine.draft import figure_sentence
from textmine.model import Outcome
from textmine.review import Reviewed
from textmine.schema import frame_of
from textmine.tables import replace

from .example import reviewed, sentence

LETTERS, BENCHES = "Letters and e-mails", "t-benches"
WORDS = "There is nowhere to sit down by the old mill pond."


def _added(frame: pd.DataFrame, rows: list[dict[str, Any]], table: str) -> pd.DataFrame:
    return pd.concat([frame, frame_of(rows, table)], ignore_index=True)


def _answer(number: int, status: str) -> dict[str, Any]:
    blank = status == "blank"
    tag = "zxx" if blank else "en"
    return {
        "response_id": f"R{number:04}", "question_id": "more", "text": None if blank else WORDS, "language": tag,
        "languages": [tag], "language_confidence": 0.9, "status": status, "source_row": number + 2,
    }  # fmt: skip


def few(themed: Collection[int], unthemed: Collection[int] = (), wording: str = LETTERS) -> Reviewed:
    """Return the example with answers of so few people; the others were left blank, or never asked."""
    given, people, base = reviewed(), sorted(themed), len(set(themed) | set(unthemed))
    status = {number: "needs_person" for number in unthemed} | {number: "themed" for number in people}
    theme = {
        "question_id": "more", "theme_id": BENCHES, "parent_id": None, "title": "Somewhere to sit", "description": "",
        "keywords": [], "n_people": len(people), "share": len(people) / base, "position_counts": "{}",
    }  # fmt: skip
    placed = {
        "question_id": "more", "theme_id": BENCHES, "score": 0.8, "start": 0, "end": 10, "position": "unknown",
        "assigned_by": "machine", "primary": True,
    }  # fmt: skip
    figure = sentence(BENCHES, 0, "figure", figure_sentence(len(people), base), people) | {"question_id": "more"}
    old = given.tables
    tables = replace(
        old,
        questions=_added(old.questions, [{"question_id": "more", "wording": wording, "role": "open"}], "questions"),
        responses=_added(old.responses, [_answer(n, status.get(n, "blank")) for n in range(40)], "responses"),
        themes=_added(old.themes, [theme], "themes"),
        assignments=_added(old.assignments, [placed | {"response_id": f"R{n:04}"} for n in people], "assignments"),
        drafts=_added(old.drafts, [figure], "drafts"),
    )
    return changed(
        given,
        tables=tables,
        outcomes={**given.outcomes, BENCHES: Outcome("we_did", "We put benches by the pond.")},
        approved_by={**given.approved_by, BENCHES: ("Asha Rahman",)},
    )


def text_of(path: Path) -> str:
    """Return what a file of a publication says."""
    if path.suffix == ".xlsx":
        sheets = load_workbook(path).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    made = Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(block.text for block in made.paragraphs), *cells])
