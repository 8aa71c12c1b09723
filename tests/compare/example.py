"""Small consultations whose themes lie on the axes of a space, so that it is known which are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from textmine.analysis import Analysis
from textmine.model import Decision, Outcome
from textmine.review import Reviewed
from textmine.schema import frame_of
from textmine.tables import Tables
from textmine.themes.space import unit

WORDING = "What would make your streets better?"


def _points(axis: int, n: int, seed: int) -> np.ndarray:
    noise = np.random.default_rng([seed, axis]).normal(scale=0.1, size=(n, 16))
    noise[:, axis] += 1
    noise[:, 15] += 2
    return unit(noise.astype(np.float32))


def consultation(
    themes: Mapping[str, tuple[int, int]],
    *,
    base: int = 100,
    wording: str = WORDING,
    model: str = "m1",
    title: str = "",
    seed: int = 0,
    outcomes: Mapping[str, Outcome] | None = None,
    aside: tuple[str, ...] = (),
    asked: str = "",
    file: str = "",
) -> Analysis:
    """Return a consultation: title of each theme → its axis and how many of the `base` people raised it."""
    rows: dict[str, list[dict[str, Any]]] = {"themes": [], "assignments": [], "vectors": []}
    arrays = []
    for place, (name, (axis, n)) in enumerate(themes.items()):
        theme = f"q.{place}"
        rows["themes"].append(
            {
                "question_id": "q", "theme_id": theme, "parent_id": None, "title": name, "description": "",
                "keywords": [], "n_people": n, "share": n / base, "position_counts": "{}",
            }
        )  # fmt: skip
        arrays.append(_points(axis, n, seed))
        for person in range(n):
            where = {
                "response_id": f"R{person + 7 * place}",
                "question_id": "q",
                "start": 10 * place,
                "end": 10 * place + 9,
            }
            rows["vectors"].append(where)
            rows["assignments"].append(
                {
                    **where,
                    "theme_id": theme,
                    "score": 0.9,
                    "position": "unknown",
                    "assigned_by": "machine",
                    "primary": True,
                }
            )
    answers = [
        {
            "response_id": f"R{person}", "question_id": "q", "text": "said", "language": "en", "languages": ["en"],
            "language_confidence": 1.0, "status": "themed", "source_row": person,
        }
        for person in range(base)
    ]  # fmt: skip
    people = [{"response_id": f"R{person}", "kind": "individual", "source_row": person} for person in range(base)]
    ids = {name: f"q.{place}" for place, name in enumerate(themes)}
    tables = Tables(
        responses=frame_of(answers, "responses"),
        respondents=frame_of(people, "respondents"),
        questions=frame_of([{"question_id": "q", "wording": wording, "role": "open"}], "questions"),
        drafts=frame_of([], "drafts"),
        vector_array=np.concatenate(arrays) if arrays else np.zeros((0, 16), np.float32),
        manifest={
            "embedding_model": model,
            "alignment": [],
            "config": {"consultation": {"title": title, "asked": asked}},
            "inputs": [{"sha256": file}] if file else [],
        },
        **{name: frame_of(own, name) for name, own in rows.items()},
    )
    given = {ids[name]: outcome for name, outcome in (outcomes or {}).items()}
    log = [
        Decision(
            number, "2024-03-01T09:00:00+00:00", "Asha", "outcome",
            {"do": "outcome", "theme": theme, "outcome": outcome.outcome, "text": outcome.text},
        )
        for number, (theme, outcome) in enumerate(given.items(), start=1)
    ]  # fmt: skip
    reviewed = Reviewed(tables, outcomes=given, set_aside={ids[name]: "No." for name in aside}, decisions=log)
    return Analysis(tables, reviewed)
