"""Small analyses to draw: people who each raise one theme, with a vector near those of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from textmine.analysis import Analysis
from textmine.review import replay
from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.themes.counts import with_counts

POSITIONS = ("for", "against", "neutral")
VERBATIM = "my neighbour Mrs Example at number 7"


@dataclass(frozen=True)
class Raised:
    """A theme, and the positions of the people who raised it."""

    title: str
    positions: Sequence[str] = ("for",) * 6 + ("against",) * 5
    language: str = "en"
    stability: float = 0.8


def many(titles: Sequence[str]) -> list[Raised]:
    return [Raised(title, stability=0.3 + 0.6 * place / len(titles)) for place, title in enumerate(titles)]


def analysis_of(
    raised: Sequence[Raised],
    *,
    wordings: Mapping[str, str] | None = None,
    wards: Sequence[str] = (),
    unthemed: int = 0,
    manifest: dict[str, Any] | None = None,
) -> Analysis:
    """Build an analysis whose first question has these themes.

    Args:
        raised: The themes.
        wordings: question_id → wording of the open questions.
        wards: Of the respondents, in turn.
        unthemed: So many more people, whose answers fit no theme.
        manifest: Of the run.
    """
    wordings = wordings or {"q1": "What should change?"}
    random = np.random.default_rng(0)
    answers, assigned, places, vectors = [], [], [], []
    for number, theme in enumerate([*raised, None] if unthemed else raised):
        held = theme.positions if theme else ["unknown"] * unthemed
        middle = random.normal(size=8)
        for position in held:
            person, text = f"R{len(answers)}", f"{VERBATIM}, {theme.title if theme else 'nothing'}"
            status = "themed" if theme else "needs_person"
            key = {"response_id": person, "question_id": "q1"}
            span = {"start": 0, "end": len(text)}
            language = theme.language if theme else "en"
            answers.append(
                {**key, "text": text, "language": language, "languages": [language], "language_confidence": 0.9}
                | {"status": status, "source_row": len(answers) + 2}
            )
            if theme:
                assigned.append(
                    {**key, **span, "theme_id": f"q1.{number:02}", "score": 0.9, "position": position}
                    | {"assigned_by": "machine", "primary": True}
                )
            places.append({**key, **span})
            vectors.append(middle + random.normal(scale=0.3, size=8))
    people = [
        {"response_id": answer["response_id"], "source_row": 2} | ({"ward": wards[row % len(wards)]} if wards else {})
        for row, answer in enumerate(answers)
    ]
    questions = [{"question_id": name, "wording": wording, "role": "open"} for name, wording in wordings.items()]
    questions += [{"question_id": "ward", "wording": "Ward", "role": "geography"}] if wards else []
    themes = [
        {"question_id": "q1", "theme_id": f"q1.{number:02}", "title": theme.title, "keywords": [], "n_people": 0}
        | {"share": 0.0, "position_counts": "{}", "stability": theme.stability}
        for number, theme in enumerate(raised)
    ]
    responses, assignments = frame_of(answers, "responses"), frame_of(assigned, "assignments")
    array = np.array(vectors, dtype=np.float32).reshape(len(vectors), 8)
    tables = Tables(
        responses=responses,
        respondents=frame_of(people, "respondents"),
        questions=frame_of(questions, "questions"),
        themes=with_counts(frame_of(themes, "themes"), assignments, responses),
        assignments=assignments,
        drafts=frame_of([], "drafts"),
        vectors=frame_of(places, "vectors"),
        vector_array=array / np.maximum(np.linalg.norm(array, axis=1, keepdims=True), 1e-9),
        manifest=manifest or {},
    )
    return Analysis(tables, replay(tables, []))
