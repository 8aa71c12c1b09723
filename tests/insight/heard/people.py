"""Small consultations, person by person, for tests of who was heard."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from textmine.schema import frame_of
from textmine.tables import Tables

WORDS = {
    "en": "We want more bins in the park.",
    "bn": "পার্কে আরও ডাস্টবিন চাই।",
    "so": "Waxaan rabnaa qashin-qubyo badan.",
    "bn-Latn": "park e aro dustbin chai bhai",
    "ar": "نريد المزيد من السلال في الحديقة.",
}


@dataclass(frozen=True)
class Person:
    """Somebody who took part.

    Attributes:
        raised: Theme → position; None: the open question was left blank.
        groups: Question → what was ticked; None: left blank.
        kind: Kind of respondent.
        language: Of the answer.
    """

    raised: Mapping[str, str] | None
    groups: Mapping[str, str | None] = field(default_factory=dict)
    kind: str = "individual"
    language: str = "en"

    @property
    def status(self) -> str:
        """Return the status of the answer."""
        return "blank" if self.raised is None else "themed" if self.raised else "needs_person"


def tables(people: Sequence[Person], roles: Mapping[str, str]) -> Tables:
    """Return the tables of a consultation with one open question, `why`."""
    names = [f"R{number:04}" for number in range(len(people))]
    answered = sum(person.raised is not None for person in people)
    themes = sorted({theme for person in people for theme in person.raised or ()})
    questions = [{"question_id": name, "wording": f"Your {name}", "role": role} for name, role in roles.items()]
    return Tables(
        responses=frame_of([_answer(name, person) for name, person in zip(names, people, strict=True)], "responses"),
        respondents=frame_of(
            [{"response_id": name, "kind": p.kind, "source_row": 1, **{q: p.groups.get(q) for q in roles}}
             for name, p in zip(names, people, strict=True)], "respondents"),
        questions=frame_of([*questions, {"question_id": "why", "wording": "Why?", "role": "open"}], "questions"),
        themes=frame_of([_theme(theme, people, answered) for theme in themes], "themes"),
        assignments=frame_of(
            [{"response_id": name, "question_id": "why", "theme_id": theme, "score": 1.0, "start": 0, "end": 9,
              "position": position, "assigned_by": "machine", "primary": place == 0}
             for name, person in zip(names, people, strict=True)
             for place, (theme, position) in enumerate((person.raised or {}).items())], "assignments"),
        drafts=frame_of([], "drafts"),
        vectors=frame_of([], "vectors"),
        vector_array=np.zeros((0, 4), dtype=np.float32),
    )  # fmt: skip


def _answer(name: str, person: Person) -> dict[str, Any]:
    blank = person.raised is None
    tag = "zxx" if blank else person.language
    return {
        "response_id": name, "question_id": "why", "text": None if blank else WORDS[person.language], "language": tag,
        "languages": [tag], "language_confidence": 0.9, "status": person.status, "source_row": 1,
    }  # fmt: skip


def _theme(theme: str, people: Sequence[Person], answered: int) -> dict[str, Any]:
    held = Counter((person.raised or {})[theme] for person in people if theme in (person.raised or {}))
    n = sum(held.values())
    return {
        "question_id": "why", "theme_id": theme, "parent_id": None, "title": f"About {theme}", "description": "",
        "keywords": [], "n_people": n, "share": n / answered, "position_counts": json.dumps(held),
    }  # fmt: skip
