from __future__ import annotations

from typing import Any

import numpy as np

from textmine.insight import who_took_part
from textmine.schema import frame_of
from textmine.tables import Tables


def answer(person: str, text: str | None, language: str, status: str, question: str = "why") -> dict[str, Any]:
    return {
        "response_id": person,
        "question_id": question,
        "text": text,
        "language": language,
        "languages": [language],
        "language_confidence": 1.0,
        "status": status,
        "source_row": 2,
    }


def tables(answers: list[dict[str, Any]], kinds: dict[str, str | None]) -> Tables:
    people = [{"response_id": person, "kind": kind, "source_row": 2} for person, kind in kinds.items()]
    questions = [
        {"question_id": "why", "wording": "Why?", "role": "open"},
        {"question_id": "better", "wording": "What else?", "role": "open"},
    ]
    empty = {name: frame_of([], name) for name in ("themes", "assignments", "drafts", "vectors")}
    return Tables(
        responses=frame_of(answers, "responses"),
        respondents=frame_of(people, "respondents"),
        questions=frame_of(questions, "questions"),
        vector_array=np.zeros((0, 4), dtype=np.float32),
        **empty,
    )


def test_each_person_counts_once_under_the_language_they_wrote_most_in() -> None:
    who = who_took_part(
        tables(
            [
                answer("1", "পার্কে আরও আলো দরকার", "bn", "themed"),
                answer("1", "More bins", "en", "themed", "better"),
                answer("2", "Waxaan u baahanahay nalal", "so", "needs_person"),
                answer("3", "N/A", "en", "no_content"),
                answer("4", "park e aro alo dorkar", "bn-Latn", "themed"),
            ],
            {"1": "individual", "2": "individual", "3": "organisation", "4": None},
        )
    )
    assert who.languages == {"bn": 1, "bn-Latn": 1, "so": 1}
    assert who.kinds == {"individual": 2, "organisation": 1, "unknown": 1}
    assert who.responses == 4


def test_answers_are_counted_per_open_question_also_where_nobody_answered() -> None:
    who = who_took_part(
        tables(
            [
                answer("1", "نحتاج إلى إنارة", "ar", "themed"),
                answer("2", "👍", "zxx", "no_content"),
                answer("3", None, "zxx", "blank"),
                answer("4", "Hmm, the moon", "en", "needs_person"),
            ],
            dict.fromkeys("1234", "individual"),
        )
    )
    assert who.answered == {"why": 2, "better": 0}
    assert (who.no_content["why"], who.blank["why"], who.needs_person["why"]) == (1, 1, 1)


def test_an_empty_consultation_has_a_summary_too() -> None:
    assert who_took_part(tables([], {})).responses == 0
