"""Analyses with answers in chosen languages and nothing else, to look at the language panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from textmine.report import write_report
from textmine.schema import frame_of
from textmine.tables import Tables


@dataclass(frozen=True)
class Said:
    """One answer of a person."""

    person: str
    text: str | None
    languages: tuple[str, ...]
    sure: float = 0.95
    status: str = "needs_person"
    question: str = "q1"


def tables_of(said: Sequence[Said]) -> Tables:
    """Build the tables of an analysis that found no theme."""
    answers = [
        {
            "response_id": one.person,
            "question_id": one.question,
            "text": one.text,
            "language": one.languages[0],
            "languages": [tag for tag in one.languages if tag != "zxx"],
            "language_confidence": one.sure,
            "status": one.status,
            "source_row": row,
        }
        for row, one in enumerate(said, start=2)
    ]
    people = [{"response_id": person, "source_row": 2} for person in dict.fromkeys(one.person for one in said)]
    names = sorted({one.question for one in said} | {"q1"})
    questions = [{"question_id": name, "wording": f"What about {name}?", "role": "open"} for name in names]
    return Tables(
        responses=frame_of(answers, "responses"),
        respondents=frame_of(people, "respondents"),
        questions=frame_of(questions, "questions"),
        vector_array=np.zeros((0, 4), dtype=np.float32),
        **{name: frame_of([], name) for name in ("themes", "assignments", "drafts", "vectors")},
    )


def panel(said: Sequence[Said], folder: Path) -> str:
    """Return the HTML of the panel in the report on these answers, white space evened out."""
    write_report(tables_of(said), folder / "report.html")
    page = " ".join((folder / "report.html").read_text(encoding="utf-8").split())
    return page.split('<section id="languages"')[1].split("</section>")[0]
