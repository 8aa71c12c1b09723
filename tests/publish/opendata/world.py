"""Consultations made up for tests of open data: who said what in which language, and whether they agreed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from textmine.model import Outcome
from textmine.review import Reviewed
from textmine.schema import frame_of
from textmine.tables import Tables

QUESTION = "why"
WORDS = {
    "en": ["We need brighter lamps", "Keep the parking bays", "More benches please"],
    "bn": ["রাস্তায় আরও আলো চাই", "গাড়ি রাখার জায়গা রাখুন", "আরও বেঞ্চ চাই"],
    "so": ["Waxaan rabnaa nalal badan", "Ha la daayo meelaha baabuurta", "Kuraas badan baan rabnaa"],
    "bn-Latn": ["rastay aro alo chai amra", "gari rakhar jayga rakhen bhai", "aro bench chai parke"],
    "ar": ["نريد إنارة أكثر في الشارع", "أبقوا مواقف السيارات", "نريد مقاعد أكثر"],
}
"""What people say of each theme, by language."""

Person = tuple[str, tuple[int, ...], bool | None]
"""Language, numbers of the themes raised, consent."""


def theme_of(number: int) -> str:
    return f"t{number}"


def text_of(person: Person) -> str:
    """Return an answer from which language and themes can be read; 🙂 says that there is no theme in it."""
    language, themes, _ = person
    return " 🌳 ".join(WORDS[language][theme] for theme in themes) or f"{WORDS[language][0][:4]} 🙂"


def _answer(number: int, person: Person) -> dict[str, Any]:
    status = "themed" if person[1] else "needs_person"
    return {
        "response_id": f"R{number}", "question_id": QUESTION, "text": text_of(person), "language": person[0],
        "languages": [person[0]], "language_confidence": 0.9, "status": status, "source_row": number + 2,
    }  # fmt: skip


def _respondent(number: int, person: Person) -> dict[str, Any]:
    return {
        "response_id": f"R{number}", "consent_publish": person[2], "kind": "individual", "source_row": number + 2,
    }  # fmt: skip


def _assigned(number: int, theme: int, *, primary: bool) -> dict[str, Any]:
    return {
        "response_id": f"R{number}", "question_id": QUESTION, "theme_id": theme_of(theme), "score": 0.8, "start": 0,
        "end": 5, "position": "unknown", "assigned_by": "machine", "primary": primary,
    }  # fmt: skip


def world(people: Sequence[Person]) -> Reviewed:
    """Return the consultation, reviewed and approved."""
    answered = len(people)
    raised = {theme: sum(theme in themes for _, themes, _ in people) for theme in range(3)}
    themes = [
        {
            "question_id": QUESTION, "theme_id": theme_of(theme), "parent_id": None, "title": WORDS["en"][theme],
            "description": "", "keywords": [], "n_people": n, "share": n / answered,
            "position_counts": json.dumps({"unknown": n}),
        }
        for theme, n in raised.items() if n
    ]  # fmt: skip
    tables = Tables(
        responses=frame_of([_answer(number, person) for number, person in enumerate(people)], "responses"),
        respondents=frame_of([_respondent(number, person) for number, person in enumerate(people)], "respondents"),
        questions=frame_of([{"question_id": QUESTION, "wording": "What do you think?", "role": "open"}], "questions"),
        themes=frame_of(themes, "themes"),
        assignments=frame_of(
            [
                _assigned(number, theme, primary=place == 0)
                for number, (_, own, _) in enumerate(people)
                for place, theme in enumerate(own)
            ],
            "assignments",
        ),
        drafts=frame_of([], "drafts"),
        vectors=frame_of([], "vectors"),
        vector_array=np.zeros((0, 4), dtype=np.float32),
        manifest={"config": {}},
    )
    made = [row["theme_id"] for row in themes]
    return Reviewed(
        tables=tables,
        outcomes={theme: Outcome("we_did", "We did it.") for theme in made},
        approved_by=dict.fromkeys(made, ("Asha Rahman",)),
        open_data="allow",
    )
