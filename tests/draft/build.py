"""Small analyses made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.text import point_spans
from textmine.themes.counts import with_counts


@dataclass(frozen=True)
class Said:
    """One person's answer and the themes all its points have."""

    text: str | None
    themes: Sequence[str] = ("a",)
    language: str = "en"
    consent: bool | None = None
    position: str = "unknown"


def tables_of(said: Sequence[Said], parents: dict[str, str | None] | None = None, seed: int = 0) -> Tables:
    """Build the tables of one question; vectors are random but seeded, alike within a theme."""
    parents = parents or {"a": None}
    rng = np.random.default_rng(seed)
    middles = {theme: rng.normal(size=24) for theme in parents}
    responses, respondents, assignments, vectors, array = [], [], [], [], []
    for number, one in enumerate(said):
        name = f"R{number:03}"
        text = one.text if one.text and one.text.strip() else None
        status = "blank" if text is None else "themed" if one.themes else "needs_person"
        responses.append(
            {
                "response_id": name,
                "question_id": "q",
                "text": text,
                "language": one.language,
                "languages": [one.language],
                "language_confidence": 0.9,
                "script": "Latn",
                "status": status,
                "source_row": number + 2,
            }
        )
        respondents.append({"response_id": name, "consent_publish": one.consent, "source_row": number + 2})
        for span in point_spans(text, one.language) if text else []:
            point = {"response_id": name, "question_id": "q", "start": span.start, "end": span.end}
            vectors.append(point)
            vector = rng.normal(size=24) + sum((middles[theme] for theme in one.themes), np.zeros(24))
            array.append(vector / np.linalg.norm(vector))
            rest = {"score": 0.8, "position": one.position, "assigned_by": "machine", "primary": True}
            assignments += [{**point, "theme_id": theme, **rest} for theme in one.themes]
    themes = frame_of(
        [
            {
                "question_id": "q",
                "theme_id": theme,
                "parent_id": parent,
                "title": theme,
                "description": "",
                "keywords": [],
                "n_people": 0,
                "share": 0.0,
                "position_counts": "{}",
            }
            for theme, parent in parents.items()
        ],
        "themes",
    )
    answers, assigned = frame_of(responses, "responses"), frame_of(assignments, "assignments")
    return Tables(
        responses=answers,
        respondents=frame_of(respondents, "respondents"),
        questions=frame_of([], "questions"),
        themes=with_counts(themes, assigned, answers),
        assignments=assigned,
        drafts=frame_of([], "drafts"),
        vectors=frame_of(vectors, "vectors"),
        vector_array=np.array(array, dtype=np.float32) if array else np.zeros((0, 24), dtype=np.float32),
    )


def texts(drafts: pd.DataFrame, kind: str, theme: str = "a") -> list[str]:
    """Return the sentences of one kind in one theme."""
    return list(drafts.loc[(drafts["kind"] == kind) & (drafts["theme_id"] == theme), "text"])
