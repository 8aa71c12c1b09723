"""A consultation large enough to draw from: two questions, four languages, one of them rare."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.review.sample import TITLES
from textmine.analysis import Analysis, open_analysis
from textmine.review import decide
from textmine.schema import frame_of
from textmine.tables import Tables, write_tables
from textmine.themes.counts import with_counts

TEXTS = {
    "en": "=We need more parking 🚗, call Amina Khatun on 07700 900123.",
    "bn": "আমাদের এলাকায় পার্কিংয়ের জায়গা খুব কম।",
    "so": "Baabuurta meel la dhigto ma jirto.",
    "ar": "نحتاج إلى المزيد من الأشجار في الحي.",
}
NUMBERS = {"en": 60, "bn": 24, "so": 9, "ar": 2}
THEMES = {"q1": ("q1.01", "q1.02", "q1.03"), "q2": ("q2.01", "q2.02")}


def tables() -> Tables:
    """The analysis; every tenth answer needs a person, every third has two themes."""
    rng = np.random.default_rng(3)
    responses: list[dict[str, Any]] = []
    assignments: list[dict[str, Any]] = []
    spoken = [language for language, number in NUMBERS.items() for _ in range(number)]
    for question, themes in THEMES.items():
        for number, language in enumerate(spoken):
            person = f"r{number}"
            lost = number % 10 == 9
            responses.append(
                {
                    "response_id": person,
                    "question_id": question,
                    "text": f"{TEXTS[language]} ({number})",
                    "language": language,
                    "languages": [language],
                    "language_confidence": 0.9,
                    "script": "Latn",
                    "status": "needs_person" if lost else "themed",
                    "status_reason": "It fits no theme." if lost else None,
                    "source_file": "answers.csv",
                    "source_row": number + 2,
                }
            )
            own = [] if lost else rng.permutation(themes)[: 2 if number % 3 == 0 else 1]
            for place, theme in enumerate(own):
                assignments.append(
                    {
                        "response_id": person,
                        "question_id": question,
                        "theme_id": str(theme),
                        "score": float(rng.random()),
                        "start": place,
                        "end": place + 5,
                        "position": ("for", "against", "unknown")[number % 3],
                        "assigned_by": "machine",
                        "primary": place == 0,
                    }
                )
    themes_table = [
        {
            "question_id": theme[:2],
            "theme_id": theme,
            "title": TITLES[theme],
            "description": f"=About {theme}: says Amina Khatun, 07700 900123",
            "keywords": ["a"],
            "n_people": 0,
            "share": 0.0,
            "position_counts": "{}",
        }
        for own in THEMES.values()
        for theme in own
    ]
    people = [{"response_id": f"r{number}", "source_file": "a.csv", "source_row": 2} for number in range(len(spoken))]
    questions = [
        {"question_id": "q1", "wording": "Streets?", "role": "open"},
        {"question_id": "q2", "wording": "Homes?", "role": "open"},
    ]
    answers, points = frame_of(responses, "responses"), frame_of(assignments, "assignments")
    return Tables(
        responses=answers,
        respondents=frame_of(people, "respondents"),
        questions=frame_of(questions, "questions"),
        themes=with_counts(frame_of(themes_table, "themes"), points, answers),
        assignments=points,
        drafts=frame_of([], "drafts"),
        vectors=points[["response_id", "question_id", "start", "end"]].drop_duplicates(),
        vector_array=np.ones((len(points), 4), dtype=np.float32) / 2,
        manifest={"seed": 0},
    )


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the analysis as it is before any decision: nobody writes into it."""
    out = tmp_path_factory.mktemp("coding") / "analysis"
    out.mkdir()
    write_tables(tables(), out)
    return out


@pytest.fixture(scope="session")
def analysis(kept: Path) -> Analysis:
    return open_analysis(kept)


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A folder of the test's own."""
    return Path(shutil.copytree(kept, tmp_path / "analysis"))


@pytest.fixture
def decided(folder: Path) -> Callable[..., Analysis]:
    """Record decisions and return the analysis after them."""

    def after(*decisions: dict[str, Any]) -> Analysis:
        decide(folder, "Amina", decisions)
        return open_analysis(folder)

    return after
