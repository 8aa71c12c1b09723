from __future__ import annotations

from pathlib import Path

import pytest

from tests.insight.heard.people import Person
from tests.insight.heard.people import tables as made_of
from textmine.ingest import read
from textmine.report.responded import petitions_sentence, who_responded, who_was_heard
from textmine.schema import frame_of
from textmine.tables import Tables

KIND = "Are you responding as an individual or organisation?"


def tables(folder: Path, lines: list[str]) -> Tables:
    import numpy as np

    path = folder / "form.csv"
    path.write_text("\n".join([f"ID,Number of signatures,{KIND},Why?", *lines]), encoding="utf-8")
    found = read(path)
    responses = found.answers.assign(
        language="en", languages=None, language_confidence=1.0, script="Latn", status="needs_person"
    )
    return Tables(
        responses=responses,
        respondents=found.respondents,
        questions=frame_of([], "questions"),
        themes=frame_of([], "themes"),
        assignments=frame_of([], "assignments"),
        drafts=frame_of([], "drafts"),
        vectors=frame_of([], "vectors"),
        vector_array=np.zeros((0, 3), dtype=np.float32),
    )


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        (
            ["1,,Individual,Light", "2,,A school,আলো"],
            ("2 responses: 1 from an individual and 1 from an organisation.",),
        ),
        (["1,,Individual,Light", "2,,,Iftiin"], ("2 responses: 1 from an individual; of 1 it is not known.",)),
        (
            ["1,,,Light please", "2,340,,Keep the trees"],
            (
                "2 responses; whether from individuals or from organisations is not known.",
                "1 response is a petition with 340 signatures. It counts as one response.",
            ),
        ),
    ],
)
def test_who_responded_is_said_and_petitions_apart(
    tmp_path: Path, lines: list[str], sentences: tuple[str, ...]
) -> None:
    assert who_responded(tables(tmp_path, lines)) == sentences


def test_several_petitions_are_added_up_by_themselves() -> None:
    assert petitions_sentence((1204, 300)) == (
        "2 responses are petitions with 1,504 signatures in all (1,204, 300). Each counts as one response."
    )


def test_officers_see_how_many_of_which_groups_responded() -> None:
    people = [Person({"bins": "for"}, {"ward": ward}) for ward, n in (("পূর্ব বো", 12), ("Waqooyi", 2)) for _ in range(n)]
    said = who_was_heard(made_of([*people, Person({"bins": "for"})], {"ward": "geography"}))
    assert said[0] == "Your ward (14 of 15 answered): পূর্ব বো (12); Other answers (2)."
    assert "--format equality" in said[1]


def test_without_questions_about_themselves_nothing_is_said_of_groups() -> None:
    assert who_was_heard(made_of([Person({"bins": "for"})], {})) == ()
